// Owns the comparison of matching with simple rules in every setting: `node test/bench/rules.ts --data F --kept F --out F`
// plays what `baton simulate` would, seed by seed, keeps each figure so that a run goes on where it was left, and writes
// the page and its plot. `--settings 1:0.8:raw,...` = only these. Refuses: what a bar is (rules/bars.ts).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Figures, figuresOf } from '#shared/domain/simulation/figures.ts';
import { POLICIES } from '#shared/domain/simulation/named.ts';
import { POLICY_NAMES, type PolicyName } from '#shared/domain/simulation/policy-names.ts';
import { run } from '#shared/domain/simulation/run.ts';
import { parseScenario } from '#shared/domain/simulation/scenario.ts';
import { parseTrace } from '#shared/domain/simulation/trace.ts';
import { createWorld, studied } from '#shared/domain/simulation/world.ts';
import type { Setting } from './rules/bars.ts';
import { pageOf } from './rules/page.ts';
import { plotOf } from './rules/plot.ts';

const TRACE = 'anonymous_bank_1999_jan_feb.csv';
const SCENARIOS = [1, 2, 3];
const STAFF = [0.8, 1, 1.15];
const PRIORITIES = ['raw', 'imputed'] as const;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/routing' },
    kept: { type: 'string' },
    out: { type: 'string' },
    seeds: { type: 'string', default: '20' },
    settings: { type: 'string' },
  },
});
const { data, kept, out } = values;
const seeds = Number(values.seeds);
if (kept === undefined || out === undefined || !Number.isInteger(seeds) || seeds < 2)
  throw new Error('rules needs --kept FOLDER, --out FOLDER and at least 2 --seeds');

const trace = parseTrace(readFileSync(join(data, TRACE), 'utf8'));

interface Place {
  readonly number: number;
  readonly staff: number;
  readonly priority: (typeof PRIORITIES)[number];
}

const idOf = ({ number, staff, priority }: Place): string => `${number}:${staff}:${priority}`;

function play(place: Place): Setting {
  const { number, staff, priority } = place;
  const folder = join(kept as string, idOf(place));
  mkdirSync(folder, { recursive: true });
  const scenario = parseScenario(readFileSync(join(data, `scenario-${number}.json`), 'utf8'));
  const study = studied(trace, scenario, priority);
  const known = Object.fromEntries(
    POLICY_NAMES.map((name) => {
      const path = join(folder, `${name}.json`);
      return [name, existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}];
    }),
  ) as Record<PolicyName, Record<number, Figures>>;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const missing = POLICY_NAMES.filter((name) => known[name][seed] === undefined);
    if (missing.length === 0) continue;
    const world = createWorld({ trace, scenario, seed, staff }, study);
    for (const name of missing) {
      known[name][seed] = figuresOf(scenario, run(world, scenario, POLICIES[name]));
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(known[name]));
    }
    process.stderr.write(`${idOf(place)}: seed ${seed} of ${seeds}\n`);
  }
  const figures = Object.fromEntries(
    POLICY_NAMES.map((name) => [name, Object.values(known[name]).slice(0, seeds)]),
  ) as unknown as Setting['figures'];
  return { scenario: number, staff, priority, figures };
}

const places = PRIORITIES.flatMap((priority) =>
  SCENARIOS.flatMap((number) => STAFF.map((staff): Place => ({ number, staff, priority }))),
);
const only = values.settings?.split(',') ?? places.map(idOf);
const unknown = only.find((id) => !places.some((place) => idOf(place) === id));
if (unknown !== undefined) throw new Error(`--settings: there is no "${unknown}"`);
const settings = places.filter((place) => only.includes(idOf(place))).map(play);
writeFileSync(join(out, 'matching-rules.md'), pageOf(settings, seeds));
writeFileSync(join(out, 'matching-vip.svg'), plotOf(settings));
