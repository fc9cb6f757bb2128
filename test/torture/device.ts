// Owns a console that speaks the protocol without the core: it does what people do and what no console of ours would:
// several commands at once, old fences, work of others, frames that come again.
// Refuses: to believe the router: what does not go on where the last event ended is a fault or is asked for again.

import type { RouterSocket } from '#core/link/dial.ts';
import type { CommandKind } from '#shared/protocol/commands.ts';
import type { ClientFrame, ServerFrame } from '#shared/protocol/frames.ts';
import type { Cursor } from '#shared/protocol/streams.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { Chance } from '../fuzz/random.ts';
import { commandFor, type Known, type Overheard } from './acts.ts';
import type { History } from './history.ts';
import type { Judge } from './judge.ts';
import type { Network } from './network.ts';
import { tokenOf } from './office.ts';
import { absence, Process, type Scheduler } from './scheduler.ts';

interface Sent {
  readonly n: number;
  readonly frame: Extract<ClientFrame, { op: 'do' }>;
}

export interface DeviceOptions {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly chance: Chance;
  readonly judge: Judge;
  readonly history: History;
  readonly fault: (message: string) => void;
  /** Router time as far as a person may know it. */
  readonly wall: () => number;
  readonly overheard: (person: string) => Overheard | null;
}

/** Commands that may wait for their answers at once. */
const AT_ONCE = 3;

export class Device {
  readonly name: string;
  readonly person: string;
  readonly #options: DeviceOptions;
  process: Process;
  #socket: RouterSocket | null = null;
  #ready = false;
  /** Its person has closed it. */
  #leaves = false;
  #next = 1;
  /** Not answered yet, oldest first. */
  #waiting: Sent[] = [];
  readonly #cursors = new Map<string, Cursor>();
  readonly #known: Known = { work: new Map(), offers: new Map(), status: 'offline' };
  #heard = 0;
  /** Does as a good colleague does, so that work drains. */
  diligent = false;

  constructor(name: string, person: string, options: DeviceOptions) {
    this.name = name;
    this.person = person;
    this.#options = options;
    this.process = new Process(options.scheduler, name);
    this.#dial();
    this.#beat();
  }

  /** The process ends; with the power goes what it had read, never what it has asked. */
  crash(powerLoss: boolean): void {
    if (this.process.isDead) return;
    const { scheduler, network, chance } = this.#options;
    this.process.kill();
    network.ended(this.process, powerLoss);
    this.#socket = null;
    this.#ready = false;
    scheduler.after(absence(chance), `${this.name} starts`, () => {
      if (powerLoss) {
        this.#cursors.clear();
        this.#known.work.clear();
      }
      this.#known.offers.clear();
      this.process = new Process(scheduler, this.name);
      this.#dial();
      this.#beat();
    });
  }

  /** A node that serves has let it in, and talks to it. */
  get isThere(): boolean {
    return this.#ready && this.#options.network.reaches(this.process);
  }
  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  #later(ms: number, what: string, run: () => void): void {
    this.process.after(ms, what, run);
  }

  #dial(): void {
    const socket = this.#options.network.dial(this.person, this.process);
    this.#socket = socket;
    this.#heard = this.#options.scheduler.now;
    socket.on('message', (data) => {
      if (this.#socket === socket) this.#take(JSON.parse(String(data)) as ServerFrame);
    });
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#ready = false;
      const { chance } = this.#options;
      const ms = this.#leaves ? absence(chance) : chance.whole(100, 2_000);
      this.#leaves = false;
      this.#later(ms, 'redial', () => this.#dial());
    });
    this.#later(8_000, 'patience', () => {
      if (this.#socket === socket && !this.#ready) socket.terminate();
    });
  }

  #send(frame: ClientFrame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  #take(frame: ServerFrame): void {
    this.#heard = this.#options.scheduler.now;
    switch (frame.op) {
      case 'hello':
        return this.#send({
          ...{ op: 'auth', v: 1, token: tokenOf(this.person), device: this.name, n_next: this.#next },
          cursors: Object.fromEntries(this.#cursors),
        });
      case 'ready':
        this.#ready = true;
        if (frame.n_seen >= this.#next)
          this.#options.fault(`${this.name}: the router saw more than was sent`);
        for (const { frame: again } of this.#waiting) this.#send(again);
        return;
      case 'ping':
        return this.#send({ op: 'pong' });
      case 'drain':
        return this.#socket?.close(1000);
      case 'done':
        return this.#answered(frame);
      case 'offer':
        this.#known.offers.set(frame.offer.id, frame.offer);
        return;
      case 'revoke':
        this.#known.offers.delete(frame.oid);
        return;
      case 'ev':
        return this.#event(frame.s, frame.e, frame.o, [{ k: frame.k, d: frame.d }]);
      case 'evs':
        return this.#event(frame.s, frame.e, frame.o0, frame.list);
      case 'reset':
        if (frame.s.startsWith('p:')) this.#reset(frame.snap);
        if (frame.more !== true) this.#cursors.set(frame.s, [frame.e, frame.o]);
    }
  }

  #reset(snap: unknown): void {
    const { grants, presence } = snap as {
      grants: { handoff: Handoff; right: string }[];
      presence: { status: string };
    };
    this.#known.status = presence.status;
    for (const { handoff, right } of grants) this.#known.work.set(handoff.conversation, { handoff, right });
  }

  #event(stream: string, epoch: number, offset: number, list: readonly { k: string; d?: unknown }[]): void {
    const [ours, next] = this.#cursors.get(stream) ?? [epoch, 0];
    if (ours !== epoch || offset > next) return this.#send({ op: 'sync', s: stream, c: [ours, next] });
    for (const [at, { k, d }] of list.entries()) {
      if (offset + at < next) continue;
      const logged = this.#options.history.streams.get(stream)?.[offset + at];
      if (k !== 'withheld' && (logged?.kind !== k || logged.data !== JSON.stringify(d)))
        this.#options.fault(
          `${this.name}: ${stream} ${offset + at} is ${k}, and in the log it is ${logged?.kind}`,
        );
      if (stream.startsWith('p:')) this.#hear(k, d);
    }
    this.#cursors.set(stream, [epoch, Math.max(next, offset + list.length)]);
    this.#send({ op: 'ack', a: { [stream]: offset + list.length } });
  }

  #hear(kind: string, data: unknown): void {
    const { work } = this.#known;
    if (kind === 'access.granted') {
      const { handoff, right } = data as { handoff: Handoff; right: string };
      work.set(handoff.conversation, { handoff, right });
    } else if (kind === 'handoff.changed') {
      const { handoff } = data as { handoff: Handoff };
      const before = work.get(handoff.conversation);
      if (before !== undefined) work.set(handoff.conversation, { ...before, handoff });
    } else if (kind === 'access.changed') {
      const { conversation, right } = data as { conversation: string; right: string };
      const before = work.get(conversation);
      if (before !== undefined) work.set(conversation, { ...before, right });
    } else if (kind === 'access.ended') work.delete((data as { conversation: string }).conversation);
    else if (kind === 'presence.changed')
      this.#known.status = (data as { presence: { status: string } }).presence.status;
  }

  #answered({ n, ok, err }: Extract<ServerFrame, { op: 'done' }>): void {
    const at = this.#waiting.findIndex((sent) => sent.n === n);
    if (at < 0) return;
    if (err?.code === 'unavailable') {
      const sent = this.#waiting[at];
      this.#later(1_000, 'again', () => {
        if (this.#ready && sent !== undefined && this.#waiting.includes(sent))
          for (const { frame, n: number } of this.#waiting) if (number >= n) this.#send(frame);
      });
      return;
    }
    this.#waiting.splice(at, 1);
    const stored = this.#options.history.operations.get(`${this.name}/${n}`) as { ok: boolean } | undefined;
    if (stored?.ok !== ok) this.#options.fault(`${this.name}/${n}: answered ${ok}, stored ${stored?.ok}`);
  }

  #ask(k: CommandKind, d: Record<string, unknown>, base: number | undefined): void {
    const n = this.#next;
    this.#next += 1;
    const frame = {
      op: 'do' as const,
      n,
      id: `${this.name}-${n}`,
      k,
      ...(base === undefined ? {} : { base }),
      d,
    };
    this.#options.judge.ask(this.name, n, { person: this.person, k, base, d });
    this.#waiting.push({ n, frame });
    if (this.#ready) this.#send(frame);
  }

  /** What a person does next, again and again. */
  #beat(): void {
    const { chance, scheduler } = this.#options;
    this.#later(chance.whole(50, 800), 'acts', () => {
      this.#beat();
      if (this.#socket !== null && scheduler.now - this.#heard > 40_000) return this.#socket.terminate();
      if (!this.#ready) return;
      if (!this.diligent && chance.hit(0.01)) {
        this.#leaves = true;
        return this.#socket?.close(1000);
      }
      if (this.#waiting.length >= AT_ONCE) return;
      const next = commandFor({
        ...{
          chance,
          person: this.person,
          known: this.#known,
          now: this.#options.wall(),
          diligent: this.diligent,
        },
        ...{ overheard: this.#options.overheard, fresh: `${this.name}-t${this.#next}` },
      });
      if (next !== null) this.#ask(next.k, next.d, next.base);
    });
  }
}
