// Owns bringing recorded history in from a file: slices of whole lines, one call after another, with what was taken and refused.
// It goes on while the person is elsewhere. Refuses: reading lines; that is the core's.
import { IMPORT_SLICE } from '#shared/contract/triggers.ts';
import type { Fault } from '#shared/schema/expected.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Api } from '../api/client.ts';
import type { PageStore } from './page.ts';
import { createSlicer, type Slice } from './slices.ts';

export interface Bringing {
  readonly name: string;
  readonly state: 'reading' | 'done' | 'stopped' | 'failed';
  /** Bytes of the file, and how many went to the core. */
  readonly size: number;
  readonly read: number;
  /** Lines. */
  readonly taken: number;
  readonly refusedTotal: number;
  /** The first of them; no fault = longer than a line may be. */
  readonly refused: readonly { readonly line: number; readonly fault: Fault | null }[];
  readonly error: unknown;
}

/** Refused lines that are named. */
const NAMED = 20;

export function createBringing(api: Api, { getState: get, setState: set }: PageStore) {
  let stopped = false;
  const setBringing = (change: Partial<Bringing>): void =>
    set(({ bringing }) => (bringing === null ? {} : { bringing: { ...bringing, ...change } }));

  async function send(
    name: string,
    { lines, tooLong, read }: Slice,
    first: boolean,
    last: boolean,
  ): Promise<void> {
    const answer = await api.call('triggers.import', { name, lines, first, last });
    const { taken = 0, refusedTotal = 0, refused = [] } = get().bringing ?? {};
    const more = [
      ...answer.refused.map(({ line, ...fault }) => ({ line, fault })),
      ...tooLong.map((line) => ({ line, fault: null })),
    ];
    setBringing({
      read,
      taken: taken + answer.taken,
      refusedTotal: refusedTotal + answer.refusedTotal + tooLong.length,
      refused: [...refused, ...more.sort((a, b) => a.line - b.line)].slice(0, NAMED),
    });
  }

  /** True when all of it is there. */
  async function bring(file: File, name: string): Promise<boolean> {
    const slicer = createSlicer(IMPORT_SLICE);
    const reader = file.stream().getReader();
    let first = true;
    for (;;) {
      const { value, done } = await reader.read();
      const slices = done ? slicer.end() : slicer.push(value);
      for (const [at, slice] of slices.entries()) {
        if (stopped) {
          await reader.cancel();
          return false;
        }
        await send(name, slice, first, done && at === slices.length - 1);
        first = false;
      }
      if (done) return true;
    }
  }

  /** What is not whole is not kept either. */
  async function bringWhole(file: File): Promise<void> {
    const name = file.name.slice(0, LIMITS.label);
    const drop = () => api.call('triggers.stopImport', { name }).catch(() => undefined);
    try {
      const whole = await bring(file, name);
      if (!whole) await drop();
      setBringing({ state: whole ? 'done' : 'stopped' });
    } catch (error) {
      await drop();
      setBringing({ state: 'failed', error });
    }
  }

  return {
    /** One file at a time. Nothing of it counts before its end. */
    importHistory(file: File): void {
      if (get().bringing?.state === 'reading') return;
      stopped = false;
      set({
        bringing: {
          ...{ name: file.name, state: 'reading', size: file.size, read: 0, taken: 0 },
          ...{ refusedTotal: 0, refused: [], error: null },
        },
      });
      void bringWhole(file);
    },
    stopImport(): void {
      stopped = true;
    },
    closeImport: (): void => set({ bringing: null }),
    /** Rejects with CallError. */
    forgetImported: () => api.call('triggers.forget', {}),
  };
}
