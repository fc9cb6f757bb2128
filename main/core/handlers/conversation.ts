// Owns reading and writing in one conversation. What is written is on disk before the call answers.

import type { Handlers } from '#shared/contract/calls.ts';
import { CallError } from '#shared/contract/errors.ts';
import type { CommandKind } from '#shared/protocol/commands.ts';
import type { Core } from '../core.ts';

export const conversationHandlers = (core: Core, page: string) => {
  const { store, view, outbox, drafts, link, ports } = core;

  async function say(
    kind: Extract<CommandKind, 'turn.send' | 'note.add'>,
    conversation: string,
    text: string,
  ) {
    const row = core.owned(core.seen(conversation));
    const id = ports.ids.next();
    const data = { conversation, id, text };
    await outbox.add({ id, kind, base: core.fenceOf(row), conversation, data });
    return { operation: id };
  }

  return {
    async open({ conversation }) {
      const locked = core.locked();
      if (locked !== null) throw locked;
      const [row, entries] = await Promise.all([
        store.conversation(conversation),
        store.entries(conversation),
      ]);
      if (row === null) throw new CallError({ code: 'not_found', message: 'error.not_found' });
      view.open(page, conversation, entries);
      core.tell({ kind: 'read', conversation });
      store
        .markRead(conversation)
        .then(view.apply, (error: unknown) =>
          ports.log.warn('a conversation could not be marked read', { reason: String(error) }),
        );
      return { entries: [...entries], draft: view.draftOf(conversation) };
    },
    leave({ conversation }) {
      view.leave(page, conversation);
      return {};
    },
    async send({ conversation, text }) {
      const answer = await say('turn.send', conversation, text);
      await drafts.sent(conversation, text);
      return answer;
    },
    note: ({ conversation, text }) => say('note.add', conversation, text),
    async draft({ conversation, text }) {
      core.seen(conversation);
      await drafts.save(conversation, text);
      return {};
    },
    typing({ conversation, on }) {
      // Droppable: without a link nobody waits for it.
      link.send({ op: 'eph', k: 'typing', d: { conversation, on } });
      return {};
    },
  } satisfies Handlers<'conversation'>;
};
