// Owns the way to the core over a WebSocket: envelopes, reconnecting with full jitter, calls that outlive a restart of the
// host or end with a clear error. Refuses: what the calls mean (client.ts).
import { answerEnvelope, ENVELOPE_VERSION } from '#shared/contract/envelope.ts';
import { CallError } from '#shared/contract/errors.ts';
import { EVENT_NAMES, type EventName } from '#shared/contract/names.ts';
import type { HostState, Transport } from './transport.ts';

export interface Socket {
  send(data: string): void;
  close(): void;
}
export interface SocketEvents {
  opened(): void;
  message(data: unknown): void;
  /** Also when it never opened. */
  closed(): void;
}

export interface SocketOptions {
  readonly open: (events: SocketEvents) => Socket;
  /**
   * Asked when a connection failed before it opened: does the host answer all the same? Then it refuses this page. It is
   * waited for no longer than for a connection.
   */
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
  /** An attempt that neither opened nor failed is given up on after this, ms. */
  readonly openMs?: number;
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
  openMs = 10_000,
}: SocketOptions): Transport {
  const listeners = new Set<(name: EventName, body: unknown) => void>();
  const watchers = new Set<(state: HostState) => void>();
  const pending = new Map<number, Pending>();
  let state: HostState = { kind: 'connecting' };
  let socket: Socket | null = null;
  let lastId = 0;
  let attempt = 0;
  /** Of the next attempt, or of the end of the one under way. */
  let cancelNext: (() => void) | null = null;

  function become(next: HostState): void {
    state = next;
    for (const watcher of [...watchers]) watcher(next);
  }

  function connect(): void {
    cancelNext?.();
    socket?.close();
    let opened = false;
    const mine = open({
      opened() {
        if (socket !== mine) return;
        opened = true;
        attempt = 0;
        cancelNext?.();
        become({ kind: 'open' });
        for (const call of pending.values()) if (!call.sent) send(call);
      },
      message: (data) => {
        if (socket === mine) receive(data);
      },
      closed() {
        if (socket !== mine) return;
        for (const call of [...pending.values()])
          if (call.sent) call.settle({ error: gone('error.host_gone') });
        if (opened) later();
        else void refusedOrGone(mine);
      },
    });
    socket = mine;
    cancelNext = after(openMs, later);
  }

  async function refusedOrGone(mine: Socket): Promise<void> {
    const answers = await hostAnswers();
    if (socket !== mine) return;
    if (!answers) return later();
    cancelNext?.();
    socket = null;
    become({ kind: 'refused', reason: 'error.page_token' });
    for (const call of [...pending.values()])
      call.settle({ error: new CallError({ code: 'unauthorized', message: 'error.page_token' }) });
  }

  function later(): void {
    cancelNext?.();
    socket?.close();
    socket = null;
    const wait = Math.round(random() * Math.min(backoff.cap, backoff.base * 2 ** attempt));
    attempt = Math.min(attempt + 1, 20);
    cancelNext = after(wait, connect);
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
      if (state.kind !== 'gone' && state.kind !== 'refused') return;
      become({ kind: 'gone', nextTryAt: now() });
      connect();
    },
  };
}
