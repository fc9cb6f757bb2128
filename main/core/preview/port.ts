// Owns what travels between the core and the thread that reads signals and tries policies on them.
// Refuses: how either side does its part.

import type { BacktestResult, CaseResult } from '#shared/contract/triggers.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import type { LineOptions, RecordedLine } from '#shared/domain/trigger/recorded-line.ts';
import type { Fault } from '#shared/schema/expected.ts';
import type { ReadSignals, RecordedCase, RecordedRow } from '#store/port.ts';

/** What the thread holds now. */
export interface Holds {
  readonly read: number;
  /** Of the first and last turn of which a time is known, ms. */
  readonly from: number | undefined;
  readonly to: number | undefined;
}

export interface Trial {
  readonly live: Policy;
  readonly draft: Policy;
  /** The bots that are judged by it; what came from files counts for every policy. */
  readonly bots: readonly string[];
}

/** Without what only the core knows: names of queues, and the time it took. */
export type Tried = Omit<BacktestResult, 'load' | 'tookMs'> & {
  readonly load: readonly Omit<BacktestResult['load'][number], 'name'>[];
};

export interface ReadLines {
  readonly lines: readonly RecordedLine[];
  readonly refused: readonly (Fault & { readonly line: number })[];
  /** Lines in it, empty ones too. */
  readonly count: number;
}

/** name -> what is asked and what is answered. Null: it was canceled. */
export interface Asks {
  /** Signals of those that came with their words. */
  add(rows: readonly RecordedRow[]): { readonly signals: readonly ReadSignals[]; readonly holds: Holds };
  drop(numbers: readonly number[]): Holds;
  clear(): Holds;
  backtest(trial: Trial): Tried | null;
  /** `around`: the turn whose neighbours are told; where it opens when left out. */
  case(recorded: RecordedCase, trial: Trial, around?: number): CaseResult | null;
  /** Lines of a file, of which the first is number `from`. */
  lines(text: string, from: number, options: LineOptions): ReadLines;
}
export type AskName = keyof Asks;

export interface Request {
  readonly id: number;
  readonly name: AskName;
  readonly args: readonly unknown[];
}
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly reason: string };

export interface ReaderData {
  /** One number: the id of the request that nobody waits for any more. */
  readonly canceled: SharedArrayBuffer;
}
