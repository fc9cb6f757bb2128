// Owns a person at the real console: the whole core of main/core over a simulated line and disk, a page that follows its
// rows, and hands that do what the rows offer. The process may end at any moment and starts again with the same files.
// Refuses: to know anything the page is not shown.

import { type Console, createConsole } from '#core/console.ts';
import type { RouterSocket } from '#core/link/dial.ts';
import type { Ports } from '#core/ports.ts';
import type { Reader } from '#core/preview/reader.ts';
import { TIMES } from '#core/times.ts';
import type { ConversationView, Diff, OfferView, Snapshot } from '#shared/contract/views.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import type { Store } from '#store/port.ts';
import type { Sync } from '#store/wire.ts';
import type { Chance } from '../fuzz/random.ts';
import { commandFor, type Known, type Overheard } from './acts.ts';
import { ConsoleFiles } from './console-store.ts';
import { Copy, type CopyOptions } from './copies.ts';
import type { Network } from './network.ts';
import { tokenOf } from './office.ts';
import { absence, Process, type Scheduler } from './scheduler.ts';

export interface DeskConsoleOptions extends Omit<CopyOptions, 'person'> {
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly chance: Chance;
  readonly wall: () => number;
  readonly queues: readonly string[];
  readonly overheard: (person: string) => Overheard | null;
  readonly plant: ((store: Sync<Store>) => Sync<Store>) | undefined;
}

const CAPABILITIES: Ports['capabilities'] = {
  ...{ host: 'cli', tray: false, badge: false, globalShortcut: false, deepLinks: false, autostart: false },
  ...{ nativeNotifications: true, notificationActions: false, updater: false, encryptionAtRest: 'key-file' },
};
const nothing = (): undefined => undefined;
/** Nobody tries a policy here: no thread is begun that would answer by the time of this machine. */
const silent: Reader = {
  ask: () => ({ answer: new Promise(() => undefined), cancel: nothing }),
  isGone: () => false,
  stop: async () => undefined,
};

/** Times a person looks until the page has to show what the copy holds, also past a disk that refused: some 20 s. */
const PATIENCE = 30;

type Rows = Map<string, Map<string, unknown>>;

export class DeskConsole {
  readonly person: string;
  readonly copy: Copy;
  readonly #options: DeskConsoleOptions;
  readonly #files = new ConsoleFiles();
  process: Process;
  #core: Console | null = null;
  #sync: Sync<Store> | null = null;
  #rows: Rows = new Map();
  #rev = -1;
  /** Times the person has looked at the page. */
  #beats = 0;
  /** What is on the page and not in the copy, or the other way round, and since which look. */
  #differ = new Map<string, number>();
  #ids = 0;
  #calls = 0;
  diligent = false;

  constructor(person: string, options: DeskConsoleOptions) {
    this.person = person;
    this.#options = options;
    this.copy = new Copy({ ...options, person });
    this.process = new Process(options.scheduler, `${person}-console`);
    this.#start();
  }

  /** As its page says and a node knows. */
  get isThere(): boolean {
    const link = this.#table('link').values().next().value as { state: string } | undefined;
    return link?.state === 'live' && this.#options.network.reaches(this.process);
  }
  get isIdle(): boolean {
    return this.#core !== null && this.copy.isIdle;
  }

  #fault(message: string): void {
    this.#options.fault(`${this.person}'s console: ${message}`);
  }

  #next(): string {
    this.#ids += 1;
    return `${this.person}-${this.#ids}`;
  }

  #ports(process: Process): Ports {
    const { chance, wall } = this.#options;
    return {
      capabilities: CAPABILITIES,
      notifier: { show: nothing, clear: nothing },
      badge: { set: nothing },
      attention: { request: nothing },
      secrets: { storeKey: async () => 'ab'.repeat(32), protection: 'key-file' },
      settings: { read: async () => ({ undoSeconds: chance.pick([0, 0, 5]) }), write: async () => undefined },
      windows: { focus: nothing },
      opener: { external: async () => undefined },
      clock: process.clock(wall),
      ids: { next: () => this.#next(), random: () => chance.next() },
      paths: { data: '' },
      log: { info: nothing, warn: nothing, error: nothing },
      router: { url: 'ws://router', token: tokenOf(this.person), person: this.person },
      version: '0.0.0',
    };
  }

  #start(): void {
    const { process, copy } = this;
    const { chance, wall, network, plant } = this.#options;
    const core = createConsole(
      this.#ports(process),
      async ({ leaseMs }) => {
        const { store, opened, sync } = this.#files.open({
          ...{
            process,
            chance,
            person: this.person,
            now: wall,
            leaseMs,
            plant,
            newDevice: () => this.#next(),
          },
          witness: { called: (method, args, result) => copy.called(sync, method, args, result) },
        });
        this.#sync = sync;
        copy.device = opened.device;
        copy.lost(sync);
        return { store, opened };
      },
      TIMES,
      (): RouterSocket => network.dial(this.person, process),
      () => silent,
    );
    core.subscribe((event) => {
      if (event.kind === 'event' && event.name === 'state.changed') this.#changed(event.body as Diff);
    });
    this.#rev = -1;
    core.start().then(
      async () => {
        if (process.isDead) return;
        this.#core = core;
        const { rev, rows } = (await this.#call('state.snapshot', {})) as Snapshot;
        this.#rows = new Map();
        this.#rev = rev;
        for (const { c, id, row } of rows) this.#table(c).set(id, row);
        await this.#call('app.attend', { attending: chance.hit(0.7) });
        this.#beat(core);
      },
      (error: unknown) => this.#restartLater(core, String(error)),
    );
  }

  /** The disk may be full at just that moment. */
  #restartLater(core: Console, reason: string): void {
    if (!reason.includes('disk of the console')) this.#fault(`did not start: ${reason}`);
    void core.stop();
    this.crash(false);
  }

  #table(c: string): Map<string, unknown> {
    const table = this.#rows.get(c) ?? new Map<string, unknown>();
    this.#rows.set(c, table);
    return table;
  }

  /** A page holds the rows by diffs, each following the one before. */
  #changed({ rev, upserts, removals }: Diff): void {
    if (this.#rev < 0 || rev <= this.#rev) return;
    if (rev !== this.#rev + 1) this.#fault(`the page was given diff ${rev} after ${this.#rev}`);
    this.#rev = rev;
    for (const { c, id, row } of upserts) this.#table(c).set(id, row);
    for (const { c, id } of removals) this.#table(c).delete(id);
  }

  /** Undefined where the call was refused: what the person wanted does not hold any more. */
  async #call(name: string, body: unknown): Promise<unknown> {
    this.#calls += 1;
    const { refused } = this.#files;
    const answer = await this.#core?.dispatch({ v: 1, id: this.#calls, kind: 'call', name, body });
    if (answer?.kind !== 'err') return answer?.body;
    const { code, message } = answer.body;
    const diskFull = code === 'internal' && this.#files.refused > refused;
    if ((code === 'internal' || code === 'invalid_input') && !diskFull)
      this.#fault(`${name} ${JSON.stringify(body)}: ${code} ${message}`);
    return undefined;
  }

  #known(): Known {
    type Row = { readonly id: string; readonly right: string; readonly handoff: never };
    const work: Known['work'] = new Map();
    for (const { id, right, handoff } of this.#table('conversations').values() as Iterable<Row>)
      work.set(id, { handoff, right });
    const offers: Known['offers'] = new Map();
    for (const { state, offer } of this.#table('offers').values() as Iterable<OfferView>)
      if (state === 'open') offers.set(offer.id, offer);
    const me = this.#table('me').values().next().value as { presence?: { status: string } } | undefined;
    return { work, offers, status: me?.presence?.status ?? 'offline' };
  }

  #beat(core: Console): void {
    const { chance } = this.#options;
    this.process.after(chance.whole(80, 1_200), 'acts', () => {
      if (this.#core !== core) return;
      this.#beats += 1;
      this.#beat(core);
      void this.#act();
    });
  }

  async #act(): Promise<void> {
    const { chance, wall, overheard } = this.#options;
    const link = this.#table('link').values().next().value as { state: string } | undefined;
    if (link?.state === 'refused') return void (await this.#call('link.retry', {}));
    const refused = [...(this.#table('outbox').values() as Iterable<{ id: string; state: string }>)].find(
      ({ state }) => state === 'refused',
    );
    if (refused !== undefined && chance.hit(0.3))
      return void (await this.#call('outbox.discard', { operation: refused.id }));
    if (chance.hit(0.02)) {
      const waiting = [...(this.#table('outbox').values() as Iterable<{ id: string; sendAt?: number }>)].find(
        ({ sendAt }) => sendAt !== undefined,
      );
      if (waiting !== undefined)
        return void (await this.#call(chance.pick(['outbox.undo', 'outbox.hurry']), {
          operation: waiting.id,
        }));
    }
    if (chance.hit(0.05)) {
      const open = [...this.#table('conversations').keys()];
      if (open.length > 0)
        return void (await this.#call('conversation.open', { conversation: chance.pick(open) }));
    }
    const next = commandFor({
      ...{ chance, person: this.person, known: this.#known(), now: wall(), diligent: this.diligent },
      ...{ overheard, fresh: `${this.person}-x${this.#calls}` },
    });
    if (next === null) return;
    const { k, d } = next;
    const { id: _id, at: _at, ...rest } = d;
    const name = NAMES[k] ?? k;
    await this.#call(name, rest);
  }

  /** The process ends; with the power, what its disk had not flushed is gone too. */
  crash(powerLoss: boolean): void {
    if (this.process.isDead) return;
    const { scheduler, network, chance } = this.#options;
    this.process.kill();
    network.ended(this.process, powerLoss);
    this.#core = null;
    this.#sync = null;
    this.#differ.clear();
    scheduler.after(absence(chance), `${this.person}-console starts`, () => {
      this.#files.closed(powerLoss);
      this.process = new Process(scheduler, `${this.person}-console`);
      this.#start();
    });
  }

  compare(): void {
    if (this.#sync === null || this.process.isPaused) return;
    this.copy.compare(this.#sync, this.#options.queues);
    this.#comparePage(this.#sync);
  }

  /** What the page shows and what the copy holds may differ for a moment. */
  #comparePage(sync: Sync<Store>): void {
    const now = this.#beats;
    const held = new Set(sync.rows().flatMap(({ c, row }) => lineOf(c, row)));
    const shown = new Set(
      ['conversations', 'queue'].flatMap((c) =>
        [...this.#table(c).values()].flatMap((row) => lineOf(c, row)),
      ),
    );
    const differ = [...held, ...shown].filter((line) => held.has(line) !== shown.has(line));
    const before = this.#differ;
    this.#differ = new Map(this.#rev < 0 ? [] : differ.map((line) => [line, before.get(line) ?? now]));
    for (const [line, since] of this.#differ)
      if (now - since > PATIENCE)
        this.#fault(
          `${line} is ${held.has(line) ? 'in the copy and not on the page' : 'on the page and not in the copy'}`,
        );
  }
}

/** What a row says that its person goes by. */
function lineOf(c: string, row: unknown): string[] {
  if (c === 'queue') {
    const { queue, handoff, state } = row as QueueRow;
    return [`${handoff}, ${state} in ${queue},`];
  }
  if (c !== 'conversations') return [];
  const { id, right, handoff } = row as ConversationView;
  return [`${id}, ${right}, ${handoff.state} with fence ${handoff.fence},`];
}

/** Where the page's call has another name than the protocol's command. */
const NAMES: Readonly<Record<string, string>> = {
  'turn.send': 'conversation.send',
  'note.add': 'conversation.note',
  'draft.save': 'conversation.draft',
};
