// Owns the socket to the router: opens it, reads and writes frames, measures the router's clock, and does what the
// machine says. Refuses: what frames mean (sync/) and when to try again (machine.ts).
import { type ClientFrame, type FrameOf, type ServerFrame, serverFrame } from '#shared/protocol/frames.ts';
import type { Cursor } from '#shared/protocol/streams.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { Times } from '../times.ts';
import { type Dial, OPEN, type RouterSocket } from './dial.ts';
import {
  type LinkEffect,
  type LinkEvent,
  newLink,
  overdue,
  reduceLink,
  type Shown,
  shown,
  VERSION,
  wakeAt,
} from './machine.ts';
import { createRouterClock } from './router-clock.ts';

export interface Credentials {
  readonly device: string;
  readonly next: number;
  readonly cursors: Record<string, Cursor>;
}

export type DataFrame = Exclude<ServerFrame, { op: 'hello' | 'ready' | 'ping' | 'pong' | 'drain' | 'err' }>;

export interface LinkOptions {
  readonly dial: Dial;
  readonly url: string;
  readonly token: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly times: Times;
  /** What the console knows already; read anew for every connection. */
  readonly credentials: () => Promise<Credentials>;
  readonly onReady: (frame: FrameOf<'ready'>) => void;
  readonly onFrame: (frame: DataFrame, bytes: number) => void;
  /** Something was heard: what is shown is current as of now. */
  readonly onContact: () => void;
  readonly onLost: () => void;
  /** The person was removed: nothing cached may stay. */
  readonly onWipe: () => void;
  readonly onShown: () => void;
}

export interface LinkStatus {
  readonly state: Shown;
  readonly since: number;
  readonly nextTryAt: number | undefined;
  readonly reason: string | undefined;
  readonly offset: number;
}

const ops: ReadonlySet<string> = new Set(serverFrame.options.map((option) => option.shape.op.value));

export function createLink(options: LinkOptions) {
  const { clock, log, times, ids } = options;
  let link = newLink(clock.now());
  let socket: RouterSocket | null = null;
  let generation = 0;
  let cancelWake: (() => void) | null = null;
  let state = shown(link, clock.now(), times);
  let since = clock.now();
  const routerClock = createRouterClock(clock.now);

  function step(event: LinkEvent): void {
    const next = reduceLink(link, event, clock.now(), times);
    const before = link;
    link = next.link;
    for (const effect of next.effects) perform(effect);
    // Hearing something only moves a moment away: the timer that comes too early finds that out.
    if (event.type !== 'heard') rewind();
    show(before.phase.at !== link.phase.at);
  }

  function perform(effect: LinkEffect): void {
    switch (effect.do) {
      case 'connect':
        return connect();
      case 'auth':
        return authenticate();
      case 'ping':
        routerClock.ping();
        send({ op: 'ping' });
        return;
      case 'live':
        log.info('connected to the router');
        return;
      case 'lost':
        return options.onLost();
      case 'wipe':
        return options.onWipe();
      case 'close':
        return drop(effect.code);
    }
  }

  function rewind(): void {
    cancelWake?.();
    const now = clock.now();
    const at = wakeAt(link, now, times);
    cancelWake = at === null ? null : clock.after(Math.max(0, at - now), wake);
  }

  function wake(): void {
    cancelWake = null;
    const code = overdue(link, clock.now());
    if (code !== null) {
      log.warn('the connection is given up', { code });
      step({ type: 'gaveUp', code, jitter: ids.random() });
    } else {
      step({ type: 'tick' });
    }
  }

  function show(always: boolean): void {
    const now = clock.now();
    const next = shown(link, now, times);
    if (next !== state) {
      state = next;
      since = now;
    } else if (!always) return;
    options.onShown();
  }

  function connect(): void {
    generation += 1;
    const mine = generation;
    const current = () => mine === generation;
    routerClock.connecting();
    let opening: RouterSocket;
    try {
      opening = options.dial(options.url, times.connectMs);
    } catch (error) {
      log.error('the router address cannot be used', { reason: String(error) });
      queueMicrotask(() => current() && step({ type: 'rejected', reason: 'refused.address' }));
      return;
    }
    socket = opening;
    opening.on('message', (data, isBinary) => {
      if (!current()) return;
      if (isBinary || !Buffer.isBuffer(data)) return nonsense('a frame is not text');
      receive(data);
    });
    opening.on('unexpected-response', (_request, response) => {
      response.resume();
      if (!current()) return;
      const { statusCode = 0 } = response;
      log.warn('the router answered with HTTP', { status: statusCode });
      // 4xx means that this address is no console gateway; 5xx is a proxy whose router is away.
      if (statusCode >= 400 && statusCode < 500) step({ type: 'rejected', reason: 'refused.not_a_router' });
      else step({ type: 'gaveUp', code: 1000, jitter: ids.random() });
    });
    opening.on('error', (error) => {
      if (!current()) return;
      log.info('the connection failed', { reason: error.message });
      if (/subprotocol/i.test(error.message)) step({ type: 'rejected', reason: 'refused.not_a_router' });
    });
    opening.on('close', (code) => {
      if (!current()) return;
      socket = null;
      step({ type: 'closed', code, jitter: ids.random() });
    });
  }

  function drop(code: number): void {
    generation += 1;
    const leaving = socket;
    socket = null;
    if (leaving === null) return;
    // A socket that is being aborted reports it; nobody needs to hear.
    leaving.removeAllListeners();
    leaving.on('error', () => undefined);
    if (leaving.readyState !== OPEN) return leaving.terminate();
    leaving.close(code);
    // A half-open peer never answers the close.
    clock.after(times.againMs, () => leaving.terminate());
  }

  function authenticate(): void {
    const mine = generation;
    options.credentials().then(
      ({ device, next, cursors }) => {
        if (mine !== generation) return;
        send({ op: 'auth', v: VERSION, token: options.token, device, n_next: next, cursors });
      },
      (error: unknown) => {
        log.error('the console cannot say what it knows', { reason: String(error) });
        if (mine === generation) step({ type: 'gaveUp', code: 1000, jitter: ids.random() });
      },
    );
  }

  function nonsense(reason: string): void {
    log.warn('the router sent a frame that makes no sense', { reason });
    step({ type: 'gaveUp', code: 4003, jitter: ids.random() });
  }

  function receive(data: Buffer): void {
    let raw: unknown;
    try {
      raw = JSON.parse(data.toString('utf8'));
    } catch {
      return nonsense('not JSON');
    }
    const parsed = serverFrame.safeParse(raw);
    if (!parsed.success) {
      const op = typeof raw === 'object' && raw !== null && 'op' in raw ? raw.op : undefined;
      // A newer router may know more operations than we do.
      if (typeof op === 'string' && !ops.has(op)) {
        log.warn('a frame of unknown kind was ignored', { op: op.slice(0, 64) });
        return step({ type: 'heard' });
      }
      const [issue] = parsed.error.issues;
      return nonsense(`${String(op)}: ${issue?.path.join('.')}: ${issue?.message}`);
    }
    step({ type: 'heard' });
    take(parsed.data, data.length);
  }

  function take(frame: ServerFrame, bytes: number): void {
    switch (frame.op) {
      case 'hello':
        if (routerClock.hello(frame.now)) show(true);
        return step({ type: 'hello', v: frame.v, hb: frame.hb });
      case 'ready':
        if (link.phase.at !== 'connecting') return nonsense('ready out of turn');
        step({ type: 'ready' });
        options.onReady(frame);
        options.onContact();
        return;
      case 'ping':
        send({ op: 'pong' });
        if (link.phase.at === 'live') options.onContact();
        return;
      case 'pong':
        if (routerClock.pong()) show(true);
        if (link.phase.at === 'live') options.onContact();
        return;
      case 'drain':
        return step({ type: 'drain', in: frame.in });
      case 'err':
        return log.warn('the router did not understand a frame', { msg: frame.msg, ref: frame.ref });
      default:
        if (link.phase.at !== 'live') return nonsense(`${frame.op} before ready`);
        options.onFrame(frame, bytes);
    }
  }

  /** False when there is no connection to send on. */
  function send(frame: ClientFrame): boolean {
    if (socket?.readyState !== OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  return {
    start: () => step({ type: 'start' }),
    stop: () => step({ type: 'stop' }),
    retry: () => step({ type: 'retry' }),
    /** The device slept: whatever was open is not trusted any more, and nothing is waited for. */
    wake() {
      step({ type: 'gaveUp', code: 1000, jitter: 0 });
      step({ type: 'retry' });
    },
    send,
    isLive: () => link.phase.at === 'live',
    /** Router clock minus this clock, ms. */
    offset: routerClock.offset,
    status: (): LinkStatus => ({
      state,
      since,
      nextTryAt: link.phase.at === 'waiting' ? link.phase.until : undefined,
      reason: link.phase.at === 'refused' ? link.phase.reason : undefined,
      offset: routerClock.offset(),
    }),
  };
}

export type RouterLink = ReturnType<typeof createLink>;
