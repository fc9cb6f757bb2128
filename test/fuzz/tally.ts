// Owns the counts of a fuzz run and its failures, each with what is needed to see it again.
export interface Sequence {
  readonly index: number;
  readonly authenticated: boolean;
  /** What was sent, newest last, for the report of a failure. */
  readonly sent: string[];
  steps: number;
  valid: number;
}

export type Tally = ReturnType<typeof createTally>;

const MOST_SHOWN = 10;

export function createTally(seed: number) {
  const hits = new Map<string, number>();
  const failures: string[] = [];
  const sums = { sequences: 0, authenticated: 0, steps: 0, valid: 0, validSequences: 0 };
  let failed = 0;

  return {
    sums: sums as Readonly<typeof sums>,
    failures: failures as readonly string[],
    failedCount: () => failed,
    hit: (what: string) => void hits.set(what, (hits.get(what) ?? 0) + 1),
    hits: (what: string): number => hits.get(what) ?? 0,
    step(sequence: Sequence, text: string, valid: boolean): void {
      sequence.sent.push(text.slice(0, 600));
      sequence.steps += 1;
      if (valid) sequence.valid += 1;
    },
    ended({ authenticated, steps, valid }: Sequence): void {
      sums.sequences += 1;
      if (authenticated) sums.authenticated += 1;
      sums.steps += steps;
      sums.valid += valid;
      if (steps === valid) sums.validSequences += 1;
    },
    fail(what: string, sequence?: Sequence): void {
      failed += 1;
      if (failures.length >= MOST_SHOWN) return;
      const where =
        sequence === undefined ? '' : ` sequence ${sequence.index}:\n  ${sequence.sent.join('\n  ')}`;
      failures.push(`BATON_SEED=${seed}${where}\n  ${what.slice(0, 2_000)}`);
    },
    lines: (): string[] => [...hits].sort(([a], [b]) => (a < b ? -1 : 1)).map(([what, n]) => `${what} ${n}`),
  };
}
