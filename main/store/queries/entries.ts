// Owns the transcripts: entries in their place, and their words in the index. Every write keeps the two together.
import type { Entry } from '#shared/schema/conversation.ts';
import type { File } from '../open.ts';
import type { Words } from './words.ts';

/** Seq of the line that holds the customer's name. */
export const NAME_SEQ = -1;
const PER_MS = 1_000;
/** Year 2255: the last ms whose ids are exact numbers. A time beyond it sorts there. */
const LAST_MS = 9_007_199_254_000;

interface Row {
  readonly id: number;
  readonly seq: number;
  readonly text: string;
  readonly data: string;
}

/** The smallest id of an entry at `at`. */
export const idAt = (at: number): number => Math.min(at, LAST_MS) * PER_MS;
export const timeOf = (id: number): number => Math.floor(id / PER_MS);

type Placed = 'added' | 'replaced' | 'same';

interface Stored {
  readonly text: string;
  readonly data: string;
}

/** The file holds no half of a surrogate pair, so neither do we. */
const wellFormed = (text: string): string => (text.isWellFormed() ? text : text.toWellFormed());

function store(entry: Entry): Stored {
  if (entry.type === 'mark') return { text: '', data: JSON.stringify(entry) };
  const { text, ...rest } = entry;
  return { text: wellFormed(text), data: JSON.stringify(rest) };
}

function restore({ text, data }: Stored): Entry {
  const rest = JSON.parse(data) as Entry;
  return rest.type === 'mark' ? rest : { ...rest, text };
}

export function entriesOf(file: File, words: Words) {
  const add = file.prepare<[number, number, number, string, string]>(
    'INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?)',
  );
  const at = file.prepare<[number, number], Row>(
    'SELECT id, seq, text, data FROM entry WHERE conversation = ? AND seq = ?',
  );
  const all = file.prepare<[number, number], Row>(
    'SELECT id, seq, text, data FROM entry WHERE conversation = ? AND seq >= ? ORDER BY seq',
  );
  const last = file
    .prepare<[number, number], number>('SELECT max(id) FROM entry WHERE id >= ? AND id < ?')
    .pluck() as unknown as { get(from: number, before: number): number | null };
  const setData = file.prepare<[string, number]>('UPDATE entry SET data = ? WHERE id = ?');
  const remove = file.prepare<[number]>('DELETE FROM entry WHERE id = ?');

  function erase({ id, text }: Row): void {
    if (text !== '') words.remove(id, text);
    remove.run(id);
  }

  /** Writes the entry in its place; `same` when it was there already, exactly so. */
  function place(conversation: number, seq: number, time: number, { text, data }: Stored): Placed {
    let id = idAt(time);
    let placed: Placed = 'added';
    while (add.run(id, conversation, seq, text, data).changes === 0) {
      const before = at.get(conversation, seq);
      if (before === undefined) {
        // Several entries of one ms: the later one is the newer one.
        id = (last.get(id, id + PER_MS) ?? id) + 1;
      } else {
        if (before.text === text && before.data === data) return 'same';
        erase(before);
        placed = 'replaced';
      }
    }
    if (text !== '') words.add(id, text);
    return placed;
  }

  return {
    /** Answers the entry as it will be read again. */
    put(conversation: number, entry: Entry): { entry: Entry; placed: Placed } {
      const stored = store(entry);
      const placed = place(conversation, entry.seq, entry.at, stored);
      return { placed, entry: entry.type === 'mark' ? entry : { ...entry, text: stored.text } };
    },
    /** Makes the transcript be exactly `entries`; answers what differs. */
    replace(conversation: number, entries: readonly Entry[]): { put: Entry[]; gone: number[] } {
      const before = new Map(all.all(conversation, 0).map((row) => [row.seq, row]));
      const changed: Entry[] = [];
      for (const entry of entries) {
        const stored = store(entry);
        const old = before.get(entry.seq);
        before.delete(entry.seq);
        if (old?.text === stored.text && old.data === stored.data) continue;
        place(conversation, entry.seq, entry.at, stored);
        changed.push(restore(stored));
      }
      for (const row of before.values()) erase(row);
      return { put: changed, gone: [...before.keys()] };
    },
    /** The line by which the customer is found. */
    setName(conversation: number, time: number, name: string): void {
      place(conversation, NAME_SEQ, time, { text: wellFormed(name), data: '{}' });
    },
    /** Changes an entry whose words stay; null when there is no such entry. */
    change(conversation: number, seq: number, change: (entry: Entry) => Entry): Entry | null {
      const row = at.get(conversation, seq);
      if (row === undefined) return null;
      const entry = change(restore(row));
      setData.run(store(entry).data, row.id);
      return entry;
    },
    all: (conversation: number): Entry[] => all.all(conversation, 0).map(restore),
    eraseAll(conversation: number): void {
      for (const row of all.all(conversation, NAME_SEQ)) erase(row);
    },
  };
}

export type Entries = ReturnType<typeof entriesOf>;
