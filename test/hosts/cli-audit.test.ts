// `baton audit` as an operator types it, beside the router that writes: all that was published, and one clear line for what cannot be read.
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import { supportTrigger } from '../triggers/fixtures.ts';
import { scratchFolder } from './core-console.ts';
import { openOffice } from './router-office.ts';

const CLI = fileURLToPath(new URL('../../main/hosts/cli/index.ts', import.meta.url));
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const audit = (...args: string[]) =>
  promisify(execFile)(process.execPath, [CLI, 'audit', ...args]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
const linesOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object);

test('each publication is a line: who, when, why and what it changed, also while the router goes on', async () => {
  const home = scratchFolder();
  ends.push(home.remove);
  const engine = openSqliteEngine({ file: join(home.path, 'router.db') });
  ends.push(() => engine.close());
  const office = await openOffice({ engine, roles: { ben: ['agent', 'lead'] } });
  ends.push(() => office.stop());
  expect(await audit('--data', home.path)).toEqual({ code: 0, stdout: '', stderr: '' });
  const ben = await office.signIn('ben');
  const support = supportTrigger.policyOf('ava');
  const { revision: base, combined } = support;
  const policy = { ...support, revision: base + 1, combined: { ...combined, threshold: 0.61 } };
  const before = engine.now();
  await ben.do('policy.publish', { policy, base, note: 'fewer' });
  await ben.do('policy.undo', { policy: 'support', base: base + 1 });
  const { code, stdout } = await audit('--data', home.path);
  const by = { id: 'ben', name: 'ben Reis' };
  const change = { path: 'combined.threshold', from: combined.threshold, to: 0.61 };
  const undone = { ...change, from: 0.61, to: combined.threshold };
  const said = { kind: 'policy.published', policy: 'support', at: expect.any(Number), by };
  expect([code, linesOf(stdout)]).toEqual([
    0,
    [
      { ...said, offset: 0, revision: base + 1, note: 'fewer', changes: [change] },
      { ...said, offset: 1, revision: base + 2, undoes: base + 1, changes: [undone] },
    ],
  ]);
  expect((linesOf(stdout)[0] as { at: number }).at).toBeGreaterThanOrEqual(before);
  expect(linesOf((await audit('--data', home.path, '--from', '1')).stdout)).toMatchObject([{ offset: 1 }]);
  // It took nothing from the router.
  expect(
    await ben.do('policy.publish', { policy: { ...policy, revision: base + 3 }, base: base + 2 }),
  ).toMatchObject({
    ok: true,
  });
});

test('what cannot be read is one clear line, and nothing is made', async () => {
  const home = scratchFolder();
  ends.push(home.remove);
  const empty = join(home.path, 'none');
  writeFileSync(
    join(home.path, 'router.db'),
    'something else that is long enough to be looked at as a database',
  );
  const answers = [
    await audit(),
    await audit('--data', empty),
    await audit('--data', home.path, '--from', '-1'),
  ];
  expect(answers.map(({ code, stdout, stderr }) => [code, stdout, stderr.trim()])).toEqual([
    [2, '', 'baton audit: audit needs --data DIR, the folder of a router (--help shows the options)'],
    [2, '', `baton audit: --data ${empty}: there is no router.db (--help shows the options)`],
    [2, '', expect.stringContaining('--from')],
  ]);
  const broken = await audit('--data', home.path);
  expect([broken.code, broken.stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(broken.stderr).toContain(join(home.path, 'router.db'));
});
