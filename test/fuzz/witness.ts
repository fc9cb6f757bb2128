// Owns the truth the fuzz suite judges by: it sits between router and engine, reads every commit and knows who could
// read which conversation from when to when, and which bot a conversation belongs to.
// Refuses: the feeds, the connections and the desk's own word for a right; those are what is being judged.
import type { Batch, Engine, Lease } from '#router/engine/port.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import type { BatonConfig } from '#shared/schema/config.ts';

/** The part of a stored conversation that says who may read it. */
export interface StoredHead {
  readonly conversation: { readonly id: string; readonly bot: string; readonly state: string };
  readonly handoff: {
    readonly id: string;
    readonly state: string;
    readonly queue: string;
    readonly fence: number;
    readonly owner?: string;
    readonly consult?: { readonly person: string };
    readonly hold?: object;
  } | null;
  readonly offer: { readonly id: string; readonly person: string; readonly fence: number } | null;
  readonly kept: Readonly<Record<string, unknown>>;
}

interface Told {
  readonly conversation?: string | { readonly id: string };
  readonly handoff?: { readonly conversation: string };
  readonly entry?: { readonly type: string };
}

interface Published {
  readonly policy: Policy;
  /** Contents that can be gone back to. */
  readonly former: readonly unknown[];
}

interface Readers {
  /** Who has it or is offered it. */
  readonly holder: string | null;
  /** They and whom they consult. */
  readonly live: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/** Texts carry the conversation they were said in; what only colleagues may read carries another letter. */
export const saidIn = (conversation: string): string => `m~${conversation}~ `;
export const notedIn = (conversation: string): string => `n~${conversation}~ `;
export const SECRET = /\bn~[^~]{1,64}~/;
const MARKER = /\b[mn]~([A-Za-z0-9_.-]{1,64})~/g;

/** The conversations whose words are in `text`. */
export const markersIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(MARKER)].map(([, conversation = '']) => conversation));

const HEAD = /^(?:open|done)\/conversation\//;
const OWNED: ReadonlySet<string> = new Set(['accepted', 'active', 'wrapping']);
const NOBODY: Readers = { holder: null, live: new Set(), all: new Set() };

function readersOf({ handoff, offer, kept }: StoredHead): Readers {
  const owner = handoff !== null && OWNED.has(handoff.state) ? handoff.owner : undefined;
  const holder = owner ?? offer?.person ?? null;
  const consulted = owner === undefined ? undefined : handoff?.consult?.person;
  const live = new Set([holder, consulted].filter((person) => typeof person === 'string'));
  return { holder, live, all: new Set([...Object.keys(kept), ...live]) };
}

export type Witness = ReturnType<typeof createWitness>;

/** `wrong` is called with one line for every commit that shows somebody what is not theirs. */
export function createWitness(inner: Engine, config: BatonConfig, wrong: (what: string) => void) {
  const heads = new Map<string, StoredHead>();
  /** When a right ended, per person and conversation; Infinity while it stands. */
  const rights = new Map<string, number>();
  const queuesOf = new Map(config.people.map(({ id, queues }) => [id, new Set(queues)]));
  const blocked = new Set<string>();
  const displays = new Set<string>();
  let published: Published | null = null;
  let commits = 0;

  function learn(head: StoredHead): { before: Readers; after: Readers } {
    const { id } = head.conversation;
    const known = heads.get(id);
    const before = known === undefined ? NOBODY : readersOf(known);
    const after = readersOf(head);
    if (
      after.holder !== null &&
      head.handoff !== null &&
      !queuesOf.get(after.holder)?.has(head.handoff.queue)
    )
      wrong(`${after.holder} was given ${id}, which is in the queue ${head.handoff.queue}`);
    for (const person of before.all)
      if (!after.all.has(person)) rights.set(`${person}/${id}`, performance.now());
    for (const person of after.all) rights.set(`${person}/${id}`, Number.POSITIVE_INFINITY);
    heads.set(id, head);
    return { before, after };
  }

  function judge({ puts = [], append = [] }: Batch): void {
    const changes = new Map<string, { before: Readers; after: Readers }>();
    for (const { key, value } of puts) {
      if (key.startsWith('display/')) {
        if (value === null) displays.delete(key.slice(8));
        else displays.add(key.slice(8));
      }
      if (key === 'policy/support' && value !== null) published = JSON.parse(value) as Published;
      if (key.startsWith('blocked/')) {
        if (value === null) blocked.delete(key.slice(8));
        else blocked.add(key.slice(8));
      }
      if (value === null || !HEAD.test(key)) continue;
      const head = JSON.parse(value) as StoredHead;
      changes.set(head.conversation.id, learn(head));
    }
    for (const { stream, kind, data } of append) {
      const whose = stream.slice(2);
      if (stream.startsWith('q:')) {
        if (markersIn(data).size > 0) wrong(`${kind} in ${stream} holds what was said`);
        continue;
      }
      const told = JSON.parse(data) as Told;
      const { conversation: named } = told;
      const id = (typeof named === 'object' ? named.id : named) ?? told.handoff?.conversation;
      if (id === undefined) continue;
      if (stream.startsWith('b:')) {
        if (heads.get(id)?.conversation.bot !== whose) wrong(`${kind} of ${id} in ${stream}`);
        if (SECRET.test(data)) wrong(`${kind} in ${stream} holds a note or a draft`);
        continue;
      }
      const head = heads.get(id);
      const now = head === undefined ? NOBODY : readersOf(head);
      const { before, after } = changes.get(id) ?? { before: now, after: now };
      const words = told.entry?.type === 'turn' || told.entry?.type === 'note';
      const may = words
        ? before.live.has(whose) || after.live.has(whose)
        : before.all.has(whose) || after.all.has(whose);
      if (!may) wrong(`${kind} of ${id} was written to ${stream}, who could not read it`);
      for (const other of markersIn(data))
        if (other !== id) wrong(`${kind} of ${id} holds words of ${other}`);
    }
  }

  const engine: Engine = {
    ...inner,
    async commit(lease: Lease, batch: Batch) {
      const committed = await inner.commit(lease, batch);
      commits += 1;
      if (!committed.duplicate) judge(batch);
      return committed;
    },
  };

  return {
    engine,
    heads: heads as ReadonlyMap<string, StoredHead>,
    commits: () => commits,
    botOf: (conversation: string): string | undefined => heads.get(conversation)?.conversation.bot,
    /** Was there a moment at or after `since` (performance.now) at which the person could read it? */
    couldRead: (person: string, conversation: string, since = 0): boolean =>
      (rights.get(`${person}/${conversation}`) ?? -1) >= since,
    liveOf: (head: StoredHead) => readersOf(head).holder,
    /** `bot/customer` of those who get no person any more. */
    blocked: blocked as ReadonlySet<string>,
    displays: displays as ReadonlySet<string>,
    /** The policy for support as it was published last; null before that. */
    published: (): Policy | null => published?.policy ?? null,
    /** There is a content before it to go back to. */
    isUndoable: (): boolean => (published?.former.length ?? 0) > 0,
    /** Every key with its version and value, every stream with its ends, as text. */
    async dump(): Promise<string> {
      const lines: string[] = [];
      for (let after: string | null = null; ; ) {
        const page = await inner.scan('', after, 1_000);
        for (const { key, version, value } of page) lines.push(`${key} ${version} ${value}`);
        const last = page.at(-1);
        if (last === undefined) break;
        after = last.key;
      }
      const { people, queues, bots } = config;
      const streams = [
        ...people.map(({ id }) => `p:${id}`),
        ...queues.map(({ id }) => `q:${id}`),
        ...bots.map(({ id }) => `b:${id}`),
      ];
      for (const stream of streams) {
        const { epoch, floor, head } = await inner.read(stream, 0, 1);
        lines.push(`${stream} ${epoch} ${floor} ${head}`);
      }
      return lines.join('\n');
    },
  };
}
