// Owns the heads of the conversations this person may see: right, state, handoff, draft of the feed, and what was read.
import type { ConversationView } from '#shared/contract/views.ts';
import type { Right } from '#shared/schema/access.ts';
import type { Conversation, Customer } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { File } from '../open.ts';

export interface Head {
  readonly number: number;
  readonly id: string;
  right: Right;
  until: number | null;
  conversation: Conversation;
  handoff: Handoff;
  draft: string;
  /** Customer's turns from `readTo` on. */
  unread: number;
  /** Every entry before this seq was seen. */
  readTo: number;
  readonly cachedAt: number;
}

export interface Named {
  readonly id: string;
  readonly customer: Customer;
}

interface Row {
  readonly number: number;
  readonly id: string;
  readonly access: Right;
  readonly until: number | null;
  readonly conversation: string;
  readonly handoff: string;
  readonly draft: string;
  readonly unread: number;
  readonly read_to: number;
  readonly cached_at: number;
}

const COLUMNS = 'number, id, access, until, conversation, handoff, draft, unread, read_to, cached_at';

const headOf = (row: Row): Head => ({
  number: row.number,
  id: row.id,
  right: row.access,
  until: row.until,
  conversation: JSON.parse(row.conversation) as Conversation,
  handoff: JSON.parse(row.handoff) as Handoff,
  draft: row.draft,
  unread: row.unread,
  readTo: row.read_to,
  cachedAt: row.cached_at,
});

export const viewOf = (head: Head): ConversationView => ({
  id: head.id,
  right: head.right,
  conversation: head.conversation,
  handoff: head.handoff,
  // What was handled is not news.
  unread: head.right === 'kept' ? 0 : head.unread,
  typing: false,
  pending: 0,
  draft: head.draft,
});

export function conversationsOf(file: File) {
  const get = file.prepare<[string], Row>(`SELECT ${COLUMNS} FROM conversation WHERE id = ?`);
  const named = file.prepare<[number], Pick<Row, 'id' | 'conversation'>>(
    'SELECT id, conversation FROM conversation WHERE number = ?',
  );
  const all = file.prepare<[], Row>(`SELECT ${COLUMNS} FROM conversation`);
  const ids = file.prepare<[], string>('SELECT id FROM conversation').pluck();
  const claim = file.prepare<[string]>(
    `INSERT INTO conversation (id, access, last_at, conversation, handoff, draft, unread, read_to, cached_at)
     VALUES (?, 'offered', 0, '', '', '', 0, 0, 0)`,
  );
  const save = file.prepare(
    `UPDATE conversation SET access = ?, until = ?, last_at = ?, conversation = ?, handoff = ?, draft = ?, unread = ?,
       read_to = ?, cached_at = ? WHERE number = ?`,
  );
  const remove = file.prepare<[number]>('DELETE FROM conversation WHERE number = ?');
  const offered = file
    .prepare<[], number>(`SELECT number FROM conversation WHERE access = 'offered'`)
    .pluck();
  const ended = file.prepare<[number], string>('SELECT id FROM conversation WHERE until <= ?').pluck();
  const kept = file.prepare<[number, number], Row>(
    `SELECT ${COLUMNS} FROM conversation WHERE access = 'kept' AND last_at < ? ORDER BY last_at DESC LIMIT ?`,
  );
  const keptAt = file.prepare<[number], Row>(
    `SELECT ${COLUMNS} FROM conversation WHERE access = 'kept' AND last_at = ?`,
  );
  return {
    get(id: string): Head | null {
      const row = get.get(id);
      return row === undefined ? null : headOf(row);
    },
    /** Whose conversation it is. */
    named(number: number): Named | null {
      const row = named.get(number);
      if (row === undefined) return null;
      return { id: row.id, customer: (JSON.parse(row.conversation) as Conversation).customer };
    },
    all: (): Head[] => all.all().map(headOf),
    ids: (): string[] => ids.all() as unknown as string[],
    /** A number for a conversation that has none; `save` follows in the same transaction. */
    claim: (id: string): number => Number(claim.run(id).lastInsertRowid),
    save({ number, right, until, conversation, handoff, draft, unread, readTo }: Head, now: number): void {
      save.run(
        right,
        until,
        conversation.lastAt,
        JSON.stringify(conversation),
        JSON.stringify(handoff),
        draft,
        unread,
        readTo,
        now,
        number,
      );
    },
    remove(number: number): void {
      remove.run(number);
    },
    /** Those that are merely offered now: seen in their place, no part of anybody's past. */
    offered: (): ReadonlySet<number> => new Set(offered.all() as unknown as number[]),
    /** Those whose right ended by the calendar. */
    endedBy: (now: number): string[] => ended.all(now) as unknown as string[],
    /**
     * Kept ones whose last turn was before `before`, newest first. May answer more than `limit`: those of one ms stay
     * together, because the next page begins before it.
     */
    kept(before: number, limit: number): Head[] {
      const rows = kept.all(before, limit).map(headOf);
      const last = rows.at(-1)?.conversation.lastAt;
      if (last === undefined || rows.length < limit) return rows;
      return [
        ...rows.filter(({ conversation }) => conversation.lastAt > last),
        ...keptAt.all(last).map(headOf),
      ];
    },
  };
}

export type Conversations = ReturnType<typeof conversationsOf>;
