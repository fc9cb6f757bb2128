// Owns a trace of calls: the columns that a simulation reads, line by line, with the line and the reason where it is wrong.

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
];

export class TraceError extends Error {
  override readonly name = 'TraceError';
}

/** Calls whose caller asked for a person, in the order of the file. Throws TraceError with line and reason. */
export function parseTrace(lines: Iterable<string>): TraceCall[] {
  const calls: TraceCall[] = [];
  let at: readonly number[] | undefined;
  let line = 0;
  for (const text of lines) {
    line += 1;
    if (text === '') continue;
    const cells = text.split(',');
    if (at === undefined) {
      const missing = COLUMNS.filter((name) => !cells.includes(name));
      if (missing.length > 0) throw new TraceError(`line ${line}: no column ${missing.join(', ')}`);
      at = COLUMNS.map((name) => cells.indexOf(name));
      continue;
    }
    const [time, skill, priority, customer, waited, outcome, service, flag, imputed] = at.map(
      (column) => cells[column] ?? '',
    );
    const whole = (name: string, value: string | undefined): number => {
      const number = Number(value);
      if (value === undefined || value === '' || !(number >= 0) || number % 1 !== 0)
        throw new TraceError(`line ${line}: ${name} is "${value}", not a whole number`);
      return number;
    };
    if (outcome !== 'S' && outcome !== 'A')
      throw new TraceError(`line ${line}: outcome is "${outcome}", not S or A`);
    if (skill === undefined || skill === '') throw new TraceError(`line ${line}: type is empty`);
    const call: TraceCall = {
      at: whole('t_epoch', time),
      skill,
      priority: whole('priority', priority),
      imputed: whole('priority_imputed', imputed),
      customer: whole('customer', customer),
      waited: whole('q_s', waited),
      answered: outcome === 'S',
      service: whole('ser_s', service),
    };
    if (flag === 'R') calls.push(call);
  }
  if (at === undefined) throw new TraceError('line 1: the file is empty');
  return calls;
}
