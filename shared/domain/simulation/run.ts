// Owns one run: the calls of a world meet the people at work under one policy, event by event. Pure; time is a number.
// Refuses: choosing who gets what (policies.ts) and what the figures mean (figures.ts).
//
// What the scenario leaves open is fixed here: a person answers one offer at a time and it takes their room; a caller
// who leaves ends the offer; whoever declined or missed a call is asked last for it; at the end of their hours people
// finish what they have; a conversation is slowed by those that its person has when it begins.
import { floor, min } from '../../lib/math.ts';
import { createEvents } from './events.ts';
import { draw, PURPOSE } from './random.ts';
import type { Scenario } from './scenario.ts';
import { type Call, HOUR, type World } from './world.ts';

export interface WaitingCall {
  readonly call: Call;
  /** People who declined or missed it. */
  readonly passedBy: number[];
  offers: number;
}

export interface Worker {
  readonly index: number;
  readonly id: string;
  readonly skills: Readonly<Record<string, number>>;
  readonly languages: readonly string[];
  /** Conversations at once. */
  readonly capacity: number;
  /** Conversations and the offer they have. */
  load: number;
  /** Since when they have had nothing new, s. */
  idleSince: number;
  handled: number;
  /** Seconds of conversations begun so far. */
  busy: number;
  /** Seconds at work so far. */
  present: number;
  atWork: boolean;
  offered: boolean;
}

/** What a policy may know. */
export interface Floor {
  readonly now: number;
  readonly scenario: Scenario;
  /** Oldest first. */
  readonly waiting: readonly WaitingCall[];
  /** At work, with room and without an offer. */
  readonly free: readonly Worker[];
  readonly workers: readonly Worker[];
  /** Who served this customer last, or -1. */
  lastOf(call: Call): number;
}

/** Pairs of a waiting call and a free person; each at most once. */
export interface Policy {
  (floor: Floor): readonly (readonly [WaitingCall, Worker])[];
  /** Seconds between the moments at which it decides; left out = whenever something happens. */
  readonly every?: number;
}

export interface Served {
  readonly call: Call;
  /** Seconds from arrival to a person, or to leaving. */
  readonly waited: number;
  /** Index of the person, or -1: the caller left. */
  readonly worker: number;
  readonly proficiency: number;
  readonly again: boolean;
}

/** Looks on, and changes nothing. */
export interface Onlooker {
  /** A call begins to wait; it is the last of `waiting`, and nothing was decided about it yet. */
  entered(floor: Floor, call: Call): void;
  /** A wait ended, with a person or without. */
  ended(served: Served): void;
}

export interface Run {
  readonly served: readonly Served[];
  readonly workers: readonly Worker[];
  readonly decisions: number;
}

const DAY = 86_400;
const NEVER = Number.POSITIVE_INFINITY;

const roundAfter = (now: number, every: number): number => (floor(now / every) + 1) * every;

type Happening =
  | { readonly kind: 'left'; readonly waiting: WaitingCall }
  | {
      readonly kind: 'answered';
      readonly waiting: WaitingCall;
      readonly worker: Worker;
      readonly offer: number;
    }
  | { readonly kind: 'ended'; readonly worker: Worker };

export const canServe = ({ skills, languages }: Worker, { skill, language }: Call): boolean =>
  skills[skill] !== undefined && languages.includes(language);

export function run(world: World, scenario: Scenario, createPolicy: () => Policy, onlooker?: Onlooker): Run {
  const { calls, seed } = world;
  const { offers, serviceSeconds, capacityPerPerson } = scenario;
  const factors: Readonly<Record<string, number>> = serviceSeconds.factorByProficiency;
  const workers: Worker[] = scenario.people.map(
    ({ id, skills, languages, capacity = capacityPerPerson }, index) => ({
      ...{ index, id, skills, languages, load: 0, idleSince: 0, handled: 0, busy: 0, present: 0 },
      ...{ capacity, atWork: false },
      offered: false,
    }),
  );
  const policy = createPolicy();
  const events = createEvents<Happening>();
  const waiting: WaitingCall[] = [];
  const served: Served[] = [];
  const last = new Map<number, number>();
  const standing = new Map<WaitingCall, { readonly worker: Worker; readonly number: number }>();
  let decisions = 0;
  let hour = -1;
  let next = 0;
  let clock = 0;
  /** When something happened last that is not the clock alone. */
  let stirred = 0;

  const isFree = ({ atWork, offered, load, capacity }: Worker): boolean =>
    atWork && !offered && load < capacity;
  const floorAt = (now: number): Floor => ({
    ...{ now, scenario, waiting, workers, free: workers.filter(isFree) },
    lastOf: ({ customer }) => (customer === 0 ? -1 : (last.get(customer) ?? -1)),
  });

  function end(one: Served): void {
    served.push(one);
    onlooker?.ended(one);
  }

  const remove = (item: WaitingCall): void => {
    const at = waiting.indexOf(item);
    if (at >= 0) waiting.splice(at, 1);
  };

  function begin(item: WaitingCall, worker: Worker, now: number): void {
    const { call } = item;
    const proficiency = worker.skills[call.skill] ?? 0;
    const again = call.customer !== 0 && last.get(call.customer) === worker.index;
    const slowed = 1 + scenario.concurrencySlowdownPerExtraConversation * (worker.load - 1);
    const factor = (factors[proficiency] ?? 1) * (again ? serviceSeconds.factorWhenSamePersonAsLastTime : 1);
    const seconds = call.service * factor * slowed;
    if (call.customer !== 0) last.set(call.customer, worker.index);
    worker.handled += 1;
    worker.busy += seconds;
    worker.idleSince = now;
    end({ call, waited: now - call.at, worker: worker.index, proficiency, again });
    events.push(now + seconds, { kind: 'ended', worker });
  }

  /** The answer to an offer is drawn by call, person and how often it was offered: no policy changes its luck. */
  function offer(item: WaitingCall, worker: Worker, now: number): void {
    decisions += 1;
    item.offers += 1;
    worker.load += 1;
    worker.offered = true;
    remove(item);
    standing.set(item, { worker, number: item.offers });
    const chance = draw(seed, PURPOSE.offer, item.call.index, worker.index, item.offers);
    const missed = chance < offers.timeout;
    const after = missed ? offers.timeoutSeconds : offers.acceptSeconds;
    const answer: Happening = { kind: 'answered', waiting: item, worker, offer: item.offers };
    if (after === 0) answered(answer, now);
    else events.push(now + after, answer);
  }

  function answered(
    { waiting: item, worker, offer: number }: Extract<Happening, { kind: 'answered' }>,
    now: number,
  ): void {
    if (standing.get(item)?.number !== number) return;
    standing.delete(item);
    worker.offered = false;
    const chance = draw(seed, PURPOSE.offer, item.call.index, worker.index, number);
    if (chance >= offers.timeout + offers.decline) return begin(item, worker, now);
    worker.load -= 1;
    item.passedBy.push(worker.index);
    // Back to its place by age.
    let at = waiting.length;
    while (at > 0 && (waiting[at - 1] as WaitingCall).call.index > item.call.index) at -= 1;
    waiting.splice(at, 0, item);
  }

  function left(item: WaitingCall, now: number): void {
    const offered = standing.get(item);
    if (offered === undefined && !waiting.includes(item)) return;
    remove(item);
    if (offered !== undefined) {
      standing.delete(item);
      offered.worker.load -= 1;
      offered.worker.offered = false;
    }
    end({ call: item.call, waited: now - item.call.at, worker: -1, proficiency: 0, again: false });
  }

  function turn(to: number): void {
    for (; hour < to; ) {
      // Hours without anybody and without calls are passed over.
      hour = hour === -1 ? to : hour + 1;
      const present = new Set(world.present(hour));
      for (const worker of workers) {
        const atWork = present.has(worker.index);
        if (atWork && !worker.atWork) worker.idleSince = hour * HOUR;
        worker.atWork = atWork;
        if (atWork) worker.present += HOUR;
      }
      // Closing time: nobody comes before the morning, and whoever still waits hears so.
      if (present.size === 0) for (const item of [...waiting]) left(item, hour * HOUR);
    }
  }

  function decide(now: number): void {
    if (policy.every !== undefined && now % policy.every !== 0) return;
    while (waiting.length > 0) {
      const floor = floorAt(now);
      if (floor.free.length === 0) return;
      const pairs = policy(floor);
      if (pairs.length === 0) return;
      for (const [item, worker] of pairs) offer(item, worker, now);
    }
  }

  for (;;) {
    const arrival = calls[next];
    const first = events.next();
    if (arrival === undefined && waiting.length === 0 && standing.size === 0) break;
    const stirs = min(arrival?.at ?? NEVER, first ?? NEVER);
    const round =
      policy.every === undefined || waiting.length === 0 ? NEVER : roundAfter(clock, policy.every);
    // When nothing else comes, an hour can still bring somebody, or closing time.
    const now = min(stirs, round, stirs === NEVER ? (hour + 1) * HOUR : NEVER);
    const wanted = floor(now / HOUR);
    // A turn of the hour comes before what happens in it.
    if (wanted > hour) {
      turn(hour === -1 ? wanted : hour + 1);
      clock = hour * HOUR;
      decide(clock);
      // Those of whom no hour of a day takes care leave.
      if (stirs === NEVER && clock - stirred > DAY) for (const item of [...waiting]) left(item, clock);
      continue;
    }
    clock = now;
    if (stirs > now) {
      decide(now);
      continue;
    }
    stirred = now;
    if (arrival !== undefined && arrival.at === now && (first === null || arrival.at <= first)) {
      next += 1;
      const item: WaitingCall = { call: arrival, passedBy: [], offers: 0 };
      waiting.push(item);
      onlooker?.entered(floorAt(now), arrival);
      if (arrival.patience < Number.POSITIVE_INFINITY)
        events.push(arrival.at + arrival.patience, { kind: 'left', waiting: item });
    } else {
      const event = events.pop();
      if (event === null) break;
      if (event.kind === 'left') left(event.waiting, now);
      else if (event.kind === 'answered') answered(event, now);
      else event.worker.load -= 1;
    }
    decide(now);
  }
  return { served, workers, decisions };
}
