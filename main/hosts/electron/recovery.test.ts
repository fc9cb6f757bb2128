// Owns: a page that ended is opened again at once, then with pauses, then only when the person wants it.
import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import { recoverPage } from './recovery.ts';

function stage(wants: boolean) {
  const said: string[] = [];
  let now = 0;
  let destroyed = false;
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => destroyed,
    reload: () => said.push('opened'),
  });
  recoverPage(contents as unknown as WebContents, {
    clock: {
      now: () => now,
      after(ms, run) {
        said.push(`after ${ms}`);
        run();
        return () => undefined;
      },
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    again: () => void said.push('said'),
    async ask() {
      said.push('asked');
      return wants;
    },
  });
  return {
    said,
    async end(at: number, reason = 'crashed') {
      now = at;
      contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
      await Promise.resolve();
      return said.splice(0);
    },
    destroy() {
      destroyed = true;
    },
  };
}

test('sooner, later, and then the person decides', async () => {
  const { end } = stage(true);
  expect(await end(0)).toEqual(['after 0', 'opened', 'said']);
  expect(await end(1_000)).toEqual(['after 1000', 'opened', 'said']);
  expect(await end(2_000)).toEqual(['after 5000', 'opened', 'said']);
  expect(await end(3_000)).toEqual(['asked', 'opened', 'said']);
  // They wanted it: counting begins anew.
  expect(await end(4_000)).toEqual(['after 0', 'opened', 'said']);
});

test('who does not want it is left in peace; one that lived long is begun with again', async () => {
  const { end } = stage(false);
  for (const at of [0, 1, 2]) await end(at);
  expect(await end(3)).toEqual(['asked']);
  await end(10);
  expect(await end(70_010)).toEqual(['after 0', 'opened', 'said']);
});

test('a page that was closed is not opened again', async () => {
  const { end, destroy } = stage(true);
  expect(await end(0, 'clean-exit')).toEqual([]);
  destroy();
  expect(await end(1)).toEqual(['after 0']);
});
