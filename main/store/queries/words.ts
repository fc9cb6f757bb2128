// Owns the index of words: which shelf an entry's words stand on, adding and taking out. A shelf that is full is packed
// and the next one begins. Refuses: what is looked for (search.ts).
import { shelfSql } from '../migrations/cache-1.ts';
import type { File } from '../open.ts';

/** Entries of one shelf: small enough to merge every word of a common prefix, large enough that few have to be asked. */
const SHELF_ENTRIES = 16_384;

interface Row {
  readonly number: number;
  readonly first: number;
  entries: number;
}

export interface Marked {
  readonly id: number;
  readonly text: string;
}

export interface Shelf extends Row {
  add(id: number, text: string): void;
  remove(id: number, text: string): void;
  /** Ids in [from, before) that match, newest first. */
  find(match: string, from: number, before: number, limit: number): number[];
  /** The same with their texts, in which every match stands between `open` and `close`. */
  mark(match: string, from: number, before: number, limit: number, open: string, close: string): Marked[];
  pack(): void;
  /** @throws the driver's error when the index is not sound in itself. */
  check(): void;
}

function shelfOf(file: File, row: Row): Shelf {
  const table = `word_${row.number}`;
  const add = file.prepare<[number, string]>(`INSERT INTO ${table} (rowid, text) VALUES (?, ?)`);
  const remove = file.prepare<[number, string]>(
    `INSERT INTO ${table} (${table}, rowid, text) VALUES ('delete', ?, ?)`,
  );
  // FTS5 that keeps neither places (detail = none) nor what was deleted (secure-delete) loses the words of rows that are
  // added while a removal of the same words is still pending in the transaction. A savepoint writes out what is pending.
  const writeOut = file.transaction(() => undefined);
  const within = `FROM ${table} WHERE ${table} MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`;
  const find = file.prepare<[string, number, number, number], number>(`SELECT rowid ${within}`).pluck();
  const mark = file.prepare<[string, string, string, number, number, number], Marked>(
    `SELECT rowid AS id, highlight(${table}, 0, ?, ?) AS text ${within}`,
  );
  return {
    ...row,
    add(id, text) {
      add.run(id, text);
    },
    remove(id, text) {
      remove.run(id, text);
      writeOut();
    },
    find: (match, from, before, limit) => find.all(match, from, before, limit) as unknown as number[],
    mark: (match, from, before, limit, open, close) => mark.all(open, close, match, from, before, limit),
    pack() {
      file.exec(`INSERT INTO ${table} (${table}) VALUES ('optimize')`);
    },
    check() {
      file.exec(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', 0)`);
    },
  };
}

export function wordsOf(file: File, capacity = SHELF_ENTRIES) {
  const rows = file.prepare<[], Row>('SELECT number, first, entries FROM shelf ORDER BY first DESC');
  const top = file.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM entry');
  const open = file.prepare<[number, number]>('INSERT INTO shelf VALUES (?, ?, 0)');
  const count = file.prepare<[number, number]>('UPDATE shelf SET entries = ? WHERE number = ?');

  let shelves: Shelf[] = [];
  /** The newest id there is. */
  let newest = 0;
  const changed = new Set<Shelf>();

  /** What is in memory follows the file; also after a transaction that was undone. */
  function load(): void {
    changed.clear();
    shelves = rows.all().map((row) => shelfOf(file, row));
    newest = top.get()?.id ?? 0;
  }
  load();

  function shelfFor(id: number): Shelf {
    const [latest] = shelves;
    if (latest !== undefined && id > newest && latest.entries >= capacity) {
      latest.pack();
      const row = { number: latest.number + 1, first: id, entries: 0 };
      file.exec(shelfSql(row.number));
      open.run(row.number, row.first);
      shelves.unshift(shelfOf(file, row));
    }
    for (const shelf of shelves) if (id >= shelf.first) return shelf;
    throw new Error(`no shelf for entry ${id}`);
  }

  return {
    load,
    add(id: number, text: string): void {
      const shelf = shelfFor(id);
      shelf.add(id, text);
      shelf.entries += 1;
      changed.add(shelf);
      newest = Math.max(newest, id);
    },
    remove(id: number, text: string): void {
      const shelf = shelves.find(({ first }) => id >= first);
      shelf?.remove(id, text);
    },
    /** Writes how full the shelves are; before the transaction ends. */
    save(): void {
      for (const { entries, number } of changed) count.run(entries, number);
      changed.clear();
    },
    check(): void {
      for (const shelf of shelves) shelf.check();
    },
    /** Newest first. */
    shelves: (): readonly Shelf[] => shelves,
  };
}

export type Words = ReturnType<typeof wordsOf>;
