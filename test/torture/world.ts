// Owns one simulated world: an office, two nodes of the router on one disk, consoles, bots, faults, and what judges them.
// A world ends calm: the faults stop, people work on, and then everything that waits has to be done.

import { joint, jointOf } from '#shared/domain/matching/joint.ts';
import type { Heard, TriggerEngine } from '#shared/domain/trigger/port.ts';
import { type Chance, chance as chanceOf } from '../fuzz/random.ts';
import { supportTrigger } from '../triggers/fixtures.ts';
import type { Overheard } from './acts.ts';
import { Bots } from './bots.ts';
import { DeskConsole } from './desk-console.ts';
import { Device } from './device.ts';
import { createDisk, type Landed } from './disk.ts';
import type { MakeStorage } from './engines.ts';
import { type Console, Faults } from './faults.ts';
import { History } from './history.ts';
import { Judge } from './judge.ts';
import { Network } from './network.ts';
import { Node } from './node.ts';
import { drawOffice, START } from './office.ts';
import type { Plant } from './plants.ts';
import { Process, Scheduler } from './scheduler.ts';
import { starving } from './starving.ts';
import { createWatch } from './watch.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Worlds of one seed differ by this. */
  readonly world: number;
  /** About so many in all: in the last quarter the faults stop, and everything has to be finished. */
  readonly events: number;
  readonly storage: MakeStorage;
  readonly plant?: Plant | undefined;
  /** Shows each commit that holds this text. */
  readonly trace?: string | undefined;
}

export interface Outcome {
  readonly events: number;
  /** Of virtual time. */
  readonly seconds: number;
  readonly hash: string;
  readonly faults: readonly string[];
  readonly hits: ReadonlyMap<string, number>;
  readonly answers: ReadonlyMap<string, number>;
  readonly commits: number;
}

/** Somebody at work, at whichever console. */
interface Colleague extends Console {
  readonly isThere: boolean;
  readonly isIdle: boolean;
  diligent: boolean;
  compare?(): void;
}

/**
 * A conversation as it stands, whoever has it: what somebody who wants to do wrong may know. Looked for are those that they
 * passed on and that are offered to somebody else now: these stand for moments only.
 */
function overheard(
  chance: Chance,
  person: string,
  ids: readonly string[],
  history: History,
): Overheard | null {
  const heads = ids.slice(-12).flatMap((id) => history.heads.get(id) ?? []);
  const passed = heads.filter(
    ({ offer, known }) => offer !== null && offer.person !== person && known.includes(person),
  );
  const some = passed.length > 0 && chance.hit(0.5) ? passed : heads;
  return some.length === 0 ? null : chance.pick(some);
}

/** A trigger that hears one word: what fires is not what is tortured. */
const trigger: TriggerEngine = {
  policyOf: supportTrigger.policyOf,
  hear(before, entries): Heard {
    const last = entries.at(-1);
    const asks = last?.type === 'turn' && last.role === 'END_USER' && last.text.includes('human');
    const fired = asks || before?.judgement.fired === true;
    const judgement = {
      fired,
      trigger: 'explicit_request' as const,
      score: fired ? 600_000 : 0,
      threshold: 500_000,
      evidence: [],
    };
    return { entries: entries.length, judgement, asks };
  },
};

/** Share of the events in which things go wrong. */
const FAULTY = 0.75;
/** Ms of virtual time in which what waits has to be done once people do nothing else. */
const DRAIN_MS = 1_800_000;
/** Ms until every short timer that was set before a jump of the clock has rung. */
const JUMP_MS = 60_000;
/** Ms in which people go on as before, with no faults. */
const CALM_MS = 60_000;
/** Events in one ms of virtual time; the busiest seen had 134. */
const AT_ONE_MOMENT = 2_000;

export async function runWorld({
  seed,
  world,
  events,
  storage: makeStorage,
  plant = {},
  trace,
}: WorldOptions): Promise<Outcome> {
  const chance = chanceOf(seed * 1_000 + world);
  const scheduler = new Scheduler();
  const found: string[] = [];
  const fault = (message: string): void => {
    if (found.length < 20) found.push(`event ${scheduler.events}, ${scheduler.now} ms: ${message}`);
  };
  const config = drawOffice(chance);
  let jumped = 0;
  let jumpedAt = -JUMP_MS;
  const wall = () => START + scheduler.now + jumped;
  const history = new History(config, fault);
  const judge = new Judge(config, (id) => history.heads.get(id), fault);
  const network = new Network(scheduler, chance);
  let commits = 0;

  const landed = (one: Landed): void => {
    commits += 1;
    const { batch } = one;
    const text = JSON.stringify(batch);
    scheduler.note(text);
    const done = history.take(one);
    if (trace !== undefined && text.includes(trace))
      console.error(scheduler.now, scheduler.events, one.node, text);
    faults.met(done.transitions);
    const key = batch.dedupe?.key;
    if (key?.startsWith('op/')) judge.take(key.slice(3), JSON.parse(batch.dedupe?.result ?? ''), done);
  };
  const storage = (plant.storage?.(makeStorage) ?? makeStorage)(wall);
  const disk = createDisk({ scheduler, chance, landed, open: storage.open });
  const log = (node: string, message: string, detail: object): void => {
    if (/could not be decided/.test(message))
      fault(`${node}: ${message}: ${String((detail as { err?: unknown }).err)}`);
  };
  const believed = plant.config?.(config) ?? config;
  // So small an office never asks for more than fits into a step: in every other world a step decides about one handoff.
  const matcher = world % 2 === 0 ? joint : jointOf(() => 1);
  const nodes = ['one', 'two'].map(
    (name) => new Node(name, { scheduler, network, disk, config: believed, trigger, matcher, log }),
  );
  const bots = new Bots({
    ...{ scheduler, network, chance, fault, most: 14 },
    process: new Process(scheduler, 'bots'),
  });
  const shared = {
    scheduler,
    network,
    chance,
    judge,
    history,
    fault,
    wall,
    overheard: (person: string) => overheard(chance, person, bots.ids, history),
  };
  // A world of real consoles, one with one of them, and two of devices that ask more wrongly and cost less.
  const real = config.people.slice(0, [4, 0, 1, 0][world % 4]);
  const consoles = real.map(
    ({ id, queues }) => new DeskConsole(id, { ...shared, queues, plant: plant.store }),
  );
  const raw = [...config.people.slice(real.length), ...config.people.slice(0, 2)];
  const devices = raw.map(({ id }, at) => new Device(`${id}-raw${at}`, id, shared));
  const people: readonly Colleague[] = [...consoles, ...devices];
  const faults = new Faults({
    ...{ scheduler, chance, network, disk, nodes, bots },
    consoles: people,
    jump: (ms) => {
      jumped += ms;
      // A timer that was set before rings after the time it was set for.
      if (ms > 10_000) jumpedAt = scheduler.now;
    },
    powerLoss: async () => storage.powerLoss?.(),
  });

  const fine = () => found.length === 0;
  const isServed = (): boolean =>
    nodes.some(({ isServing }) => isServing) &&
    nodes.every(({ process }) => !process.isPaused) &&
    !disk.isSlow();
  const moment = (isPeaceful: boolean) => ({ now: scheduler.now, wall: wall(), isPeaceful });
  const isGone = (person: string): boolean => history.people.get(person)?.connected === false;
  const watches = [
    createWatch({
      ...{ fault, patienceMs: 6_000 },
      moment: () => moment(isServed() && scheduler.now > jumpedAt + JUMP_MS),
      due: (at) => history.overdue(at).map((what) => `${what} should be over`),
    }),
    // A node that serves knows these as soon as they are so, whatever its clock says.
    createWatch({
      ...{ fault, patienceMs: 4_000 },
      moment: () => moment(isServed()),
      due: () => [
        ...starving(config, history),
        ...people.flatMap(({ process, person, isThere }) =>
          isThere && isGone(person) ? [`${person} counts as gone, and ${process.name} is there,`] : [],
        ),
      ],
    }),
  ];
  const isDone = () =>
    history.unfinished().length === 0 &&
    bots.waiting === 0 &&
    people.every(({ isIdle }) => isIdle) &&
    config.people.every(({ id }) => history.people.get(id)?.connected === true);
  let done = false;
  let moved = { at: scheduler.now, events: scheduler.events };
  /** Whoever asks for the next moment and does nothing in it holds time still: an hour later nothing is overdue. */
  const checkTime = (): void => {
    if (scheduler.now > moved.at) moved = { at: scheduler.now, events: scheduler.events };
    else if (scheduler.events - moved.events > AT_ONE_MOMENT)
      fault(`time stands still at ${moved.at} ms: more than ${AT_ONE_MOMENT} events`);
  };
  let looked = 0;
  /** Once a second of virtual time. */
  const look = (): void => {
    if (scheduler.now < looked + 1_000) return;
    looked = scheduler.now;
    for (const watch of watches) watch();
    chance.pick(people).compare?.();
    done = isDone();
  };
  const go = (goOn: () => boolean) =>
    scheduler.run(() => {
      checkTime();
      look();
      return fine() && goOn();
    });
  await go(() => scheduler.events < events * FAULTY);
  faults.stop();
  const calm = scheduler.now + CALM_MS;
  await go(() => scheduler.now < calm);
  bots.quiet = true;
  for (const one of people) one.diligent = true;
  done = false;
  const until = scheduler.now + DRAIN_MS;
  await go(() => !done && scheduler.now < until);
  if (fine() && !done) {
    for (const { handoff, offer } of history.unfinished())
      fault(`${handoff?.id} is still ${handoff?.state} (${handoff?.owner ?? offer?.person ?? 'nobody'})`);
    for (const { person, copy } of consoles)
      for (const one of copy.waiting()) fault(`${person}: ${one} has no end`);
    if (fine()) fault('somebody is not connected, or waits for an answer, or a bot does');
  }
  history.checkReaders();
  for (const one of consoles) one.compare();
  storage.remove();
  return {
    ...{ faults: found, hits: faults.hits, answers: judge.answers, commits },
    ...{ events: scheduler.events, seconds: Math.round(scheduler.now / 1_000), hash: scheduler.digest() },
  };
}
