// Owns virtual time: one event after another, each run to its end before the next, and the hash of all that happened.
// The same seed gives the same order, so the same hash. Refuses: what happens (everything else in this folder).
import { createHash } from 'node:crypto';
import type { Clock } from '#core/ports.ts';
import { createHeap } from '#shared/lib/heap.ts';
import type { Chance } from '../fuzz/random.ts';

interface Waiting {
  readonly at: number;
  readonly order: number;
  readonly what: string;
  readonly run: () => unknown;
  canceled: boolean;
}

/** Text is hashed in pieces of about this many characters. */
const PIECE = 65_536;

/** Ms until a console that ended is there again: mostly soon, now and then after its person's grace. */
export const absence = (chance: Chance): number =>
  chance.hit(0.25) ? chance.whole(20_000, 90_000) : chance.whole(500, 8_000);

/** Everything that promises have under way is done: nothing in a simulated world waits for the outside. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Scheduler {
  /** Ms since the beginning. */
  now = 0;
  /** Events so far. */
  events = 0;
  #order = 0;
  readonly #heap = createHeap(isBefore);
  readonly #hash = createHash('sha256');
  #piece = '';

  /** Runs `run` after `ms` of virtual time; returns the cancel function. */
  after(ms: number, what: string, run: () => unknown): () => void {
    this.#order += 1;
    const waiting: Waiting = {
      at: this.now + Math.max(0, ms),
      order: this.#order,
      what,
      run,
      canceled: false,
    };
    this.#heap.push(waiting);
    return () => {
      waiting.canceled = true;
    };
  }

  /** Belongs to the history: two runs that differ in it have different hashes. */
  note(text: string): void {
    this.#piece += text;
    if (this.#piece.length < PIECE) return;
    this.#hash.update(this.#piece);
    this.#piece = '';
  }

  /** Of everything that was noted so far. */
  digest(): string {
    return this.#hash.copy().update(this.#piece).digest('hex');
  }

  /** One event after another, while `goOn` says so and there are any. */
  async run(goOn: () => boolean): Promise<void> {
    while (goOn()) {
      const next = this.#heap.pop();
      if (next === undefined) return;
      if (next.canceled) continue;
      this.now = next.at;
      this.events += 1;
      this.note(`${next.at} ${next.what}\n`);
      const result = next.run();
      if (result instanceof Promise) await result;
      await settled();
    }
  }
}

const isBefore = (a: Waiting, b: Waiting): boolean => (a.at === b.at ? a.order < b.order : a.at < b.at);

/**
 * A process of the simulated world. Whatever comes to it enters here: it waits while the process is paused, and is lost
 * with one that is dead.
 */
export class Process {
  readonly name: string;
  readonly #scheduler: Scheduler;
  #state: 'running' | 'paused' | 'dead' = 'running';
  readonly #held: { readonly what: string; readonly run: () => void }[] = [];

  constructor(scheduler: Scheduler, name: string) {
    this.#scheduler = scheduler;
    this.name = name;
  }

  get isDead(): boolean {
    return this.#state === 'dead';
  }
  get isPaused(): boolean {
    return this.#state === 'paused';
  }

  enter(what: string, run: () => void): void {
    if (this.#state === 'dead') return;
    // None overtakes what came while it was paused: a socket keeps the order of its frames.
    if (this.#state === 'paused' || this.#held.length > 0) this.#held.push({ what, run });
    else run();
  }

  /** After `ms`, unless it is dead by then; later when it is paused. */
  after(ms: number, what: string, run: () => void): () => void {
    let canceled = false;
    const cancel = this.#scheduler.after(ms, `${this.name} ${what}`, () =>
      this.enter(what, () => canceled || run()),
    );
    return () => {
      canceled = true;
      cancel();
    };
  }

  pause(): void {
    if (this.#state === 'running') this.#state = 'paused';
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'running';
    this.#catchUp();
  }

  #catchUp(): void {
    const [first] = this.#held;
    if (first === undefined) return;
    this.#scheduler.after(0, `${this.name} ${first.what}`, () => {
      if (this.#state !== 'running') return;
      this.#held.shift()?.run();
      this.#catchUp();
    });
  }

  kill(): void {
    this.#state = 'dead';
    this.#held.length = 0;
  }

  /** Its timers; `now` is what `wall` says. */
  clock(wall: () => number): Clock {
    return { now: wall, after: (ms, run) => this.after(ms, 'timer', run) };
  }
}
