// Owns `baton simulate`: a trace and a scenario in, one line of JSON a policy out. Refuses: the simulation itself
// (shared/domain/simulation).
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { difference, type Figures, figuresOf, summary } from '#shared/domain/simulation/figures.ts';
import { MATCHING } from '#shared/domain/simulation/matching.ts';
import { policiesOf } from '#shared/domain/simulation/named.ts';
import {
  POLICY_NAMES,
  type PolicyName,
  PRODUCT_NAMES,
  type ProductName,
} from '#shared/domain/simulation/policy-names.ts';
import { run } from '#shared/domain/simulation/run.ts';
import { parseScenario, ScenarioError } from '#shared/domain/simulation/scenario.ts';
import { parseTrace, TraceError } from '#shared/domain/simulation/trace.ts';
import { createWaits, type Told, waitFigures } from '#shared/domain/simulation/waits.ts';
import { createWorld, studied } from '#shared/domain/simulation/world.ts';
import { UsageError } from './usage.ts';

export const SIMULATE_HELP = `Usage: npm run -s baton -- simulate --trace F.csv --scenario S.json --policy NAME[,NAME] [options]

  --policy NAMES    ${POLICY_NAMES.join(', ')};
                    rules of known products: ${PRODUCT_NAMES.join(', ')}
  --every N         seconds between two rounds of periodic-round-robin (30)
  --staff X         factor on the scenario's headcount (1)
  --seeds N         seeds 1 to N; every policy meets the same customers (1)
  --vip raw|imputed whose priority counts (raw)
  --estimates       how long callers were told that they would wait, against how long they did: judged on the second
                    half of the trace's time, learned from whatever had ended before each call`;

type Name = PolicyName | ProductName;
const NAMES: readonly string[] = [...POLICY_NAMES, ...PRODUCT_NAMES];
const isName = (name: string): name is Name => NAMES.includes(name);

interface Given {
  readonly tracePath: string;
  readonly scenarioPath: string;
  readonly names: readonly Name[];
  readonly every: number;
  readonly staff: number;
  readonly seeds: number;
  readonly vip: 'raw' | 'imputed';
  readonly estimates: boolean;
}

const options = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      trace: { type: 'string' },
      scenario: { type: 'string' },
      policy: { type: 'string' },
      staff: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      vip: { type: 'string', default: 'raw' },
      every: { type: 'string' },
      estimates: { type: 'boolean', default: false },
    },
  }).values;

function givenBy(args: readonly string[]): Given {
  let values: ReturnType<typeof options>;
  try {
    values = options(args);
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\.\s|\n/)[0] ?? 'unknown option');
  }
  const { trace, scenario, policy, staff, seeds, vip, every, estimates } = values;
  if (trace === undefined) throw new UsageError('simulate needs --trace F.csv');
  if (scenario === undefined) throw new UsageError('simulate needs --scenario S.json');
  if (policy === undefined) throw new UsageError('simulate needs --policy NAME[,NAME]');
  const names: Name[] = [];
  for (const name of policy.split(',')) {
    if (!isName(name)) throw new UsageError(`--policy: there is no "${name}", only ${NAMES.join(', ')}`);
    if (names.includes(name)) throw new UsageError(`--policy: "${name}" is named twice`);
    names.push(name);
  }
  if (!/^\d+(\.\d+)?$/.test(staff) || Number(staff) === 0 || Number(staff) > 10)
    throw new UsageError(`--staff must be above 0 and at most 10, not "${staff}"`);
  if (!/^\d+$/.test(seeds) || Number(seeds) < 1 || Number(seeds) > 1_000)
    throw new UsageError(`--seeds must be 1 to 1000, not "${seeds}"`);
  if (every !== undefined && !names.includes('periodic-round-robin'))
    throw new UsageError('--every is of periodic-round-robin, which --policy does not name');
  if (!/^\d+$/.test(every ?? '30') || Number(every ?? 30) < 1 || Number(every ?? 30) > 3_600)
    throw new UsageError(`--every must be 1 to 3600, not "${every}"`);
  if (vip !== 'raw' && vip !== 'imputed') throw new UsageError(`--vip is raw or imputed, not "${vip}"`);
  return {
    ...{ tracePath: trace, scenarioPath: scenario, names, staff: Number(staff), seeds: Number(seeds), vip },
    ...{ every: Number(every ?? 30), estimates },
  };
}

function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${path}: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? message})`}`,
    );
  }
}

/** @throws UsageError that names the file, the place in it and the reason */
function read<T>(path: string, parse: (text: string) => T): T {
  const words = text(path);
  try {
    return parse(words);
  } catch (error) {
    const isTold = error instanceof TraceError || error instanceof ScenarioError;
    throw isTold ? new UsageError(`${path}: ${error.message}`) : error;
  }
}

export async function simulate(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(`${SIMULATE_HELP}\n`);
    return 0;
  }
  const { tracePath, scenarioPath, names, every, staff, seeds, vip, estimates } = givenBy(args);
  const scenario = read(scenarioPath, parseScenario);
  const trace = read(tracePath, parseTrace);
  const study = studied(trace, scenario, vip);
  const figures = new Map<Name, Figures[]>(names.map((name) => [name, []]));
  const told = new Map<Name, Told[]>(names.map((name) => [name, []]));
  const policies = policiesOf(every);
  const half = ((trace[0]?.at ?? 0) + (trace.at(-1)?.at ?? 0)) / 2;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const world = createWorld({ trace, scenario, seed, staff }, study);
    if (world.calls.length === 0)
      throw new UsageError(
        `${scenarioPath}: of the ${trace.length} calls of ${basename(tracePath)} none comes in an hour of headcountByHour with a skill that somebody has`,
      );
    for (const [name, list] of figures) {
      const waits = estimates ? createWaits(scenario, Object.hasOwn(MATCHING, name)) : undefined;
      list.push(figuresOf(scenario, run(world, scenario, policies[name], waits)));
      for (const one of waits?.told ?? []) told.get(name)?.push(one);
    }
    process.stderr.write(`seed ${seed} of ${seeds}: ${world.calls.length} calls\n`);
  }
  const [first] = names;
  for (const [policy, list] of figures) {
    const line = {
      policy,
      ...(policy === 'periodic-round-robin' ? { every } : {}),
      trace: basename(tracePath),
      scenario: scenario.name,
      staff,
      seeds,
      priority: vip,
      ...summary(list),
      ...(estimates ? { estimates: waitFigures(told.get(policy) ?? [], half) } : {}),
      // Seed by seed, this policy less the one named first.
      ...(policy === first
        ? {}
        : {
            difference: {
              to: first,
              ...difference(list, (first === undefined ? undefined : figures.get(first)) ?? []),
            },
          }),
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  return 0;
}
