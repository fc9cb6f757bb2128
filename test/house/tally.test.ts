// Owns the closing line of a test run: it counts everything once, and nothing that failed can look green.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { nothing, readPlaywright, readVitest, summary } from '../../scripts/tally.mjs';
import { root } from './skeleton.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-tally-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

test('vitest: counts per suite; a file that cannot be loaded is a failure', () => {
  const cases = (...statuses: string[]) => statuses.map((status, n) => ({ fullName: `case ${n}`, status }));
  const counts = readVitest(
    report({
      testResults: [
        {
          name: join(root, 'shared/a.test.ts'),
          status: 'passed',
          assertionResults: cases('passed', 'skipped'),
        },
        { name: join(root, 'main/b.test.ts'), status: 'failed', assertionResults: cases('failed', 'passed') },
        { name: join(root, 'test/fuzz/c.test.ts'), status: 'failed', assertionResults: [] },
      ],
    }),
  );
  expect(Object.fromEntries(counts)).toEqual({
    unit: { passed: 2, failed: 1, skipped: 1, skippedNames: ['shared/a.test.ts: case 1'] },
    fuzz: { passed: 0, failed: 1, skipped: 0, skippedNames: [] },
  });
});

test('Playwright: nested suites, flaky counts as failed, a broken file counts once', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const suites = [
    {
      title: 'a.spec.ts',
      specs: [spec('one', 'expected')],
      suites: [
        {
          title: 'inner',
          specs: [spec('two', 'unexpected'), spec('three', 'flaky'), spec('four', 'skipped')],
        },
      ],
    },
  ];
  expect(readPlaywright(report({ suites, errors: [{ message: 'cannot load' }] }))).toEqual({
    passed: 1,
    failed: 3,
    skipped: 1,
    skippedNames: ['inner: four'],
  });
  expect(readPlaywright(join(folder, 'missing.json'))).toBeUndefined();
});

test('the last line stands alone and adds everything up', () => {
  const counts = new Map([
    ['unit', { ...nothing(), passed: 3, skipped: 1, skippedNames: ['x: needs data'] }],
    ['check lint', { ...nothing(), failed: 1 }],
  ]);
  const { lines, failed } = summary(counts, ['e2e: no Chromium']);
  expect(failed).toBe(1);
  expect(lines.slice(1)).toEqual([
    'Suites:',
    '  unit: 3 passed, 0 failed, 1 skipped',
    '    skipped x: needs data',
    '  check lint: 0 passed, 1 failed, 0 skipped',
    '  not run, e2e: no Chromium',
    '',
    'tests: 3 passed, 1 failed, 1 skipped',
  ]);
});
