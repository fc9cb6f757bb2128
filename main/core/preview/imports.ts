// Owns files of recorded conversations on their way in, slice by slice: a file counts when its last slice is there, and one that
// is left half-way leaves nothing behind.
import type { PreviewView } from '#shared/contract/triggers.ts';
import type { LineOptions } from '#shared/domain/trigger/recorded-line.ts';
import type { Store } from '#store/port.ts';
import type { Ids } from '../ports.ts';
import type { ReadLines } from './port.ts';

export interface Slice {
  readonly name: string;
  readonly lines: string;
  readonly last: boolean;
  /** Begins anew, whatever came of this name before. */
  readonly first: boolean;
  readonly options: LineOptions;
}

export interface ImportsOptions {
  readonly store: Pick<Store, 'stageFile' | 'finishFile' | 'abandonFile'>;
  readonly ids: Ids;
  readonly read: (text: string, from: number, options: LineOptions) => Promise<ReadLines>;
  readonly changed: () => void;
}

interface Run {
  readonly batch: string;
  readonly name: string;
  lines: number;
  taken: number;
  refused: number;
  /** Slices of one file go one after another. */
  tail: Promise<unknown>;
  ended: boolean;
}

const MOST_NAMED = 20;

export function createImports({ store, ids, read, changed }: ImportsOptions) {
  const runs = new Map<string, Run>();
  const keyOf = (page: string, name: string): string => JSON.stringify([page, name]);

  async function abandon(key: string, run: Run): Promise<void> {
    run.ended = true;
    if (runs.get(key) === run) runs.delete(key);
    changed();
    await store.abandonFile(run.batch);
  }

  /** Whatever is asked for it afterwards fails. */
  function stop(key: string, run: Run): Promise<void> {
    const stopped = run.tail.then(() => (run.ended ? undefined : abandon(key, run)));
    run.tail = stopped.catch(() => undefined);
    return stopped;
  }

  async function next(key: string, run: Run, { lines: text, last, options }: Slice) {
    if (run.ended) throw new Error(`${run.name} is not brought in any more`);
    try {
      const { lines, refused, count } = await read(text, run.lines + 1, options);
      if (lines.length > 0) await store.stageFile(run.batch, lines);
      run.lines += count;
      run.taken += lines.length;
      run.refused += refused.length;
      if (last) {
        await store.finishFile(run.batch, run.name, run.taken);
        run.ended = true;
        if (runs.get(key) === run) runs.delete(key);
      }
      changed();
      return { taken: lines.length, refused: refused.slice(0, MOST_NAMED), refusedTotal: refused.length };
    } catch (error) {
      await abandon(key, run);
      throw error;
    }
  }

  return {
    /** The newest of those under way. */
    underWay(): PreviewView['importing'] | null {
      const run = [...runs.values()].at(-1);
      if (run === undefined) return null;
      const { name, lines, taken, refused } = run;
      return { name, lines, taken, refused };
    },
    async take(page: string, slice: Slice) {
      const key = keyOf(page, slice.name);
      const before = runs.get(key);
      if (before !== undefined && slice.first) await stop(key, before);
      const run: Run = runs.get(key) ?? {
        batch: ids.next(),
        name: slice.name,
        ...{ lines: 0, taken: 0, refused: 0, ended: false },
        tail: Promise.resolve(),
      };
      runs.set(key, run);
      const answer = run.tail.then(() => next(key, run, slice));
      run.tail = answer.catch(() => undefined);
      return answer;
    },
    /** Once what came before is done with. */
    async stop(page: string, name: string): Promise<void> {
      const key = keyOf(page, name);
      const run = runs.get(key);
      if (run !== undefined) await stop(key, run);
    },
    left(page: string): void {
      for (const [key, run] of runs)
        if ((JSON.parse(key) as string[])[0] === page) stop(key, run).catch(() => undefined);
    },
  };
}
