// Owns: only our own windows are answered; what the main page must not miss waits for it; a page that left is forgotten.
import { EventEmitter } from 'node:events';
import type { IpcMain, WebContents } from 'electron';
import { expect, test } from 'vitest';
import type { Console, Push } from '#core/console.ts';
import { bridgePages } from './bridge.ts';

const ORIGIN = 'baton://console';
let lastId = 0;

function page(url = `${ORIGIN}/index.html`) {
  lastId += 1;
  const heard: unknown[] = [];
  const mainFrame = { url };
  const contents = Object.assign(new EventEmitter(), {
    ...{ id: lastId, mainFrame, isDestroyed: () => false },
    send: (_channel: string, name: string, body: unknown) => void heard.push([name, body]),
  });
  return { contents: contents as unknown as WebContents & EventEmitter, mainFrame, heard, id: lastId };
}

function stage() {
  const [asked, left]: [unknown[], string[]] = [[], []];
  let call: (event: object, name: unknown, body: unknown) => Promise<unknown> = async () => null;
  let push: Push = () => undefined;
  const core = {
    async dispatch(message: { name: string; body: unknown }, from: string) {
      asked.push([message.name, from]);
      return { v: 1, id: 1, kind: 'ok', name: message.name, body: message.body };
    },
    subscribe(given: Push) {
      push = given;
      return () => undefined;
    },
    left: (from: string) => void left.push(from),
  } as unknown as Console;
  const ipc = { handle: (_channel: string, run: typeof call) => (call = run) } as unknown as IpcMain;
  const pages = bridgePages(ipc, ORIGIN, core);
  const ask = ({ contents, mainFrame }: ReturnType<typeof page>, senderFrame: object | null = mainFrame) =>
    call({ sender: contents, senderFrame }, 'app.hello', {});
  return {
    pages,
    asked,
    left,
    ask,
    push: (name: string) => push({ v: 1, kind: 'event', name, body: {} } as never),
  };
}
const refused = { ok: false, error: { code: 'unauthorized', message: 'error.foreign_sender' } };

test('a window of ours is answered; an unknown one, a frame in it and a page of elsewhere are not', async () => {
  const { pages, asked, ask } = stage();
  const [own, unknown, elsewhere] = [page(), page(), page('https://example.com/')];
  pages.add(own.contents, true);
  pages.add(elsewhere.contents, false);
  expect(await ask(own)).toEqual({ ok: true, body: {} });
  expect(await ask(unknown)).toEqual(refused);
  expect(await ask(elsewhere)).toEqual(refused);
  expect(await ask(own, { url: `${ORIGIN}/index.html` })).toEqual(refused);
  expect(await ask(own, null)).toEqual(refused);
  expect(asked).toEqual([['app.hello', `window ${own.id}`]]);
});

test('what is to be opened waits for the main page and goes nowhere else; rows do not wait', async () => {
  const { pages, ask, push } = stage();
  const [main, other] = [page(), page()];
  pages.add(main.contents, true);
  pages.add(other.contents, false);
  push('state.changed');
  pages.tell('app.open', { conversation: 'ilse' });
  expect([main.heard, other.heard]).toEqual([[], []]);
  await ask(main);
  await ask(other);
  push('state.changed');
  expect(main.heard).toEqual([
    ['app.open', { conversation: 'ilse' }],
    ['state.changed', {}],
  ]);
  expect(other.heard).toEqual([['state.changed', {}]]);
});

test('a page that went or ended is forgotten until it asks again', async () => {
  const { pages, ask, push, left } = stage();
  const one = page();
  pages.add(one.contents, true);
  await ask(one);
  one.contents.emit('did-navigate');
  push('state.changed');
  one.contents.emit('render-process-gone');
  one.contents.emit('destroyed');
  expect(one.heard).toEqual([]);
  expect(left).toEqual(Array(3).fill(`window ${one.id}`));
  expect(await ask(one)).toEqual(refused);
});
