// Owns the bench of what a console does with events: frame text -> JSON -> validated -> worker -> SQLite and index ->
// what the page is told, against the raw driver writing the same rows with the same index, batches, key and pragmas.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { serverFrame } from '#shared/protocol/frames.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { openStore } from '#store/client.ts';
import { cache1 } from '#store/migrations/cache-1.ts';
import { conversationOf, handoffOf, randomOf, START, textOf, turnOf } from './corpus.ts';
import { compare, type Figure, print } from './measure.ts';

const KEY = 'ab'.repeat(32);
const STREAM = 'p:ana';
const CONVERSATIONS = 500;
/** The first ones warm the code up and are not timed, on both sides: a console runs for hours. */
const WARM_FRAMES = 40;
const MESSAGES = Number(process.env.BATON_BENCH_MESSAGES ?? 30_000);

const snapshot = {
  presence: {
    person: 'ana',
    status: 'available',
    since: START,
    afterThis: false,
    connected: true,
    load: 0,
    capacity: 5,
  },
  grants: Array.from({ length: CONVERSATIONS }, (_, number) => ({
    right: 'owner',
    conversation: conversationOf(number, START, 0, ''),
    handoff: handoffOf(number),
    entries: [],
  })),
};

/** As the router sends them: each message is an entry and the conversation it changed, 512 events a frame. */
function frames(): string[] {
  const random = randomOf(7);
  const seqs = new Array<number>(CONVERSATIONS).fill(0);
  const events = Array.from({ length: MESSAGES }, (_, n) => {
    // A person reads a handful at a time.
    const number = (Math.floor(n / 200) * 5 + Math.floor(random() * 5)) % CONVERSATIONS;
    const seq = seqs[number] ?? 0;
    seqs[number] = seq + 1;
    const at = START + n * 40;
    const text = textOf(random);
    const conversation = conversationOf(number, at, seq + 1, text);
    return [
      { k: 'entry.added', t: at, d: { conversation: conversation.id, entry: turnOf(seq, at, text) } },
      { k: 'conversation.changed', t: at, d: { conversation } },
    ];
  }).flat();
  const all: string[] = [];
  for (let o0 = 0; o0 < events.length; o0 += LIMITS.batch)
    all.push(JSON.stringify({ op: 'evs', s: STREAM, e: 1, o0, list: events.slice(o0, o0 + LIMITS.batch) }));
  return all;
}

async function throughStore(folder: string, list: readonly string[]): Promise<number> {
  const { store } = await openStore({ folder, key: KEY, person: 'ana', now: START, leaseMs: 3_600_000 });
  await store.contact(START);
  await store.reset(STREAM, 1, 0, snapshot);
  let flying: { readonly bytes: number; readonly done: Promise<unknown> }[] = [];
  let bytes = 0;
  let rows = 0;
  let began = 0;
  for (const [index, text] of list.entries()) {
    if (index === WARM_FRAMES) {
      await Promise.all(flying.map(({ done }) => done));
      began = performance.now();
    }
    const frame = serverFrame.parse(JSON.parse(text));
    if (frame.op !== 'evs') throw new Error('not a batch');
    const events = frame.list.map(({ k, t, d }) => ({ kind: k, at: t, data: d }));
    const done = store
      .apply(frame.s, frame.e, frame.o0, events)
      .then(({ upserts }) => (rows += upserts.length));
    flying.push({ bytes: text.length, done });
    bytes += text.length;
    // The router sends no more than the credit it was given.
    while (bytes > LIMITS.credit) {
      const [first, ...rest] = flying;
      await first?.done;
      bytes -= first?.bytes ?? 0;
      flying = rest;
    }
  }
  await Promise.all(flying.map(({ done }) => done));
  const rate = rateOf(list, performance.now() - began);
  await store.close();
  if (rows < MESSAGES) throw new Error(`the page was told of ${rows} rows`);
  return rate;
}

/** Timed messages a second. */
const rateOf = ({ length }: readonly string[], ms: number): number =>
  (MESSAGES * (1 - WARM_FRAMES / length) * 1_000) / ms;

interface RawEntry {
  readonly seq: number;
  readonly at: number;
  readonly text: string;
}

function raw(folder: string, list: readonly string[]): number {
  const file = new Database(join(folder, 'cache.db'));
  file.pragma("cipher='sqlcipher'");
  file.pragma(`key="x'${KEY}'"`);
  for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'cache_size = -131072'])
    file.pragma(pragma);
  for (const pragma of ['temp_store = MEMORY', 'secure_delete = ON']) file.pragma(pragma);
  file.exec(cache1);
  const make = file.prepare("INSERT INTO conversation VALUES (?, ?, 'owner', NULL, 0, ?, ?, '', 0, 0, 0)");
  for (const [number, { conversation, handoff }] of snapshot.grants.entries())
    make.run(number + 1, conversation.id, JSON.stringify(conversation), JSON.stringify(handoff));
  const numbers = new Map(snapshot.grants.map(({ conversation }, number) => [conversation.id, number + 1]));
  const entry = file.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?)');
  const word = file.prepare('INSERT INTO word_1 (rowid, text) VALUES (?, ?)');
  const head = file.prepare(
    'UPDATE conversation SET last_at = ?, conversation = ?, unread = unread + 1 WHERE number = ?',
  );
  const cursor = file.prepare('INSERT OR REPLACE INTO cursor VALUES (?, ?, ?)');
  const apply = file.transaction((text: string) => {
    const { s, e, o0, list: events } = JSON.parse(text);
    const heads = new Map<string, { lastAt: number }>();
    for (const { k, d } of events) {
      if (k === 'conversation.changed') heads.set(d.conversation.id, d.conversation);
      else {
        const { text: words, ...rest } = d.entry as RawEntry;
        entry.run(rest.at * 1_000, numbers.get(d.conversation), rest.seq, words, JSON.stringify(rest));
        word.run(rest.at * 1_000, words);
      }
    }
    for (const [id, conversation] of heads)
      head.run(conversation.lastAt, JSON.stringify(conversation), numbers.get(id));
    cursor.run(s, e, o0 + events.length);
  });
  for (const text of list.slice(0, WARM_FRAMES)) apply.immediate(text);
  const began = performance.now();
  for (const text of list.slice(WARM_FRAMES)) apply.immediate(text);
  const rate = rateOf(list, performance.now() - began);
  file.close();
  return rate;
}

export async function* run(): AsyncIterable<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const fresh = () => mkdtempSync(join(folder, 'round-'));
  const list = frames();
  try {
    yield await compare({
      name: 'ingest',
      unit: 'messages/s',
      subject: () => throughStore(fresh(), list),
      control: () => raw(fresh(), list),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await print(run());
