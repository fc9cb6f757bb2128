// Owns one simulated world: an office, two nodes of the router on one disk, consoles, bots, faults, and what judges them.
// A world ends calm: the faults stop, people work on, and then everything that waits has to be done.

import { joint } from '#shared/domain/matching/joint.ts';
import type { Heard, TriggerEngine } from '#shared/domain/trigger/port.ts';
import { chance as chanceOf } from '../fuzz/random.ts';
import { supportTrigger } from '../triggers/fixtures.ts';
import { Bots } from './bots.ts';
import { Device } from './device.ts';
import { createDisk, type Landed } from './disk.ts';
import type { MakeStorage } from './engines.ts';
import { Faults } from './faults.ts';
import { History } from './history.ts';
import { Judge } from './judge.ts';
import { Network } from './network.ts';
import { Node } from './node.ts';
import { drawOffice, START } from './office.ts';
import { Process, Scheduler } from './scheduler.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Worlds of one seed differ by this. */
  readonly world: number;
  /** Events with faults; some more follow in which everything has to be finished. */
  readonly events: number;
  readonly storage: MakeStorage;
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

/** Ms of virtual time in which what waits has to be done once people do nothing else. */
const DRAIN_MS = 7_200_000;
/** Ms in which people go on as before, with no faults. */
const CALM_MS = 90_000;

export async function runWorld({
  seed,
  world,
  events,
  storage: makeStorage,
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
  const storage = makeStorage(wall);
  const disk = createDisk({ scheduler, chance, landed, open: storage.open });
  const log = (node: string, message: string, detail: object): void => {
    if (/could not be decided/.test(message))
      fault(`${node}: ${message}: ${String((detail as { err?: unknown }).err)}`);
  };
  const nodes = ['one', 'two'].map(
    (name) => new Node(name, { scheduler, network, disk, config, trigger, matcher: joint, log }),
  );
  const bots = new Bots({
    ...{ scheduler, network, chance, fault, most: 14 },
    process: new Process(scheduler, 'bots'),
  });
  const devices = config.people.map(
    ({ id }) =>
      new Device(`${id}-raw`, id, {
        ...{ scheduler, network, chance, judge, history, fault, wall },
        conversations: () => bots.ids,
      }),
  );
  const faults = new Faults({
    ...{ scheduler, chance, network, disk, nodes, bots },
    consoles: () =>
      devices.map((device) => ({ person: device.person, process: device.process, crash: () => undefined })),
    jump: (ms) => {
      jumped += ms;
    },
    powerLoss: () => undefined,
  });

  const fine = () => found.length === 0;
  await scheduler.run(() => fine() && scheduler.events < events);
  faults.stop();
  const calm = scheduler.now + CALM_MS;
  await scheduler.run(() => fine() && scheduler.now < calm);
  bots.quiet = true;
  for (const device of devices) device.diligent = true;
  const isDone = () => history.unfinished().length === 0 && devices.every(({ isIdle }) => isIdle);
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
  history.checkReaders();
  storage.remove();
  return {
    ...{ faults: found, hits: faults.hits, answers: judge.answers, commits },
    ...{ events: scheduler.events, seconds: Math.round(scheduler.now / 1_000), hash: scheduler.digest() },
  };
}
