// Owns the bench of the exact assignment: a cold start of 10,000 people and 5,000 handoffs, one arrival among 10,000
// people, and a thousand by two thousand beside a full-matrix solver of other hands. Every result is proven first.
import { linearSumAssignment } from 'linear-sum-assignment';
import { Assignment, assign, type Costs } from '#shared/domain/matching/assignment.ts';
import { refute } from '#shared/domain/matching/certificate.ts';
import { numbers } from '../property/assignment-oracle.ts';
import { compare, type Figure, print } from './measure.ts';

const CLASSES = 60;

/**
 * Urgency times fit less fairness, as the costs of matching are: handoffs of sixty kinds, people who can serve seven in
 * ten of them at one of five proficiencies, a hundred thousand grades of urgency, and a price of each person's load.
 */
function floorOf(rows: number, columns: number, every = 0.7): Costs {
  const next = numbers(20261124);
  const quality = [615, 757, 886, 1021, 1176];
  const fits = Array.from({ length: CLASSES }, () =>
    Float64Array.from({ length: columns }, () =>
      next() < every ? (quality[Math.floor(next() * 5)] ?? 0) : Number.NEGATIVE_INFINITY,
    ),
  );
  const load = Float64Array.from({ length: columns }, () => Math.floor(next() * 1_000_000));
  const kind = Uint8Array.from({ length: rows }, () => Math.floor(next() * CLASSES));
  const urgency = Float64Array.from({ length: rows }, () => 1_000 + Math.floor(next() ** 4 * 100_000));
  const none = new Float64Array();
  return {
    columns,
    at: (row, column) =>
      (load[column] ?? 0) -
      (urgency[row] ?? 0) * (fits[kind[row] ?? 0]?.[column] ?? Number.NEGATIVE_INFINITY),
    fill(row, into) {
      const fit = fits[kind[row] ?? 0] ?? none;
      const factor = urgency[row] ?? 0;
      for (let column = 0; column < columns; column += 1)
        into[column] = (load[column] as number) - factor * (fit[column] as number);
    },
    skip: () => 1_000_000_000,
  };
}

function proven(rows: number, costs: Costs): void {
  const wrong = refute(rows, costs, assign(rows, costs));
  if (wrong !== null) throw new Error(`the assignment is not proven: ${wrong}`);
}

const timed = (run: () => unknown): number => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

export async function* run(): AsyncIterable<Figure> {
  const cold = floorOf(5_000, 10_000);
  proven(5_000, cold);
  yield await compare({
    name: '10,000 people, 5,000 waiting, cold, exact',
    unit: 'ms',
    rounds: 5,
    subject: () => timed(() => assign(5_000, cold)),
  });

  const arrivals = 1_000;
  const few = floorOf(1_000 + arrivals, 10_000);
  yield await compare({
    name: 'one arrival among 10,000 people, 1,000 waiting, p99',
    unit: 'ms',
    rounds: 5,
    subject() {
      const growing = new Assignment(few);
      for (let row = 0; row < 1_000; row += 1) growing.add();
      growing.settle();
      const times = Array.from({ length: arrivals }, () =>
        timed(() => {
          growing.add();
          growing.settle();
        }),
      ).sort((a, b) => a - b);
      return times[Math.floor(arrivals * 0.99)] ?? 0;
    },
  });

  // The control takes a full matrix of numbers and has no rows left out: everybody can serve everything.
  const full = floorOf(1_000, 2_000, 1);
  proven(1_000, full);
  const matrix = Array.from({ length: 1_000 }, (_, row) => {
    const into = new Float64Array(2_000);
    full.fill(row, into);
    return Array.from(into);
  });
  yield await compare({
    name: '1,000 waiting, 2,000 people beside linear-sum-assignment',
    unit: 'ms',
    rounds: 5,
    subject: () => timed(() => assign(1_000, full)),
    control: () => timed(() => linearSumAssignment(matrix, { maximaze: false })),
  });
}

if (import.meta.main) await print(run());
