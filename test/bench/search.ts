// Owns the bench of search over a large encrypted cache, through the worker as the console asks: 200 seeded queries,
// 40 % the commonest word, 30 % two words, 20 % a prefix, 10 % no hit. The control is one plain FTS5 table over the same
// texts with the same key and pragmas, asked for the same words.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '#store/client.ts';
import type { FeedEvent, Store } from '#store/port.ts';
import {
  conversationOf,
  handoffOf,
  type Random,
  randomOf,
  START,
  textOf,
  turnOf,
  WORDS,
  wordOf,
} from './corpus.ts';
import { type Figure, median, print } from './measure.ts';

const KEY = 'ab'.repeat(32);
const STREAM = 'p:ana';
const PAGE = 50;
const IN_CONVERSATION = 40;
const ROUNDS = 5;
const full = process.argv.includes('--full');
const MESSAGES = Number(process.env.BATON_BENCH_MESSAGES ?? (full ? 1_000_000 : 200_000));

function* conversations(): Generator<{ number: number; texts: string[] }> {
  const random = randomOf(11);
  for (let number = 0; number * IN_CONVERSATION < MESSAGES; number++)
    yield { number, texts: Array.from({ length: IN_CONVERSATION }, () => textOf(random)) };
}

const timeOf = (number: number, seq: number) => START + (number * IN_CONVERSATION + seq) * 1_000;

async function fill(store: Store): Promise<void> {
  let batch: FeedEvent[] = [];
  let offset = 0;
  const flush = async () => {
    const events = batch;
    batch = [];
    await store.apply(STREAM, 1, offset, events);
    offset += events.length;
  };
  for (const { number, texts } of conversations()) {
    const entries = texts.map((text, seq) => turnOf(seq, timeOf(number, seq), text));
    const conversation = conversationOf(
      number,
      timeOf(number, IN_CONVERSATION),
      IN_CONVERSATION,
      texts[0] ?? '',
    );
    batch.push({
      kind: 'access.granted',
      at: START,
      data: {
        right: 'kept',
        conversation: { ...conversation, openedAt: timeOf(number, 0) },
        handoff: handoffOf(number),
        entries,
      },
    });
    if (batch.length === 12) await flush();
  }
  await flush();
}

/** The control: how one would write it in an afternoon. */
function plain(path: string) {
  const file = new Database(path);
  file.pragma("cipher='sqlcipher'");
  file.pragma(`key="x'${KEY}'"`);
  for (const pragma of ['journal_mode = WAL', 'synchronous = NORMAL', 'cache_size = -131072'])
    file.pragma(pragma);
  for (const pragma of ['temp_store = MEMORY', 'secure_delete = ON']) file.pragma(pragma);
  file.exec(`CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE VIRTUAL TABLE word USING fts5 (text, content = 'entry', content_rowid = 'id', detail = 'none', columnsize = 0,
      tokenize = 'unicode61 remove_diacritics 2');
    INSERT INTO word (word, rank) VALUES ('secure-delete', 1)`);
  const entry = file.prepare('INSERT INTO entry VALUES (?, ?)');
  const word = file.prepare('INSERT INTO word (rowid, text) VALUES (?, ?)');
  file.exec('BEGIN');
  for (const { number, texts } of conversations()) {
    for (const [seq, text] of texts.entries()) {
      entry.run(timeOf(number, seq) * 1_000, text);
      word.run(timeOf(number, seq) * 1_000, text);
    }
    if (number % 12 === 11) file.exec('COMMIT; BEGIN');
  }
  file.exec('COMMIT');
  const find = file.prepare(
    `SELECT rowid, highlight(word, 0, '[', ']') FROM word WHERE word MATCH ? ORDER BY rowid DESC LIMIT ${PAGE}`,
  );
  const terms = (typed: string) =>
    typed.replace(/[a-z0-9']+/g, (token) => `"${token.split("'").join('" "')}"`);
  return { search: (typed: string) => find.all(`${terms(typed)}*`), close: () => file.close() };
}

const KINDS: readonly [string, number, (random: Random) => string][] = [
  ['commonest', 0.4, () => WORDS[0] ?? ''],
  ['two words', 0.7, (random) => `${wordOf(random)} ${wordOf(random)}`],
  ['prefix', 0.9, (random) => wordOf(random).slice(0, 2 + Math.floor(random() * 3))],
  ['no hit', 1, (random) => `xq${Math.floor(random() * 1e9).toString(36)}`],
];

function queries(): { kind: string; typed: string }[] {
  const random = randomOf(13);
  return Array.from({ length: 200 }, (_, n) => {
    const [kind, , typed] = KINDS.find(([, to]) => (n + 0.5) / 200 < to) ?? KINDS[0] ?? ['', 0, () => ''];
    return { kind, typed: typed(random) };
  });
}

async function timesOf(ask: (typed: string) => unknown, kind?: string): Promise<number[]> {
  const times: number[] = [];
  for (const { typed } of queries().filter((query) => kind === undefined || query.kind === kind)) {
    const began = performance.now();
    await ask(typed);
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

const p95 = (times: readonly number[]) => times[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN;
const rounded = (value: number) => Number(value.toPrecision(4));

/** In turns; the first round warms both up. */
async function compare(
  name: string,
  ours: (typed: string) => unknown,
  theirs: (typed: string) => unknown,
  kind?: string,
) {
  const values: number[] = [];
  const controls: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const value = p95(await timesOf(ours, kind));
    const control = p95(await timesOf(theirs, kind));
    if (round === 0) continue;
    values.push(value);
    controls.push(control);
  }
  const [value, control] = [median(values), median(controls)];
  return {
    name,
    unit: 'ms',
    value: rounded(value),
    control: rounded(control),
    ratio: rounded(value / control),
  };
}

export async function* run(): AsyncIterable<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const { store } = await openStore({ folder, key: KEY, person: 'ana', now: START, leaseMs: 3_600_000 });
  const control = plain(join(folder, 'plain.db'));
  try {
    await store.contact(START);
    await fill(store);
    const ours = (typed: string) => store.search(typed, undefined, PAGE);
    const size = `${MESSAGES / 1_000}k`;
    yield await compare(`search ${size} p95`, ours, control.search);
    for (const [kind] of KINDS) yield await compare(`search ${size} ${kind} p95`, ours, control.search, kind);
  } finally {
    control.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await print(run());
