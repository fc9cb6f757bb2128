// Owns `baton simulate` as a person types it: figures for each policy, and one clear line for what it cannot take.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as toText } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { POLICY_NAMES, PRODUCT_NAMES } from '#shared/domain/simulation/policy-names.ts';

const CLI = fileURLToPath(new URL('../../main/hosts/cli/index.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'baton-simulate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const same = { '1': 1, '2': 1, '3': 1, '4': 1, '5': 1 };
const scenario = {
  name: 'small',
  version: 1,
  people: [
    { id: 'ana', skills: { PS: 5 }, languages: ['he'] },
    { id: 'ben', skills: { PS: 2 }, languages: ['he'] },
  ],
  capacityPerPerson: 1,
  headcountByHour: Array(24).fill(2),
  serviceSeconds: { cap: 3600, factorByProficiency: same, factorWhenSamePersonAsLastTime: 1 },
  concurrencySlowdownPerExtraConversation: 0,
  language: { draw: { he: 1 } },
  tiers: {
    regular: { priorityIn: [0, 1], value: 1, slaSeconds: 20 },
    vip: { priorityIn: [2], value: 3, slaSeconds: 20 },
  },
  outcomeValue: { quality: same, continuityBonus: 0 },
  offers: { decline: 0, timeout: 0, timeoutSeconds: 15, acceptSeconds: 0 },
  stress: [],
};
const head = 't_epoch,date,type,priority,customer,vru_s,q_s,outcome,ser_s,server,flag,priority_imputed';
const calls = Array.from(
  { length: 200 },
  (_, at) => `${at * 30},d,PS,${at % 4},${at % 9},5,4,S,${40 + (at % 50)},x,R,0`,
);
const trace = file('trace.csv', `${[head, ...calls].join('\n')}\n`);
const good = file('scenario.json', JSON.stringify(scenario));

async function simulate(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, 'simulate', ...args]);
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

test('a line of figures for each policy, with the difference to the first', async () => {
  const given = ['--trace', trace, '--scenario', good, '--policy', 'matching-fair,fifo', '--seeds', '2'];
  const { code, out } = await simulate(...given);
  expect(code).toBe(0);
  const [fair, fifo] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect([fair.policy, fifo.policy]).toEqual(['matching-fair', 'fifo']);
  expect(fair.difference).toBeUndefined();
  expect(fifo.difference.to).toBe('matching-fair');
  for (const measure of ['abandonment', 'serviceLevel', 'waitMean', 'waitP95', 'value', 'continuityHits'])
    for (const tier of ['all', 'vip'])
      expect(Object.keys(fair[tier][measure])).toEqual(['mean', 'low', 'high']);
  for (const measure of ['loadCv', 'jain', 'longestWait', 'decisions'])
    expect(fifo[measure].mean).toBeGreaterThan(0);
});

test('with --estimates: how often a wait came inside what was told', async () => {
  const given = ['--trace', trace, '--scenario', good, '--policy', 'matching-fair'];
  const [without, asked] = await Promise.all([simulate(...given), simulate(...given, '--estimates')]);
  expect(JSON.parse(without.out)).not.toHaveProperty('estimates');
  const { estimates, ...rest } = JSON.parse(asked.out);
  // Whoever looks on changes nothing.
  expect(rest).toEqual(JSON.parse(without.out));
  const { of, inside, shorter, longer, share, meant, width } = estimates.line;
  // More call than can be served: all but the first stand in line, and half of them are judged.
  expect(of).toBeGreaterThan(50);
  expect(inside + shorter + longer).toBe(of);
  expect(share).toBeCloseTo(inside / of, 3);
  expect(share).toBeGreaterThan(0.5);
  expect(meant).toBe(0.8);
  expect(width).toBeGreaterThan(0);
});

test.each([
  [['--scenario', good, '--policy', 'fifo'], 'needs --trace'],
  [
    ['--trace', join(folder, 'none.csv'), '--scenario', good, '--policy', 'fifo'],
    'none.csv: there is no such file',
  ],
  [['--trace', trace, '--scenario', good, '--policy', 'best'], 'there is no "best"'],
  [['--trace', trace, '--scenario', good, '--policy', 'fifo,fifo'], 'named twice'],
  [['--trace', trace, '--scenario', good, '--policy', 'fifo', '--staff', '-1'], '--staff'],
  [['--trace', trace, '--scenario', good, '--policy', 'fifo', '--seeds', 'many'], '--seeds'],
  [['--trace', trace, '--scenario', good, '--policy', 'fifo', '--vip', 'both'], '--vip'],
  [['--trace', trace, '--scenario', trace, '--policy', 'fifo'], 'not JSON'],
  [['--trace', good, '--scenario', good, '--policy', 'fifo'], 'scenario.json: line 1: a quote or a line end'],
  [
    ['--trace', file('less.csv', 't_epoch,type\n'), '--scenario', good, '--policy', 'fifo'],
    'less.csv: line 1: no column priority, customer',
  ],
  [['--trace', folder, '--scenario', good, '--policy', 'fifo'], 'cannot be read (EISDIR)'],
  [['--trace', trace, '--scenario', good, '--policy', 'fifo', '--staff', '0'], '--staff'],
  [['--trace', trace, '--scenario', good, '--policy', 'fifo', '--staff', '0x1'], '--staff'],
  [['--trace', trace, '--scenario', good, '--policy', 'fifo', '--seeds', '0'], '--seeds'],
  [
    ['--trace', trace, '--scenario', good, '--policy', 'fifo', '--every', '9'],
    '--every is of periodic-round-robin',
  ],
  [
    ['--trace', trace, '--scenario', good, '--policy', 'periodic-round-robin', '--every', '0'],
    '--every must be 1 to 3600, not "0"',
  ],
  [['--trace', trace, '--scenario', good, '--policy', 'fifo', '--out', 'x'], "Unknown option '--out'"],
  [['--trace', trace, '--scenario', good, '--policy', 'fifo', 'more'], "Unexpected argument 'more'"],
  [
    [
      '--trace',
      file('words.csv', `${head}\n5,d,PS,2,1,6,140,"A\nB",0,0,R,2`),
      '--scenario',
      good,
      '--policy',
      'fifo',
    ],
    'words.csv: line 2: outcome is "A\\nB", not S or A',
  ],
  [
    [
      '--trace',
      file('other.csv', `${head}\n5,d,XX,2,1,6,140,A,0,0,R,2`),
      '--scenario',
      good,
      '--policy',
      'fifo',
    ],
    'of the 1 calls of other.csv none comes in an hour of headcountByHour with a skill that somebody has',
  ],
])('%j is refused in one line', async (args, message) => {
  const { code, out, err } = await simulate(...args);
  expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
  expect(err).toContain(message);
});

test('every policy is in the help, runs and can be compared; rounds are as far apart as asked', async () => {
  const { out: help } = await simulate('--help');
  const names = [...POLICY_NAMES, ...PRODUCT_NAMES];
  for (const name of names) expect(help).toContain(name);
  const given = ['--trace', trace, '--scenario', good, '--policy', names.join(',')];
  const waits = async (...more: string[]) =>
    (await simulate(...given, ...more)).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .map(({ policy, all }) => [policy, all.waitMean.mean] as const);
  const [usual, often] = await Promise.all([waits(), waits('--every', '1')]);
  expect(usual.map(([policy]) => policy)).toEqual(names);
  const periodic = (list: readonly (readonly [string, number])[]) =>
    new Map(list).get('periodic-round-robin') ?? 0;
  expect(periodic(often)).toBeLessThan(periodic(usual));
});

test('whoever reads it may stop when they have enough', async () => {
  const given = ['simulate', '--trace', trace, '--scenario', good, '--policy', 'fifo,priority'];
  const child = spawn(process.execPath, [CLI, ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  const [words, [code]] = await Promise.all([toText(child.stderr), once(child, 'exit')]);
  expect({ code, words }).toEqual({ code: 0, words: 'seed 1 of 1: 200 calls\n' });
});

test('nobody who speaks what is asked: everybody leaves, and every figure is a number', async () => {
  const people = [{ id: 'ana', skills: { PS: 5 }, languages: ['fr'] }];
  const deaf = file('deaf.json', JSON.stringify({ ...scenario, people }));
  const { code, out } = await simulate('--trace', trace, '--scenario', deaf, '--policy', 'fifo,matching-fit');
  expect(code).toBe(0);
  for (const line of out.trim().split('\n')) {
    const { all, loadCv, jain } = JSON.parse(line);
    expect([all.abandonment.mean, loadCv.mean, jain.mean]).toEqual([1, 0, 1]);
  }
});

test('a scenario that is wrong is refused by its path', async () => {
  const bad = file('bad.json', JSON.stringify({ ...scenario, offers: { ...scenario.offers, decline: 2 } }));
  const { code, err } = await simulate('--trace', trace, '--scenario', bad, '--policy', 'fifo');
  expect(code).toBe(2);
  expect(err).toContain('bad.json: offers.decline');
});
