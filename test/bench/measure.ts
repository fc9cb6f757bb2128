// Owns how a bench measures: subject and control in turns, several rounds, the median of each.
// Refuses: limits. A bench reports; whoever reads it judges.

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same figure of the control, null when there is nothing to compare with. */
  readonly control: number | null;
  /** `value / control`. */
  readonly ratio: number | null;
}

/** Does the work once from a clean start and returns its figure. */
type Side = () => number | Promise<number>;

export interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly subject: Side;
  readonly control?: Side;
  /** At least 5. */
  readonly rounds?: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2;
}

/** One unmeasured round first; the order of the two sides changes every round, so that neither is always second. */
export async function compare({ name, unit, subject, control, rounds = 7 }: Comparison): Promise<Figure> {
  const values: number[] = [];
  const controls: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const sides: (() => Promise<unknown>)[] = [
      async () => keep(values, await subject()),
      async () => control && keep(controls, await control()),
    ];
    for (const side of round % 2 === 0 ? sides : sides.reverse()) await side();
    if (round < 0) {
      values.length = 0;
      controls.length = 0;
    }
  }
  const value = median(values);
  if (control === undefined) return { name, value: rounded(value), unit, control: null, ratio: null };
  const base = median(controls);
  return { name, value: rounded(value), unit, control: rounded(base), ratio: rounded(value / base) };
}

const keep = (list: number[], value: number) => list.push(value);

const rounded = (value: number): number => Number(value.toPrecision(4));

/** For a bench run by itself: one line of JSON per figure. */
export async function print(figures: AsyncIterable<Figure>): Promise<void> {
  for await (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`);
}
