// Owns half-written replies and notes: on this device at once, at the router within two seconds as one operation that is replaced
// while it waits; a note, and what is too long for a reply, stays here. What the disk refuses is held, and tried until the disk
// takes it. Refuses: sending (outbox.ts).
import { CallError } from '#shared/contract/errors.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { type Operation, POLICY_DRAFT, type Store } from '#store/port.ts';
import type { Clock, Log } from '../ports.ts';
import type { Times } from '../times.ts';
import type { View } from '../view.ts';
import type { Insist } from './insist.ts';
import type { Outbox } from './outbox.ts';

/** Half-written notes are kept under the conversation's id with this before it, which no id can begin with. */
const NOTE = 'note:';

export interface DraftsOptions {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly view: View;
  readonly insist: Insist;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: Pick<Times, 'draftMs'>;
}

export function createDrafts({ store, outbox, view, insist, clock, log, times }: DraftsOptions) {
  const timers = new Map<string, () => void>();
  const notes = new Map<string, string>();
  /** What the disk has not taken yet, as it is kept there. */
  const unkept = new Map<string, string>();
  let stopped = false;

  async function write(key: string): Promise<void> {
    const text = unkept.get(key);
    if (text === undefined) return;
    await store.saveDraft(key, text, clock.now());
    if (unkept.get(key) === text) unkept.delete(key);
  }

  /** Rejects where the disk refuses it now; it is tried again in any case. */
  async function keep(key: string, text: string): Promise<void> {
    unkept.set(key, text);
    try {
      await write(key);
    } catch (error) {
      insist(`draft ${key}`, 'half-written words could not be kept', () => write(key));
      throw error;
    }
  }

  /** For what is done already, whatever becomes of the words: nobody is told that it failed. */
  const keepLater = (key: string, text: string): Promise<void> => keep(key, text).catch(() => undefined);

  function stopTimer(conversation: string): void {
    timers.get(conversation)?.();
    timers.delete(conversation);
  }

  async function sync(conversation: string): Promise<void> {
    stopTimer(conversation);
    const data = { conversation, text: view.draftOf(conversation) };
    if (data.text.length > LIMITS.noteText) return;
    try {
      await outbox.replace({ kind: 'draft.save', conversation, data });
    } catch (error) {
      soon(conversation);
      throw error;
    }
  }

  const soon = (conversation: string): void => {
    if (stopped || timers.has(conversation)) return;
    timers.set(
      conversation,
      clock.after(times.draftMs, () => {
        sync(conversation).catch((error: unknown) => notQueued(conversation, error));
      }),
    );
  };

  function notQueued(conversation: string, error: unknown): void {
    log.error('a draft could not be queued', { conversation, reason: String(error) });
  }

  function put(conversation: string, text: string): void {
    view.setDraft(conversation, text);
    if (view.conversation(conversation)?.right === 'owner') soon(conversation);
  }

  return {
    /** Drafts of the last run that the router may not have. */
    async load(): Promise<void> {
      for (const [conversation, text] of Object.entries(await store.drafts())) {
        if (conversation.startsWith(POLICY_DRAFT)) continue;
        if (conversation.startsWith(NOTE)) {
          if (text !== '') notes.set(conversation.slice(NOTE.length), text);
          continue;
        }
        put(conversation, text);
      }
    },
    noteOf: (conversation: string): string => notes.get(conversation) ?? '',
    /** A note nobody has been told yet: on this device alone. */
    async saveNote(conversation: string, text: string): Promise<void> {
      if (text === '') notes.delete(conversation);
      else notes.set(conversation, text);
      await keep(NOTE + conversation, text);
    },
    async save(conversation: string, text: string): Promise<void> {
      // Their part is ending: a draft that came after it would be refused for ever.
      const isKept = view.draftOf(conversation) === text && !unkept.has(conversation);
      if (isKept || outbox.isEnding(conversation)) return;
      put(conversation, text);
      await keep(conversation, text);
    },
    /**
     * A reply that has not gone is half-written again, above what was typed since: on the disk at once, whatever becomes of
     * this process or its page. @returns false when it is too late
     */
    async takeBack({ id, kind, conversation }: Operation, text: string): Promise<boolean> {
      if (kind !== 'turn.send' || conversation === null) return outbox.undo(id);
      const since = view.draftOf(conversation);
      const back = { conversation, text: since.trim() === '' ? text : `${text}\n${since}`, at: clock.now() };
      if (!(await outbox.undo(id, back))) return false;
      // What was typed in the meantime is newer; its page has both.
      if (view.draftOf(conversation) !== since) return true;
      unkept.delete(conversation);
      put(conversation, back.text);
      return true;
    },
    /** A reply with these words is on its way: they are a draft no more. */
    async sent(conversation: string, text: string): Promise<void> {
      if (view.draftOf(conversation).trim() !== text.trim()) return;
      view.setDraft(conversation, '');
      await keepLater(conversation, '');
      soon(conversation);
    },
    /** They were decided about: they must not come back. */
    async forget(conversation: string): Promise<void> {
      view.dropDraft(conversation, '');
      await keepLater(conversation, '');
    },
    /** The router has it: from here on the feed says what the draft is. */
    settled({ kind, conversation, data }: Operation): void {
      if (kind !== 'draft.save' || conversation === null || timers.has(conversation)) return;
      const { text } = JSON.parse(data) as { text: string };
      if (unkept.get(conversation) === text) unkept.delete(conversation);
      if (view.draftOf(conversation) === text) view.dropDraft(conversation, text);
    },
    /** The right ended while words waited: they go to the outbox now, and stay there when they are refused. */
    ended(conversation: string): void {
      if (!timers.has(conversation)) return;
      sync(conversation).catch((error: unknown) => notQueued(conversation, error));
    },
    /** Their part ends by `end`: what is half-written goes nowhere, and before it. Where it does not end, it is there still. */
    async dropBefore<T>(conversation: string, end: () => Promise<T>): Promise<T> {
      const text = view.draftOf(conversation);
      stopTimer(conversation);
      unkept.delete(conversation);
      try {
        await outbox.dropDrafts(conversation);
        await store.dropDraft(conversation);
        view.dropDraft(conversation, '');
        return await end();
      } catch (error) {
        if (text !== '') {
          put(conversation, text);
          await keepLater(conversation, text);
        }
        throw error;
      }
    },
    /** They pass it on: what is half-written goes first, so that it goes along. @throws CallError invalid_input where it cannot */
    async passOn(conversation: string): Promise<void> {
      if (view.draftOf(conversation).length > LIMITS.noteText)
        throw new CallError({ code: 'invalid_input', message: 'error.draft_too_long' });
      if (timers.has(conversation)) await sync(conversation);
    },
    /** The last chance: what does not go to the outbox now goes at the next start. */
    async stop(): Promise<void> {
      stopped = true;
      for (const conversation of [...timers.keys()])
        await sync(conversation).catch((error: unknown) => notQueued(conversation, error));
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
