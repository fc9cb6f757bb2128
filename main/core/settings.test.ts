import { expect, test } from 'vitest';
import { openPreferences } from './settings.ts';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('two changes at once are both kept, and one that the disk refuses changes nothing', async () => {
  const disk: { refuses: boolean; holds: unknown } = { refuses: false, holds: {} };
  const preferences = await openPreferences(
    {
      read: async () => disk.holds,
      async write(next) {
        await Promise.resolve();
        if (disk.refuses) throw new Error('the disk is full');
        disk.holds = next;
      },
    },
    log,
  );
  await Promise.all([preferences.set({ theme: 'dark' }), preferences.set({ undoSeconds: 10 })]);
  const both = { theme: 'dark', undoSeconds: 10 };
  expect([preferences.get(), disk.holds]).toMatchObject([both, both]);
  disk.refuses = true;
  await expect(preferences.set({ theme: 'light' })).rejects.toThrow('the disk is full');
  disk.refuses = false;
  expect(await preferences.set({ undoSeconds: 5 })).toMatchObject({ theme: 'dark', undoSeconds: 5 });
});
