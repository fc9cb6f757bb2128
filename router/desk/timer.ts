// Owns what happens because time passed, and the one look at all work after a start.

import type { Refusal } from '#shared/schema/handoff.ts';
import { fail } from './admission.ts';
import type { Change } from './change.ts';
import { endDay } from './days.ts';
import { takeUp } from './holds.ts';
import { askAgain } from './known.ts';
import { endPause, expireOffer, rescindOffer } from './offers.ts';
import { endGrace, releaseAll } from './people.ts';
import { relax } from './relaxing.ts';
import { expireKept } from './rights.ts';
import { rowOf, standing, type Work } from './state.ts';
import { askSummariesAgain } from './summaries.ts';

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
    if (timer.kind === 'unstaffed') {
      desert(change, timer.queue);
      continue;
    }
    if (timer.kind === 'grace' || timer.kind === 'day') {
      const person = state.people.get(timer.person);
      if (person !== undefined && timer.kind === 'grace') endGrace(change, person);
      if (person !== undefined && timer.kind === 'day') endDay(change, person);
      continue;
    }
    const work = state.open.get(timer.conversation);
    if (work === undefined) continue;
    if (timer.kind === 'offer') expireOffer(change, work);
    else if (timer.kind === 'hold') takeUp(change, work, 'time');
    else if (timer.kind === 'relax') relax(change, work);
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
      state.queued.add(work);
      continue;
    }
    giveUp(change, work, 'unknown_queue');
  }
  for (const queue of state.queues.values()) change.staffing.add(queue);
  askAgain(change);
  askSummariesAgain(change);
}

function giveUp(change: Change, work: Work, reason: Refusal): void {
  if (work.head.offer !== null) rescindOffer(change, work);
  fail(change, work, reason);
}

/** Nobody came: the bots are told, and have their conversations back. */
function desert(change: Change, id: string): void {
  const waiting = [...(change.state.queues.get(id)?.waiting.values() ?? [])];
  waiting.sort((a, b) => (standing(a).id < standing(b).id ? -1 : 1));
  for (const work of waiting) giveUp(change, work, 'nobody_staffed');
}
