// Owns what happens because time passed, and the one look at all work after a start.

import { fail } from './admission.ts';
import type { Change } from './change.ts';
import { endPause, expireOffer, rescindOffer } from './offers.ts';
import { endGrace, releaseAll } from './people.ts';
import { expireKept } from './rights.ts';
import { rowOf } from './state.ts';

export function passTime(change: Change): void {
  const { state, now } = change;
  if (!state.started) start(change);
  for (;;) {
    const timer = state.timers.take(now);
    if (timer === undefined) return;
    if (timer.kind === 'kept') {
      expireKept(change, timer.person, timer.conversation);
      continue;
    }
    if (timer.kind === 'grace') {
      const person = state.people.get(timer.person);
      if (person !== undefined) endGrace(change, person);
      continue;
    }
    const work = state.open.get(timer.conversation);
    if (work === undefined) continue;
    if (timer.kind === 'offer') expireOffer(change, work);
    else endPause(change, work, timer.person);
  }
}

/** The configuration may have changed: people and queues that are gone hold nothing, and what waits is offered. */
function start(change: Change): void {
  const { state } = change;
  state.started = true;
  for (const person of state.people.values()) if (person.removed) releaseAll(change, person);
  for (const work of state.open.values()) {
    if (rowOf(work.head) === null) continue;
    if (work.place.queue !== null) {
      change.queued.add(work);
      continue;
    }
    if (work.head.offer !== null) rescindOffer(change, work);
    fail(change, work, 'unknown_queue');
  }
}
