// Owns a display's way to the router: one socket, the token in its first frame, again and again with growing pauses.
// Refuses: to try again where the router said no.
import { WALL_CLOSE, WALL_VERSION, type WallServerFrame, wallServerFrame } from '#shared/protocol/wall.ts';
import { RouterTime } from './router-time.ts';
import { type Fed, heard, NOT_FED, type Refusal, type WallSource } from './source.ts';

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** A socket that says nothing for so many of the router's beats is given up. */
const SILENT_BEATS = 8;
/** Until the router is heard for the first time, ms. */
const OPENING = 10_000;

const REFUSALS: Readonly<Record<number, Refusal>> = {
  [WALL_CLOSE.unauthorized]: 'unauthorized',
  [WALL_CLOSE.revoked]: 'revoked',
  [WALL_CLOSE.protocol]: 'protocol',
};

/** The part of a WebSocket that is used. */
export interface Socket {
  send(text: string): void;
  close(): void;
}
export interface SocketEvents {
  message(text: string): void;
  closed(code: number): void;
}

export interface SocketOptions {
  readonly token: string;
  readonly open: (events: SocketEvents) => Socket;
  /** Monotonic, ms. */
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** 0 up to 1. */
  readonly random: () => number;
}

export function socketSource({ token, open, now, after, random }: SocketOptions): WallSource {
  const listeners = new Set<() => void>();
  const time = new RouterTime();
  let fed: Fed = NOT_FED;
  let pause = FIRST_PAUSE;
  let socket: Socket | null = null;
  /** Of the socket under way: what an older one still says is nothing. */
  let generation = 0;
  let every = 1_000;
  let cancel: () => void = () => undefined;

  function set(next: Fed): void {
    fed = next;
    for (const listen of [...listeners]) listen();
  }

  /** The socket has until then to say something. */
  function watch(ms: number, mine: number): void {
    cancel();
    cancel = after(ms, () => lost(mine));
  }

  function connect(): void {
    generation += 1;
    const mine = generation;
    set({ ...fed, nextTryAt: null });
    watch(OPENING, mine);
    socket = open({
      message: (text) => mine === generation && take(text, mine),
      closed: (code) => mine === generation && closed(code, mine),
    });
  }

  function closed(code: number, mine: number): void {
    const refused = REFUSALS[code];
    if (refused === undefined) return lost(mine);
    generation += 1;
    cancel();
    socket = null;
    // Nothing of what it showed stays on the screen but its name.
    set({ ...NOT_FED, refused, title: fed.title, refusedAt: time.at(now()) });
  }

  function lost(mine: number): void {
    if (mine !== generation) return;
    generation += 1;
    socket?.close();
    socket = null;
    const wait = pause * (0.5 + random() / 2);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
    cancel();
    cancel = after(wait, connect);
    set({ ...fed, nextTryAt: now() + wait });
  }

  function parse(text: string): WallServerFrame | null {
    try {
      return wallServerFrame.safeParse(JSON.parse(text)).data ?? null;
    } catch {
      return null;
    }
  }

  function take(text: string, mine: number): void {
    const frame = parse(text);
    // A newer router may say more than is understood here.
    if (frame === null) return;
    if (frame.op === 'hello') {
      time.begin();
      time.hear(frame.now, now());
      every = frame.every;
      socket?.send(JSON.stringify({ op: 'auth', v: WALL_VERSION, token }));
      return watch(OPENING, mine);
    }
    pause = FIRST_PAUSE;
    time.hear(frame.op === 'board' ? frame.board.at : frame.tick.at, now());
    watch(Math.max(every * SILENT_BEATS, 1_000), mine);
    set(heard(fed, frame));
  }

  if (token === '') fed = { ...NOT_FED, refused: 'noToken' };
  else connect();

  return {
    read: () => fed,
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    routerNow: () => time.at(now()) ?? Date.now(),
  };
}
