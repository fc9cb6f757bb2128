// Owns the simulated network: sockets between consoles and the router's nodes, and the bots' requests. A socket keeps the
// order of its frames; what goes wrong with it is decided by faults.ts.
// Refuses: what the frames say.
import type { RouterSocket } from '#core/link/dial.ts';
import type { ConsoleSocket } from '#router/server/connection.ts';
import type { Chance } from '../fuzz/random.ts';
import type { Process, Scheduler } from './scheduler.ts';

type Listener = (...args: never[]) => unknown;
const [CONNECTING, OPEN, CLOSING, CLOSED] = [0, 1, 2, 3] as const;
/** Nobody said goodbye. */
const ABNORMAL = 1006;

/** One end of a socket, with as much of `ws` as both sides use. */
class End {
  readonly process: Process;
  readonly #wire: Wire;
  readonly #listeners = new Map<string, Listener[]>();
  peer: End | null = null;
  readyState: 0 | 1 | 2 | 3 = CONNECTING;
  bufferedAmount = 0;
  /** When the last frame to this end arrives: none overtakes it. */
  arrival = 0;
  #paused = false;
  #unread: Buffer[] = [];

  constructor(process: Process, wire: Wire) {
    this.process = process;
    this.#wire = wire;
  }

  on(name: string, listener: Listener): this {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener]);
    return this;
  }
  removeAllListeners(): this {
    this.#listeners.clear();
    return this;
  }
  emit(name: string, ...args: unknown[]): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(...(args as never[]));
  }

  send(data: string | Buffer, _options?: unknown, sent?: () => void): void {
    if (this.readyState !== OPEN) return;
    this.#wire.carry(this, Buffer.from(data));
    if (sent !== undefined) this.process.after(1, 'sent', sent);
  }
  take(frame: Buffer): void {
    if (this.readyState !== OPEN) return;
    if (this.#paused) this.#unread.push(frame);
    else this.emit('message', frame, false);
  }
  pause(): void {
    this.#paused = true;
  }
  resume(): void {
    this.#paused = false;
    for (const frame of this.#unread.splice(0)) this.take(frame);
  }
  close(code = 1005): void {
    if (this.readyState === CONNECTING) return this.terminate();
    if (this.readyState !== OPEN) return;
    this.readyState = CLOSING;
    this.#wire.goodbye(this, code);
  }
  terminate(): void {
    if (this.readyState === CLOSED) return;
    this.#wire.reset(this);
    this.process.after(0, 'terminated', () => this.ended(ABNORMAL));
  }
  ended(code: number): void {
    if (this.readyState === CLOSED) return;
    this.readyState = CLOSED;
    this.#wire.closed();
    this.emit('close', code, Buffer.alloc(0));
  }
}

/** What may go wrong with one frame. */
export type Mishap = 'duplicate' | 'reorder';

/** The way between two ends. */
export class Wire {
  /** Whose console it is. */
  readonly person: string;
  readonly near: End;
  readonly far: End;
  readonly #scheduler: Scheduler;
  readonly #network: Network;
  /** Nothing passes any more, and nobody is told. */
  dead = false;
  mishap: Mishap | null = null;
  /** The feed overtakes the next word that a right has ended. */
  overtakes = false;

  constructor(person: string, near: Process, far: Process, network: Network, scheduler: Scheduler) {
    this.person = person;
    this.#scheduler = scheduler;
    this.#network = network;
    this.near = new End(near, this);
    this.far = new End(far, this);
    this.near.peer = this.far;
    this.far.peer = this.near;
  }

  get isOpen(): boolean {
    return this.near.readyState === OPEN && this.far.readyState === OPEN;
  }

  #arrives(end: End, what: string, run: () => void): void {
    const at = Math.max(end.arrival, this.#network.arrival(this.person));
    end.arrival = at;
    this.#scheduler.after(at - this.#scheduler.now, `${end.process.name} ${what}`, () => {
      if (!this.dead) end.process.enter(what, run);
    });
  }

  carry(from: End, frame: Buffer): void {
    const to = from.peer;
    if (to === null) return;
    from.bufferedAmount += frame.length;
    const arrived = () => {
      from.bufferedAmount -= frame.length;
      // The other side knows nothing of this connection any more.
      if (to.readyState === CLOSED) this.#arrives(from, 'reset', () => from.ended(ABNORMAL));
      else to.take(frame);
    };
    const mishap = this.#mishapOf(frame);
    if (mishap === 'reorder' || mishap === 'overtaken') {
      // What comes after it is not held up.
      const late = this.#network.arrival(this.person) + this.#network.lateness(mishap);
      this.#scheduler.after(late - this.#scheduler.now, `${to.process.name} late frame`, () => {
        if (!this.dead) to.process.enter('late frame', arrived);
      });
      return;
    }
    this.#arrives(to, 'frame', arrived);
    if (mishap === 'duplicate') this.#arrives(to, 'frame again', () => to.take(frame));
  }

  /** Of what moves work. Frames that open a connection come once: a proxy that doubles those makes no connection. */
  #mishapOf(frame: Buffer): Mishap | 'overtaken' | null {
    const { mishap } = this;
    if (mishap === null && !this.overtakes) return null;
    const op = /^\{"op":"(\w+)"/.exec(frame.toString('latin1', 0, 20))?.[1] ?? '';
    if (op === 'forget' && this.overtakes) {
      this.overtakes = false;
      return 'overtaken';
    }
    if (mishap === null) return null;
    const fits =
      mishap === 'duplicate'
        ? ['ev', 'evs', 'do', 'done', 'offer', 'revoke', 'forget', 'ack', 'sync'].includes(op)
        : ['ev', 'evs'].includes(op);
    if (!fits) return null;
    this.mishap = null;
    return mishap;
  }

  goodbye(from: End, code: number): void {
    const to = from.peer;
    if (to === null) return;
    this.#arrives(to, 'close', () => {
      if (to.readyState !== CLOSED) to.ended(code);
      this.#arrives(from, 'closed', () => from.ended(code));
    });
  }

  /** One end is cut off; the other hears of it, if anything passes. */
  reset(from: End): void {
    const to = from.peer;
    if (to !== null) this.#arrives(to, 'reset', () => to.ended(ABNORMAL));
  }

  /** Both ends lose it, sooner or later. */
  tear(ms: number): void {
    this.dead = true;
    for (const end of [this.near, this.far]) end.process.after(ms, 'torn', () => end.ended(ABNORMAL));
  }

  closed(): void {
    if (this.near.readyState === CLOSED && this.far.readyState === CLOSED) this.#network.wires.delete(this);
  }
}

/** A node that listens. */
export interface Host {
  readonly process: Process;
  accept(socket: ConsoleSocket): void;
}

export class Network {
  readonly wires = new Set<Wire>();
  readonly hosts = new Set<Host>();
  readonly #scheduler: Scheduler;
  readonly #chance: Chance;
  /** Whose lines are cut until when. */
  readonly #cut = new Map<string, number>();
  readonly #slow = new Map<string, number>();

  constructor(scheduler: Scheduler, chance: Chance) {
    this.#scheduler = scheduler;
    this.#chance = chance;
  }

  /** When something sent now arrives. */
  arrival(whose: string): number {
    const { now } = this.#scheduler;
    const way = now + this.#chance.whole(1, this.#chance.hit(0.05) ? 120 : 12);
    const slow = (this.#slow.get(whose) ?? 0) > now ? this.#chance.whole(200, 8_000) : 0;
    return Math.max(way + slow, (this.#cut.get(whose) ?? 0) + 5);
  }

  /** What is sent waits until then, as behind a switch that is off. */
  partition(whose: string, ms: number): void {
    this.#cut.set(whose, this.#scheduler.now + ms);
  }
  delay(whose: string, ms: number): void {
    this.#slow.set(whose, this.#scheduler.now + ms);
  }

  /** A node that listens, if there is one. */
  host(): Host | null {
    const hosts = [...this.hosts];
    return hosts.length === 0 ? null : this.#chance.pick(hosts);
  }

  /** Ms by which a frame may come after those that were sent behind it. */
  lateness(mishap: 'reorder' | 'overtaken'): number {
    return this.#chance.whole(50, mishap === 'reorder' ? 2_000 : 20_000);
  }

  /** Whether a router's node talks to this console. */
  reaches(process: Process): boolean {
    return [...this.wires].some(({ near, isOpen, dead }) => near.process === process && isOpen && !dead);
  }

  dial(person: string, process: Process): RouterSocket {
    const host = this.host();
    const wire = new Wire(person, process, host?.process ?? process, this, this.#scheduler);
    const { near, far } = wire;
    const at = this.arrival(person) - this.#scheduler.now;
    if (host === null) {
      process.after(at, 'refused', () => {
        near.emit('error', new Error('nobody listens'));
        near.ended(ABNORMAL);
      });
    } else {
      this.wires.add(wire);
      this.#scheduler.after(at, `${host.process.name} dialed`, () =>
        host.process.enter('dialed', () => {
          if (near.readyState !== CONNECTING) return wire.closed();
          near.readyState = OPEN;
          far.readyState = OPEN;
          // `End` is as much of a WebSocket as a connection uses.
          host.accept(far as unknown as ConsoleSocket);
        }),
      );
    }
    return near as unknown as RouterSocket;
  }

  /** A process has ended: its machine says goodbye for it, unless the machine itself went. */
  ended(process: Process, silently: boolean): void {
    for (const wire of [...this.wires]) {
      for (const end of [wire.near, wire.far]) {
        if (end.process !== process) continue;
        if (silently) wire.dead = true;
        else wire.reset(end);
        end.readyState = CLOSED;
        wire.closed();
      }
    }
  }
}
