// What holds of the connection's life whatever happens: it never connects twice at once, never waits longer than the
// cap, says live and lost in turns, never keeps a silent peer, and stays away when it was told to.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLOSE, onClose } from '#shared/protocol/close.ts';
import { TIMES } from '../times.ts';
import { type Link, type LinkEvent, newLink, overdue, reduceLink, shown, wakeAt } from './machine.ts';

const event: fc.Arbitrary<LinkEvent> = fc.oneof(
  fc.constantFrom<LinkEvent>(
    { type: 'start' },
    { type: 'stop' },
    { type: 'retry' },
    { type: 'ready' },
    { type: 'heard' },
    { type: 'tick' },
    { type: 'tick' },
    { type: 'rejected', reason: 'refused.not_a_router' },
    { type: 'drain', in: 500 },
  ),
  fc.record({
    type: fc.constant('hello' as const),
    v: fc.constantFrom(1, 1, 1, 2),
    hb: fc.constantFrom(0, 100, 10_000),
  }),
  fc.record({
    type: fc.constantFrom('closed' as const, 'gaveUp' as const),
    code: fc.constantFrom(1000, 1001, 1006, ...Object.values(CLOSE).map(({ code }) => code)),
    jitter: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);
const life = fc.array(fc.tuple(fc.nat(20_000), event), { maxLength: 60 });

/** Runs a life; `look` sees each step. */
function live(
  steps: readonly (readonly [number, LinkEvent])[],
  look: (
    before: Link,
    event: LinkEvent,
    step: ReturnType<typeof reduceLink>,
    now: number,
    passed: number,
  ) => void,
): Link {
  let now = 1_000;
  let link = newLink(now);
  for (const [passed, event] of steps) {
    now += passed;
    const step = reduceLink(link, event, now, TIMES);
    look(link, event, step, now, passed);
    link = step.link;
  }
  return link;
}

describe('the connection', () => {
  it('has one socket at a time, and says live and lost in turns', () => {
    fc.assert(
      fc.property(life, (steps) => {
        let sockets = 0;
        let isLive = false;
        live(steps, (before, event, { link, effects }) => {
          // The peer's close ends the socket before the machine hears of it.
          if (event.type === 'closed' && before.phase.at !== 'stopped') sockets = 0;
          for (const effect of effects) {
            if (effect.do === 'close') sockets = 0;
            if (effect.do === 'connect') sockets += 1;
            if (effect.do === 'live' || effect.do === 'lost') {
              expect(isLive).toBe(effect.do === 'lost');
              isLive = effect.do === 'live';
            }
            if (effect.do === 'auth' || effect.do === 'ping') expect(sockets).toBe(1);
          }
          expect(sockets).toBeLessThanOrEqual(1);
          expect(link.phase.at === 'live').toBe(isLive);
          expect(link.downSince === null).toBe(isLive);
        });
      }),
    );
  });

  it('waits no longer than the cap, and wakes for everything it waits for', () => {
    fc.assert(
      fc.property(life, (steps) => {
        live(steps, (_before, _event, { link }, now) => {
          const at = wakeAt(link, now, TIMES);
          if (link.phase.at === 'waiting') {
            expect(link.phase.until).toBeLessThanOrEqual(now + TIMES.backoffCapMs);
            expect(at).toBeLessThanOrEqual(link.phase.until);
          }
          if (link.phase.at === 'stopped' || link.phase.at === 'refused') expect(at).toBeNull();
          else expect(at).not.toBeNull();
        });
      }),
    );
  });

  it('gives up a peer that is silent for two and a half heartbeats, and one that never gets ready', () => {
    const begun = reduceLink(newLink(0), { type: 'start' }, 0, TIMES).link;
    expect(overdue(begun, TIMES.connectMs - 1)).toBeNull();
    expect(overdue(begun, TIMES.connectMs)).toBe(4008);
    const greeted = reduceLink(begun, { type: 'hello', v: 1, hb: 1_000 }, 10, TIMES).link;
    const ready = reduceLink(greeted, { type: 'ready' }, 20, TIMES).link;
    expect(overdue(ready, 20 + 2_499)).toBeNull();
    expect(overdue(ready, 20 + 2_500)).toBe(4002);
    const heard = reduceLink(ready, { type: 'heard' }, 2_000, TIMES).link;
    expect(overdue(heard, 2_520)).toBeNull();
    const draining = reduceLink(heard, { type: 'drain', in: 100 }, 2_000, TIMES).link;
    expect(overdue(draining, 3_100)).toBe(4000);
  });

  it('stays away after a refusal until it is told to try, and wipes only when the person was removed', () => {
    fc.assert(
      fc.property(life, (steps) => {
        live(steps, (before, event, { link, effects }) => {
          const wiped = effects.some((effect) => effect.do === 'wipe');
          expect(wiped).toBe(
            event.type === 'closed' &&
              event.code === CLOSE.removed.code &&
              (before.phase.at === 'live' || before.phase.at === 'connecting'),
          );
          if (before.phase.at === 'refused' && event.type !== 'retry' && event.type !== 'stop')
            expect(link.phase.at).toBe('refused');
          if (event.type === 'closed' && link.phase.at === 'waiting' && before.phase.at !== 'waiting')
            expect(onClose(event.code).retry).toBe(true);
        });
      }),
    );
  });

  it('backs off further while connections do not last, and begins anew after one that did', () => {
    const fail = { type: 'closed', code: 1006, jitter: 1 } as const;
    let link = reduceLink(newLink(0), { type: 'start' }, 0, TIMES).link;
    const waits: number[] = [];
    let now = 0;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      link = reduceLink(link, fail, now, TIMES).link;
      if (link.phase.at !== 'waiting') throw new Error(link.phase.at);
      waits.push(link.phase.until - now);
      now = link.phase.until;
      link = reduceLink(link, { type: 'tick' }, now, TIMES).link;
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    link = reduceLink(link, { type: 'hello', v: 1, hb: 1_000 }, now, TIMES).link;
    link = reduceLink(link, { type: 'ready' }, now, TIMES).link;
    const soon = reduceLink(link, fail, now + 10, TIMES).link;
    expect(soon.attempt).toBeGreaterThan(1);
    const later = reduceLink(link, fail, now + TIMES.steadyMs, TIMES).link;
    expect(later).toMatchObject({ attempt: 1, phase: { until: now + TIMES.steadyMs + 250 } });
  });

  it('is shown as connecting, live, reconnecting, offline and refused', () => {
    const start = reduceLink(newLink(0), { type: 'start' }, 0, TIMES).link;
    expect(shown(start, 100, TIMES)).toBe('connecting');
    expect(shown(start, TIMES.offlineAfterMs, TIMES)).toBe('offline');
    const ready = live(
      [
        [0, { type: 'start' }],
        [0, { type: 'hello', v: 1, hb: 1_000 }],
        [0, { type: 'ready' }],
      ],
      () => undefined,
    );
    expect(shown(ready, 2_000, TIMES)).toBe('live');
    const lost = reduceLink(ready, { type: 'closed', code: 1006, jitter: 1 }, 2_000, TIMES).link;
    expect(shown(lost, 2_001, TIMES)).toBe('reconnecting');
    expect(shown(lost, 2_000 + TIMES.offlineAfterMs, TIMES)).toBe('offline');
    const refused = reduceLink(ready, { type: 'closed', code: 4005, jitter: 1 }, 2_000, TIMES).link;
    expect(shown(refused, 2_001, TIMES)).toBe('refused');
    expect(refused.phase).toMatchObject({ reason: 'refused.unauthorized' });
  });
});
