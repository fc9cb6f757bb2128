// Owns the way to the core over a WebSocket: envelopes, reconnecting with full jitter, calls that outlive a restart of the
// host or end with a clear error. Refuses: what the calls mean (client.ts).
import { answerEnvelope, ENVELOPE_VERSION } from '#shared/contract/envelope.ts';
import { CallError } from '#shared/contract/errors.ts';
import { EVENT_NAMES, type EventName } from '#shared/contract/names.ts';
import type { HostState, Transport } from './transport.ts';

export interface Socket {
  send(data: string): void;
}
export interface SocketEvents {
  opened(): void;
  message(data: unknown): void;
  /** Also when it never opened. */
  closed(): void;
}

export interface SocketOptions {
  readonly open: (events: SocketEvents) => Socket;
  /** Asked when a connection failed before it opened: does the host answer all the same? Then it refuses this page. */
  readonly hostAnswers: () => Promise<boolean>;
  readonly now: () => number;
  /** Calls back once after `ms`; returns the cancel function. */
  readonly after: (ms: number, run: () => void) => () => void;
  /** Uniform in 0..1. */
  readonly random: () => number;
  /** Back-off: full jitter over base * 2^attempt, at most cap, ms. */
  readonly backoff?: { readonly base: number; readonly cap: number };
  /** A call without an answer is given up on after this, ms. */
  readonly answerMs?: number;
}

interface Pending {
  readonly frame: string;
  sent: boolean;
  settle(result: { readonly body: unknown } | { readonly error: CallError }): void;
}

const isEvent = (name: string): name is EventName => EVENT_NAMES.some((known) => known === name);
const gone = (message: string): CallError => new CallError({ code: 'offline', message });

export function socketTransport({
  open,
  hostAnswers,
  now,
  after,
  random,
  backoff = { base: 250, cap: 5_000 },
  answerMs = 30_000,
}: SocketOptions): Transport {
  const listeners = new Set<(name: EventName, body: unknown) => void>();
  const watchers = new Set<(state: HostState) => void>();
  const pending = new Map<number, Pending>();
  let state: HostState = { kind: 'connecting' };
  let socket: Socket | null = null;
  let lastId = 0;
  let attempt = 0;
  let cancelRetry: (() => void) | null = null;

  function become(next: HostState): void {
    state = next;
    for (const watcher of [...watchers]) watcher(next);
  }

  function connect(): void {
    cancelRetry?.();
    cancelRetry = null;
    become({ kind: 'connecting' });
    let opened = false;
    const mine = open({
      opened() {
        opened = true;
        attempt = 0;
        become({ kind: 'open' });
        for (const call of pending.values()) if (!call.sent) send(call);
      },
      message: receive,
      closed() {
        if (socket !== mine) return;
        socket = null;
        for (const call of [...pending.values()])
          if (call.sent) call.settle({ error: gone('error.host_gone') });
        if (opened) later();
        else void refusedOrGone();
      },
    });
    socket = mine;
  }

  async function refusedOrGone(): Promise<void> {
    const answers = await hostAnswers();
    if (socket !== null || state.kind !== 'connecting') return;
    if (!answers) return later();
    become({ kind: 'refused', reason: 'error.page_token' });
    for (const call of [...pending.values()])
      call.settle({ error: new CallError({ code: 'unauthorized', message: 'error.page_token' }) });
  }

  function later(): void {
    const wait = Math.round(random() * Math.min(backoff.cap, backoff.base * 2 ** attempt));
    attempt = Math.min(attempt + 1, 20);
    cancelRetry = after(wait, connect);
    become({ kind: 'gone', nextTryAt: now() + wait });
  }

  function send(call: Pending): void {
    call.sent = true;
    socket?.send(call.frame);
  }

  /** What cannot be read is dropped: its call ends by the time-out, with a clear error. */
  function receive(data: unknown): void {
    let json: unknown;
    try {
      json = JSON.parse(String(data));
    } catch {
      return;
    }
    const read = answerEnvelope.safeParse(json);
    if (!read.success) return;
    const answer = read.data;
    if (answer.kind === 'event') {
      if (isEvent(answer.name)) for (const listen of [...listeners]) listen(answer.name, answer.body);
      return;
    }
    pending
      .get(answer.id)
      ?.settle(answer.kind === 'ok' ? { body: answer.body } : { error: new CallError(answer.body) });
  }

  connect();
  return {
    call(name, body) {
      if (state.kind === 'refused')
        return Promise.reject(new CallError({ code: 'unauthorized', message: state.reason }));
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        const cancel = after(answerMs, () => call.settle({ error: gone('error.host_silent') }));
        const call: Pending = {
          frame: JSON.stringify({ v: ENVELOPE_VERSION, id, kind: 'call', name, body }),
          sent: false,
          settle(result) {
            cancel();
            pending.delete(id);
            if ('error' in result) reject(result.error);
            else resolve(result.body);
          },
        };
        pending.set(id, call);
        if (state.kind === 'open') send(call);
      });
    },
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    watch(listen) {
      watchers.add(listen);
      listen(state);
      return () => watchers.delete(listen);
    },
    retry() {
      if (state.kind === 'gone' || state.kind === 'refused') connect();
    },
  };
}
