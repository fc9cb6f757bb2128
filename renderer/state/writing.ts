// Owns the verbs of writing: typing, drafts of replies and of notes, files, sending, taking back. What the core does not take
// comes back into the box; nothing typed is ever dropped for an error.
import type { Input } from '#shared/contract/calls.ts';
import { CallError } from '#shared/contract/errors.ts';
import type { OutboxView } from '#shared/contract/views.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Api } from '../api/client.ts';
import type { Words } from '../api/windows.ts';
import { createDrafts } from './drafts.ts';
import {
  type Attached,
  askForBox,
  NOT_TYPED,
  type PageState,
  type PageStore,
  type Typed,
  tablesOf,
} from './page.ts';
import { mentionsIn } from './replies.ts';

/** The reply of this conversation that can still be taken back; the last one of several. */
export function undoable(state: PageState, conversation: string): OutboxView | undefined {
  return [...tablesOf(state).outbox.values()].findLast(
    (row) => row.conversation === conversation && row.sendAt !== undefined && row.state === 'waiting',
  );
}

const refused = (detail: string): CallError =>
  new CallError({ code: 'invalid_input', message: 'error.invalid_input', detail });

/** Base64 of a file. */
function readFile(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(refused('unreadable'));
    reader.readAsDataURL(file);
  });
}

export function createWriting(api: Api, store: PageStore) {
  const { getState: get, setState: set } = store;
  const typedOf = (conversation: string): Typed => get().typed[conversation] ?? NOT_TYPED;
  const setTyped = (conversation: string, change: Partial<Typed>): void => {
    const customer = tablesOf(get()).conversations.get(conversation)?.conversation.customer.name;
    set(({ typed }) => ({
      typed: {
        ...typed,
        [conversation]: {
          ...(typed[conversation] ?? NOT_TYPED),
          ...(customer === undefined ? {} : { customer }),
          ...change,
        },
      },
    }));
  };
  /** What is longer than a device keeps stays in the box alone. */
  const keep = async (draft: Input<'conversation.draft'>): Promise<void> => {
    if (draft.text.length > LIMITS.keptText) throw refused('text');
    await api.call('conversation.draft', draft);
  };
  const replies = createDrafts({
    save: (conversation, text) => keep({ conversation, text }),
    typing: (conversation, on) => api.call('conversation.typing', { conversation, on }),
    saved: (conversation, saved) => setTyped(conversation, { saved }),
  });
  /** A note is typed for colleagues: nobody hears of it before it is added. */
  const notes = createDrafts({
    save: (conversation, text) => keep({ conversation, text, note: true }),
    typing: () => Promise.resolve(),
    saved: () => undefined,
  });
  const draftsOf = { reply: replies, note: notes } as const;

  const setFiles = (
    conversation: string,
    change: (files: readonly Attached[]) => readonly Attached[],
  ): void => set(({ files }) => ({ files: { ...files, [conversation]: change(files[conversation] ?? []) } }));
  let lastKey = 0;

  async function attach(conversation: string, file: File): Promise<void> {
    lastKey += 1;
    const key = lastKey;
    const change = (next: Partial<Attached>): void =>
      setFiles(conversation, (files) => files.map((one) => (one.key === key ? { ...one, ...next } : one)));
    const standing = (get().files[conversation] ?? []).filter(({ error }) => error === null).length;
    setFiles(conversation, (files) => [
      ...files,
      { key, name: file.name, size: file.size, id: null, error: null },
    ]);
    try {
      if (file.size > LIMITS.fileBytes) throw refused('too_large');
      if (file.size === 0) throw refused('empty');
      if (standing >= LIMITS.attachments) throw refused('too_many');
      const data = await readFile(file);
      const { attachment } = await api.call('attachment.add', { conversation, name: file.name, data });
      change({ id: attachment.id, name: attachment.name });
    } catch (error) {
      change({ error });
    }
  }

  /** What a person sends leaves the box at once. */
  async function send(conversation: string): Promise<void> {
    const { mode, ...typed } = typedOf(conversation);
    const text = typed[mode].trim();
    const files = mode === 'reply' ? (get().files[conversation] ?? []) : [];
    if (text === '' || text.length > LIMITS.noteText) return;
    if (files.some(({ id, error }) => id === null && error === null)) return;
    setTyped(conversation, { [mode]: '', error: null });
    draftsOf[mode].stop(conversation);
    try {
      if (mode === 'reply') {
        // Sending again says that the one before is meant: the order stays, and nobody waits for both.
        hurry(conversation);
        const attachments = files.flatMap(({ id }) => (id === null ? [] : [id]));
        await api.call('conversation.send', {
          conversation,
          text,
          ...(attachments.length === 0 ? {} : { attachments }),
        });
        setFiles(conversation, (now) => now.filter((file) => !files.includes(file)));
      } else {
        const mentions = mentionsIn(text, tablesOf(get()).people.values());
        await api.call('conversation.note', {
          conversation,
          text,
          ...(mentions.length === 0 ? {} : { mentions: [...mentions] }),
        });
      }
    } catch (error) {
      const since = typedOf(conversation)[mode];
      setTyped(conversation, { [mode]: since === '' ? text : `${text}\n${since}`, error });
    }
    draftsOf[mode].change(conversation, typedOf(conversation)[mode]);
  }

  function hurry(conversation: string): void {
    const waiting = undoable(get(), conversation);
    if (waiting !== undefined) api.call('outbox.hurry', { operation: waiting.id }).catch(() => undefined);
  }

  return {
    typedOf,
    setTyped,
    /** Saves the half-written reply at once, and waits for it. */
    async passOnReply(conversation: string): Promise<void> {
      const { reply } = typedOf(conversation);
      if (reply === '') return;
      replies.stop(conversation);
      await keep({ conversation, text: reply });
    },
    /** What was typed in a window that is gone is this one's to save. */
    takeTyped(conversation: string, { reply, note }: Words): void {
      setTyped(conversation, { reply, note });
      const known = tablesOf(get()).conversations.get(conversation)?.draft ?? '';
      if (reply !== known) replies.change(conversation, reply);
      if (note !== '') notes.change(conversation, note);
    },
    verbs: {
      type(conversation: string, text: string): void {
        const { mode } = typedOf(conversation);
        setTyped(conversation, { [mode]: text, error: null });
        draftsOf[mode].change(conversation, text);
      },
      setMode(conversation: string, mode: Typed['mode']): void {
        setTyped(conversation, { mode });
      },
      insert(conversation: string, text: string): void {
        const { reply } = typedOf(conversation);
        const next = reply.trim() === '' ? text : `${reply.trimEnd()} ${text}`;
        setTyped(conversation, { mode: 'reply', reply: next, error: null });
        replies.change(conversation, next);
        set(askForBox);
      },
      send,
      hurry,
      /** The last reply that has not gone yet is back in the box, before what was typed since. */
      async takeBack(conversation: string): Promise<void> {
        const waiting = undoable(get(), conversation);
        if (waiting === undefined) return;
        try {
          const { text } = await api.call('outbox.undo', { operation: waiting.id });
          const { reply } = typedOf(conversation);
          const next = reply.trim() === '' ? text : `${text}\n${reply}`;
          setTyped(conversation, { mode: 'reply', reply: next, error: null });
          replies.change(conversation, next);
          set(askForBox);
        } catch (error) {
          setTyped(conversation, { error });
        }
      },
      attach(conversation: string, files: Iterable<File>): void {
        for (const file of files) void attach(conversation, file);
      },
      detach(conversation: string, key: number): void {
        const file = (get().files[conversation] ?? []).find((one) => one.key === key);
        setFiles(conversation, (files) => files.filter((one) => one.key !== key));
        if (file?.id != null)
          api.call('attachment.remove', { conversation, id: file.id }).catch(() => undefined);
      },
      /** A file of a turn, as the browser can keep it. Rejects with CallError. */
      readAttachment: (conversation: string, id: string) => api.call('attachment.read', { conversation, id }),
      saveDrafts(): void {
        replies.flush();
        notes.flush();
      },
      /** What was typed in another window, where nothing was typed in this one. */
      adoptDrafts(): void {
        const { opened, typed } = get();
        const { conversations } = tablesOf(get());
        for (const id of Object.keys(opened)) {
          const draft = conversations.get(id)?.draft ?? '';
          if (draft !== '' && typed[id] === undefined) setTyped(id, { reply: draft });
        }
      },
      /** Drops what is typed for a conversation that went away, after the person has decided about it. */
      dropTyped(conversation: string): void {
        replies.stop(conversation);
        notes.stop(conversation);
        set(({ typed: { [conversation]: _gone, ...typed } }) => ({ typed }));
      },
    },
  };
}
