// Owns how the store's rows and the facts of this moment (profile, drafts, unsent replies, typing, the lock, what was
// just taken away) become the rows the page sees. Refuses: how the page is told (state.ts) and any decision.
import type { ConversationView, MissedView, Upsert } from '#shared/contract/views.ts';
import { graceMs } from '#shared/domain/handoff/grace.ts';
import type { FrameOf } from '#shared/protocol/frames.ts';
import type { Attachment, Entry } from '#shared/schema/conversation.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import type { DayFigures, Presence } from '#shared/schema/presence.ts';
import { type QueueCounts, type QueueRow, takenList, waitList, watchedList } from '#shared/schema/queue.ts';
import type { Change, Operation, OwnRow, Profile } from '#store/port.ts';
import type { Clock } from './ports.ts';
import type { State } from './state.ts';

export interface ViewOptions {
  readonly state: State;
  readonly clock: Clock;
  readonly person: string;
  readonly typingMs: number;
}

type Reply = Operation & { readonly kind: 'turn.send' | 'note.add'; readonly conversation: string };

export function isReply(operation: Operation): operation is Reply {
  return (operation.kind === 'turn.send' || operation.kind === 'note.add') && operation.conversation !== null;
}

/** The files a reply goes with, by their ids on this device. */
export const filesWith = ({ data }: Operation): readonly string[] =>
  (JSON.parse(data) as { attachments?: readonly string[] }).attachments ?? [];

export function createView({ state, clock, person, typingMs }: ViewOptions) {
  const known = new Map<string, ConversationView>();
  /** Drafts of this device; an empty one hides what the feed still says. */
  const drafts = new Map<string, string>();
  /** Replies and notes that are not in the transcript yet, by operation id. */
  const unsent = new Map<string, Reply>();
  /** Files that go with replies which are not in the transcript yet. */
  const files = new Map<string, Attachment>();
  const typing = new Map<string, () => void>();
  /** Conversations whose right ended a moment ago: rows on their way must not bring them back. */
  const hidden = new Set<string>();
  /** Conversations that are on some page, and on which. */
  const opened = new Map<string, Set<string>>();
  let profile: Profile = { id: person, name: person, roles: [], queues: [], auxCodes: [], replies: [] };
  let day: DayFigures = { since: 0, handled: 0, handlingMs: 0, missed: 0, declined: 0 };
  let presence: Presence | null = null;
  let locked = false;
  /** The link is lost: the last contact by the router's clock, where there was one. */
  let lost: { readonly at: number | undefined } | null = null;

  function showConversation(id: string): void {
    const row = known.get(id);
    if (row === undefined || locked) return;
    let pending = 0;
    for (const operation of unsent.values()) if (operation.conversation === id) pending += 1;
    const draft = drafts.get(id) ?? row.draft;
    state.put('conversations', id, { ...row, draft, pending, typing: typing.has(id) });
  }

  function showMe(): void {
    const nothing: Presence = {
      person,
      status: 'offline',
      since: 0,
      afterThis: false,
      connected: false,
      load: 0,
      capacity: 0,
    };
    const said = presence ?? nothing;
    state.put('me', person, { ...profile, presence: lost === null ? said : withoutLink(said, lost.at), day });
  }

  /** The router cannot say it of one whom it does not reach: its grace, counted from what was heard last, so never too long. */
  function withoutLink(said: Presence, at: number | undefined): Presence {
    const held = view.owned().map(({ handoff }) => handoff.queue);
    const grace = graceMs(
      held,
      profile.queues.map(({ id }) => id),
      profile.queues,
    );
    const until = said.graceUntil ?? (at === undefined || grace === null ? undefined : at + grace);
    return { ...said, connected: false, ...(until === undefined ? {} : { graceUntil: until }) };
  }

  function dropEntries(conversation: string): void {
    for (const id of [...state.rows('entries').keys()])
      if (id.startsWith(`${conversation}/`)) state.remove('entries', id);
  }

  function dropConversation(id: string): void {
    known.delete(id);
    typing.get(id)?.();
    typing.delete(id);
    dropEntries(id);
    state.remove('conversations', id);
  }

  function stopTyping(conversation: string): void {
    typing.get(conversation)?.();
    if (typing.delete(conversation)) showConversation(conversation);
  }

  /** It came to a person: nobody sees it twice until the next list comes. */
  function unwatch(conversation: string): void {
    for (const [queue, list] of state.rows('watched')) {
      const rows = list.rows.filter((row) => row.conversation !== conversation);
      if (rows.length < list.rows.length) state.put('watched', queue, { ...list, rows });
    }
  }

  function put({ c, id, row }: Upsert): void {
    switch (c) {
      case 'conversations':
        if (hidden.has(id)) return;
        unwatch(id);
        known.set(id, row as ConversationView);
        return showConversation(id);
      case 'entries':
        return addEntry(row as { conversation: string; entry: Entry });
      case 'queue':
        unwatch((row as QueueRow).conversation);
        return locked ? undefined : state.put('queue', id, row as QueueRow);
      case 'missed':
        return locked ? undefined : state.put('missed', id, row as MissedView);
      case 'policies':
        return locked ? undefined : state.put('policies', id, row as LivePolicy);
      case 'me':
        presence = (row as OwnRow).presence ?? presence;
        day = (row as OwnRow).day ?? day;
        return showMe();
      default:
        throw new Error(`the store has no rows of ${c}`);
    }
  }

  function addEntry({ conversation, entry }: { conversation: string; entry: Entry }): void {
    if (entry.type !== 'mark') view.arrived(entry.id);
    if (!opened.has(conversation) || hidden.has(conversation) || locked) return;
    state.put('entries', `${conversation}/${entry.seq}`, { conversation, entry });
  }

  /** A reply that has not come back yet: its place is after everything that is there. */
  function showReply(operation: Reply): void {
    const { conversation, id, kind } = operation;
    if (!opened.has(conversation) || locked || !known.has(conversation)) return;
    let seq = 0;
    let index = 1;
    for (const [row, { entry }] of state.rows('entries')) {
      if (!row.startsWith(`${conversation}/`)) continue;
      seq = Math.max(seq, entry.seq + 1);
      if (entry.type === 'turn') index = Math.max(index, entry.index + 1);
    }
    const author = { id: person, name: profile.name };
    const { text } = JSON.parse(operation.data) as { text: string };
    const going = filesWith(operation)
      .map((file) => files.get(file))
      .filter((file) => file !== undefined);
    const entry: Entry =
      kind === 'turn.send'
        ? {
            type: 'turn',
            seq,
            at: operation.at,
            id,
            index,
            role: 'HUMAN_AGENT',
            author,
            text,
            delivery: 'queued',
            ...(going.length === 0 ? {} : { attachments: going }),
          }
        : { type: 'note', seq, at: operation.at, id, author, text };
    state.put('entries', `${conversation}/out-${id}`, { conversation, entry });
  }

  function leave(page: string, conversation: string): void {
    const pages = opened.get(conversation);
    if (pages?.delete(page) !== true || pages.size > 0) return;
    opened.delete(conversation);
    dropEntries(conversation);
  }

  const view = {
    apply(change: Change): void {
      for (const { c, id } of change.removals) {
        if (c === 'conversations') dropConversation(id);
        else state.remove(c, id);
      }
      for (const upsert of change.upserts) put(upsert);
    },
    /** Everything the store has, after a start or a change of the lock. */
    load(rows: readonly Upsert[]): void {
      const kept = new Set(rows.map(({ c, id }) => `${c} ${id}`));
      for (const id of [...known.keys()]) if (!kept.has(`conversations ${id}`)) dropConversation(id);
      for (const c of ['queue', 'missed', 'policies'] as const)
        for (const id of [...state.rows(c).keys()]) if (!kept.has(`${c} ${id}`)) state.remove(c, id);
      for (const upsert of rows) put(upsert);
    },
    /** No row of the copy is shown, whatever comes, until it is unlocked and loaded again. */
    lock(on: boolean): void {
      locked = on;
      if (!on) return;
      for (const id of [...known.keys()]) dropConversation(id);
      for (const c of [
        'queue',
        'watched',
        'taken',
        'waits',
        'offers',
        'entries',
        'conversations',
        'missed',
        'policies',
      ] as const)
        for (const id of [...state.rows(c).keys()]) state.remove(c, id);
    },
    /** Who is with a bot or a colleague, and how long a line takes, is known while the router says so, and not from memory. */
    watchNobody(): void {
      for (const c of ['watched', 'taken', 'waits'] as const)
        for (const queue of [...state.rows(c).keys()]) state.remove(c, queue);
    },
    isLocked: () => locked,
    setProfile(next: Profile): void {
      profile = next;
      showMe();
    },
    profile: () => profile,
    /** The link is lost, with the last contact by the router's clock (ms); null: it is there. */
    loseLink(next: typeof lost): void {
      if (next?.at === lost?.at && (next === null) === (lost === null)) return;
      lost = next;
      showMe();
    },
    /** Hides a conversation at once; `unhide` when the store has purged it. */
    hide(conversation: string): void {
      hidden.add(conversation);
      opened.delete(conversation);
      dropConversation(conversation);
    },
    unhide: (conversation: string) => void hidden.delete(conversation),
    conversation: (id: string) => state.get('conversations', id),
    byHandoff(handoff: string): ConversationView | undefined {
      for (const row of known.values())
        if (row.handoff.id === handoff) return state.get('conversations', row.id);
      return undefined;
    },
    owned: () => [...known.values()].filter(({ right }) => right === 'owner'),
    isOpened: (conversation: string) => opened.has(conversation),
    openedBy: (page: string): string[] =>
      [...opened].flatMap(([conversation, pages]) => (pages.has(page) ? [conversation] : [])),
    /** From now on `page` sees its entries; `entries` are those there now, which it gets with the answer. */
    open(page: string, conversation: string, entries: readonly Entry[]): void {
      opened.set(conversation, (opened.get(conversation) ?? new Set()).add(page));
      for (const entry of entries)
        state.seed('entries', `${conversation}/${entry.seq}`, { conversation, entry });
      for (const operation of unsent.values())
        if (operation.conversation === conversation) showReply(operation);
    },
    leave,
    /** The page is gone, or begins anew. */
    leaveAll(page: string): void {
      for (const conversation of [...opened.keys()]) leave(page, conversation);
    },
    setDraft(conversation: string, text: string): void {
      drafts.set(conversation, text);
      showConversation(conversation);
    },
    /** The router has this draft: what the feed says counts again, and the feed will say so. */
    dropDraft(conversation: string, text: string): void {
      drafts.delete(conversation);
      const row = known.get(conversation);
      if (row !== undefined) known.set(conversation, { ...row, draft: text });
      showConversation(conversation);
    },
    draftOf: (conversation: string): string =>
      drafts.get(conversation) ?? known.get(conversation)?.draft ?? '',
    /** Files that a reply is about to go with. */
    know(added: readonly Attachment[]): void {
      for (const { id, name, type, size } of added) files.set(id, { id, name, type, size });
    },
    queueReply(operation: Operation): void {
      if (!isReply(operation)) return;
      unsent.set(operation.id, operation);
      showReply(operation);
      showConversation(operation.conversation);
    },
    /** The reply is in the transcript, or was refused. */
    arrived(id: string): void {
      const operation = unsent.get(id);
      if (operation === undefined) return;
      unsent.delete(id);
      state.remove('entries', `${operation.conversation}/out-${id}`);
      showConversation(operation.conversation);
    },
    /** Droppable news. */
    ephemeral({ k, d }: FrameOf<'eph'>): void {
      const data = (typeof d === 'object' && d !== null ? d : {}) as Record<string, unknown>;
      if (k === 'counts' && typeof data.queue === 'string')
        state.put('counts', data.queue, data as QueueCounts);
      const waits = k === 'waits' ? waitList.safeParse(d) : null;
      if (waits?.success === true && !locked) state.put('waits', waits.data.queue, waits.data);
      const watched = k === 'watched' ? watchedList.safeParse(d) : null;
      if (watched?.success === true && !locked) state.put('watched', watched.data.queue, watched.data);
      const taken = k === 'taken' ? takenList.safeParse(d) : null;
      if (taken?.success === true && !locked) state.put('taken', taken.data.queue, taken.data);
      if (k !== 'typing' || typeof data.conversation !== 'string') return;
      const { conversation } = data;
      if (data.on !== true) return stopTyping(conversation);
      typing.get(conversation)?.();
      typing.set(
        conversation,
        clock.after(typingMs, () => stopTyping(conversation)),
      );
      showConversation(conversation);
    },
    stopTyping,
  };
  return view;
}

export type View = ReturnType<typeof createView>;
