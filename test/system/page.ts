// Owns a page without a browser: the page's own transport and its own copy of the core's rows, over a real WebSocket to
// the web host. Refuses: pixels; those are the browser tests'.
import { WebSocket } from 'ws';
import type { Input, Output } from '#shared/contract/calls.ts';
import { type CallName, PAGE_PROTOCOL, PAGE_SOCKET, TOKEN_PROTOCOL } from '#shared/contract/names.ts';
import { createApi } from '../../renderer/api/client.ts';
import { socketTransport } from '../../renderer/api/socket.ts';
import { keepInSync } from '../../renderer/state/sync.ts';
import { addRows, type Copy, NO_TABLES, type PlainName, type Tables } from '../../renderer/state/tables.ts';

export interface PageSide {
  /** Waits while the host is gone. Rejects with CallError. */
  call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>>;
  rows<C extends PlainName>(c: C): Tables[C];
  /** Opens it, and again after every restart of the host. */
  open(conversation: string): Promise<Output<'conversation.open'>>;
  leave(conversation: string): Promise<void>;
  /** Resolves with the next change of any row. */
  changed(): Promise<void>;
  /** Resolves with the next snapshot: everything before it is out of date. */
  renewed(): Promise<void>;
  /** Resolves with what `look` finds, now or after a change. */
  until<T>(look: (page: PageSide) => T | undefined | false | null): Promise<T>;
  /** Snapshots so far. */
  snapshots(): number;
  close(): void;
}

/** `address` is read anew for every connection: each start of the host has its own token. */
export function openPageSide(address: () => string): PageSide {
  let copy: Copy | null = null;
  let snapshots = 0;
  let closed = false;
  let socket: WebSocket | null = null;
  const opened = new Set<string>();
  const changes = new Set<() => void>();
  const renewals = new Set<() => void>();
  const wake = (waiting: Set<() => void>): void => {
    const all = [...waiting];
    waiting.clear();
    for (const done of all) done();
  };

  const transport = socketTransport({
    open(events) {
      const { origin, host, hash } = new URL(address());
      const fresh = new WebSocket(
        `ws://${host}${PAGE_SOCKET}`,
        [PAGE_PROTOCOL, TOKEN_PROTOCOL + hash.slice(1)],
        { origin },
      );
      socket = fresh;
      fresh.on('open', events.opened);
      fresh.on('message', (data) => events.message(String(data)));
      fresh.on('close', events.closed);
      // A close follows.
      fresh.on('error', () => undefined);
      return { send: (data) => fresh.send(data), close: () => fresh.close() };
    },
    // A host that refuses is one that has just started: its new token is on the way.
    hostAnswers: async () => false,
    now: Date.now,
    after(ms, run) {
      const timer = setTimeout(() => closed || run(), ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
    backoff: { base: 50, cap: 200 },
  });
  const api = createApi(transport);
  const write = (next: Copy): void => {
    copy = next;
    wake(changes);
  };
  const sync = keepInSync({
    api,
    read: () => copy,
    write,
    onSnapshot() {
      snapshots += 1;
      // As the page does: the core may be a new one that knows nothing of what was open.
      for (const conversation of opened) page.open(conversation).catch(() => undefined);
      wake(renewals);
    },
    // The host went away meanwhile: its return brings the next snapshot.
    onFailure: () => undefined,
    // Nothing is drawn.
    frame: (run) => run(),
  });

  const page: PageSide = {
    call: api.call,
    rows: <C extends PlainName>(c: C) => (copy?.tables ?? NO_TABLES)[c],
    async open(conversation) {
      opened.add(conversation);
      const answer = await api.call('conversation.open', { conversation });
      if (copy !== null)
        write(
          addRows(
            copy,
            'entries',
            answer.entries.map((entry) => [`${conversation}/${entry.seq}`, { conversation, entry }]),
          ),
        );
      return answer;
    },
    async leave(conversation) {
      opened.delete(conversation);
      await api.call('conversation.leave', { conversation });
    },
    changed: () => new Promise((resolve) => changes.add(resolve)),
    renewed: () => new Promise((resolve) => renewals.add(resolve)),
    async until(look) {
      for (;;) {
        const found = look(page);
        if (found !== undefined && found !== false && found !== null) return found;
        await page.changed();
      }
    },
    snapshots: () => snapshots,
    close() {
      closed = true;
      sync.stop();
      socket?.terminate();
    },
  };
  return page;
}
