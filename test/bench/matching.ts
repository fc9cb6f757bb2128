// Owns the bench of matching. The exact assignment: a cold start of 10,000 people and 5,000 handoffs, one arrival among 10,000
// people, and a thousand by two thousand beside a full-matrix solver of other hands. Every result is proven first. Then the
// matcher that the router calls, on a floor where many want the same few people, and the router's steps on that floor: arrivals
// and a start.
import { linearSumAssignment } from 'linear-sum-assignment';
import { Assignment, assign, type Costs } from '#shared/domain/matching/assignment.ts';
import { refute } from '#shared/domain/matching/certificate.ts';
import { joint } from '#shared/domain/matching/joint.ts';
import type { FreePerson, WaitingHandoff } from '#shared/domain/matching/port.ts';
import { numbers } from '../property/assignment-oracle.ts';
import { coldFloor } from './cold-start.ts';
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

const SKILLS = ['billing', 'technical', 'sales', 'legal', 'orders', 'accounts'];
const NOW = 200_000;

/** Six skills, seven in ten people with each; tiers, waits and loads as they come. */
function teamOf(handoffs: number, persons: number): readonly [WaitingHandoff[], FreePerson[]] {
  const next = numbers(20261129);
  const below = (limit: number): number => Math.floor(next() * limit);
  const people = Array.from(
    { length: persons },
    (_, at): FreePerson => ({
      ...{
        person: `p${at}`,
        name: `p${at}`,
        queues: ['main'],
        languages: next() < 0.2 ? ['en', 'es'] : ['en'],
      },
      skills: Object.fromEntries(SKILLS.filter(() => next() < 0.7).map((skill) => [skill, 1 + below(5)])),
      ...{ room: 1 + below(4), load: below(4), idleSince: below(NOW), busyness: next() * 2 },
    }),
  );
  const waiting = Array.from({ length: handoffs }, (_, at): WaitingHandoff => {
    const queuedAt = below(NOW);
    return {
      ...{ handoff: `c${at}.1`, queue: 'main', mode: 'fair', weight: 1, passedBy: [], pauses: {} },
      ...{ queuedAt, dueAt: queuedAt + 60_000, target: 60_000, value: [0.8, 1, 1.5, 2][below(4)] ?? 1 },
      skills: { [SKILLS[below(SKILLS.length)] ?? 'billing']: 1 + below(3) },
      language: next() < 0.1 ? 'es' : 'en',
      last: next() < 0.1 ? `p${below(persons)}` : undefined,
    };
  });
  return [waiting, people];
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

  for (const [handoffs, persons] of [
    [1, 1_000],
    [100, 200],
    [1_000, 2_000],
  ] as const) {
    const [waiting, people] = teamOf(handoffs, persons);
    yield await compare({
      name: `asked once, as the router does: ${handoffs} waiting, ${persons} people`,
      unit: 'ms',
      rounds: 5,
      subject: () => timed(() => joint(waiting, people, NOW)),
    });
  }

  // Hundreds of steps are in one run; the first run is not measured.
  const { arrivals: came, start } = await coldFloor(...teamOf(5_000, 10_000));
  const late = came.slice(-1_000).sort((a, b) => a - b);
  const arrival = (name: string, share: number): Figure => ({
    ...{ name: `the router's step for an arrival behind 4,000 to 5,000 that wait, ${name}`, unit: 'ms' },
    ...{
      value: Number((late[Math.floor(share * late.length)] ?? 0).toPrecision(3)),
      control: null,
      ratio: null,
    },
  });
  yield arrival('median', 0.5);
  yield arrival('p99', 0.99);
  await start();
  const { steps, offers } = await start();
  const figure = (name: string, value: number): Figure => ({
    ...{ name: `a start with 10,000 people free and 5,000 waiting, explained: ${name}`, unit: 'ms' },
    ...{ value: Math.round(value), control: null, ratio: null },
  });
  yield figure('the longest step', Math.max(...steps));
  yield figure(
    `${steps.length} steps, ${offers} offers`,
    steps.reduce((sum, each) => sum + each, 0),
  );
}

if (import.meta.main) await print(run());
