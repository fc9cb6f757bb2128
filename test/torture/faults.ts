// Owns what goes wrong and when, and counts which steps of handoffs each kind of fault met.
// Refuses: how a fault works (disk.ts, network.ts, node.ts).
import type { Chance } from '../fuzz/random.ts';
import type { Bots } from './bots.ts';
import type { Disk } from './disk.ts';
import type { Transition } from './history.ts';
import type { Network } from './network.ts';
import type { Node } from './node.ts';
import type { Process, Scheduler } from './scheduler.ts';

export const FAULTS = [
  ...(['drop', 'delay', 'reorder', 'duplicate', 'half-open', 'partition'] as const),
  ...(['crash-before', 'crash-after', 'power-loss', 'lost', 'unanswered', 'slow-disk'] as const),
  ...(['clock-jump', 'pause', 'restart', 'console-crash', 'console-power-loss'] as const),
] as const;
export type Fault = (typeof FAULTS)[number];

/** What strikes one link, or is over in a moment, comes twice as often: it would meet the rarer steps too seldom. */
const STRIKES: readonly Fault[] = [...FAULTS, 'drop', 'restart'];

/** Steps every kind of fault has to meet. */
export const TRANSITIONS = [
  ...['initiated', 'queued', 'offered', 'accepted', 'requeued:rejected', 'requeued:timeout'],
  ...['requeued:rescinded', 'requeued:owner_gone', 'wrapping', 'completed', 'returned', 'canceled'],
  ...['failed', 'transferred', 'held', 'resumed', 'consult.started', 'consult.ended', 'assigned'],
] as const;

/** What is simulated of a person's console. */
export interface Console {
  readonly person: string;
  readonly process: Process;
  crash(powerLoss: boolean): void;
}

export interface FaultsOptions {
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  readonly network: Network;
  readonly disk: Disk;
  readonly nodes: readonly Node[];
  readonly bots: Bots;
  readonly consoles: readonly Console[];
  readonly jump: (ms: number) => void;
  /** What was written and not flushed is gone from the router's disk. */
  readonly powerLoss: () => Promise<void>;
}

interface Active {
  readonly fault: Fault;
  /** A person; null = everybody. */
  readonly whom: string | null;
  readonly until: number;
}

/** A fault of a moment is repaired for this long. */
const REPAIR_MS = 6_000;
/** Longer than any grace, and than it takes to be offered and to accept something before it. */
const AWAY_MS = 40_000;
/** A node that ends takes its lease along: until another may serve. */
const TAKEOVER_MS = 15_000;

export class Faults {
  readonly #options: FaultsOptions;
  #active: Active[] = [];
  readonly hits = new Map<string, number>();
  #on = true;

  constructor(options: FaultsOptions) {
    this.#options = options;
    this.#next();
  }

  #next(): void {
    const { scheduler, chance } = this.#options;
    // Storms and calm: without calm no work would get far enough to be struck.
    scheduler.after(
      chance.hit(0.07) ? chance.whole(5_000, 20_000) : chance.whole(100, 2_000),
      'fault',
      () => {
        if (!this.#on) return;
        this.strike(chance.pick(STRIKES));
        this.#next();
      },
    );
  }

  /** `whom` was struck, or everybody, and this takes `ms`. */
  #begin(fault: Fault, whom: string | null, ms: number): void {
    const { scheduler } = this.#options;
    scheduler.note(`${fault} ${whom ?? ''} ${ms}\n`);
    this.#active = this.#active.filter(({ until }) => until >= scheduler.now);
    this.#active.push({ fault, whom, until: scheduler.now + ms });
  }

  strike(fault: Fault): unknown {
    const { chance, network, disk, nodes, bots, scheduler, consoles } = this.#options;
    const wires = [...network.wires].filter(({ isOpen }) => isOpen);
    const serving = nodes.filter(({ isServing }) => isServing);
    const wire = wires.length === 0 ? null : chance.pick(wires);
    const node = serving.length === 0 ? null : chance.pick(serving);
    switch (fault) {
      case 'drop':
        if (chance.hit(0.5)) bots.mishap = chance.hit(0.5) ? 'request-lost' : 'answer-lost';
        if (wire === null) return;
        wire.tear(chance.whole(50, 4_000));
        if (!chance.hit(0.15)) return this.#begin(fault, wire.person, 2 * REPAIR_MS);
        // Whose link breaks for longer is given up after the grace.
        network.partition(wire.person, AWAY_MS);
        return this.#begin(fault, wire.person, AWAY_MS + REPAIR_MS);
      case 'duplicate':
        bots.mishap = 'doubled';
        for (const one of wires) one.mishap = 'duplicate';
        return this.#begin(fault, null, REPAIR_MS);
      case 'reorder':
        for (const one of wires) {
          one.mishap = 'reorder';
          one.overtakes = true;
        }
        return this.#begin(fault, null, REPAIR_MS);
      case 'half-open':
        if (wire === null) return;
        wire.dead = true;
        return this.#begin(fault, wire.person, 45_000);
      case 'delay':
      case 'partition': {
        const whose = wire === null || chance.hit(0.2) ? 'bots' : wire.person;
        const ms = chance.whole(2_000, fault === 'delay' ? 15_000 : 60_000);
        network[fault](whose, ms);
        return this.#begin(fault, whose === 'bots' ? null : whose, ms + REPAIR_MS);
      }
      case 'crash-before':
      case 'crash-after':
      case 'lost':
      case 'unanswered':
        node?.harm(fault);
        return this.#begin(fault, null, fault.startsWith('crash') ? TAKEOVER_MS : REPAIR_MS);
      case 'power-loss':
        for (const one of nodes) one.crash(true);
        this.#begin(fault, null, TAKEOVER_MS);
        return this.#options.powerLoss();
      case 'slow-disk': {
        const ms = chance.whole(1_000, 12_000);
        disk.slow(ms);
        return this.#begin(fault, null, ms + REPAIR_MS);
      }
      case 'clock-jump':
        this.#options.jump(chance.pick([-60_000, -5_000, -500, 500, 7_000, 30_000, 3_600_000]));
        return this.#begin(fault, null, REPAIR_MS);
      case 'pause': {
        const ms = chance.pick([500, 3_000, 8_000, 15_000, 70_000]);
        const pause = (process: Process): void => {
          if (!this.#on) return;
          process.pause();
          scheduler.after(ms, `${process.name} resumes`, () => process.resume());
          this.#begin(fault, null, ms + REPAIR_MS);
        };
        if (node === null || chance.hit(0.3)) return pause(chance.pick(consoles).process);
        if (chance.hit(0.3)) return pause(node.process);
        const { process } = node;
        return node.onCommit(() => pause(process));
      }
      case 'restart':
        if (node === null) return;
        // It goes on beside everything else.
        void node.restart();
        return this.#begin(fault, null, REPAIR_MS);
      case 'console-crash':
      case 'console-power-loss': {
        const one = chance.pick(consoles);
        one.crash(fault === 'console-power-loss');
        return this.#begin(fault, one.person, 20_000);
      }
    }
  }

  /** What is under way ends; nothing new comes. */
  stop(): void {
    this.#on = false;
    const { network, nodes, bots } = this.#options;
    bots.mishap = null;
    for (const wire of network.wires) {
      wire.mishap = null;
      wire.overtakes = false;
    }
    for (const { process } of nodes) process.resume();
    for (const { process } of this.#options.consoles) process.resume();
  }

  met(transitions: readonly Transition[]): void {
    if (transitions.length === 0) return;
    const { now } = this.#options.scheduler;
    for (const { fault, whom, until } of this.#active) {
      if (until < now) continue;
      // What names no person is told to all who follow the queue.
      for (const { kind, person } of transitions)
        if (whom === null || person === undefined || whom === person) this.#hit(fault, kind);
    }
  }

  #hit(fault: Fault, transition: string): void {
    const key = `${fault} ${transition}`;
    this.hits.set(key, (this.hits.get(key) ?? 0) + 1);
  }
}
