// Owns a console core for tests: the real store in a folder of its own, fakes for the OS, a page that follows the rows,
// and a line to the router that a test can cut or hold.

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Console, createConsole, type OpenStore } from '#core/console.ts';
import type { Notice, Ports } from '#core/ports.ts';
import { TIMES, type Times } from '#core/times.ts';
import type { Input, Output } from '#shared/contract/calls.ts';
import { CallError } from '#shared/contract/errors.ts';
import type { CallName } from '#shared/contract/names.ts';
import {
  type CollectionName,
  type Collections,
  collections,
  type Diff,
  type Snapshot,
} from '#shared/contract/views.ts';
import { openStore } from '#store/client.ts';

/** Short, but never so short that a busy machine takes one for another. */
export const QUICK: Times = {
  ...TIMES,
  connectMs: 5_000,
  backoffBaseMs: 10,
  backoffCapMs: 50,
  steadyMs: 60_000,
  offlineAfterMs: 300,
  frameMs: 1,
  ackMs: 5,
  draftMs: 20,
  answerMs: 4_000,
  endedOfferMs: 60_000,
  repeatOfferMs: 100,
  againMs: 30,
};

export interface ConsoleOptions {
  readonly url: string;
  readonly token: string;
  readonly person: string;
  /** Kept between two consoles of one test to be the same device again. */
  readonly folder?: string;
  readonly times?: Partial<Times>;
  readonly now?: () => number;
  readonly ports?: Partial<Ports>;
  /** In place of the real one, for a test that decides when the store answers. */
  readonly openStore?: OpenStore;
}

export function scratchFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'baton-core-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

export function testPorts(options: ConsoleOptions & { readonly folder: string }) {
  const notices: Notice[] = [];
  const cleared: string[] = [];
  const logged: { level: string; message: string; fields: unknown }[] = [];
  const windows = { focused: 0 };
  // A reply goes at once, but where a test asks for the time to take it back.
  let settings: unknown = { undoSeconds: 0 };
  const note = (level: string) => (message: string, fields?: unknown) =>
    void logged.push({ level, message, fields });
  const ports: Ports = {
    capabilities: {
      host: 'cli',
      tray: false,
      badge: false,
      globalShortcut: false,
      deepLinks: false,
      nativeNotifications: true,
      notificationActions: false,
      autostart: false,
      updater: false,
      encryptionAtRest: 'key-file',
    },
    notifier: { show: (notice) => void notices.push(notice), clear: (tag) => void cleared.push(tag) },
    badge: { set: () => undefined },
    attention: { request: () => undefined },
    secrets: { storeKey: async () => 'ab'.repeat(32), protection: 'key-file' },
    settings: {
      read: async () => settings,
      write: async (next) => {
        settings = next;
      },
    },
    windows: {
      focus: () => {
        windows.focused += 1;
      },
    },
    opener: { external: async () => undefined },
    clock: {
      now: options.now ?? Date.now,
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    ids: { next: () => randomUUID(), random: Math.random },
    paths: { data: options.folder },
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    router: { url: options.url, token: options.token, person: options.person },
    version: '0.0.0',
    ...options.ports,
  };
  return { ports, notices, cleared, logged, windows };
}

export type Rows = { readonly [C in CollectionName]: ReadonlyMap<string, Collections[C]> };

/** A page: it holds the rows by snapshot and diffs as a real one does, and fails on a gap. */
export async function openPage(core: Console) {
  const rows = Object.fromEntries(
    Object.keys(collections).map((name) => [name, new Map()]),
  ) as unknown as Record<CollectionName, Map<string, unknown>>;
  const events: { name: string; body: unknown }[] = [];
  const wakes = new Set<() => void>();
  let rev = -1;
  let id = 0;

  async function call<N extends CallName>(name: N, body: Input<N>): Promise<Output<N>> {
    id += 1;
    const answer = await core.dispatch({ v: 1, id, kind: 'call', name, body });
    if (answer.kind === 'err') throw new CallError(answer.body);
    const output = answer.body as Output<N>;
    if ('entries' in output && 'conversation' in body)
      for (const entry of output.entries)
        rows.entries.set(`${body.conversation}/${entry.seq}`, { conversation: body.conversation, entry });
    return output;
  }

  function wake(): void {
    for (const look of [...wakes]) look();
  }

  core.subscribe((event) => {
    if (event.kind !== 'event') return;
    events.push({ name: event.name, body: event.body });
    if (event.name === 'state.changed' && rev >= 0) {
      const diff = event.body as Diff;
      if (diff.rev <= rev) return;
      if (diff.rev !== rev + 1) throw new Error(`a gap: ${diff.rev} after ${rev}`);
      rev = diff.rev;
      for (const { c, id, row } of diff.upserts) rows[c].set(id, row);
      for (const { c, id } of diff.removals) rows[c].delete(id);
    }
    wake();
  });
  const snapshot: Snapshot = await call('state.snapshot', {});
  rev = snapshot.rev;
  for (const { c, id, row } of snapshot.rows) rows[c].set(id, row);
  await call('app.attend', { attending: true });

  const typed = rows as unknown as Rows;
  return {
    call,
    events,
    rows: typed,
    link: () => typed.link.get('link'),
    /** Resolves with the first answer of `find` that is neither undefined nor false, now or after a change. */
    until<T>(find: (rows: Rows) => T | undefined | false): Promise<T> {
      return new Promise((resolve) => {
        const look = (): void => {
          const found = find(typed);
          if (found === undefined || found === false) return;
          wakes.delete(look);
          resolve(found);
        };
        wakes.add(look);
        look();
      });
    },
  };
}

/** A started console with its page. `stop` is an orderly end; the folder goes at `remove`. */
export async function startCore(options: ConsoleOptions) {
  const own = options.folder === undefined ? scratchFolder() : null;
  const folder = options.folder ?? own?.path ?? '';
  const fakes = testPorts({ ...options, folder });
  const core = createConsole(fakes.ports, options.openStore ?? openStore, { ...QUICK, ...options.times });
  await core.start();
  const page = await openPage(core);
  return {
    ...fakes,
    core,
    page,
    folder,
    live: () => page.until(({ link }) => link.get('link')?.state === 'live'),
    async stop() {
      await core.stop();
      own?.remove();
    },
  };
}

export type StartedCore = Awaited<ReturnType<typeof startCore>>;

/** A line to `url` over which a test decides what passes. */
export async function openLine(url: string) {
  const target = new URL(url);
  const pairs = new Set<{ near: Socket; far: Socket }>();
  let isOpen = true;
  let holding = false;
  let held: { near: Socket; chunk: Buffer }[] = [];
  let heardWhileHolding: () => void = () => undefined;
  const server = createServer((near) => {
    if (!isOpen) return void near.destroy();
    const far = dial(Number(target.port), target.hostname);
    const pair = { near, far };
    pairs.add(pair);
    near.on('data', (chunk) => far.write(chunk));
    far.on('data', (chunk) => {
      if (!holding) return void near.write(chunk);
      held.push({ near, chunk });
      heardWhileHolding();
    });
    const end = (): void => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const near = new URL(url);
  near.port = String(port);
  function cut(): void {
    for (const { near, far } of [...pairs]) {
      near.destroy();
      far.destroy();
    }
    held = [];
    holding = false;
  }
  return {
    url: near.href,
    /** Ends every connection with no goodbye. */
    cut,
    /** No connection gets through until `open`. */
    close(): void {
      isOpen = false;
      cut();
    },
    open(): void {
      isOpen = true;
    },
    /** From now on nothing of what the router says arrives; resolves when it has said something. */
    hold(): Promise<void> {
      holding = true;
      return new Promise((resolve) => {
        heardWhileHolding = resolve;
      });
    },
    pass(): void {
      holding = false;
      for (const { near, chunk } of held.splice(0)) near.write(chunk);
    },
    async stop() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
