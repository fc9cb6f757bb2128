// Owns the simplest thing that could be the store: plain maps changed by one event at a time. And random feeds for it,
// as a router sends them. Tests hold the real one against it.
import fc from 'fast-check';
import type { ConversationView, Upsert } from '#shared/contract/views.ts';
import type { PersonEvent, QueueEvent } from '#shared/protocol/feed.ts';
import type { Grant } from '#shared/schema/access.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import type { Presence } from '#shared/schema/presence.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import type { Change, FeedEvent, OwnRow } from '#store/port.ts';
import { conversation, grant, handoff, NOW, presence, queueRow, said } from './store-samples-data.ts';

type Held = Pick<Grant, 'right' | 'conversation' | 'handoff'> & {
  readonly draft: string;
  readonly entries: ReadonlyMap<number, Entry>;
};

export interface Model {
  readonly held: Map<string, Held>;
  readonly queue: Map<string, QueueRow>;
  presence: Presence | null;
}

export const newModel = (): Model => ({ held: new Map(), queue: new Map(), presence: null });

export function applyOne(model: Model, { kind, data }: PersonEvent | QueueEvent): void {
  const { held, queue } = model;
  const change = (id: string, make: (before: Held) => Partial<Held>) => {
    const before = held.get(id);
    if (before !== undefined) held.set(id, { ...before, ...make(before) });
  };
  const entry = (id: string, one: Entry) =>
    change(id, ({ entries }) => ({ entries: new Map(entries).set(one.seq, one) }));
  switch (kind) {
    case 'access.granted': {
      const { entries, draft = '', right, conversation: of, handoff: work } = data;
      held.set(of.id, {
        right,
        conversation: of,
        handoff: work,
        draft,
        entries: new Map(entries.map((one) => [one.seq, one])),
      });
      return;
    }
    case 'access.changed':
      return change(data.conversation, () => ({
        right: data.right,
        ...(data.right === 'owner' ? {} : { draft: '' }),
      }));
    case 'access.ended':
      held.delete(data.conversation);
      return;
    case 'conversation.changed':
      return change(data.conversation.id, () => ({ conversation: data.conversation }));
    case 'handoff.changed':
      return change(data.handoff.conversation, () => ({ handoff: data.handoff }));
    case 'entry.added':
      return entry(data.conversation, data.entry);
    case 'delivery.changed': {
      const one = held.get(data.conversation)?.entries.get(data.seq);
      if (one?.type === 'turn') entry(data.conversation, { ...one, delivery: data.delivery });
      return;
    }
    case 'draft.changed':
      return change(data.conversation, () => ({ draft: data.text }));
    case 'presence.changed':
      model.presence = data.presence;
      return;
    case 'queue.entered':
    case 'queue.changed':
      queue.set(data.row.handoff, data.row);
      return;
    case 'queue.left':
      queue.delete(data.handoff);
  }
}

const sorted = <T extends { id: string }>(rows: readonly T[]): T[] =>
  [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

const textOf = (entry: Entry): string => (entry.type === 'mark' ? '' : entry.text);

/** What the model holds, in the form in which `seenIn` reads the store. */
export function expected({ held, queue, presence: own }: Model) {
  return {
    presence: own,
    queue: sorted([...queue.values()].map((row) => ({ id: row.handoff, row }))),
    conversations: sorted(
      [...held].map(([id, { right, conversation: of, handoff: work, draft, entries }]) => ({
        id,
        right,
        conversation: of,
        handoff: work,
        draft,
        unread:
          right === 'kept'
            ? 0
            : [...entries.values()].filter((one) => one.type === 'turn' && one.role === 'END_USER').length,
        entries: [...entries.values()].sort((a, b) => a.seq - b.seq),
      })),
    ),
    // What is merely offered is seen in its place and not found.
    word: sorted(
      [...held].flatMap(([id, { right, entries }]) =>
        (right === 'offered' ? [] : [...entries.values()])
          .filter((one) =>
            textOf(one)
              .split(' ')
              .some((one) => one.startsWith('word')),
          )
          .map(({ seq }) => ({ id: `${id}/${seq}` })),
      ),
    ),
  };
}

interface Readable {
  rows(): readonly Upsert[];
  entries(conversation: string): readonly Entry[];
  search(
    text: string,
    before: number | undefined,
    limit: number,
  ): readonly { conversation: string; seq: number }[];
}

export function seenIn(store: Readable) {
  const rows = store.rows();
  const views = rows.filter(({ c }) => c === 'conversations').map(({ row }) => row as ConversationView);
  return {
    presence: ((rows.find(({ c }) => c === 'me')?.row as OwnRow | undefined)?.presence ??
      null) as Presence | null,
    queue: sorted(rows.filter(({ c }) => c === 'queue').map(({ id, row }) => ({ id, row: row as QueueRow }))),
    conversations: sorted(
      views.map(({ id, right, conversation: of, handoff: work, draft, unread }) => ({
        id,
        right,
        conversation: of,
        handoff: work,
        draft,
        unread,
        entries: [...store.entries(id)],
      })),
    ),
    word: sorted(
      store.search('word', undefined, 1_000).map(({ conversation: of, seq }) => ({ id: `${of}/${seq}` })),
    ),
  };
}

/** A page that began with nothing and heard every change. */
export function newPage() {
  const rows = new Map<string, Upsert>();
  return {
    hear({ upserts, removals }: Change): void {
      for (const { c, id } of removals) {
        rows.delete(`${c} ${id}`);
        if (c === 'conversations')
          for (const key of rows.keys()) if (key.startsWith(`entries ${id}/`)) rows.delete(key);
      }
      for (const row of upserts) rows.set(`${row.c} ${row.id}`, row);
    },
    rows: (): Upsert[] => [...rows.values()].filter(({ c }) => c !== 'entries'),
    entries: (of: string): Entry[] =>
      [...rows.values()]
        .filter(({ c, id }) => c === 'entries' && id.startsWith(`${of}/`))
        .map(({ row }) => (row as { entry: Entry }).entry)
        .sort((a, b) => a.seq - b.seq),
  };
}

const of = fc.constantFrom('a', 'b', 'c');
const words = fc
  .array(fc.constantFrom('word', 'other', 'words', 'sword', 'é'), { maxLength: 4 })
  .map((all) => all.join(' '));
const role = fc.constantFrom('END_USER' as const, 'HUMAN_AGENT' as const);
const entry = (seq: number): fc.Arbitrary<Entry> =>
  fc.oneof(
    fc
      .tuple(words, role, fc.integer({ min: 0, max: 9 }))
      .map(([text, by, at]) => said(seq, text, by, NOW + at)),
    fc.constant<Entry>({ type: 'mark', seq, at: NOW, kind: 'handoff.accepted' }),
    words.map(
      (text): Entry => ({
        type: 'note',
        seq,
        at: NOW,
        id: `n${seq}`,
        author: { name: 'Ana' },
        text: `${text}.`,
      }),
    ),
  );
const entries = fc
  .integer({ min: 0, max: 5 })
  .chain((length) => fc.tuple(...Array.from({ length }, (_, seq) => entry(seq))));

/** Events of the person's feed in a plausible order: most are about what is held, seqs mostly go on. */
export const personEvents: fc.Arbitrary<PersonEvent[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          of,
          entries,
          fc.constantFrom('offered' as const, 'owner' as const, 'kept' as const),
          fc.option(words, { nil: undefined }),
        )
        .map(
          ([id, list, right, draft]): PersonEvent => ({
            kind: 'access.granted',
            data: grant(id, list, { right, ...(draft === undefined ? {} : { draft }) }),
          }),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(of, fc.constantFrom('owner' as const, 'kept' as const))
        .map(([id, right]): PersonEvent => ({ kind: 'access.changed', data: { conversation: id, right } })),
    },
    {
      weight: 1,
      arbitrary: of.map(
        (id): PersonEvent => ({ kind: 'access.ended', data: { conversation: id, why: 'timeout' } }),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(of, words, fc.constantFrom('Robin Doe', 'Kim Other')).map(
        ([id, preview, name]): PersonEvent => ({
          kind: 'conversation.changed',
          data: {
            conversation: conversation(id, { preview, customer: { id: 'x', verified: true, name } }),
          },
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: of.map(
        (id): PersonEvent => ({
          kind: 'handoff.changed',
          data: { handoff: handoff(id, { state: 'wrapping' }) },
        }),
      ),
    },
    {
      weight: 6,
      arbitrary: fc
        .tuple(of, fc.integer({ min: 0, max: 12 }).chain(entry))
        .map(([id, one]): PersonEvent => ({ kind: 'entry.added', data: { conversation: id, entry: one } })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(of, fc.integer({ min: 0, max: 6 })).map(
        ([id, seq]): PersonEvent => ({
          kind: 'delivery.changed',
          data: { conversation: id, seq, delivery: 'accepted' },
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(of, words).map(
        ([id, text]): PersonEvent => ({
          kind: 'draft.changed',
          data: { conversation: id, text, device: 'other' },
        }),
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: 0, max: 5 })
        .map((load): PersonEvent => ({ kind: 'presence.changed', data: { presence: presence({ load }) } })),
    },
  ),
  { maxLength: 50 },
);

export const queueEvents: fc.Arbitrary<QueueEvent[]> = fc.array(
  fc
    .tuple(
      of,
      fc.constantFrom('queue.entered' as const, 'queue.changed' as const, 'queue.left' as const),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(
      ([id, kind, offers]): QueueEvent =>
        kind === 'queue.left'
          ? { kind, data: { handoff: id, why: 'accepted' } }
          : { kind, data: { row: queueRow(id, { offers }) } },
    ),
  { maxLength: 12 },
);

export const asFeed = (list: readonly (PersonEvent | QueueEvent)[]): FeedEvent[] =>
  list.map(({ kind, data }) => ({ kind, at: NOW, data }));
