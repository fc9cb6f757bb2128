// Owns reading and writing in one conversation. What is written is on disk before the call answers.

import type { Handlers } from '#shared/contract/calls.ts';
import { CallError } from '#shared/contract/errors.ts';
import { partsOf } from '#shared/domain/files/kinds.ts';
import type { CommandData } from '#shared/protocol/commands.ts';
import type { Attachment } from '#shared/schema/conversation.ts';
import type { Core } from '../core.ts';
import { notFound } from '../refusals.ts';

export const conversationHandlers = (core: Core, page: string) => {
  const { store, view, outbox, drafts, link, ports } = core;

  async function entriesOf(conversation: string) {
    const locked = core.locked();
    if (locked !== null) throw locked;
    const [row, entries] = await Promise.all([store.conversation(conversation), store.entries(conversation)]);
    if (row === null) throw notFound();
    return [...entries];
  }

  async function say<K extends 'turn.send' | 'note.add'>(
    kind: K,
    said: Omit<CommandData<K>, 'id'>,
    holdMs = 0,
  ) {
    const { conversation } = said;
    const row = core.seen(conversation);
    // Whoever is consulted may add notes.
    if (kind === 'turn.send' || row.right !== 'consulted') core.owned(row);
    const id = ports.ids.next();
    const data = { ...said, id } as CommandData<K>;
    await outbox.add({ id, kind, base: core.fenceOf(row), conversation, data, holdMs });
    return { operation: id };
  }

  /** The files go first, in parts; the reply that names them is what the customer sees. */
  async function sendWith(conversation: string, text: string, files: readonly string[], holdMs: number) {
    if (files.length === 0) return say('turn.send', { conversation, text }, holdMs);
    const row = core.owned(core.seen(conversation));
    const shown: Attachment[] = [];
    for (const file of new Set(files)) {
      const known = await store.file(file);
      if (known === null || known.conversation !== conversation)
        throw new CallError({ code: 'not_found', message: 'error.not_found', detail: file });
      const { name, type, size } = known;
      shown.push({ id: file, name, type, size });
      for (let part = 0; part < partsOf(size); part++) {
        // Its bytes are laid in when it goes: what waits is not held in memory.
        const data = { conversation, file, name, type, size, part, data: '' };
        await outbox.add({ kind: 'file.put', base: core.fenceOf(row), conversation, data });
      }
    }
    view.know(shown);
    const attachments = shown.map(({ id }) => id);
    const answer = await say('turn.send', { conversation, text, attachments }, holdMs);
    for (const file of files) core.staged.get(conversation)?.delete(file);
    return answer;
  }

  return {
    async open({ conversation }) {
      const entries = await entriesOf(conversation);
      view.open(page, conversation, entries);
      core.news.read(conversation);
      const note = drafts.noteOf(conversation);
      return {
        entries,
        draft: view.draftOf(conversation),
        ...(note === '' ? {} : { note }),
      };
    },
    peek: async ({ conversation }) => ({ entries: await entriesOf(conversation) }),
    async listen({ conversation }) {
      const turns = await core.recorded.words(conversation);
      if (turns === null) throw notFound();
      return { turns: [...turns] };
    },
    leave({ conversation }) {
      view.leave(page, conversation);
      return {};
    },
    async send({ conversation, text, attachments = [] }) {
      const holdMs = core.preferences.get().undoSeconds * 1_000;
      const answer = await sendWith(conversation, text, attachments, holdMs);
      await drafts.sent(conversation, text);
      return answer;
    },
    note: (said) => say('note.add', said),
    async end(data) {
      const row = core.owned(core.seenHandoff(data.handoff));
      const base = core.fenceOf(row);
      const wish = { kind: 'conversation.end', base, conversation: row.id, data } as const;
      const { id } = await drafts.dropBefore(row.id, () => outbox.add(wish));
      return { operation: id };
    },
    async draft({ conversation, text, note = false }) {
      core.seen(conversation);
      if (note) await drafts.saveNote(conversation, text);
      else await drafts.save(conversation, text);
      return {};
    },
    typing({ conversation, on }) {
      // Droppable: without a link nobody waits for it.
      link.send({ op: 'eph', k: 'typing', d: { conversation, on } });
      return {};
    },
  } satisfies Handlers<'conversation'>;
};
