// Owns the simple rules that matching is measured against: each says which call goes first and who of those able gets it.

import { canServe, type Floor, type Policy, type WaitingCall, type Worker } from './run.ts';
import type { Call } from './world.ts';

export type Order = (a: WaitingCall, b: WaitingCall) => number;
type Can = (worker: Worker, call: Call, now: number) => boolean;
export type Pick = (able: readonly Worker[], call: Call, floor: Floor) => Worker;

export const oldest: Order = (a, b) => a.call.index - b.call.index;
export const vipFirst: Order = (a, b) =>
  Number(b.call.tier === 'vip') - Number(a.call.tier === 'vip') || oldest(a, b);

export const least = (able: readonly Worker[], of: (worker: Worker) => number): Worker => {
  let best = able[0] as Worker;
  for (const worker of able) if (of(worker) < of(best)) best = worker;
  return best;
};

export const longestIdle: Pick = (able) => least(able, ({ idleSince }) => idleSince);

/** One pair at a time: the first call in the order for which somebody is free who `can` take it now. */
export const rule =
  (order: Order, pick: () => Pick, can: Can = canServe): (() => Policy) =>
  () => {
    const choose = pick();
    return (floor) => {
      const line = order === oldest ? floor.waiting : [...floor.waiting].sort(order);
      for (const item of line) {
        const able = floor.free.filter((worker) => can(worker, item.call, floor.now));
        const fresh = able.filter(({ index }) => !item.passedBy.includes(index));
        const asked = fresh.length > 0 ? fresh : able;
        if (asked.length > 0) return [[item, choose(asked, item.call, floor)]];
      }
      return [];
    };
  };

export const inTurn = (): Pick => {
  let turn = -1;
  return (able, _call, { workers }) => {
    const next = least(able, ({ index }) => (index - turn - 1 + workers.length) % workers.length);
    turn = next.index;
    return next;
  };
};

export const RULES = {
  fifo: rule(oldest, () => (able) => able[0] as Worker),
  'round-robin': rule(oldest, inTurn),
  'least-loaded': rule(oldest, () => (able) => least(able, ({ load, handled }) => load * 1e6 + handled)),
  'longest-idle': rule(oldest, () => longestIdle),
  'greedy-skill': rule(
    oldest,
    () =>
      (able, { skill }) =>
        least(able, ({ skills }) => -(skills[skill] ?? 0)),
  ),
  priority: rule(vipFirst, () => longestIdle),
} as const satisfies Record<string, () => Policy>;
