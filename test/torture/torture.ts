// Owns a whole run: its worlds, dealt out to as many threads as there are processors, and the sum of what they found.
// Refuses: a world (world.ts) and what is printed (main/hosts/cli/torture.ts).
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { FAULTS, TRANSITIONS } from './faults.ts';
import type { PlantName } from './plants.ts';
import type { Outcome } from './world.ts';

export const ENGINES = ['memory', 'sqlite'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface TortureOptions {
  readonly engine: EngineName;
  /** Each is tortured by itself. */
  readonly seeds: readonly number[];
  /** Of each seed. */
  readonly events: number;
  /** Only this world of each. */
  readonly world?: number | undefined;
  readonly threads?: number;
  readonly plant?: PlantName | undefined;
  readonly trace?: string | undefined;
}

/** One world: a seed, and the place of the world among those of the seed. */
export interface Job {
  readonly seed: number;
  readonly world: number;
  readonly events: number;
  readonly engine: EngineName;
  readonly plant?: PlantName | undefined;
  readonly trace?: string | undefined;
}

export type Answer = Outcome & { readonly job: Job };

export interface Report {
  readonly engine: EngineName;
  readonly worlds: number;
  readonly events: number;
  readonly commits: number;
  /** Of virtual time. */
  readonly hours: number;
  /** Fault -> step -> how often they met. */
  readonly hits: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Pairs that never met. */
  readonly missed: readonly string[];
  /** Worlds in which something did not hold. */
  readonly failed: readonly Answer[];
}

/** A world longer than this is slow for what it remembers; offices change with each. */
const WORLD_EVENTS = 25_000;

export function jobsOf({ engine, seeds, events, world: only, plant, trace }: TortureOptions): Job[] {
  const worlds = Math.max(1, Math.ceil(events / WORLD_EVENTS));
  return seeds
    .flatMap((seed) =>
      Array.from({ length: worlds }, (_, world) => ({
        ...{ seed, world, engine, plant, trace },
        events: Math.ceil(events / worlds),
      })),
    )
    .filter(({ world }) => only === undefined || world === only);
}

/** Runs every world; `heard` is told of each when it is over. The first that fails ends the run. */
export async function torture(options: TortureOptions, heard: (answer: Answer) => void): Promise<Report> {
  const jobs = jobsOf(options).reverse();
  const answers: Answer[] = [];
  const threads = Math.min(options.threads ?? availableParallelism(), jobs.length);
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) {
        const answer = await asked(worker, job);
        answers.push(answer);
        heard(answer);
        if (answer.faults.length > 0) jobs.length = 0;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: threads }, work));
  return reportOf(options.engine, answers);
}

function asked(worker: Worker, job: Job): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const failed = (error: unknown): void =>
      reject(error instanceof Error ? error : new Error(String(error)));
    worker.once('error', failed);
    worker.once('message', (answer: Answer) => {
      worker.off('error', failed);
      resolve(answer);
    });
    worker.postMessage(job);
  });
}

function reportOf(engine: EngineName, answers: readonly Answer[]): Report {
  const count = (key: string): number => answers.reduce((sum, { hits }) => sum + (hits.get(key) ?? 0), 0);
  const sum = (of: (answer: Answer) => number): number =>
    answers.reduce((all, answer) => all + of(answer), 0);
  const hits = Object.fromEntries(
    FAULTS.map((fault) => [
      fault,
      Object.fromEntries(TRANSITIONS.map((step) => [step, count(`${fault} ${step}`)])),
    ]),
  );
  return {
    ...{ engine, hits, worlds: answers.length },
    events: sum(({ events }) => events),
    commits: sum(({ commits }) => commits),
    hours: Math.round(sum(({ seconds }) => seconds) / 360) / 10,
    missed: FAULTS.flatMap((fault) =>
      TRANSITIONS.filter((step) => (hits[fault]?.[step] ?? 0) === 0).map((step) => `${fault} x ${step}`),
    ),
    failed: answers.filter(({ faults }) => faults.length > 0),
  };
}
