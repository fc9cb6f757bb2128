// Owns a trace of calls: the columns that a simulation reads, row by row, with the line and the reason where it is wrong.
import { CsvError, type Row, rowsOf } from '../../lib/csv.ts';

export interface TraceCall {
  /** Seconds, at the moment the caller asked for a person. */
  readonly at: number;
  /** The skill it needs. */
  readonly skill: string;
  readonly priority: number;
  /** The priority drawn for callers of whom the log says none. */
  readonly imputed: number;
  /** 0 = unknown. */
  readonly customer: number;
  /** Seconds waited in the log. */
  readonly waited: number;
  readonly answered: boolean;
  /** Seconds with a person in the log; 0 = unknown. */
  readonly service: number;
  /** Left out where it is not known: the scenario draws it. */
  readonly language?: string;
  /** Seconds within which it was due; left out = as its tier. */
  readonly target?: number;
}

const COLUMNS = [
  't_epoch',
  'type',
  'priority',
  'customer',
  'q_s',
  'outcome',
  'ser_s',
  'flag',
  'priority_imputed',
] as const;
type Column = (typeof COLUMNS)[number];

/** Whole numbers of a column are no larger: seconds since 1970 to the year 2286; waits and conversations of a week. */
const MOST = { t_epoch: 9_999_999_999, customer: 9_999_999_999, q_s: 604_800, ser_s: 604_800, priority: 99 };
/** Every hour between the first call and the last is played. */
const MOST_YEARS = 10;
const YEAR = 31_557_600;

export class TraceError extends Error {
  override readonly name = 'TraceError';
}

/** In one line, whatever stands in it. */
const shown = (cell: string): string => JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

/** @throws TraceError with the line */
function readRows(text: string): Row[] {
  try {
    return rowsOf(text);
  } catch (error) {
    throw error instanceof CsvError ? new TraceError(error.message) : error;
  }
}

function callOf(line: number, cell: (column: Column) => string): TraceCall {
  const whole = (column: Column, most: number): number => {
    const text = cell(column);
    if (!/^\d{1,10}$/.test(text) || Number(text) > most)
      throw new TraceError(`line ${line}: ${column} is ${shown(text)}, not a whole number from 0 to ${most}`);
    return Number(text);
  };
  const outcome = cell('outcome');
  if (outcome !== 'S' && outcome !== 'A')
    throw new TraceError(`line ${line}: outcome is ${shown(outcome)}, not S or A`);
  const skill = cell('type');
  if (skill === '') throw new TraceError(`line ${line}: type is empty`);
  return {
    at: whole('t_epoch', MOST.t_epoch),
    skill,
    priority: whole('priority', MOST.priority),
    imputed: whole('priority_imputed', MOST.priority),
    customer: whole('customer', MOST.customer),
    waited: whole('q_s', MOST.q_s),
    answered: outcome === 'S',
    service: whole('ser_s', MOST.ser_s),
  };
}

/** Calls whose caller asked for a person, in the order of time. Throws TraceError with line and reason. */
export function parseTrace(text: string): TraceCall[] {
  const [head, ...rows] = readRows(text);
  if (head === undefined) throw new TraceError('line 1: the file is empty');
  const missing = COLUMNS.filter((name) => !head.cells.includes(name));
  if (missing.length > 0) throw new TraceError(`line ${head.line}: no column ${missing.join(', ')}`);
  const twice = COLUMNS.find((name) => head.cells.indexOf(name) !== head.cells.lastIndexOf(name));
  if (twice !== undefined) throw new TraceError(`line ${head.line}: column ${twice} is there twice`);
  const places = new Map<Column, number>(COLUMNS.map((name) => [name, head.cells.indexOf(name)]));
  const calls: TraceCall[] = [];
  for (const { line, cells } of rows) {
    if (cells.length !== head.cells.length)
      throw new TraceError(`line ${line}: ${cells.length} cells, and ${head.cells.length} columns`);
    const cell = (column: Column): string => cells[places.get(column) ?? -1] ?? '';
    const call = callOf(line, cell);
    if (cell('flag') === 'R') calls.push(call);
  }
  calls.sort((a, b) => a.at - b.at);
  const [first] = calls;
  const last = calls.at(-1);
  if (first === undefined || last === undefined)
    throw new TraceError('no call in it asks for a person (flag R)');
  if (last.at - first.at > MOST_YEARS * YEAR)
    throw new TraceError(
      `t_epoch goes from ${first.at} to ${last.at}: more than the ${MOST_YEARS} years that can be played`,
    );
  return calls;
}
