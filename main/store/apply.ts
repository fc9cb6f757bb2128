// Owns what the events of a feed do to the copy, and what the page is told of it. Runs inside one transaction.
// Refuses: offsets, cursors and transactions (cache.ts).
import type { z } from 'zod';
import type { Removal, Upsert } from '#shared/contract/views.ts';
import {
  type PersonEvent,
  personFeed,
  personSnapshot,
  type QueueEvent,
  queueFeed,
  queueSnapshot,
} from '#shared/protocol/feed.ts';
import type { Grant } from '#shared/schema/access.ts';
import type { Conversation, Entry, Mention } from '#shared/schema/conversation.ts';
import type { DayFigures, Presence } from '#shared/schema/presence.ts';
import { BadEventError, type Change, type Missed, type OwnRow } from './port.ts';
import { type Conversations, type Head, viewOf } from './queries/conversations.ts';
import type { Entries } from './queries/entries.ts';
import type { Meta } from './queries/meta.ts';
import type { MissedList } from './queries/missed.ts';
import type { waitingOf } from './queries/waiting.ts';

export interface Tables {
  readonly meta: Meta;
  readonly conversations: Conversations;
  readonly entries: Entries;
  readonly waiting: ReturnType<typeof waitingOf>;
  readonly missed: MissedList;
}

const PRESENCE = 'presence';
const DAY = 'day';

/** How the customer is found. */
const nameOf = ({ customer: { name, organisation } }: Conversation): string =>
  organisation === undefined ? name : `${name} · ${organisation}`;

const unreadOf = (list: readonly Entry[], readTo: number): number =>
  list.filter((entry) => isCustomers(entry) && entry.seq >= readTo).length;

const isCustomers = (entry: Entry): boolean => entry.type === 'turn' && entry.role === 'END_USER';

/** @throws BadEventError naming `where` and the path in the data. */
function parsed<S extends z.ZodType>(schema: S, data: unknown, where: string): z.output<S> {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new BadEventError(`${where}: ${issue?.path.join('.') || 'data'}: ${issue?.message}`);
}

/** One write: heads are read once, changed in memory and written once; the page gets each row once. */
export function createWrite(tables: Tables, person: string, now: number) {
  const { meta, conversations, entries, waiting, missed } = tables;
  const heads = new Map<string, Head | null>();
  const touched = new Set<Head>();
  const upserts = new Map<string, Upsert>();
  const removals = new Map<string, Removal>();
  let own: OwnRow = {};
  let purged = false;

  function upsert(row: Upsert): void {
    upserts.set(`${row.c} ${row.id}`, row);
  }
  function removal(row: Removal): void {
    const key = `${row.c} ${row.id}`;
    upserts.delete(key);
    removals.set(key, row);
  }

  function head(id: string): Head | null {
    const known = heads.get(id);
    if (known !== undefined) return known;
    const found = conversations.get(id);
    heads.set(id, found);
    return found;
  }

  function showEntry(conversation: string, entry: Entry): void {
    upsert({ c: 'entries', id: `${conversation}/${entry.seq}`, row: { conversation, entry } });
  }

  function grant({ right, until, conversation, handoff, entries: list, draft }: Grant): void {
    const { id } = conversation;
    const before = head(id);
    const number = before?.number ?? conversations.claim(id);
    const readTo = before?.readTo ?? 0;
    const next: Head = {
      number,
      id,
      right,
      until: until ?? null,
      conversation,
      handoff,
      draft: draft ?? '',
      unread: unreadOf(list, readTo),
      readTo,
      cachedAt: now,
    };
    if (before !== null) touched.delete(before);
    heads.set(id, next);
    touched.add(next);
    entries.setName(number, conversation.openedAt, nameOf(conversation));
    const { put, gone } = entries.replace(number, list);
    for (const entry of put) showEntry(id, entry);
    for (const seq of gone) removal({ c: 'entries', id: `${id}/${seq}` });
    if (gone.length > 0) purged = true;
  }

  function end(id: string): void {
    const found = head(id);
    // The page may hold it although we do not: removing twice does no harm, showing what ended does.
    removal({ c: 'conversations', id });
    if (found === null) return;
    for (const key of upserts.keys()) if (key.startsWith(`entries ${id}/`)) upserts.delete(key);
    touched.delete(found);
    heads.set(id, null);
    entries.eraseAll(found.number);
    conversations.remove(found.number);
    purged = true;
  }

  function addEntry(found: Head, entry: Entry): void {
    const { entry: shown, placed } = entries.put(found.number, entry);
    showEntry(found.id, shown);
    if (placed === 'replaced') found.unread = unreadOf(entries.all(found.number), found.readTo);
    else if (placed === 'added' && isCustomers(entry) && entry.seq >= found.readTo) found.unread += 1;
    else return;
    touched.add(found);
  }

  function personal(event: PersonEvent): void {
    switch (event.kind) {
      case 'access.granted':
        return grant(event.data);
      case 'access.ended':
        return end(event.data.conversation);
      case 'presence.changed':
        return setPresence(event.data.presence);
      case 'day.changed':
        return setDay(event.data.day);
      case 'handoff.changed': {
        const { handoff } = event.data;
        return change(handoff.conversation, (found) => {
          found.handoff = handoff;
        });
      }
      case 'conversation.changed': {
        const { conversation } = event.data;
        return change(conversation.id, (found) => {
          if (nameOf(found.conversation) !== nameOf(conversation))
            entries.setName(found.number, conversation.openedAt, nameOf(conversation));
          found.conversation = conversation;
        });
      }
      case 'access.changed':
        return change(event.data.conversation, (found) => {
          found.right = event.data.right;
          found.until = event.data.until ?? null;
          // Nobody goes on with it; the router has forgotten it with the end of the work.
          if (found.right !== 'owner') found.draft = '';
        });
      case 'mention.added':
        return mentioned(event.data.mention);
      case 'draft.changed':
        return change(event.data.conversation, (found) => {
          found.draft = event.data.text;
        });
      case 'entry.added': {
        const found = head(event.data.conversation);
        return found === null ? undefined : addEntry(found, event.data.entry);
      }
      case 'delivery.changed': {
        const { conversation, seq, delivery } = event.data;
        const found = head(conversation);
        if (found === null) return;
        const entry = entries.change(found.number, seq, (before) =>
          before.type === 'turn' ? { ...before, delivery } : before,
        );
        if (entry !== null) showEntry(conversation, entry);
        return;
      }
    }
  }

  /** Of a conversation that is not ours (any more) nothing is kept. */
  function change(id: string, make: (found: Head) => void): void {
    const found = head(id);
    if (found === null) return;
    make(found);
    touched.add(found);
  }

  function miss(one: Missed): void {
    const row = missed.add(one);
    if (row === null) return;
    upsert({ c: 'missed', id: row.id, row });
    pruneMissed();
  }
  function pruneMissed(): void {
    for (const id of missed.prune(now)) removal({ c: 'missed', id });
  }
  function see(id: string): void {
    const row = missed.see(id);
    if (row !== null) upsert({ c: 'missed', id, row });
  }
  /** Whoever reads the conversation at that moment sees it at once; until then it is listed. */
  function mentioned({ id, at, from, conversation, text }: Mention): void {
    miss({
      fact: `mention ${id}`,
      kind: 'mention',
      at,
      name: from.name,
      text,
      count: 1,
      open: { conversation },
    });
  }

  function setPresence(presence: Presence): void {
    meta.set(PRESENCE, JSON.stringify(presence));
    own = { ...own, presence };
    upsert({ c: 'me', id: person, row: own });
  }

  function setDay(day: DayFigures): void {
    meta.set(DAY, JSON.stringify(day));
    own = { ...own, day };
    upsert({ c: 'me', id: person, row: own });
  }

  function inLine(queue: string, event: QueueEvent): void {
    if (event.kind !== 'queue.left') {
      if (waiting.put(event.data.row))
        upsert({ c: 'queue', id: event.data.row.handoff, row: event.data.row });
      return;
    }
    // It may wait in another line by now, whose feed came first.
    if (waiting.isElsewhere(event.data.handoff, queue)) return;
    waiting.remove(event.data.handoff);
    removal({ c: 'queue', id: event.data.handoff });
  }

  return {
    /** Kinds a newer router knows and we do not are passed over. */
    event(stream: string, offset: number, kind: string, data: unknown): void {
      const where = `${stream} ${offset} ${kind}`;
      if (stream.startsWith('p:')) {
        if (!Object.hasOwn(personFeed, kind)) return;
        const known = kind as PersonEvent['kind'];
        personal({ kind: known, data: parsed(personFeed[known], data, where) } as PersonEvent);
      } else {
        if (!Object.hasOwn(queueFeed, kind)) return;
        const known = kind as QueueEvent['kind'];
        inLine(stream.slice(2), { kind: known, data: parsed(queueFeed[known], data, where) } as QueueEvent);
      }
    },
    snapshot(stream: string, offset: number, data: unknown): void {
      const where = `${stream} ${offset} snapshot`;
      if (stream.startsWith('p:')) {
        const { presence, grants, day, mentions = [] } = parsed(personSnapshot, data, where);
        const granted = new Set(grants.map(({ conversation }) => conversation.id));
        for (const id of conversations.ids()) if (!granted.has(id)) end(id);
        for (const one of grants) grant(one);
        for (const one of mentions) mentioned(one);
        setPresence(presence);
        if (day !== undefined) setDay(day);
      } else {
        const queue = stream.slice(2);
        const { rows } = parsed(queueSnapshot, data, where);
        const there = new Set(rows.map(({ handoff }) => handoff));
        for (const handoff of waiting.handoffsOf(queue))
          if (!there.has(handoff)) inLine(queue, { kind: 'queue.left', data: { handoff, why: 'canceled' } });
        for (const row of rows) inLine(queue, { kind: 'queue.changed', data: { row } });
      }
    },
    end,
    /** Drops what only this stream gave. */
    drop(stream: string): void {
      if (stream.startsWith('q:')) {
        const queue = stream.slice(2);
        for (const handoff of waiting.handoffsOf(queue))
          inLine(queue, { kind: 'queue.left', data: { handoff, why: 'canceled' } });
      } else for (const id of conversations.ids()) end(id);
    },
    read(id: string): void {
      change(id, (found) => {
        found.readTo = Math.max(found.readTo, (entries.all(found.number).at(-1)?.seq ?? -1) + 1);
        found.unread = 0;
      });
      for (const one of missed.unseenOf(id)) see(one);
    },
    miss,
    see,
    pruneMissed,
    /** Writes what is left in memory. `purged`: text was deleted that must not stay in the write-ahead log. */
    finish(): { change: Change; purged: boolean } {
      for (const found of touched) {
        conversations.save(found, now);
        upsert({ c: 'conversations', id: found.id, row: viewOf(found) });
      }
      return { change: { upserts: [...upserts.values()], removals: [...removals.values()] }, purged };
    },
  };
}

/** What the feed said last of this person. */
export function ownRow(meta: Meta, person: string): Upsert[] {
  const presence = meta.get(PRESENCE);
  const day = meta.get(DAY);
  const row: OwnRow = {
    ...(presence === null ? {} : { presence: JSON.parse(presence) as Presence }),
    ...(day === null ? {} : { day: JSON.parse(day) as DayFigures }),
  };
  return presence === null && day === null ? [] : [{ c: 'me', id: person, row }];
}
