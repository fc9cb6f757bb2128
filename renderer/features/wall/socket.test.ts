import { expect, test } from 'vitest';
import { WALL_CLOSE, type WallBoard } from '#shared/protocol/wall.ts';
import { RouterTime } from './router-time.ts';
import { type Socket, type SocketEvents, socketSource } from './socket.ts';
import { heard, NOT_FED } from './source.ts';

const people = { available: 0, atLimit: 0, away: 0, break: 0, offline: 0, load: 0, capacity: 0 };
const board = (at: number, missing: string[] = []): WallBoard => ({
  at,
  title: 'Floor',
  queues: [],
  missing,
  people,
  alerts: [],
});

/** A router, a clock and a network that do as they are told. */
function scene(token = 'secret') {
  let now = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  let ids = 0;
  const opened: { sent: string[]; events: SocketEvents; closed: boolean }[] = [];
  const source = socketSource({
    token,
    now: () => now,
    random: () => 1,
    after(ms, run) {
      ids += 1;
      const id = ids;
      timers.set(id, { at: now + ms, run });
      return () => timers.delete(id);
    },
    open(events): Socket {
      const one = { sent: [] as string[], events, closed: false };
      opened.push(one);
      return {
        send: (text) => one.sent.push(text),
        close() {
          one.closed = true;
        },
      };
    },
  });
  return {
    source,
    opened,
    timers,
    last: () => opened.at(-1) ?? opened[0],
    say: (frame: object) => opened.at(-1)?.events.message(JSON.stringify(frame)),
    pass(ms: number) {
      const end = now + ms;
      for (;;) {
        const due = [...timers].filter(([, { at }]) => at <= end).sort((a, b) => a[1].at - b[1].at)[0];
        if (due === undefined) break;
        timers.delete(due[0]);
        now = due[1].at;
        due[1].run();
      }
      now = end;
    },
  };
}

test('says its token after the hello, shows the board, and lives on through restarts of the router', () => {
  const { source, opened, say, pass, last, timers } = scene();
  say({ op: 'hello', v: 1, now: 1_000, every: 1_000 });
  expect(last()?.sent).toEqual(['{"op":"auth","v":1,"token":"secret"}']);
  say({ op: 'board', board: board(1_000) });
  expect(source.read().board).toMatchObject({ at: 1_000 });
  // The router goes away, a try fails, the next one works.
  last()?.events.closed(1006);
  expect(source.read()).toMatchObject({ board: { at: 1_000 }, nextTryAt: 500 });
  pass(500);
  last()?.events.closed(1006);
  expect(source.read().nextTryAt).toBe(1_500);
  pass(1_000);
  expect(opened).toHaveLength(3);
  say({ op: 'hello', v: 1, now: 9_000, every: 1_000 });
  say({ op: 'board', board: board(9_000) });
  say({ op: 'tick', tick: { at: 10_000 } });
  expect(source.read()).toMatchObject({ board: { at: 10_000 }, nextTryAt: null });
  // It is up again: the next pause is short again, and no more than one timer runs whatever happens.
  last()?.events.closed(1012);
  expect(source.read().nextTryAt).toBe(2_000);
  expect(timers.size).toBe(1);
});

test('a socket that falls silent is given up', () => {
  const { source, say, pass, opened, last } = scene();
  say({ op: 'hello', v: 1, now: 0, every: 1_000 });
  say({ op: 'board', board: board(0) });
  pass(7_999);
  expect(last()?.closed).toBe(false);
  pass(1);
  expect(opened[0]?.closed).toBe(true);
  expect(source.read().nextTryAt).toBe(8_500);
  // What it says after that is nothing.
  opened[0]?.events.message(JSON.stringify({ op: 'tick', tick: { at: 99_000 } }));
  expect(source.read().board?.at).toBe(0);
});

test.each([
  [WALL_CLOSE.revoked, 'revoked'],
  [WALL_CLOSE.unauthorized, 'unauthorized'],
  [WALL_CLOSE.protocol, 'protocol'],
])('closed with %i nothing but the name stays on the screen and nothing is tried again', (code, refused) => {
  const { source, say, pass, opened, last } = scene();
  say({ op: 'hello', v: 1, now: 0, every: 1_000 });
  say({ op: 'board', board: board(0) });
  pass(500);
  last()?.events.closed(code);
  expect(source.read()).toEqual({ ...NOT_FED, refused, title: 'Floor', refusedAt: 500 });
  pass(3_600_000);
  expect(opened).toHaveLength(1);
});

test('without a token nothing is tried', () => {
  const { source, opened } = scene('');
  expect(source.read().refused).toBe('noToken');
  expect(opened).toEqual([]);
});

test('nonsense and what is not known yet are left aside', () => {
  const { source, say, last } = scene();
  last()?.events.message('{');
  say({ op: 'fireworks' });
  say({ op: 'tick', tick: { at: 5 } });
  expect(source.read().board).toBeNull();
});

test('a message that was held up shows its age', () => {
  const time = new RouterTime();
  expect(time.at(0)).toBeNull();
  time.hear(100_000, 1_000);
  // Written two seconds before it came.
  time.hear(101_000, 4_000);
  expect(time.at(4_000)).toBe(103_000);
  // The clocks drift apart by a second in ten minutes: what was measured then is forgotten.
  for (let local = 10_000; local <= 700_000; local += 10_000) time.hear(99_000 + local - local / 600, local);
  expect(Math.abs((time.at(700_000) ?? 0) - (99_000 + 700_000 - 1_167))).toBeLessThan(1_200);
});

test('a queue that is missing keeps the moment it was known last', () => {
  const first = heard(NOT_FED, { op: 'board', board: board(1_000) });
  const missing = heard(first, { op: 'tick', tick: { at: 2_000, missing: ['care'] } });
  expect(missing.lastSeen).toEqual({ care: 1_000 });
  const still = heard(missing, { op: 'tick', tick: { at: 3_000 } });
  expect(still.lastSeen).toEqual({ care: 1_000 });
  expect(heard(still, { op: 'tick', tick: { at: 4_000, missing: [] } }).lastSeen).toEqual({});
});
