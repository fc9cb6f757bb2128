// Owns: the package holds what the application needs and no more, with every fuse decided. A stand-in for Electron's
// binary, with real fuses, is packed by the real packager; what was packed is unpacked and started on the double.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { FUSES } from '../../config/package/fuses.mjs';
import { scratch } from '../system/processes.ts';
import { expect, isLive, test } from './stage.ts';

const root = join(import.meta.dirname, '..', '..');

/** Where Electron's binary keeps its fuses: this mark, version 1, their number, one letter each. */
const MARK = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_NAMES = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name));

function standIn(folder: string): string {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const states = '0'.repeat(FUSE_NAMES.length);
  writeFileSync(
    join(folder, 'electron'),
    Buffer.concat([Buffer.from(MARK), Buffer.from([1, FUSE_NAMES.length]), Buffer.from(states)]),
  );
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'version'])
    writeFileSync(join(folder, name), '');
  return folder;
}

test.describe.configure({ mode: 'serial' });
const packages = scratch();
const packed = join(packages.path, 'linux-unpacked');
test.afterAll(() => packages.remove());

test('the packager takes the configuration, and every fuse is decided and set', async () => {
  test.skip(process.platform === 'win32', 'the stand-in is a Linux binary');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      ...['--linux', 'dir', `--${process.arch}`, '--publish', 'never'],
      `-c.electronDist=${standIn(join(packages.path, 'electron'))}`,
      `-c.directories.output=${packages.path}`,
    ],
    { cwd: root, encoding: 'utf8', timeout: 140_000 },
  );
  expect(status, `${stdout}${stderr}`).toBe(0);

  expect(Object.keys(FUSES)).toHaveLength(FUSE_NAMES.length);
  const folder =
    process.arch === 'x64' ? packed : `${packed.replace(/-unpacked$/, '')}-${process.arch}-unpacked`;
  const wire = await getCurrentFuseWire(join(folder, 'baton'));
  const states = Object.entries(FUSES).map(([fuse, on]) => [
    FuseV1Options[Number(fuse)],
    wire[Number(fuse) as FuseV1Options] === (on ? FuseState.ENABLE : FuseState.DISABLE),
  ]);
  expect(states).toEqual(FUSE_NAMES.map((name) => [name, true]));
});

test('what was packed is all the application needs: it starts from it', async ({ desktop }) => {
  test.skip(!existsSync(join(packed, 'resources/app.asar')), 'nothing was packed');
  const archive = join(packed, 'resources/app.asar');
  const folder = join(packages.path, 'unpacked');
  const unpacking = spawnSync(
    process.execPath,
    [join(root, 'node_modules/@electron/asar/bin/asar.js'), 'extract', archive, folder],
    { encoding: 'utf8' },
  );
  expect(unpacking.status, unpacking.stderr).toBe(0);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map(({ parentPath, name }) => `/${relative(folder, join(parentPath, name))}`);
  const modules = new Set(files.map((name) => /^\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(name)?.[1]));
  modules.delete(undefined);
  expect([...modules]).toEqual(['better-sqlite3']);
  expect(files.filter((name) => /\.(map|ts|c|gyp)$/.test(name))).toEqual([]);
  expect(files.filter((name) => /^\/(?!dist|node_modules|package\.json$|NOTICE$)/.test(name))).toEqual([]);
  expect(files.filter((name) => /(darwin|win32)-\w+\.node$/.test(name))).toEqual([]);

  const config = join(desktop.data, 'config');
  const app = await desktop.start({
    folder,
    env: { BATON_DOUBLE_PACKAGED: '1', XDG_CONFIG_HOME: config },
  });
  const page = await app.page();
  await isLive(page);
  const answers = await page.evaluate(async () => {
    const { baton } = window as unknown as {
      baton: { call: (name: string, body: object) => Promise<{ body: { capabilities: object } }> };
    };
    await baton.call('settings.set', { autostart: true });
    return (await baton.call('app.hello', {})).body.capabilities;
  });
  // No feed was packed: updates are off.
  expect(answers).toMatchObject({ autostart: true, deepLinks: true, updater: false });
  const entry = readFileSync(join(config, 'autostart/baton.desktop'), 'utf8');
  expect(entry).toContain('--hidden');
});
