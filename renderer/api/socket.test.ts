import { expect, test } from 'vitest';
import { CallError } from '#shared/contract/errors.ts';
import { type SocketEvents, socketTransport } from './socket.ts';
import type { HostState } from './transport.ts';

interface Sent {
  readonly id: number;
  readonly name: string;
}

/** A host that is driven by hand, and a clock that only moves when told. */
function stage({ hostAnswers = false } = {}) {
  const opens: { readonly events: SocketEvents; readonly sent: Sent[]; ended: boolean }[] = [];
  const timers = new Map<symbol, { readonly at: number; readonly run: () => void }>();
  const states: HostState[] = [];
  let now = 0;
  const transport = socketTransport({
    open(events) {
      const sent: Sent[] = [];
      const mine = { events, sent, ended: false };
      opens.push(mine);
      return {
        send: (data) => void sent.push(JSON.parse(data) as Sent),
        close() {
          mine.ended = true;
        },
      };
    },
    hostAnswers: async () => hostAnswers,
    now: () => now,
    after(ms, run) {
      const key = Symbol();
      timers.set(key, { at: now + ms, run });
      return () => void timers.delete(key);
    },
    random: () => 1,
  });
  transport.watch((state) => states.push(state));
  const last = () => {
    const open = opens.at(-1);
    if (open === undefined) throw new Error('nothing was opened');
    return open;
  };
  return {
    transport,
    states,
    opens,
    last,
    answer: (frame: object) => last().events.message(JSON.stringify({ v: 1, ...frame })),
    async pass(ms: number) {
      now += ms;
      for (const [key, timer] of [...timers].sort((a, b) => a[1].at - b[1].at))
        if (timer.at <= now && timers.delete(key)) timer.run();
      await settle();
    },
  };
}

const settle = async (): Promise<void> => {
  for (let n = 0; n < 5; n += 1) await Promise.resolve();
};
const bodyOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.catch((error: unknown) => (error instanceof CallError ? error.body : error));

test('a call waits for the connection and is answered by its id, whatever the order', async () => {
  const { transport, last, answer } = stage();
  const first = transport.call('app.hello', {});
  const second = transport.call('settings.get', {});
  expect(last().sent).toEqual([]);
  last().events.opened();
  expect(last().sent.map(({ id, name }) => [id, name])).toEqual([
    [1, 'app.hello'],
    [2, 'settings.get'],
  ]);
  answer({ id: 2, kind: 'ok', name: 'settings.get', body: 'two' });
  answer({ id: 1, kind: 'err', name: 'app.hello', body: { code: 'offline', message: 'error.offline' } });
  expect(await second).toBe('two');
  expect(await bodyOf(first)).toEqual({ code: 'offline', message: 'error.offline' });
});

test('a host that goes away fails what it had, keeps what it had not, and is found again', async () => {
  const { transport, last, opens, states, pass, answer } = stage();
  last().events.opened();
  const sent = transport.call('conversation.send', {});
  last().events.closed();
  expect(await bodyOf(sent)).toEqual({ code: 'offline', message: 'error.host_gone' });
  const later = transport.call('state.snapshot', {});
  await pass(250);
  expect(opens.length).toBe(2);
  last().events.opened();
  expect(last().sent.map(({ name }) => name)).toEqual(['state.snapshot']);
  answer({ id: 2, kind: 'ok', name: 'state.snapshot', body: 'new' });
  expect(await later).toBe('new');
  expect(states.map(({ kind }) => kind)).toEqual(['connecting', 'open', 'gone', 'open']);
});

test('it stays gone while an attempt hangs, which is given up on; what that one says later is not heard', async () => {
  const { transport, opens, last, states, pass, answer } = stage();
  last().events.opened();
  last().events.closed();
  await pass(250);
  const hung = last();
  expect(states.at(-1)).toEqual({ kind: 'gone', nextTryAt: 250 });
  await pass(10_000);
  expect(hung.ended).toBe(true);
  expect(states.at(-1)).toEqual({ kind: 'gone', nextTryAt: 10_750 });
  await pass(500);
  expect(opens.length).toBe(3);
  hung.events.opened();
  hung.events.closed();
  expect(states.at(-1)?.kind).toBe('gone');
  // Asked to try at once, the attempt under way is left for a new one.
  const left = last();
  transport.retry();
  expect(left.ended).toBe(true);
  expect(opens.length).toBe(4);
  last().events.opened();
  await pass(60_000);
  expect(states.at(-1)).toEqual({ kind: 'open' });
  const call = transport.call('app.hello', {});
  hung.events.message(JSON.stringify({ v: 1, id: 1, kind: 'ok', name: 'app.hello', body: 'late' }));
  answer({ id: 1, kind: 'ok', name: 'app.hello', body: 'now' });
  expect(await call).toBe('now');
});

test('it backs off while nobody answers, at most to the cap, and at once when asked', async () => {
  const { transport, last, opens, states, pass } = stage();
  const waits: number[] = [];
  let before = 0;
  for (let n = 0; n < 7; n += 1) {
    last().events.closed();
    await settle();
    const state = states.at(-1);
    if (state?.kind !== 'gone') throw new Error(`unexpected ${state?.kind}`);
    waits.push(state.nextTryAt - before);
    before = state.nextTryAt;
    await pass(waits.at(-1) ?? 0);
  }
  expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
  last().events.closed();
  await settle();
  const count = opens.length;
  transport.retry();
  expect(opens.length).toBe(count + 1);
});

test('a host that answers but refuses the socket is not asked again by itself', async () => {
  const { transport, last, opens, states, pass } = stage({ hostAnswers: true });
  const waiting = transport.call('app.hello', {});
  last().events.closed();
  await settle();
  expect(states.at(-1)).toEqual({ kind: 'refused', reason: 'error.page_token' });
  expect(await bodyOf(waiting)).toEqual({ code: 'unauthorized', message: 'error.page_token' });
  expect(await bodyOf(transport.call('app.hello', {}))).toEqual({
    code: 'unauthorized',
    message: 'error.page_token',
  });
  await pass(60_000);
  expect(opens.length).toBe(1);
  transport.retry();
  last().events.opened();
  expect(states.at(-1)).toEqual({ kind: 'open' });
});

test('what cannot be read is dropped, what nobody waits for too; silence ends in an error', async () => {
  const { transport, last, answer, pass } = stage();
  last().events.opened();
  const heard: unknown[] = [];
  transport.subscribe((name, body) => heard.push([name, body]));
  const silent = transport.call('app.hello', {});
  for (const data of ['', '{', 'null', '{"v":2,"kind":"ok","id":1,"name":"x","body":1}', '[]'])
    last().events.message(data);
  answer({ id: 99, kind: 'ok', name: 'app.hello', body: 1 });
  answer({ kind: 'event', name: 'not.an.event', body: 1 });
  answer({ kind: 'event', name: 'app.open', body: { conversation: 'c1' } });
  expect(heard).toEqual([['app.open', { conversation: 'c1' }]]);
  await pass(30_000);
  expect(await bodyOf(silent)).toEqual({ code: 'offline', message: 'error.host_silent' });
});
