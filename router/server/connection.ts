// Owns one console's socket: who it is, what it follows, what it asks, and when it has to go. Nothing changes and nothing
// is read before it has said who it is.
// Refuses: deciding commands (clerk.ts), reading the log (feed.ts), other connections (gateway.ts).
import type { RawData, WebSocket } from 'ws';
import { CLOSE, type CloseName } from '#shared/protocol/close.ts';
import { type ClientFrame, PROTOCOL_VERSION, type ServerFrame } from '#shared/protocol/frames.ts';
import type { Cursor } from '#shared/protocol/streams.ts';
import type { PersonConfig } from '#shared/schema/config.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { mayManageDisplays, toldOf } from '../desk/displays.ts';
import { createCredit } from './credit.ts';
import type { Follower, Outlet } from './feed.ts';
import { readFrame } from './incoming.ts';
import { createIntake } from './intake.ts';
import { isKind, toOrder } from './orders.ts';
import type { GatewayParts } from './parts.ts';
import { answerTo, type Question } from './questions.ts';
import { takeSnapshot } from './snapshot.ts';
import { policiesFrames, welcome } from './welcome.ts';
import { encode } from './wire.ts';

/** Frames that were not understood before the connection is given up. */
const MOST_ERRORS = 20;
/** Frames that may wait for `ready`. */
const MOST_EARLY = 64;
/** A droppable frame is dropped when this many bytes wait in the socket. */
const DROP_BYTES = 65_536;

const PING = encode({ op: 'ping' });
const PONG = encode({ op: 'pong' });

/** What a connection needs of its socket. */
export type ConsoleSocket = Pick<
  WebSocket,
  'on' | 'send' | 'close' | 'terminate' | 'pause' | 'resume' | 'bufferedAmount'
>;

export type Auth = Extract<ClientFrame, { op: 'auth' }>;

export interface Identity {
  readonly person: PersonConfig;
  readonly device: string;
}

/** What the gateway knows beyond one connection. */
export interface Home {
  /** Whose token it is; `removed` when the device is of somebody who no longer works here. */
  identify(auth: Auth): Promise<PersonConfig | 'unknown' | 'removed'>;
  /** The connection has a person: it replaces an older one of the same device. */
  arrived(connection: Connection, identity: Identity): void;
  left(connection: Connection): void;
}

export class Connection {
  identity: Identity | null = null;
  #phase: 'new' | 'asked' | 'ready' | 'closed' = 'new';
  readonly #socket: ConsoleSocket;
  readonly #home: Home;
  readonly #parts: GatewayParts;
  readonly #credit = createCredit(LIMITS.credit);
  readonly #followers = new Map<string, Follower>();
  readonly #early: ClientFrame[] = [];
  readonly #stopWaiting: () => void;
  readonly #outlet: Outlet;
  readonly #intake: ReturnType<typeof createIntake>;
  #errors = 0;
  #unwatch: () => void = () => undefined;
  #heardAt: number;
  #pingedAt: number;

  constructor(socket: ConsoleSocket, home: Home, parts: GatewayParts) {
    const { timing, limits, engine, node, clock } = parts;
    this.#socket = socket;
    this.#home = home;
    this.#parts = parts;
    this.#intake = createIntake(socket, limits, clock);
    this.#heardAt = clock.now();
    this.#pingedAt = clock.now();
    this.#outlet = this.#makeOutlet();
    this.#stopWaiting = clock.after(timing.authMs, () => this.close('authTimeout'));
    socket.on('message', (data, isBinary) => this.#take(data, isBinary));
    socket.on('error', () => undefined);
    socket.on('close', () => this.#ended());
    this.send({
      op: 'hello',
      v: PROTOCOL_VERSION,
      hb: timing.heartbeatMs,
      win: LIMITS.credit,
      max: LIMITS.frameBytes,
      node,
      now: engine.now(),
    });
  }

  get ready(): boolean {
    return this.#phase === 'ready';
  }

  /** Commands that are not answered yet. */
  get underWay(): number {
    return this.#intake.underWay;
  }

  follows(stream: string): boolean {
    return this.#followers.has(stream);
  }

  send(frame: ServerFrame): void {
    this.write(encode(frame));
  }

  /** Writes an encoded frame; a console that takes nothing for long is closed. */
  write(frame: Buffer, sent?: () => void): void {
    if (this.#phase === 'closed') return;
    this.#socket.send(frame, { binary: false }, sent);
    if (this.#socket.bufferedAmount > this.#parts.limits.bufferedBytes) this.close('slow');
  }

  /** Only the last value matters: left out when the socket is behind. */
  drop(frame: Buffer): void {
    if (this.#socket.bufferedAmount < DROP_BYTES) this.write(frame);
  }

  close(name: CloseName): void {
    if (this.#phase === 'closed') return;
    this.#phase = 'closed';
    this.#parts.metrics.closed(name);
    this.#stopFollowing();
    this.#socket.close(CLOSE[name].code, name);
    // What a closing socket still says has no effect, and is read so that its close is.
    this.#socket.resume();
    this.#parts.clock.after(this.#parts.timing.closeMs, () => this.#socket.terminate());
  }

  /** Asks for a sign of life, or gives up. `away`: of the time since the last call, how long nobody listened, ms. */
  beat(now: number, away: number): void {
    const { heartbeatMs } = this.#parts.timing;
    this.#heardAt += away;
    if (now - this.#heardAt > 2.5 * heartbeatMs) {
      this.close('heartbeat');
      this.#socket.terminate();
    } else if (this.ready && now - this.#pingedAt >= heartbeatMs) {
      this.#pingedAt = now;
      this.drop(PING);
    }
  }

  #ended(): void {
    this.#phase = 'closed';
    this.#stopWaiting();
    this.#stopFollowing();
    this.#home.left(this);
  }

  #stopFollowing(): void {
    this.#unwatch();
    for (const follower of this.#followers.values()) follower.stop();
    this.#followers.clear();
  }

  #bad(problem: string, ref?: string): void {
    this.#errors += 1;
    this.send({ op: 'err', msg: problem.slice(0, 500), ...(ref === undefined ? {} : { ref }) });
    if (this.#errors >= MOST_ERRORS) this.close('protocol');
  }

  #take(data: RawData, isBinary: boolean): void {
    if (this.#phase === 'closed') return;
    this.#heardAt = this.#parts.clock.now();
    // ws hands over one Buffer per message unless told otherwise.
    const bytes = data as Buffer;
    if (bytes.length > LIMITS.frameBytes) {
      this.close('tooLarge');
      return;
    }
    const incoming = isBinary ? { problem: 'a frame is JSON text' } : readFrame(bytes.toString('utf8'));
    if ('version' in incoming) {
      this.close('version');
      return;
    }
    if (this.#phase === 'new') {
      if ('frame' in incoming && incoming.frame.op === 'auth') this.#authenticate(incoming.frame);
      else this.close('protocol');
      return;
    }
    if ('problem' in incoming) this.#bad(incoming.problem, incoming.ref);
    else if (this.ready) this.#handle(incoming.frame);
    else if (this.#early.push(incoming.frame) > MOST_EARLY) this.close('protocol');
  }

  #authenticate(auth: Auth): void {
    this.#phase = 'asked';
    this.#admit(auth).catch((error: unknown) => {
      if ((error as Error).name !== 'UnavailableError')
        this.#parts.log.error({ err: error }, 'a console could not be let in');
      this.close('drain');
    });
  }

  async #admit(auth: Auth): Promise<void> {
    const { clerk, metrics } = this.#parts;
    const person = await this.#home.identify(auth);
    if (person === 'unknown' || person === 'removed') {
      metrics.refused(person);
      return this.close(person === 'removed' ? 'removed' : 'unauthorized');
    }
    const { device } = auth;
    const known = await clerk.device(device);
    if (this.#phase !== 'asked') return;
    if (known !== null && known.person !== person.id) {
      metrics.refused('device');
      this.send({
        op: 'err',
        msg: 'this device is known as somebody else’s; sign in with a new one',
        ref: 'auth',
      });
      return this.close('unauthorized');
    }
    this.#stopWaiting();
    this.identity = { person, device };
    this.#home.arrived(this, this.identity);
    const { ready, offers, follow } = await welcome(this.#parts, person, auth, known?.n ?? 0);
    if (this.#phase !== 'asked') return;
    this.#phase = 'ready';
    this.send(ready);
    for (const offer of offers) this.send(offer);
    if (mayManageDisplays(person)) {
      this.send({ op: 'eph', k: 'displays', d: toldOf(clerk.wall()?.displays() ?? []) });
      for (const frame of policiesFrames(clerk.policies(person.id))) this.send(frame);
    }
    for (const frame of this.#parts.colleagues.of(person)) this.write(frame);
    for (const stream of ready.streams) this.#follow(stream, follow.get(stream));
    for (const stream of Object.keys(auth.cursors))
      if (!this.#followers.has(stream)) this.#notYours(stream, 'auth');
    for (const frame of this.#early.splice(0)) if (this.ready) this.#handle(frame);
  }

  /** Whatever is asked about a stream that is not this person's is answered with an error and nothing else. */
  #notYours(stream: string, ref: string): void {
    this.send({ op: 'err', msg: `${stream} is not yours to follow`, ref });
  }

  #follow(stream: string, cursor: Cursor | undefined): void {
    this.#followers.get(stream)?.stop();
    this.#credit.drop(stream);
    this.#followers.set(stream, this.#parts.feeds.follow(stream, cursor, this.#outlet));
  }

  #makeOutlet(): Outlet {
    const { clerk, engine, metrics } = this.#parts;
    return {
      room: () => this.#credit.room(),
      idle: () => this.#credit.idle(),
      sendBatch: (stream, { frame, end }) => {
        this.#credit.take(stream, end, frame.length);
        metrics.sent(frame.length);
        this.write(frame);
      },
      sendPart: (frame) =>
        new Promise((resolve) => (this.#phase === 'ready' ? this.write(frame, resolve) : resolve())),
      snapshot: (stream) => {
        metrics.reset();
        return takeSnapshot(clerk, engine, stream);
      },
      failed: (error) => {
        if (error.name !== 'UnavailableError')
          this.#parts.log.error({ err: error }, 'a feed could not be read');
        this.close('drain');
      },
    };
  }

  #handle(frame: ClientFrame): void {
    switch (frame.op) {
      case 'ack':
        for (const [stream, before] of Object.entries(frame.a)) this.#credit.release(stream, before);
        for (const follower of this.#followers.values()) follower.resume();
        return;
      case 'do':
        this.#order(frame);
        return;
      case 'sync':
        this.#intake.spend();
        if (this.#followers.has(frame.s)) this.#follow(frame.s, frame.c);
        else this.#notYours(frame.s, 'sync');
        return;
      case 'get':
      case 'explain':
      case 'recorded':
      case 'listen':
        this.#intake.spend();
        this.#answer(frame);
        return;
      case 'ping':
        this.drop(PONG);
        return;
      case 'auth':
        this.#renew(frame);
        return;
      case 'eph':
        this.#hint(frame);
        return;
      // It was a sign of life.
      case 'pong':
        return;
    }
  }

  /** A person's typing is shown to nobody yet. */
  #hint({ k, d }: Extract<ClientFrame, { op: 'eph' }>): void {
    if (k === 'wall') this.#watchWall((d as { on?: unknown } | null)?.on === true);
  }

  /** Leads see the queues that are theirs, admins all. */
  #watchWall(on: boolean): void {
    this.#intake.spend();
    this.#unwatch();
    this.#unwatch = () => undefined;
    const { identity } = this;
    if (!on || identity === null) return;
    const { config, wall } = this.#parts;
    const { roles, queues } = identity.person;
    if (!mayManageDisplays(identity.person)) {
      this.send({ op: 'err', msg: 'the wall is for leads and admins', ref: 'eph' });
      return;
    }
    const shown = roles.includes('admin') ? config.queues.map(({ id }) => id) : queues;
    this.#unwatch = wall.add({
      queues: shown.slice(0, LIMITS.wallQueues),
      title: config.organisation,
      behind: () => this.#socket.bufferedAmount >= DROP_BYTES,
      tell: (frame) => this.send({ op: 'eph', k: 'wall', d: frame }),
    });
  }

  #answer(question: Question): void {
    const { identity } = this;
    if (identity === null) return;
    answerTo(this.#parts, identity.person, question, () => this.ready).then(
      (frame) => this.send(frame),
      (error: Error) => {
        if (error.name !== 'UnavailableError')
          this.#parts.log.error({ err: error, asked: question.op }, 'a question could not be answered');
        this.close('drain');
      },
    );
  }

  /** A new token in band: for the same person and device, or not at all. */
  #renew(auth: Auth): void {
    this.#intake.spend();
    const { identity } = this;
    const same = (person: PersonConfig | string) =>
      typeof person !== 'string' && person.id === identity?.person.id && auth.device === identity.device;
    this.#home.identify(auth).then(
      (person) => same(person) || this.close('unauthorized'),
      () => this.close('drain'),
    );
  }

  #order(frame: Extract<ClientFrame, { op: 'do' }>): void {
    const { identity } = this;
    if (identity === null) return;
    const { clerk, metrics } = this.#parts;
    this.#intake.began();
    void clerk.person(toOrder(frame, identity.person.id, identity.device)).then((reply) => {
      this.#intake.answered();
      metrics.answered(isKind(frame.k) ? frame.k : 'other', reply.ok);
      if (reply.ok) this.send({ op: 'done', n: frame.n, ok: true, r: reply.result });
      else if ('refusal' in reply) this.send({ op: 'done', n: frame.n, ok: false, err: reply.refusal });
    });
  }
}
