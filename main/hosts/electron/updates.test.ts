// Owns: no feed, no updates; with one they are fetched beside the work and never restart anything.
import { EventEmitter } from 'node:events';
import type { AppUpdater } from 'electron-updater';
import { expect, test } from 'vitest';
import { chooseFeed, keepUpdated } from './updates.ts';

const FEED = 'https://updates.example.org/baton';

test.each([
  ['from sources, nothing configured', false, false, undefined],
  ['from sources, an address given', false, false, FEED],
  ['from sources, a feed beside it', false, true, undefined],
  ['a package without a feed', true, false, undefined],
])('updates are off: %s', (_what, isPackaged, packed, address) => {
  expect(chooseFeed(isPackaged, packed, address)).toBeNull();
});

test('a package looks where it was packed to look, or where it is told to', () => {
  expect(chooseFeed(true, true, undefined)).toEqual({ from: 'package' });
  expect(chooseFeed(true, true, FEED)).toEqual({ from: 'address', url: FEED });
});

test.each(['http://updates.example.org', 'file:///tmp', 'no address', ''])('%s is no feed', (address) => {
  for (const isPackaged of [true, false])
    expect(() => chooseFeed(isPackaged, true, address)).toThrow('--update-feed must be an https:// address');
});

test('it looks at once and again later, goes on after an error, and only says that one is ready', async () => {
  const said: string[] = [];
  const later: (() => void)[] = [];
  const log = (line: string): void => void said.push(line);
  const updater = Object.assign(new EventEmitter(), {
    ...{ autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: true, logger: console as unknown },
    setFeedURL: (feed: object) => said.push(JSON.stringify(feed)),
    async checkForUpdates() {
      said.push('looked');
      throw new Error('no network');
    },
    quitAndInstall: () => said.push('restarted'),
  });
  await keepUpdated({
    feed: { from: 'address', url: FEED },
    load: async () => updater as unknown as AppUpdater,
    clock: {
      now: () => 0,
      after(_ms, run) {
        later.push(run);
        return () => undefined;
      },
    },
    log: { info: log, warn: log, error: log },
    ready: (version) => said.push(`ready ${version}`),
  });
  expect(updater).toMatchObject({ autoDownload: true, autoInstallOnAppQuit: true, allowDowngrade: false });
  updater.emit('error', new Error('no network'));
  later.shift()?.();
  updater.emit('update-downloaded', { version: '2.0.0' });
  const feed = JSON.stringify({ provider: 'generic', url: FEED });
  expect(said).toEqual([feed, 'looked', 'no update could be had', 'looked', 'ready 2.0.0']);
  expect(later).toHaveLength(1);
});
