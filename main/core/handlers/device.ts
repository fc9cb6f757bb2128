// Owns what concerns this device alone: its outbox, its link, its settings, its checks.

import type { Handlers } from '#shared/contract/calls.ts';
import { CallError } from '#shared/contract/errors.ts';
import type { Core } from '../core.ts';
import { runChecks } from '../diagnostics/checks.ts';
import { probe } from '../link/probe.ts';
import { notFound } from '../refusals.ts';

interface Said {
  readonly text?: string;
  readonly attachments?: readonly string[];
}

export const outboxHandlers = ({ outbox, view, store, drafts, staged, ports }: Core) =>
  ({
    async discard({ operation }) {
      const known = outbox.get(operation);
      if (known === undefined) throw notFound();
      if (!(await outbox.discard(operation)))
        throw new CallError({ code: 'conflict', message: 'error.conflict', detail: 'wrong_state' });
      view.arrived(operation);
      // It is gone, whatever becomes of its files: those that nobody wants go at the next start.
      if (known.kind === 'turn.send')
        await store
          .dropFiles((JSON.parse(known.data) as Said).attachments ?? [])
          .catch((error: unknown) => ports.log.warn('files stay for now', { reason: String(error) }));
      if (known.kind === 'draft.save' && known.conversation !== null) await drafts.forget(known.conversation);
      return {};
    },
    async undo({ operation }) {
      const known = outbox.get(operation);
      if (known === undefined) throw notFound();
      const { text = '', attachments = [] } = JSON.parse(known.data) as Said;
      if (!(await drafts.takeBack(known, text)))
        throw new CallError({ code: 'conflict', message: 'error.conflict', detail: 'wrong_state' });
      view.arrived(operation);
      const { conversation } = known;
      if (conversation !== null && attachments.length > 0)
        staged.set(conversation, new Set([...(staged.get(conversation) ?? []), ...attachments]));
      return { text };
    },
    hurry({ operation }) {
      if (!outbox.hurry(operation)) throw notFound();
      return {};
    },
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
      const checks = await runChecks(
        {
          store,
          link: link.status(),
          protection: ports.secrets.protection,
          waiting: outbox.waiting(),
          refused: [...state.rows('outbox').values()].filter((row) => row.state === 'refused').length,
          locked: locked() !== null,
          router: ports.router.url,
        },
        words.t,
      );
      return { checks };
    },
  }) satisfies Handlers<'diagnostics'>;
