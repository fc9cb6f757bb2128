// Owns the judgement of one console's copy and outbox: every event in its place and as the log has it, nothing kept without
// a right, and one end for each operation: an effect, or a refusal that can be seen.
// Refuses the store's own rules: it compares with what the router stored (history.ts).
import type { ConversationView, Upsert } from '#shared/contract/views.ts';
import type { RefusalBody } from '#shared/protocol/commands.ts';
import type { Cursor } from '#shared/protocol/streams.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import type { FeedEvent, Operation, Store } from '#store/port.ts';
import type { Sync } from '#store/wire.ts';
import { type History, subjectOf } from './history.ts';
import type { Asked, Judge } from './judge.ts';

interface Kept {
  operation: Omit<Operation, 'n' | 'state' | 'refusal'>;
  /** `device/number`, once it has one. */
  number: string | null;
  end: 'waiting' | 'done' | 'refused' | 'discarded';
}

export interface CopyOptions {
  readonly person: string;
  readonly history: History;
  readonly judge: Judge;
  readonly fault: (message: string) => void;
}

export class Copy {
  readonly #options: CopyOptions;
  readonly #operations = new Map<string, Kept>();
  readonly #byNumber = new Map<string, string>();
  #cursors = new Map<string, Cursor>();
  /** What the events so far let the person read. */
  #rights = new Set<string>();
  device = '';

  constructor(options: CopyOptions) {
    this.#options = options;
  }

  #wrong(message: string): void {
    this.#options.fault(`${this.#options.person}'s console: ${message}`);
  }

  called(sync: Sync<Store>, method: keyof Store, args: readonly unknown[], result: unknown): void {
    switch (method) {
      case 'apply':
        return this.#applied(sync, ...(args as Parameters<Store['apply']>));
      case 'reset':
        return this.#reset(...(args as Parameters<Store['reset']>));
      case 'forget': {
        const [conversation, at] = args as Parameters<Store['forget']>;
        const [epoch, next] = this.#cursors.get(`p:${this.#options.person}`) ?? [0, 0];
        // The feed went on from there: what is here may have been given anew.
        if (at === undefined || at[0] !== epoch || at[1] >= next) this.#gone(sync, conversation);
        else if (this.#rights.has(conversation) && sync.conversation(conversation) === null)
          this.#wrong(`${conversation} was taken away by a word that the feed had overtaken`);
        return;
      }
      case 'enqueue': {
        const [operation] = args as Parameters<Store['enqueue']>;
        if (this.#operations.has(operation.id)) this.#wrong(`${operation.id} was asked twice`);
        this.#operations.set(operation.id, { operation, number: null, end: 'waiting' });
        return;
      }
      case 'amend':
        return result === true ? this.#amended(...(args as Parameters<Store['amend']>)) : undefined;
      case 'number':
        return this.#numbered(args[0] as string, result as number);
      case 'settle':
        return this.#settled(...(args as Parameters<Store['settle']>), result as Operation | null);
      case 'discard':
        return this.#discarded(args[0] as string);
      case 'renewDevice':
        this.device = result as string;
        for (const kept of this.#operations.values()) if (kept.end === 'waiting') kept.number = null;
    }
  }

  /** The copy is an older one, as after a loss of power. */
  lost(sync: Sync<Store>): void {
    this.#cursors = new Map(Object.entries(sync.cursors()));
    const stream = `p:${this.#options.person}`;
    const [, next] = this.#cursors.get(stream) ?? [0, 0];
    this.#rights = this.#rightsAt(stream, next);
  }

  #rightsAt(stream: string, offset: number): Set<string> {
    const rights = new Set<string>();
    for (const { kind, data } of (this.#options.history.streams.get(stream) ?? []).slice(0, offset)) {
      const about = subjectOf(kind, kind.startsWith('access.') ? JSON.parse(data) : {});
      if (about === null) continue;
      if (kind === 'access.granted') rights.add(about);
      if (kind === 'access.ended') rights.delete(about);
    }
    return rights;
  }

  #applied(
    sync: Sync<Store>,
    stream: string,
    epoch: number,
    offset: number,
    events: readonly FeedEvent[],
  ): void {
    const [ours, next] = this.#cursors.get(stream) ?? [epoch, 0];
    if (ours !== epoch || offset > next)
      this.#wrong(`${stream} ${epoch}:${offset} was applied where ${ours}:${next} is next`);
    const log = this.#options.history.streams.get(stream) ?? [];
    const ended = new Set<string>();
    for (const [place, { kind, data }] of events.entries()) {
      const at = offset + place;
      if (at < next) continue;
      const logged = log[at];
      if (kind === 'withheld') this.#withheld(stream, at);
      else if (logged?.kind !== kind || logged.data !== JSON.stringify(data))
        this.#wrong(`${stream} ${at} is ${kind}, and in the log it is ${logged?.kind}`);
      if (!stream.startsWith('p:') || !kind.startsWith('access.')) continue;
      const about = subjectOf(kind, data);
      if (about === null) continue;
      if (kind === 'access.granted') {
        this.#rights.add(about);
        ended.delete(about);
      } else if (kind === 'access.ended') {
        this.#rights.delete(about);
        ended.add(about);
      }
    }
    this.#cursors.set(stream, [epoch, Math.max(next, offset + events.length)]);
    const [, stored] = sync.cursors()[stream] ?? [0, -1];
    if (stored !== Math.max(next, offset + events.length))
      this.#wrong(`${stream}: the copy stands at ${stored} after ${offset} and ${events.length} more`);
    for (const id of ended) this.#gone(sync, id);
  }

  /** Only what a right was about that has ended since, or begun anew. */
  #withheld(stream: string, at: number): void {
    const log = this.#options.history.streams.get(stream) ?? [];
    const { kind = '', data = '{}' } = log[at] ?? {};
    const about = subjectOf(kind, JSON.parse(data));
    const later = log
      .slice(at + 1)
      .some(
        (one) =>
          (one.kind === 'access.ended' || one.kind === 'access.granted') &&
          subjectOf(one.kind, JSON.parse(one.data)) === about,
      );
    if (about === null || !later) this.#wrong(`${stream} ${at} ${kind} was withheld without a reason`);
  }

  #reset(stream: string, epoch: number, offset: number, snapshot: unknown): void {
    this.#cursors.set(stream, [epoch, offset]);
    if (!stream.startsWith('p:')) return;
    const { grants } = snapshot as {
      readonly grants: readonly { readonly conversation: { readonly id: string } }[];
    };
    const may = this.#rightsAt(stream, offset);
    for (const { conversation } of grants)
      if (!may.has(conversation.id))
        this.#wrong(`the snapshot at ${offset} holds ${conversation.id} without a right`);
    this.#rights = new Set(grants.map(({ conversation }) => conversation.id));
  }

  /** Purged: nothing is left to be read or found. */
  #gone(sync: Sync<Store>, id: string): void {
    if (sync.conversation(id) !== null || sync.entries(id).length > 0)
      this.#wrong(`${id} is still there although the right has ended`);
  }

  #amended(id: string, data: string): void {
    const kept = this.#operations.get(id);
    if (kept === undefined) return;
    if (kept.number !== null) this.#wrong(`${id} was changed after it was sent`);
    kept.operation = { ...kept.operation, data };
  }

  #numbered(id: string, n: number): void {
    const kept = this.#operations.get(id);
    if (kept === undefined) return this.#wrong(`${id} got a number and was never asked`);
    const number = `${this.device}/${n}`;
    if (kept.number === number) return;
    if (kept.number !== null) this.#wrong(`${id} has the numbers ${kept.number} and ${number}`);
    if (this.#byNumber.has(number)) this.#wrong(`${number} is of ${this.#byNumber.get(number)} and of ${id}`);
    this.#byNumber.set(number, id);
    kept.number = number;
    const { kind, base, data } = kept.operation;
    const d = JSON.parse(data) as Asked['d'];
    const asked = { person: this.#options.person, k: kind as Asked['k'], base: base ?? undefined, d };
    this.#options.judge.ask(this.device, n, asked);
  }

  #settled(n: number, refusal: RefusalBody | null, settled: Operation | null): void {
    if (settled === null) return;
    const kept = this.#operations.get(settled.id);
    if (kept === undefined) return;
    kept.end = refusal === null ? 'done' : 'refused';
    const stored = this.#options.history.operations.get(`${this.device}/${n}`) as { ok: boolean } | undefined;
    if (stored === undefined || stored.ok !== (refusal === null))
      this.#wrong(
        `${settled.kind} ${n}: shown as ${refusal?.code ?? 'done'}, stored ${JSON.stringify(stored)}`,
      );
  }

  #discarded(id: string): void {
    const kept = this.#operations.get(id);
    if (kept === undefined || kept.end !== 'waiting') return;
    // What was never sent has no effect; what was sent may not be forgotten.
    if (kept.number !== null)
      this.#wrong(`${kept.operation.kind} ${kept.number} was given up after it was sent`);
    kept.end = 'discarded';
  }

  get isIdle(): boolean {
    return [...this.#operations.values()].every(({ end }) => end !== 'waiting');
  }

  waiting(): string[] {
    return [...this.#operations.values()].flatMap(({ end, operation, number }) =>
      end === 'waiting' ? [`${operation.kind} ${number ?? 'unsent'}`] : [],
    );
  }

  /** Where the copy has all there is, it says what is stored at the router. */
  compare(sync: Sync<Store>, queues: readonly string[]): void {
    const { person, history } = this.#options;
    const rows = sync.rows();
    const isAtEnd = (stream: string) =>
      (this.#cursors.get(stream)?.[1] ?? 0) === (history.streams.get(stream)?.length ?? 0);
    const held = rows.filter(({ c }) => c === 'conversations').map(({ row }) => row as ConversationView);
    for (const { id } of held) if (!this.#rights.has(id)) this.#wrong(`${id} is kept without a right`);
    if (rows.length > 0 && isAtEnd(`p:${person}`)) {
      for (const view of held) this.#same(view, sync.entries(view.id));
      for (const [id, head] of history.heads) {
        const reads = head.offer?.person === person || readersOf(head).includes(person);
        if (reads && !held.some((one) => one.id === id)) this.#wrong(`${id} is theirs and not in the copy`);
      }
    }
    for (const queue of queues) if (rows.length > 0 && isAtEnd(`q:${queue}`)) this.#sameLine(queue, rows);
  }

  #same(view: ConversationView, entries: readonly Entry[]): void {
    const { person, history } = this.#options;
    const head = history.heads.get(view.id);
    const frozen = view.right === 'kept' ? head?.kept[person] : undefined;
    if (view.right === 'kept' && frozen === undefined) return;
    const { conversation, handoff } = frozen ?? head ?? {};
    const differs = (what: string, ours: unknown, theirs: unknown) => {
      if (!isSame(ours, theirs))
        this.#wrong(
          `${what} of ${view.id} (${view.right}) is another: ${JSON.stringify(ours)} and ${JSON.stringify(theirs)}`,
        );
    };
    differs('the conversation', view.conversation, conversation);
    differs('the handoff', view.handoff, handoff);
    const all = history.entries.get(view.id) ?? [];
    const theirs = frozen === undefined ? all : all.slice(0, frozen.upTo);
    differs(
      'the transcript',
      entries,
      theirs.filter((entry) => frozen?.own !== true || isOwn(entry, person)),
    );
  }

  #sameLine(queue: string, rows: readonly Upsert[]): void {
    const ours = rows
      .filter(({ c }) => c === 'queue')
      .map(({ row }) => row as QueueRow)
      .filter((row) => row.queue === queue)
      .map(({ handoff, state }) => `${handoff} ${state}`);
    const theirs = this.#options.history
      .unfinished()
      .filter(({ handoff }) => handoff?.queue === queue && ['queued', 'offered'].includes(handoff.state))
      .map(({ handoff }) => `${handoff?.id} ${handoff?.state}`);
    if (ours.sort().join() !== theirs.sort().join())
      this.#wrong(`the line of ${queue} is ${ours.join(', ')}; it should be ${theirs.join(', ')}`);
  }
}

const OWNED: ReadonlySet<string> = new Set(['accepted', 'active', 'wrapping']);

function readersOf({
  handoff,
}: {
  readonly handoff: {
    state: string;
    owner?: string | undefined;
    consult?: { person: string } | undefined;
  } | null;
}) {
  return handoff !== null && OWNED.has(handoff.state) ? [handoff.owner, handoff.consult?.person] : [];
}

/** What is left to somebody who passed it on: marks, and their own words. */
const isOwn = (entry: Entry, person: string): boolean =>
  entry.type === 'mark' ||
  (entry.author.id === person && (entry.type === 'note' || entry.role === 'HUMAN_AGENT'));

/** Whatever the order of fields, which the copy may have otherwise; one that is undefined is none. */
function isSame(ours: unknown, theirs: unknown): boolean {
  if (ours === theirs) return true;
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null)
    return false;
  if (Array.isArray(ours) !== Array.isArray(theirs)) return false;
  const a = ours as Readonly<Record<string, unknown>>;
  const b = theirs as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(a)) if (!isSame(a[name], b[name])) return false;
  // What only the other has.
  for (const name of Object.keys(b)) if (b[name] !== undefined && a[name] === undefined) return false;
  return true;
}
