// Owns half-written replies and notes: on this device at once, at the router within two seconds as one operation that is replaced
// while it waits; a note stays here. Refuses: sending (outbox.ts).
import { type Operation, POLICY_DRAFT, type Store } from '#store/port.ts';
import type { Clock, Log } from '../ports.ts';
import type { Times } from '../times.ts';
import type { View } from '../view.ts';
import type { Outbox } from './outbox.ts';

/** Half-written notes are kept under the conversation's id with this before it, which no id can begin with. */
const NOTE = 'note:';

export interface DraftsOptions {
  readonly store: Store;
  readonly outbox: Outbox;
  readonly view: View;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: Pick<Times, 'draftMs'>;
}

export function createDrafts({ store, outbox, view, clock, log, times }: DraftsOptions) {
  const timers = new Map<string, () => void>();
  const notes = new Map<string, string>();

  function stopTimer(conversation: string): void {
    timers.get(conversation)?.();
    timers.delete(conversation);
  }

  async function sync(conversation: string): Promise<void> {
    stopTimer(conversation);
    const data = { conversation, text: view.draftOf(conversation) };
    await outbox.replace({ kind: 'draft.save', conversation, data });
  }

  const soon = (conversation: string): void => {
    if (timers.has(conversation)) return;
    timers.set(
      conversation,
      clock.after(times.draftMs, () => {
        sync(conversation).catch((error: unknown) =>
          log.error('a draft could not be queued', { conversation, reason: String(error) }),
        );
      }),
    );
  };

  return {
    /** Drafts of the last run that the router may not have. */
    async load(): Promise<void> {
      for (const [conversation, text] of Object.entries(await store.drafts())) {
        if (conversation.startsWith(POLICY_DRAFT)) continue;
        if (conversation.startsWith(NOTE)) {
          if (text !== '') notes.set(conversation.slice(NOTE.length), text);
          continue;
        }
        view.setDraft(conversation, text);
        if (view.conversation(conversation)?.right === 'owner') soon(conversation);
      }
    },
    noteOf: (conversation: string): string => notes.get(conversation) ?? '',
    /** A note nobody has been told yet: on this device alone. */
    async saveNote(conversation: string, text: string): Promise<void> {
      if (text === '') notes.delete(conversation);
      else notes.set(conversation, text);
      await store.saveDraft(NOTE + conversation, text, clock.now());
    },
    async save(conversation: string, text: string): Promise<void> {
      // Their part is ending: a draft that came after it would be refused for ever.
      if (view.draftOf(conversation) === text || outbox.isEnding(conversation)) return;
      view.setDraft(conversation, text);
      await store.saveDraft(conversation, text, clock.now());
      if (view.conversation(conversation)?.right === 'owner') soon(conversation);
    },
    /** A reply with these words is on its way: they are a draft no more. */
    async sent(conversation: string, text: string): Promise<void> {
      if (view.draftOf(conversation).trim() !== text.trim()) return;
      view.setDraft(conversation, '');
      await store.saveDraft(conversation, '', clock.now());
      soon(conversation);
    },
    /** The router has it: from here on the feed says what the draft is. */
    settled({ kind, conversation, data }: Operation): void {
      if (kind !== 'draft.save' || conversation === null || timers.has(conversation)) return;
      const { text } = JSON.parse(data) as { text: string };
      if (view.draftOf(conversation) === text) view.dropDraft(conversation, text);
    },
    /** The right ended while words waited: they go to the outbox now, and stay there when they are refused. */
    ended(conversation: string): void {
      if (!timers.has(conversation)) return;
      sync(conversation).catch((error: unknown) =>
        log.error('a draft could not be queued', { conversation, reason: String(error) }),
      );
    },
    /** Their part ends: what is half-written goes nowhere. Before the operation that ends it. */
    async drop(conversation: string): Promise<void> {
      stopTimer(conversation);
      await outbox.dropDrafts(conversation);
      await store.dropDraft(conversation);
      view.dropDraft(conversation, '');
    },
    /** They pass it on: what is half-written goes first, so that it goes along. */
    async passOn(conversation: string): Promise<void> {
      if (timers.has(conversation)) await sync(conversation);
    },
    async flush(): Promise<void> {
      for (const conversation of [...timers.keys()]) await sync(conversation);
    },
  };
}

export type Drafts = ReturnType<typeof createDrafts>;
