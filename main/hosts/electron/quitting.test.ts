// Owns: the end is asked about once, when something waits, and happens once.
import { EventEmitter } from 'node:events';
import type { App, BrowserWindow } from 'electron';
import { expect, test } from 'vitest';
import { quitInOrder } from './quitting.ts';

function stage(answers: readonly number[] = [], tray = false) {
  const said: string[] = [];
  const left = [...answers];
  const counted: PromiseWithResolvers<number>[] = [];
  const app = Object.assign(new EventEmitter(), {
    quit() {
      let prevented = false;
      app.emit('before-quit', {
        preventDefault() {
          prevented = true;
        },
      });
      if (!prevented) said.push('left');
    },
  });
  const window = Object.assign(new EventEmitter(), {
    show: () => void said.push('shown'),
    hide: () => void said.push('hidden'),
  });
  quitInOrder({
    app: app as unknown as App,
    window: window as unknown as BrowserWindow,
    dialog: {
      async showMessageBox(_window: unknown, { message = '' } = {}) {
        said.push(message);
        return { response: left.shift() ?? 1, checkboxChecked: false };
      },
    } as never,
    t: ((key: string, { count = 0 } = {}) => `${key} ${count}`) as never,
    waiting() {
      counted.push(Promise.withResolvers<number>());
      return counted.at(-1)?.promise ?? Promise.resolve(0);
    },
    staysInTray: () => tray,
    hidden: () => void said.push('said'),
    stop: async () => void said.push('stopped'),
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ app, window, said, settled, asked: () => counted.length },
    async count(waiting: number) {
      counted.at(-1)?.resolve(waiting);
      await settled();
    },
  };
}

test('nothing waits: it stops in order and leaves, however often it is asked to', async () => {
  const { app, said, count, asked } = stage();
  app.quit();
  app.quit();
  expect([said, asked()]).toEqual([[], 1]);
  await count(0);
  expect(said).toEqual(['stopped', 'left']);
});

test('something waits: it is asked about; staying is staying, and the next time it is asked again', async () => {
  const { app, said, count } = stage([1, 0]);
  app.quit();
  await count(2);
  expect(said.splice(0)).toEqual(['shown', 'quit.waiting 2']);
  app.quit();
  await count(1);
  expect(said).toEqual(['shown', 'quit.waiting 1', 'stopped', 'left']);
});

test.each([
  [true, ['hidden', 'said']],
  [false, ['stopped', 'left']],
])('closing the window with a tray (%s)', async (tray, expected) => {
  const { window, said, count } = stage([], tray);
  let prevented = false;
  window.emit('close', {
    preventDefault() {
      prevented = true;
    },
  });
  await count(0);
  expect([prevented, said]).toEqual([true, expected]);
});
