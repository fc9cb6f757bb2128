// Owns what a change of policy can be tried on, for leads: recorded conversations are read in the background, once each, and
// a draft goes through all of them. Nothing is held while the copy is locked. Refuses: reading words and sums (worker.ts).
import { CallError } from '#shared/contract/errors.ts';
import type { BacktestResult, CaseResult } from '#shared/contract/triggers.ts';
import { SCORER } from '#shared/domain/trigger/scorer-version.ts';
import type { Store } from '#store/port.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { State } from '../state.ts';
import type { Times } from '../times.ts';
import { createImports, type Slice } from './imports.ts';
import type { Holds, Trial } from './port.ts';
import type { Asked, Reader, StartReader } from './reader.ts';

/** Of a question that a newer one of the same page ended; a code, not words. */
const SUPERSEDED = 'superseded';

export interface PreviewOptions {
  readonly store: Pick<
    Store,
    'recorded' | 'recordedCase' | 'keepSignals' | 'stageFile' | 'finishFile' | 'abandonFile' | 'forgetFiles'
  >;
  readonly state: Pick<State, 'put' | 'remove'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly times: Pick<Times, 'againMs'>;
  /** Whether this person may try policies now, and the copy may be read. */
  readonly isAllowed: () => boolean;
  readonly nameOfQueue: (id: string) => string | undefined;
  readonly startReader: StartReader;
}

const NOTHING: Holds = { read: 0, from: undefined, to: undefined };
const ROW = 'preview';

export function createPreview(options: PreviewOptions) {
  const { store, state, clock, log, times } = options;
  let reader: Reader | null = null;
  /** As the store names what was told so far, and how far it was told. */
  let told: { readonly generation: string; readonly after: number } | null = null;
  let holds = NOTHING;
  let counts = { total: 0, files: 0 };
  let problem = false;
  let reading: Promise<void> | null = null;
  let again = false;
  let cancelLook: (() => void) | null = null;
  let stopped = false;
  /** The newest question of each page, by kind. */
  const newest = new Map<string, () => void>();

  const imports = createImports({
    ...{ store, ids: options.ids },
    read: (text, from, given) => running().ask('lines', text, from, given).answer,
    changed: show,
  });

  /** Begins anew where the last thread is gone, and what it held with it. @throws while nothing may be held */
  function running(): Reader {
    if (!options.isAllowed()) throw new Error('nothing recorded may be read now');
    if (reader?.isGone() === true) {
      void forget();
      lookSoon();
    }
    reader ??= options.startReader();
    return reader;
  }

  function show(): void {
    if (stopped || !options.isAllowed()) return state.remove('preview', ROW);
    const importing = imports.underWay();
    state.put('preview', ROW, {
      conversations: counts.total,
      read: holds.read,
      imported: counts.files,
      ...(holds.from === undefined ? {} : { from: holds.from }),
      ...(holds.to === undefined ? {} : { to: holds.to }),
      ...(importing === null ? {} : { importing }),
      ...(problem ? { problem: 'error.internal' } : {}),
    });
  }

  /** What the thread held is gone with it. */
  async function forget(): Promise<void> {
    const before = reader;
    reader = null;
    told = null;
    holds = NOTHING;
    counts = { total: 0, files: 0 };
    await before?.stop();
  }

  async function readOn(thread: Reader): Promise<void> {
    for (;;) {
      const page = await store.recorded(told?.after ?? 0, SCORER);
      // Locked meanwhile: nothing is held any more.
      if (thread !== reader) return;
      if (told !== null && told.generation !== page.generation) {
        told = null;
        holds = await thread.ask('clear').answer;
        continue;
      }
      if (page.gone.length > 0) holds = await thread.ask('drop', page.gone).answer;
      if (page.rows.length > 0) {
        const added = await thread.ask('add', page.rows).answer;
        if (added.signals.length > 0) await store.keepSignals(SCORER, added.signals);
        holds = added.holds;
      }
      if (thread !== reader) return;
      told = { generation: page.generation, after: page.rows.at(-1)?.number ?? told?.after ?? 0 };
      counts = { total: page.total, files: page.files };
      show();
      if (!page.more) return;
    }
  }

  function look(): void {
    cancelLook?.();
    cancelLook = null;
    if (stopped || !options.isAllowed()) return;
    again = reading !== null;
    if (reading !== null) return;
    const thread = running();
    const failed = async (error: unknown): Promise<void> => {
      // It was told to end: nothing is wrong.
      if (thread !== reader) return;
      log.error('recorded conversations could not be read', { reason: String(error) });
      problem = true;
      await forget();
    };
    reading = readOn(thread)
      .then(() => {
        problem = false;
      }, failed)
      .finally(() => {
        reading = null;
        show();
        if (again) look();
      });
  }

  /** Soon: much may change at once. */
  function lookSoon(): void {
    if (!stopped && options.isAllowed()) cancelLook ??= clock.after(times.againMs, look);
  }

  /** Of one page the newest counts: what it asked before ends now. */
  async function latest<T>(page: string, asked: Asked<T | null>): Promise<T> {
    const over = Promise.withResolvers<null>();
    newest.get(page)?.();
    const end = (): void => {
      asked.cancel();
      over.resolve(null);
    };
    newest.set(page, end);
    try {
      const answer = await Promise.race([asked.answer, over.promise]);
      if (answer === null)
        throw new CallError({ code: 'conflict', message: 'error.conflict', detail: SUPERSEDED });
      return answer;
    } finally {
      if (newest.get(page) === end) newest.delete(page);
      asked.answer.catch(() => undefined);
    }
  }

  return {
    /** The person, their rights or the lock may have changed. */
    async renew(): Promise<void> {
      if (!options.isAllowed()) await forget();
      show();
      if (options.isAllowed()) look();
    },
    /** Something recorded came or went. */
    changed: lookSoon,
    async backtest(page: string, trial: Trial): Promise<BacktestResult> {
      const from = performance.now();
      const { load, ...tried } = await latest(`${page} backtest`, running().ask('backtest', trial));
      return {
        ...tried,
        load: load.map((each) => ({
          ...each,
          name: each.queue === null ? '' : (options.nameOfQueue(each.queue) ?? each.queue),
        })),
        tookMs: performance.now() - from,
      };
    },
    /** Null where there is no such conversation (any more). */
    async case(page: string, key: string, trial: Trial, around?: number): Promise<CaseResult | null> {
      const recorded = await store.recordedCase(key);
      return recorded === null
        ? null
        : latest(`${page} case`, running().ask('case', recorded, trial, around));
    },
    async import(page: string, slice: Slice) {
      const result = await imports.take(page, slice);
      if (slice.last) look();
      return result;
    },
    stopImport: imports.stop,
    async forgetFiles(): Promise<void> {
      await store.forgetFiles();
      look();
    },
    left(page: string): void {
      imports.left(page);
      for (const kind of ['backtest', 'case']) newest.get(`${page} ${kind}`)?.();
    },
    async stop(): Promise<void> {
      stopped = true;
      cancelLook?.();
      await forget();
      await reading;
    },
  };
}

export type Preview = ReturnType<typeof createPreview>;
