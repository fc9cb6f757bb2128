// Owns what one viewer of a wall was told, and what is new to it: the whole board first, then only what is different.
// A round is one look at the desk, shared by all viewers: each queue is counted and encoded once however many look on.

import { alertsOf } from '#shared/domain/wall/judge.ts';
import type { WallQueue, WallServerFrame } from '#shared/protocol/wall.ts';
import type { WallDesk } from '../clerk.port.ts';

interface Counted {
  readonly queue: WallQueue | null;
  readonly text: string;
}

export interface Round {
  readonly desk: WallDesk;
  queue(id: string): Counted;
}

export function createRound(desk: WallDesk): Round {
  const known = new Map<string, Counted>();
  return {
    desk,
    queue(id) {
      const before = known.get(id);
      if (before !== undefined) return before;
      const queue = desk.queue(id);
      const counted = { queue, text: JSON.stringify(queue) };
      known.set(id, counted);
      return counted;
    },
  };
}

export type Told = Extract<WallServerFrame, { op: 'board' | 'tick' }>;

export function createTelling(ids: readonly string[], title: string) {
  const queues = new Map<string, string>();
  const parts = { missing: '', people: '', alerts: '' };
  let begun = false;

  /** The value, if it is another one than was told last. */
  function fresh<K extends keyof typeof parts, T>(name: K, value: T): { readonly [N in K]?: T } {
    const text = JSON.stringify(value);
    if (parts[name] === text) return {};
    parts[name] = text;
    return { [name]: value } as { readonly [N in K]?: T };
  }

  return (round: Round): Told => {
    const { desk } = round;
    const all: WallQueue[] = [];
    const changed: WallQueue[] = [];
    for (const id of ids) {
      const { queue, text } = round.queue(id);
      if (queue === null) continue;
      all.push(queue);
      if (queues.get(id) === text) continue;
      queues.set(id, text);
      changed.push(queue);
    }
    const missing = ids.filter((id) => round.queue(id).queue === null);
    const people = desk.people(ids);
    const alerts = alertsOf(all, desk.now);
    const news = {
      ...fresh('missing', missing),
      ...fresh('people', people),
      ...fresh('alerts', alerts),
    };
    if (!begun) {
      begun = true;
      return { op: 'board', board: { at: desk.now, title, queues: all, missing, people, alerts } };
    }
    return {
      op: 'tick',
      tick: { at: desk.now, ...(changed.length === 0 ? {} : { queues: changed }), ...news },
    };
  };
}
