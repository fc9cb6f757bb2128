// Owns one simulated world: an office, two nodes of the router on one disk, consoles, bots, faults, and what judges them.
// A world ends calm: the faults stop, people work on, and then everything that waits has to be done.

import { joint } from '#shared/domain/matching/joint.ts';
import type { Heard, TriggerEngine } from '#shared/domain/trigger/port.ts';
import { chance as chanceOf } from '../fuzz/random.ts';
import { supportTrigger } from '../triggers/fixtures.ts';
import { Bots } from './bots.ts';
import { DeskConsole } from './desk-console.ts';
import { Device } from './device.ts';
import { createDisk, type Landed } from './disk.ts';
import type { MakeStorage } from './engines.ts';
import { Faults } from './faults.ts';
import { History } from './history.ts';
import { Judge } from './judge.ts';
import { Network } from './network.ts';
import { Node } from './node.ts';
import { drawOffice, START } from './office.ts';
import type { Plant } from './plants.ts';
import { Process, Scheduler } from './scheduler.ts';

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
const FAULTY = 0.7;
/** Ms of virtual time in which what waits has to be done once people do nothing else. */
const DRAIN_MS = 7_200_000;
/** Ms in which people go on as before, with no faults. */
const CALM_MS = 60_000;

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
  const wall = () => START + scheduler.now + jumped;
  const history = new History(config, fault);
  const judge = new Judge(config, (id) => history.heads.get(id), fault);
  const network = new Network(scheduler, chance);
  let commits = 0;

  const landed = (one: Landed): void => {
    commits += 1;
    const { batch } = one;
    scheduler.note(JSON.stringify(batch));
    const done = history.take(one);
    if (trace !== undefined && JSON.stringify(batch).includes(trace))
      console.error(scheduler.now, scheduler.events, one.node, JSON.stringify(batch));
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
  const nodes = ['one', 'two'].map(
    (name) => new Node(name, { scheduler, network, disk, config: believed, trigger, matcher: joint, log }),
  );
  const bots = new Bots({
    ...{ scheduler, network, chance, fault, most: 14 },
    process: new Process(scheduler, 'bots'),
  });
  const shared = { scheduler, network, chance, judge, history, fault, wall, conversations: () => bots.ids };
  // Every other world has one real console among devices that ask more wrongly and cost less.
  const real = world % 2 === 0 ? config.people : config.people.slice(0, 1);
  const consoles = real.map(
    ({ id, queues }) => new DeskConsole(id, { ...shared, queues, plant: plant.store }),
  );
  const raw = [...config.people.slice(real.length), ...config.people.slice(0, 2)];
  const devices = raw.map(({ id }, at) => new Device(`${id}-raw${at}`, id, shared));
  const people = [...consoles, ...devices];
  const faults = new Faults({
    ...{ scheduler, chance, network, disk, nodes, bots },
    consoles: () => consoles,
    jump: (ms) => {
      jumped += ms;
    },
    powerLoss: async () => storage.powerLoss?.(),
  });

  const fine = () => found.length === 0;
  await scheduler.run(() => fine() && scheduler.events < events * FAULTY);
  faults.stop();
  const calm = scheduler.now + CALM_MS;
  await scheduler.run(() => fine() && scheduler.now < calm);
  bots.quiet = true;
  for (const one of people) one.diligent = true;
  const isDone = () => history.unfinished().length === 0 && people.every(({ isIdle }) => isIdle);
  const until = scheduler.now + DRAIN_MS;
  let looked = scheduler.now;
  let done = false;
  await scheduler.run(() => {
    if (scheduler.now > looked + 1_000) {
      looked = scheduler.now;
      done = isDone();
    }
    return fine() && !done && scheduler.now < until;
  });
  if (fine() && !done)
    for (const { handoff, offer } of history.unfinished())
      fault(`${handoff?.id} is still ${handoff?.state} (${handoff?.owner ?? offer?.person ?? 'nobody'})`);
  if (fine() && !done)
    for (const { person, copy } of consoles)
      for (const one of copy.waiting()) fault(`${person}: ${one} has no end`);
  history.checkReaders();
  for (const one of consoles) one.compare();
  storage.remove();
  return {
    ...{ faults: found, hits: faults.hits, answers: judge.answers, commits },
    ...{ events: scheduler.events, seconds: Math.round(scheduler.now / 1_000), hash: scheduler.digest() },
  };
}
