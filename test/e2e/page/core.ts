// Owns a scripted core behind the real web host's HTTP server: the built page, its real policy, and rows set by a test.
import { join } from 'node:path';
import type { WebSocket } from 'ws';
import type { Input, Output } from '#shared/contract/calls.ts';
import type { CallErrorBody } from '#shared/contract/errors.ts';
import type { EventBody } from '#shared/contract/events.ts';
import type { CallName, EventName } from '#shared/contract/names.ts';
import { settings as defaults } from '#shared/contract/settings.ts';
import type { CollectionName, Collections, Diff, Upsert } from '#shared/contract/views.ts';
import { servePage } from '../../../main/hosts/web/server.ts';

type Answer<N extends CallName> = (input: Input<N>) => Output<N> | Promise<Output<N>>;

export interface ScriptedCore {
  /** Address of the page with its token. */
  readonly url: string;
  /** Calls received, in order. */
  readonly calls: { readonly name: CallName; readonly body: unknown }[];
  put<C extends CollectionName>(c: C, id: string, row: Collections[C]): void;
  remove(c: CollectionName, id: string): void;
  /** The row as it was put last. */
  row<C extends CollectionName>(c: C, id: string): Collections[C] | undefined;
  /** Sends what was put and removed as one diff; `skip` loses it on the way, so that the page sees a gap. */
  flush(how?: 'skip'): void;
  on<N extends CallName>(name: N, answer: Answer<N>): void;
  send<E extends EventName>(name: E, body: EventBody<E>): void;
  /** Cuts every page with no goodbye. */
  cut(): void;
  stop(): Promise<void>;
}

/** Thrown by a script to answer with an error. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly body: CallErrorBody;
  constructor(body: CallErrorBody) {
    super(body.message);
    this.body = body;
  }
}

const PAGE = join(import.meta.dirname, '..', '..', '..', 'dist', 'page');
const TOKEN = 'page-test-token';

export async function scriptCore(): Promise<ScriptedCore> {
  const sockets = new Set<WebSocket>();
  const rows = new Map<string, Upsert>();
  const answers = new Map<string, (input: unknown) => unknown>();
  const calls: ScriptedCore['calls'] = [];
  let rev = 0;
  let waiting: Diff = { rev: 0, upserts: [], removals: [] };

  const push = (message: object): void => {
    const text = JSON.stringify({ v: 1, ...message });
    for (const socket of sockets) socket.send(text);
  };
  const server = await servePage({
    folder: PAGE,
    port: 0,
    token: TOKEN,
    onKnock: () => undefined,
    onPage(socket) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('message', async (data) => {
        const { id, name, body } = JSON.parse(String(data)) as { id: number; name: CallName; body: unknown };
        calls.push({ name, body });
        try {
          const answer = answers.get(name);
          if (answer === undefined)
            throw new Refused({ code: 'not_found', message: 'error.unknown_call', detail: name });
          socket.send(JSON.stringify({ v: 1, id, kind: 'ok', name, body: await answer(body) }));
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          socket.send(JSON.stringify({ v: 1, id, kind: 'err', name, body: error.body }));
        }
      });
    },
  });

  const core: ScriptedCore = {
    url: `http://127.0.0.1:${server.port}/#${TOKEN}`,
    calls,
    put(c, id, row) {
      rows.set(`${c} ${id}`, { c, id, row });
      waiting.upserts.push({ c, id, row });
    },
    remove(c, id) {
      rows.delete(`${c} ${id}`);
      waiting.removals.push({ c, id });
    },
    row: <C extends CollectionName>(c: C, id: string) =>
      rows.get(`${c} ${id}`)?.row as Collections[C] | undefined,
    flush(how) {
      rev += 1;
      if (how !== 'skip') push({ kind: 'event', name: 'state.changed', body: { ...waiting, rev } });
      waiting = { rev: 0, upserts: [], removals: [] };
    },
    on(name, answer) {
      answers.set(name, answer as (input: unknown) => unknown);
    },
    send: (name, body) => push({ kind: 'event', name, body }),
    cut() {
      for (const socket of sockets) socket.terminate();
    },
    stop: () => server.stop(),
  };
  core.on('app.hello', () => ({
    version: '1.0.0',
    router: 'ws://127.0.0.1:7000',
    capabilities: {
      host: 'web',
      tray: false,
      badge: false,
      globalShortcut: false,
      deepLinks: false,
      nativeNotifications: false,
      notificationActions: false,
      autostart: false,
      updater: false,
      encryptionAtRest: 'key-file',
    },
  }));
  for (const name of ['app.attend', 'missed.seen', 'notice.try'] as const) core.on(name, () => ({}));
  core.on('state.snapshot', () => {
    waiting = { rev: 0, upserts: [], removals: [] };
    return { rev, rows: [...rows.values()] };
  });
  let settings = defaults.parse({ onboarded: true });
  core.on('settings.get', () => settings);
  core.on('settings.set', (change) => {
    settings = defaults.parse({ ...settings, ...change });
    return settings;
  });
  core.on('conversation.open', () => ({ entries: [], draft: '' }));
  for (const name of [
    'conversation.leave',
    'conversation.draft',
    'conversation.typing',
    'link.retry',
    'outbox.discard',
    'offer.decline',
  ] as const)
    core.on(name, () => ({}));
  for (const name of [
    'conversation.send',
    'conversation.note',
    'context.opened',
    'context.hinted',
    'handoff.wrap',
    'handoff.complete',
    'handoff.return',
    'handoff.label',
    'handoff.transfer',
    'handoff.hold',
    'handoff.resume',
    'consult.start',
    'consult.end',
    'conversation.end',
    'presence.set',
  ] as const)
    core.on(name, () => ({ operation: 'op-1' }));
  core.on('offer.accept', () => ({ conversation: 'tomas' }));
  core.on('history.list', () => ({ rows: [] }));
  core.on('history.search', () => ({ hits: [] }));
  core.on('diagnostics.run', () => ({ checks: [{ name: 'Store', ok: true, detail: 'whole' }] }));
  return core;
}
