// Owns `baton torture`: runs the worlds of test/torture and prints what they met as one JSON object; exit 1 when something
// did not hold, or a kind of fault never met a step of a handoff.
// Refuses: the worlds themselves (test/torture).
import { parseArgs } from 'node:util';
import { UsageError } from './usage.ts';

const PLANTS = ['no-fence', 'no-dedupe', 'skipped-offset', 'late-purge', 'double-capacity', 'no-sync'];

export const TORTURE_HELP = `Usage: npm run -s baton -- torture [options]

  --seeds N         seeds 1 to N, each tortured by itself (1)
  --seed S          this seed instead, to replay it
  --world W         only this world of each seed, from 0
  --events M        of each seed (100000)
  --engine NAME     memory or sqlite (memory)
  --plant BUG       puts a known bug in, which must be found: no-fence, no-dedupe, skipped-offset, late-purge,
                    double-capacity, no-sync
  --trace TEXT      shows each commit that holds this text, on stderr`;

interface Job {
  readonly seed: number;
  readonly world: number;
  readonly events: number;
}
interface Report {
  readonly worlds: number;
  readonly missed: readonly string[];
  readonly failed: readonly {
    readonly job: Job;
    readonly hash: string;
    readonly faults: readonly string[];
  }[];
}
interface Torture {
  torture(
    options: object,
    heard: (answer: { readonly job: Job; readonly events: number }) => void,
  ): Promise<Report>;
}

const MODULE = new URL('../../../test/torture/torture.ts', import.meta.url).href;

function whole(name: string, text: string, most: number, least = 1): number {
  if (!/^\d+$/.test(text) || Number(text) < least || Number(text) > most)
    throw new UsageError(`--${name} must be ${least} to ${most}, not "${text}"`);
  return Number(text);
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seeds: { type: 'string', default: '1' },
        seed: { type: 'string' },
        world: { type: 'string' },
        events: { type: 'string', default: '100000' },
        engine: { type: 'string', default: 'memory' },
        trace: { type: 'string' },
        plant: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\.\s|\n/)[0] ?? 'unknown option');
  }
}

export async function torture(args: readonly string[]): Promise<number> {
  const { seeds, seed, world, events, engine, trace, plant, help } = read(args);
  if (help === true) {
    process.stdout.write(`${TORTURE_HELP}\n`);
    return 0;
  }
  if (engine !== 'memory' && engine !== 'sqlite')
    throw new UsageError(`--engine is memory or sqlite, not "${engine}"`);
  if (plant !== undefined && !PLANTS.includes(plant))
    throw new UsageError(`--plant is one of ${PLANTS.join(', ')}, not "${plant}"`);
  const options = {
    ...{ engine, trace, plant },
    seeds:
      seed === undefined
        ? Array.from({ length: whole('seeds', seeds, 100_000) }, (_, at) => at + 1)
        : [whole('seed', seed, 4_000_000)],
    world: world === undefined ? undefined : whole('world', world, 40_000, 0),
    events: whole('events', events, 1_000_000_000),
  };
  const { torture: run } = (await import(MODULE)) as Torture;
  let done = 0;
  const { failed, ...report } = await run(options, ({ job, events: more }) => {
    done += more;
    process.stderr.write(`seed ${job.seed}, world ${job.world}: ${done} events in all\n`);
  });
  if (report.worlds === 0) throw new UsageError(`--world ${world}: ${events} events are fewer worlds`);
  const found = failed.map(({ job, hash, faults }) => ({ ...job, hash, faults }));
  process.stdout.write(`${JSON.stringify({ ...report, failed: found })}\n`);
  for (const { seed: bad, world: place, faults } of found)
    process.stderr.write(
      `${faults[0]}\nreplay: torture --seed ${bad} --world ${place} --events ${events} --engine ${engine}\n`,
    );
  // One world is too small for every pair.
  return found.length > 0 || (world === undefined && report.missed.length > 0) ? 1 : 0;
}
