// Owns what a lead asks about trigger policies: drafts on this device, what they would have done, publishing, history from files.

import type { Handlers } from '#shared/contract/calls.ts';
import { CallError } from '#shared/contract/errors.ts';
import { type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import { POLICY_DRAFT, type PolicyDraft } from '#store/port.ts';
import type { Core } from '../core.ts';
import type { Trial } from '../preview/port.ts';
import { notFound } from '../refusals.ts';
import { leadsOnly } from './leads.ts';

interface Needs extends Pick<Core, 'locked' | 'preview' | 'outbox'> {
  readonly ports: { readonly clock: Pick<Core['ports']['clock'], 'now'> };
  readonly store: Pick<Core['store'], 'draft' | 'saveDraft' | 'dropDraft'>;
  readonly state: Pick<Core['state'], 'get'>;
  readonly view: Pick<Core['view'], 'profile'>;
}

export const triggersHandlers = (
  { store, state, view, ports, outbox, preview, locked }: Needs,
  page: string,
) => {
  const { allowed, whileAllowed } = leadsOnly({ locked, view });

  /** Beside what the router judges by. @throws CallError not_found where it judges by no policy of this id */
  function trial(draft: Policy): Trial {
    allowed();
    const row = state.get('policies', draft.id);
    if (row === undefined) throw notFound();
    return { live: row.policy, draft, bots: row.bots.map(({ id }) => id) };
  }

  return {
    async draft({ policy }) {
      const text = await store.draft(POLICY_DRAFT + policy);
      if (text === '') return { draft: null, base: null };
      const { draft, base } = JSON.parse(text) as PolicyDraft;
      const [own, begun] = [readPolicy(draft), readPolicy(base)];
      return 'policy' in own && 'policy' in begun
        ? { draft: own.policy, base: begun.policy }
        : { draft: null, base: null };
    },
    async keep({ policy, draft, base }) {
      if (draft === null) await store.dropDraft(POLICY_DRAFT + policy);
      else
        await store.saveDraft(
          POLICY_DRAFT + policy,
          JSON.stringify({ draft, base } satisfies PolicyDraft),
          ports.clock.now(),
        );
      return {};
    },
    backtest: ({ draft }) => whileAllowed(preview.backtest(page, trial(draft))),
    async case({ conversation, draft, around }) {
      const found = await whileAllowed(preview.case(page, conversation, trial(draft), around));
      allowed();
      if (found === null) throw notFound();
      return found;
    },
    async publish({ policy, base, note }) {
      allowed();
      if (policy.revision !== base + 1)
        throw new CallError({
          code: 'invalid_input',
          message: 'error.invalid_input',
          detail: 'policy.revision',
        });
      const data = { policy, base, ...(note === undefined ? {} : { note }) };
      const { id } = await outbox.add({ kind: 'policy.publish', data });
      return { operation: id };
    },
    async undo({ policy, base }) {
      allowed();
      const { id } = await outbox.add({ kind: 'policy.undo', data: { policy, base } });
      return { operation: id };
    },
    import({ name, lines, first, last, field }) {
      allowed();
      const today = new Date(ports.clock.now()).toISOString().slice(0, 10);
      return whileAllowed(preview.import(page, { name, lines, first, last, options: { field, today } }));
    },
    async stopImport({ name }) {
      await preview.stopImport(page, name);
      return {};
    },
    async forget() {
      allowed();
      await preview.forgetFiles();
      return {};
    },
  } satisfies Handlers<'triggers'>;
};
