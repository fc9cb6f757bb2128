// Owns what a lead asks about trigger policies: drafts on this device, previews, publishing, history from files.
import type { Handlers } from '#shared/contract/calls.ts';
import { CallError } from '#shared/contract/errors.ts';
import { type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import type { Core } from '../core.ts';
import { POLICY } from '../sync/drafts.ts';

interface Kept {
  readonly draft: Policy;
  readonly base: Policy;
}

const missing = (): never => {
  throw new CallError({ code: 'not_found', message: 'error.not_found' });
};

export const triggersHandlers = ({ store, ports }: Core) =>
  ({
    async draft({ policy }) {
      const text = await store.draft(POLICY + policy);
      if (text === '') return { draft: null, base: null };
      const { draft, base } = JSON.parse(text) as Kept;
      const [own, begun] = [readPolicy(draft), readPolicy(base)];
      return 'policy' in own && 'policy' in begun
        ? { draft: own.policy, base: begun.policy }
        : { draft: null, base: null };
    },
    async keep({ policy, draft, base }) {
      if (draft === null) await store.dropDraft(POLICY + policy);
      else await store.saveDraft(POLICY + policy, JSON.stringify({ draft, base }), ports.clock.now());
      return {};
    },
    backtest: missing,
    case: missing,
    publish: missing,
    undo: missing,
    import: missing,
    forget: missing,
  }) satisfies Handlers<'triggers'>;
