// Owns the position in each stream: the next offset wanted.
import type { Cursor } from '#shared/protocol/streams.ts';
import type { File } from '../open.ts';

interface Row {
  readonly stream: string;
  readonly epoch: number;
  readonly offset: number;
}

export function cursorsOf(file: File) {
  const get = file.prepare<[string], Row>('SELECT stream, epoch, offset FROM cursor WHERE stream = ?');
  const all = file.prepare<[], Row>('SELECT stream, epoch, offset FROM cursor');
  const set = file.prepare<[string, number, number]>(
    `INSERT INTO cursor VALUES (?, ?, ?)
     ON CONFLICT (stream) DO UPDATE SET epoch = excluded.epoch, offset = excluded.offset`,
  );
  const remove = file.prepare<[string]>('DELETE FROM cursor WHERE stream = ?');
  return {
    get(stream: string): Cursor | null {
      const row = get.get(stream);
      return row === undefined ? null : [row.epoch, row.offset];
    },
    all: (): Record<string, Cursor> =>
      Object.fromEntries(all.all().map(({ stream, epoch, offset }) => [stream, [epoch, offset]])),
    set(stream: string, epoch: number, offset: number): void {
      set.run(stream, epoch, offset);
    },
    remove(stream: string): void {
      remove.run(stream);
    },
  };
}
