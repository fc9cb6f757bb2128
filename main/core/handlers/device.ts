// Owns what concerns this device alone: its outbox, its link, its settings, its checks.

import type { Handlers } from '#shared/contract/calls.ts';
import { CallError } from '#shared/contract/errors.ts';
import type { Core } from '../core.ts';
import { runChecks } from '../diagnostics/checks.ts';
import { probe } from '../link/probe.ts';

const unsupported = (what: string): CallError =>
  new CallError({ code: 'unsupported', message: 'error.unsupported', detail: what });

export const outboxHandlers = ({ outbox, view, store, ports }: Core) =>
  ({
    async discard({ operation }) {
      const known = outbox.get(operation);
      if (known === undefined) throw new CallError({ code: 'not_found', message: 'error.not_found' });
      if (!(await outbox.discard(operation)))
        throw new CallError({ code: 'conflict', message: 'error.conflict', detail: 'wrong_state' });
      view.arrived(operation);
      // Its words are decided about: they must not come back as a draft.
      if (known.kind === 'draft.save' && known.conversation !== null) {
        view.dropDraft(known.conversation, '');
        await store.saveDraft(known.conversation, '', ports.clock.now());
      }
      return {};
    },
    undo: () => Promise.reject(unsupported('undo')),
    hurry: () => Promise.reject(unsupported('undo')),
  }) satisfies Handlers<'outbox'>;

/** Somebody types while this is waited for. */
const CHECK_MS = 4_000;

export const linkHandlers = ({ link, ports }: Core) =>
  ({
    retry() {
      link.retry();
      return {};
    },
    check: ({ router, token }) =>
      probe({ router, token, clock: ports.clock, ids: ports.ids, waitMs: CHECK_MS }),
  }) satisfies Handlers<'link'>;

export const settingsHandlers = ({ preferences, words }: Core) =>
  ({
    get: () => preferences.get(),
    async set(change) {
      const settings = await preferences.set(change);
      await words.setLanguage(settings.language);
      return settings;
    },
  }) satisfies Handlers<'settings'>;

export const diagnosticsHandlers = ({ store, link, ports, outbox, locked, state, words }: Core) =>
  ({
    async run() {
      const waiting = outbox.waiting();
      const checks = await runChecks(
        {
          store,
          link: link.status(),
          protection: ports.secrets.protection,
          waiting,
          refused: state.rows('outbox').size - waiting,
          locked: locked() !== null,
          router: ports.router.url,
        },
        words.t,
      );
      return { checks };
    },
  }) satisfies Handlers<'diagnostics'>;
