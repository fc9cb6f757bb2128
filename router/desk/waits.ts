// Owns where handoffs stand in the line of their queue as urgency orders it, what may be told of their wait, and what each
// wait that ends with a person teaches. Refuses: the estimate itself (shared/domain/waiting).
import { urgency } from '#shared/domain/matching/costs.ts';
import { isEligible } from '#shared/domain/matching/eligible.ts';
import type { WaitingHandoff } from '#shared/domain/matching/port.ts';
import {
  begin,
  calibrationOf,
  type Estimate,
  ended,
  estimateAt,
  type Place,
} from '#shared/domain/waiting/estimate.ts';
import { type Able, aheadOf } from '#shared/domain/waiting/line.ts';
import { isBefore, needsKey, type Stands } from '#shared/domain/waiting/order.ts';
import type { WaitEstimate } from '#shared/protocol/edge.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { WaitList } from '#shared/schema/queue.ts';
import type { Change } from './change.ts';
import { waitKey } from './keys.ts';
import { isAvailable, type Person, type Queue, type State, type Work, waitOf } from './state.ts';

/** Needs whose people are remembered in a queue; more are found again. */
const NEEDS = 500;

/** Who could take what needs this were they there: people and what they can do stay while the desk stands. */
const abilities = new WeakMap<Queue, Map<string, Able>>();

function ableFor(queue: Queue, stands: Stands): Able {
  let known = abilities.get(queue);
  if (known === undefined || known.size >= NEEDS) {
    known = new Map();
    abilities.set(queue, known);
  }
  const needs = needsKey(stands);
  let able = known.get(needs);
  if (able === undefined) {
    able = new Set(queue.people.filter(({ config, removed }) => !removed && isEligible(config, stands)));
    known.set(needs, able);
  }
  return able;
}

type Asks = Stands & Pick<WaitingHandoff, 'weight' | 'pauses'>;

function placeAt(queue: Queue, stands: Asks, before: ReadonlyMap<Able, number>, now: number): Place {
  const able = ableFor(queue, stands);
  const { weight, pauses, value } = stands;
  let slots = 0;
  for (const person of able as ReadonlySet<Person>)
    if (isAvailable(person)) slots += Math.floor(person.config.capacity / Math.max(weight, 1));
  let free = false;
  for (const person of queue.free) {
    const paused = (pauses[person.config.id] ?? 0) > now;
    if (!paused && (person.free?.room ?? 0) >= weight && able.has(person)) free = true;
  }
  const handling = queue.learned.handling / 1_000;
  return { free, ahead: aheadOf(before, able), slots, handling, valued: value > 1 };
}

/** Those who go before somebody, by who can take them, and how many they are. */
function lineBefore(queue: Queue, stands: Stands, now: number) {
  const before = new Map<Able, number>();
  let position = 0;
  for (const { needs, count } of queue.order.before(stands, now)) {
    position += count;
    const able = ableFor(queue, needs);
    before.set(able, (before.get(able) ?? 0) + count);
  }
  return { before, position };
}

/** As it is told: how long from now, and between what most waits lie. */
const told = ({ expected, low, high }: Estimate): WaitEstimate => ({
  expectedWait: expected,
  waitRange: { low, high },
});

/** Behind everybody who came in this moment. */
const LAST = '\uffff';

/** What a bot may be told before it asks: of a customer of usual value who needs what the queue asks of everybody. */
export function expectedFor(queue: Queue, weight: number, now: number): WaitEstimate {
  const { sla, matching: mode, skills } = queue.config;
  const target = sla.seconds * 1_000;
  const stands = {
    ...{ handoff: LAST, mode, target, dueAt: now + target, value: 1, weight, pauses: {} },
    ...{ skills, language: undefined },
  };
  const { before } = lineBefore(queue, stands, now);
  const estimate = estimateAt(queue.waits, placeAt(queue, stands, before, now));
  return estimate === null ? {} : told(estimate);
}

/** Where a handoff that waits stands now: handoffs that go before it, and how long it still takes. */
export function standingOf(work: Work, now: number): { readonly position: number } & WaitEstimate {
  const { queue, waiting } = work.place;
  // Somebody is being asked: nobody goes before it.
  if (queue === null || waiting === null) return { position: 0 };
  const { before, position } = lineBefore(queue, waiting, now);
  const estimate = estimateAt(queue.waits, placeAt(queue, waiting, before, now));
  return { position, ...(estimate === null ? {} : told(estimate)) };
}

/** The first of the line with what they are told, and how right that was; null for a queue that is not configured. */
export function waitsOf(state: State, id: string, now: number): WaitList | null {
  const queue = state.queues.get(id);
  if (queue === undefined) return null;
  const line: { readonly waiting: WaitingHandoff; readonly urgent: number }[] = [];
  for (const { place } of queue.waiting.values())
    if (place.waiting !== null) line.push({ waiting: place.waiting, urgent: urgency(place.waiting, now) });
  line.sort((a, b) => (isBefore(a.waiting, b.waiting, b.urgent, now) ? -1 : 1));
  const before = new Map<Able, number>();
  const rows = line.slice(0, LIMITS.waits).map(({ waiting }, position) => {
    const estimate = estimateAt(queue.waits, placeAt(queue, waiting, before, now));
    const able = ableFor(queue, waiting);
    before.set(able, (before.get(able) ?? 0) + 1);
    return { handoff: waiting.handoff, position, ...(estimate === null ? {} : told(estimate)) };
  });
  return { queue: id, rows, calibration: calibrationOf(queue.waits) };
}

/** It begins to wait: what it stands behind is kept with it until a person has it. */
export function beginWait(work: Work, now: number): void {
  const { queue, waiting } = work.place;
  delete work.head.begun;
  if (queue === null || waiting === null) return;
  const { before } = lineBefore(queue, waiting, now);
  const begun = begin(queue.waits, placeAt(queue, waiting, before, now));
  if (begun !== null) work.head.begun = begun;
}

/** A person has it: its queue learns how long that took. */
export function endWait(change: Change, { head, place }: Work): void {
  const { begun, handoff } = head;
  delete head.begun;
  if (begun === undefined || handoff === null || place.queue === null) return;
  const { queue } = place;
  const waited = waitOf(handoff.queuedAt ?? handoff.initiatedAt, change.now) / 1_000;
  const alike = ended(queue.waits, begun, waited);
  queue.waits = { ...queue.waits, [begun.cell]: alike };
  const { id } = queue.config;
  change.put(waitKey(id, begun.cell), JSON.stringify({ queue: id, cell: begun.cell, ...alike }));
}
