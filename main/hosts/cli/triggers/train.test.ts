import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readPolicy } from '#shared/domain/trigger/policy.ts';
import type { Role } from '#shared/domain/trigger/signals.ts';
import { train } from './train.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-train-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => join(folder, name);
const given = (lines: readonly unknown[]) =>
  writeFileSync(
    file('in.jsonl'),
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );

async function run(...more: string[]) {
  const said = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
  const code = await train([
    ...['--in', file('in.jsonl'), '--labels', 'needed', '--out', file('own.json')],
    ...['--today', '2026-11-24', ...more],
  ]);
  vi.restoreAllMocks();
  return { code, summary: JSON.parse(said.out), err: said.err };
}
const written = (name = 'own.json') => {
  const read = readPolicy(JSON.parse(readFileSync(file(name), 'utf8')));
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.policy;
};

const say = (text: string, needed: 0 | 1, at: number, role: Role = 'END_USER') => ({
  conversationId: `${text.length}-${at}`,
  turns: [{ role, text }],
  labels: { needed },
});
const ASKS = 'I want to talk to a human agent';
const LEAVES = 'close my account, I am switching to another provider';
const PLAIN = 'where is my parcel?';
const many = (count: number, line: (at: number) => unknown) =>
  Array.from({ length: count }, (_, at) => line(at));

/** A team whose people find that those who leave need nobody: the shipped policy hands them over. */
const LEAVERS_NEED_NOBODY = [
  ...many(60, (at) => say(ASKS, 1, at)),
  ...many(60, (at) => say(LEAVES, 0, at)),
  ...many(60, (at) => say(PLAIN, 0, at)),
];
/** Labels by lot. */
const NOISE = many(200, (at) =>
  say([ASKS, LEAVES, PLAIN][at % 3] ?? '', ((at * 7) % 5) % 2 === 0 ? 1 : 0, at),
);

describe('train', () => {
  test('writes a policy of its own where it is better on conversations it has not seen', async () => {
    given(LEAVERS_NEED_NOBODY);
    const { code, summary } = await run();
    expect(code).toBe(0);
    expect(summary).toMatchObject({
      against: { id: 'support' },
      judged: 180,
      needed: 60,
      better: true,
      before: { precision: { hits: 60, of: 120 } },
      after: { precision: { hits: 60, of: 60 }, recall: { hits: 60, of: 60 } },
      file: file('own.json'),
    });
    expect(summary.difference.low).toBeGreaterThan(0);
    const policy = written();
    expect(policy).toMatchObject({ id: 'support-own', revision: 1 });
    expect(policy.note).toContain('180 judged conversations (60 needed a person)');
    for (const { path, to } of summary.changes)
      expect(path.split('.').reduce((part: never, key: string) => part[key as never], policy)).toBe(to);
  });

  test('of a policy of one’s own it writes the next revision, and the same again for the same seed', async () => {
    given(LEAVERS_NEED_NOBODY);
    await run('--out', file('first.json'));
    await run('--out', file('again.json'));
    expect(readFileSync(file('again.json'))).toEqual(readFileSync(file('first.json')));
    given([...LEAVERS_NEED_NOBODY, ...many(60, (at) => say('this is urgent, I need it today!', 1, at))]);
    const { code } = await run('--against', file('first.json'), '--anyway');
    expect([code, written().id, written().revision]).toEqual([0, 'support-own', 2]);
  });

  test('writes nothing where it is not shown to be better, says so in one line, and fails the check', async () => {
    given(NOISE);
    writeFileSync(file('own.json'), 'before');
    const { code, summary, err } = await run();
    expect([code, summary.better, summary.file]).toEqual([1, false, null]);
    expect(err).toMatch(
      /not shown to be better: agreement .* difference .* \(95 %: .*\); F1 .*; nothing is written\n$/,
    );
    expect(readFileSync(file('own.json'), 'utf8')).toBe('before');
    const anyway = await run('--anyway');
    expect([anyway.code, anyway.summary.better, anyway.summary.file]).toEqual([0, false, file('own.json')]);
    expect(written().note).toContain('Not shown to be better');
  });

  test('keeps conversations of a customer together', async () => {
    const customer = { id: 'ilse' };
    given(LEAVERS_NEED_NOBODY.map((line) => ({ ...(line as object), customer })));
    await expect(run()).rejects.toThrow('of 1 customers; 5 folds need 10');
  });

  test('from what `export` wrote it learns only to fire less', async () => {
    const recorded = (id: string, text: string, label: string) => ({
      conversation: { id, customer: { id, verified: true, name: 'Ilse' }, state: 'closed' },
      handoff: { id: `${id}.1`, queue: 'care', label },
      entries: [
        { type: 'turn', seq: 0, at: 1, id: 't1', index: 1, role: 'END_USER', author: { name: 'x' }, text },
        { type: 'mark', seq: 1, at: 2, kind: 'handoff.accepted' },
      ],
    });
    given([
      ...many(60, (at) => recorded(`a${at}`, ASKS, 'right')),
      ...many(60, (at) => recorded(`l${at}`, LEAVES, 'not_needed')),
      ...many(60, (at) => recorded(`p${at}`, 'this is urgent, I need it today!', 'right')),
    ]);
    const { summary } = await run('--anyway');
    expect(summary.onlyStricter).toBe(true);
    for (const { path, from, to } of summary.changes) {
      if (path.endsWith('threshold')) expect(to).toBeGreaterThan(from);
      else expect(to).toBeLessThan(from);
    }
    expect(summary.changes.length).toBeGreaterThan(0);
  });

  test.each<[string, unknown[], string[], string]>([
    [
      'too few labels',
      many(30, (at) => say(ASKS, at < 19 ? 1 : 0, at)),
      [],
      '19 needed a person by "needed" and 11 did not; at least 20 of each',
    ],
    [
      'labels of one side',
      many(90, (at) => say(PLAIN, 0, at)),
      [],
      '0 needed a person by "needed" and 90 did not',
    ],
    [
      'a label nobody gave',
      LEAVERS_NEED_NOBODY,
      ['--labels', 'other'],
      '0 needed a person by "other" and 0 did not',
    ],
    ['a bad line', [...LEAVERS_NEED_NOBODY, '{'], [], 'in.jsonl, line 181: '],
    ['a policy nobody wrote', LEAVERS_NEED_NOBODY, ['--against', 'vip'], 'there is no such policy'],
    ['one fold', LEAVERS_NEED_NOBODY, ['--folds', '1'], '--folds is a whole number from 2 to 20, not "1"'],
    [
      'a folder that is not there',
      LEAVERS_NEED_NOBODY,
      ['--out', '/nowhere/own.json'],
      '/nowhere/own.json: ',
    ],
  ])('%s is refused in one line, and nothing is left behind', async (_what, lines, more, reason) => {
    given(lines);
    await expect(run(...more)).rejects.toThrow(reason);
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
    expect(existsSync(file('own.json'))).toBe(false);
  });
});
