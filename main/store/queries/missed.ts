// Owns the list of what a person missed: each fact once, turns of one conversation as one row that counts
// on, an offer with who took it as soon as that is known.
import type { MissedView } from '#shared/contract/views.ts';
import type { File } from '../open.ts';
import type { Missed } from '../port.ts';

const MOST = 200;
const LONGEST_MS = 14 * 86_400_000;

interface Row {
  readonly number: number;
  readonly kind: MissedView['kind'];
  readonly at: number;
  readonly name: string | null;
  readonly text: string | null;
  readonly count: number;
  readonly taken_by: string | null;
  readonly conversation: string | null;
  readonly offer: string | null;
  readonly seen: number;
}

const COLUMNS = 'number, kind, at, name, text, count, taken_by, conversation, offer, seen';
const idOf = (number: number): string => `m${number}`;

const viewOf = ({ number, kind, at, name, text, count, taken_by: to, ...row }: Row): MissedView => ({
  ...{ id: idOf(number), kind, at, count },
  ...(name === null ? {} : { name }),
  ...(text === null ? {} : { text }),
  ...(to === null ? {} : { to }),
  open: {
    ...(row.conversation === null ? {} : { conversation: row.conversation }),
    ...(row.offer === null ? {} : { offer: row.offer }),
  },
  seen: row.seen === 1,
});

export function missedOf(file: File) {
  const all = file.prepare<[], Row>(`SELECT ${COLUMNS} FROM missed`);
  const get = file.prepare<[number], Row>(`SELECT ${COLUMNS} FROM missed WHERE number = ?`);
  const add = file.prepare(
    `INSERT INTO missed (fact, kind, at, name, text, count, taken_by, conversation, offer, seen)
     VALUES (@fact, @kind, @at, @name, @text, @count, @to, @conversation, @offer, 0)
     ON CONFLICT (fact) DO UPDATE SET
       count = CASE WHEN kind <> 'turn' THEN count WHEN seen = 1 THEN excluded.count ELSE count + excluded.count END,
       at = CASE kind WHEN 'turn' THEN excluded.at ELSE at END,
       seen = CASE kind WHEN 'turn' THEN 0 ELSE seen END,
       taken_by = coalesce(excluded.taken_by, taken_by)
     WHERE kind = 'turn' OR excluded.taken_by IS NOT NULL`,
  );
  const numberOf = file.prepare<[string], number>('SELECT number FROM missed WHERE fact = ?').pluck();
  const see = file.prepare<[number]>('UPDATE missed SET seen = 1 WHERE number = ? AND seen = 0');
  const unseen = file
    .prepare<[string], number>('SELECT number FROM missed WHERE conversation = ? AND seen = 0')
    .pluck();
  const old = file
    .prepare<[number, number], number>(
      `SELECT number FROM missed WHERE at < ?
       UNION SELECT number FROM (SELECT number FROM missed ORDER BY at DESC, number DESC LIMIT -1 OFFSET ?)`,
    )
    .pluck();
  const oldest = file.prepare<[], number | null>('SELECT min(at) FROM missed').pluck() as unknown as {
    get(): number | null;
  };
  const remove = file.prepare<[number]>('DELETE FROM missed WHERE number = ?');

  function view(number: number): MissedView | null {
    const row = get.get(number);
    return row === undefined ? null : viewOf(row);
  }

  return {
    /** The row as it is now; null when nothing changed. */
    add({ fact, kind, at, name, text, count, to, open }: Missed): MissedView | null {
      const row = { name: name ?? null, text: text ?? null, to: to ?? null };
      const place = { conversation: open.conversation ?? null, offer: open.offer ?? null };
      if (add.run({ fact, kind, at, count, ...row, ...place }).changes === 0) return null;
      return view(numberOf.get(fact) ?? 0);
    },
    /** The row as it is now; null when it is not there or was seen before. */
    see(id: string): MissedView | null {
      const number = Number(/^m(\d{1,15})$/.exec(id)?.[1] ?? 0);
      return see.run(number).changes === 0 ? null : view(number);
    },
    unseenOf: (conversation: string): string[] => (unseen.all(conversation) as unknown as number[]).map(idOf),
    /** Something is older than it may be kept. */
    isOver: (now: number): boolean => (oldest.get() ?? now) < now - LONGEST_MS,
    /** Drops what is too old or too much; answers the ids. */
    prune(now: number): string[] {
      const numbers = old.all(now - LONGEST_MS, MOST) as unknown as number[];
      for (const number of numbers) remove.run(number);
      return numbers.map(idOf);
    },
    all: (): MissedView[] => all.all().map(viewOf),
  };
}

export type MissedList = ReturnType<typeof missedOf>;
