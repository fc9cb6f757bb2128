// Owns that what a lead sees of a draft is what the command line says of the same lines, over the real store and the real thread:
// bit for bit, whatever the policies, however the lines came in, and only as long as somebody waits for it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { createPreview } from '#core/preview/preview.ts';
import { type Reader, startReader } from '#core/preview/reader.ts';
import { createState } from '#core/state.ts';
import { TIMES } from '#core/times.ts';
import { backtestResult, CASE_TURNS, caseResult, type previewView } from '#shared/contract/triggers.ts';
import { changed, knobsOf } from '#shared/domain/trigger/counterfactual.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { openStore } from '#store/client.ts';
import type { Store } from '#store/port.ts';
import { backtest } from '../../main/hosts/cli/triggers/backtest.ts';
import { readPolicies, readScenarios } from '../triggers/fixtures.ts';
import { folder, NOW, optionsFor } from './store-samples.ts';

const { support, sales } = readPolicies();
if (support === undefined || sales === undefined) throw new Error('a shipped policy is missing');
const TODAY = '2026-11-24';
const DAY = 24 * 3_600_000;

afterEach(() => vi.restoreAllMocks());

async function open(path = folder(), change: Partial<Store> = {}) {
  const { store } = await openStore(optionsFor(path));
  await store.contact(NOW);
  const errors: unknown[] = [];
  const rows: (() => void)[] = [];
  const clock = {
    now: () => Date.now(),
    after(ms: number, run: () => void) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  };
  const state = createState(clock, { frameMs: 0, calmMs: 0 }, () => {
    for (const look of [...rows]) look();
  });
  const rights = { allowed: true };
  const threads: Reader[] = [];
  let ids = 0;
  const preview = createPreview({
    ...{ store: { ...store, ...change }, state, clock, times: { ...TIMES, againMs: 1 } },
    ids: { next: () => `batch-${ids++}`, random: () => 0 },
    log: { info: () => undefined, warn: () => undefined, error: (_, fields) => void errors.push(fields) },
    isAllowed: () => rights.allowed,
    startReader() {
      const thread = startReader();
      threads.push(thread);
      return thread;
    },
    nameOfQueue: (queue) => (queue === 'care' ? 'Customer care' : undefined),
  });
  await preview.renew();
  const row = () => state.get('preview', 'preview');
  const until = (is: (row: ReturnType<typeof previewView.parse> | undefined) => boolean) =>
    new Promise<void>((resolve) => {
      const look = (): void => {
        if (!is(row())) return;
        rows.splice(rows.indexOf(look), 1);
        resolve();
      };
      rows.push(look);
      look();
    });
  const close = async (): Promise<void> => {
    await preview.stop();
    await store.close();
  };
  return { preview, store, row, until, rights, errors, threads, path, close };
}
type Opened = Awaited<ReturnType<typeof open>>;

async function opened(...args: Parameters<typeof open>): Promise<Opened> {
  const one = await open(...args);
  onTestFinished(one.close);
  return one;
}

interface Line {
  readonly conversationId: string;
  readonly turns: readonly { readonly role: string; readonly text: string; readonly at?: number }[];
  readonly [more: string]: unknown;
}

/** Scenarios over some days and queues, as their hands judged them, each as often as is asked for. */
function lines(count: number): Line[] {
  const scenarios = readScenarios();
  return Array.from({ length: count }, (_, at) => {
    const {
      turns,
      account,
      expect: wanted,
      conversationId,
    } = scenarios[at % scenarios.length] ?? {
      ...{ turns: [], account: undefined, expect: { fires: null }, conversationId: '' },
    };
    const from = Date.UTC(2026, 10, 1 + (at % 9), (at * 7) % 24);
    return {
      conversationId: `${conversationId}-${at}`,
      ...(account === undefined ? {} : { account }),
      queue: at % 3 === 0 ? 'sales' : 'care',
      labels: { needed: at % 5 === 0 ? null : wanted.fires === null ? 0 : 1 },
      turns: turns.map((turn, index) => ({
        ...turn,
        ...(at % 4 === 0 ? {} : { at: from + index * 60_000 }),
      })),
    };
  });
}
const jsonl = (list: readonly unknown[]): string => list.map((one) => `${JSON.stringify(one)}\n`).join('');

const options = { field: 'needed', today: TODAY };
const slice = (name: string, text: string, more: { first?: boolean; last?: boolean } = {}) => ({
  ...{ name, lines: text, first: false, last: true, options, ...more },
});
const trial = (draft: Policy, live: Policy = support) => ({ live, draft, bots: [] });

async function commandLine(path: string, list: readonly unknown[], draft: Policy, live: Policy) {
  writeFileSync(join(path, 'in.jsonl'), jsonl(list));
  writeFileSync(join(path, 'draft.json'), JSON.stringify(draft));
  writeFileSync(join(path, 'live.json'), JSON.stringify(live));
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const [input, policy, against] = ['in.jsonl', 'draft.json', 'live.json'].map((name) => join(path, name));
  await backtest(
    ['--in', input, '--policy', policy, '--against', against, '--labels', 'needed', '--today', TODAY].map(
      String,
    ),
  );
  vi.restoreAllMocks();
  const said = written.map((text) => JSON.parse(text));
  const { summary } = said.pop();
  return {
    summary,
    differences: said as { conversationId: string; fires: number | null; before: number | null }[],
  };
}

/** Random policies: a shipped one with figures moved. */
const policies: fc.Arbitrary<Policy> = fc
  .tuple(
    fc.constantFrom(support, sales),
    fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 100 })), { maxLength: 4 }),
  )
  .map(([base, moves]) => {
    const knobs = knobsOf(base);
    return moves.reduce(
      (policy, [knob, to]) => changed(policy, knobs[knob % knobs.length]?.path ?? 'value.weight', to / 100),
      base,
    );
  });

test('over the same lines it says what the command line says, bit for bit, whatever the policies', async () => {
  const { preview, until, path } = await opened();
  const list = lines(94);
  await preview.import('page', slice('history', jsonl(list)));
  await until((row) => row?.read === list.length);
  let changes = 0;
  await fc.assert(
    fc.asyncProperty(policies, policies, async (draft, live) => {
      const [seen, { summary, differences }] = [
        await preview.backtest('page', trial(draft, live)),
        await commandLine(path, list, draft, live),
      ];
      backtestResult.parse(seen);
      const { policy, against } = summary;
      const outcome = ({ fired, precision, recall, meanTurn }: typeof policy) => ({
        ...{ fired, precision, recall, meanTurn },
      });
      expect([seen.conversations, seen.draft, seen.live, seen.changes]).toEqual([
        ...[summary.conversations, outcome(policy), outcome(against), summary.changes],
      ]);
      const byName = (one: { name: string }, two: { name: string }) => (one.name < two.name ? -1 : 1);
      expect(seen.changed.map(({ name, before, fires }) => ({ name, before, fires })).sort(byName)).toEqual(
        differences.map(({ conversationId: name, before, fires }) => ({ name, before, fires })).sort(byName),
      );
      changes += seen.changedTotal;
      for (const { queue, hour, live: before, draft: fires } of seen.load) {
        const own = summary.load.filter(
          (each: { queue: string; hour: number | null }) => each.queue === queue && each.hour !== null,
        );
        const peak = Math.max(
          ...own.map((each: { fires: number; before: number }) => Math.max(each.fires, each.before)),
        );
        const at = own.find((each: { hour: number }) => each.hour === hour);
        expect([before, fires, Math.max(at.fires, at.before)]).toEqual([
          ...[at.before / summary.days, at.fires / summary.days, peak],
        ]);
      }
    }),
    { numRuns: 12 },
  );
  expect(changes).toBeGreaterThan(100);
});

test('the largest change comes first: who is handed over at all, then by turns', async () => {
  const { preview, until } = await opened();
  await preview.import('page', slice('history', jsonl(lines(160))));
  await until((row) => row?.read === 160);
  const { changed: list, load, tookMs } = await preview.backtest('page', trial(sales));
  const rank = list.map(({ kind, before, fires }) => [
    kind === 'newly' || kind === 'noLonger' ? 0 : 1,
    kind === 'earlier' || kind === 'later' ? -Math.abs((fires ?? 0) - (before ?? 0)) : 0,
  ]);
  expect(rank).toEqual(rank.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d));
  expect(new Set(list.map(({ kind }) => kind)).size).toBeGreaterThan(1);
  expect(load.find(({ queue }) => queue === 'care')?.name).toBe('Customer care');
  expect(tookMs).toBeGreaterThan(0);
});

test('words are read once: another start has their signals, and says the same', async () => {
  const first = await open();
  await first.preview.import('page', slice('history', jsonl(lines(60))));
  await first.until((row) => row?.read === 60);
  const { tookMs: _, ...before } = await first.preview.backtest('page', trial(sales));
  await first.close();
  const kept: number[] = [];
  const second = await opened(first.path, {
    keepSignals: async (_scorer, list) => void kept.push(list.length),
  });
  await second.until((row) => row?.read === 60);
  const { tookMs: __, ...after } = await second.preview.backtest('page', trial(sales));
  expect([after, kept]).toEqual([before, []]);
  expect(second.row()).toMatchObject({ conversations: 60, imported: 60, from: Date.UTC(2026, 10, 1, 3) });
});

test('the newest question of a page counts; another page is not disturbed', async () => {
  const { preview, until } = await opened();
  await preview.import('page', slice('history', jsonl(lines(200))));
  await until((row) => row?.read === 200);
  const drafts = Array.from({ length: 20 }, (_, at) =>
    changed(support, 'combined.threshold', (at + 20) / 100),
  );
  const asked = drafts.map((draft) => preview.backtest('page', trial(draft)));
  const other = preview.backtest('other', trial(sales));
  const ends = await Promise.allSettled(asked);
  expect(ends.map(({ status }) => status)).toEqual([...Array(19).fill('rejected'), 'fulfilled']);
  const [older] = ends;
  expect(older?.status === 'rejected' && older.reason.body).toMatchObject({
    ...{ code: 'conflict', detail: 'superseded' },
  });
  expect((await other).conversations).toBe(200);
  const { tookMs: _, ...alone } = await preview.backtest('page', trial(drafts[19] ?? support));
  expect(await asked[19]).toMatchObject(alone);
});

test('files come in at the same time, each whole or not at all; what is refused names its line', async () => {
  const { preview, store, until, row, path } = await opened();
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 }),
      async (ones, twos) => {
        await preview.forgetFiles();
        const all = lines(200);
        const parts = (sizes: readonly number[], from: number) => {
          let at = from;
          return sizes.map((size) => {
            at += size;
            return jsonl(all.slice(at - size, at));
          });
        };
        // The second file is brought in by another page under the same name, and a third is never finished.
        const bring = (page: string, name: string, texts: readonly string[], whole: boolean) =>
          Promise.all(
            texts.map((text, at) =>
              preview.import(
                page,
                slice(name, text, { first: at === 0, last: whole && at === texts.length - 1 }),
              ),
            ),
          );
        const took = await Promise.all([
          bring('a', 'one', parts(ones, 0), true),
          bring('b', 'two', parts(twos, 100), true),
          bring('a', 'three', parts(ones, 50), false),
        ]);
        expect(took.flat().map(({ refused }) => refused)).toEqual(took.flat().map(() => []));
        const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
        await until((now) => now?.read === sum(ones) + sum(twos) && now.conversations === now.read);
        expect(row()?.importing).toMatchObject({ name: 'three', taken: sum(ones), lines: sum(ones) });
        preview.left('a');
        await until((now) => now?.importing === undefined);
        const again = [...all.slice(0, sum(ones)), ...all.slice(100, 100 + sum(twos))];
        const { summary } = await commandLine(path, again, sales, support);
        expect((await preview.backtest('a', trial(sales))).changes).toEqual(summary.changes);
      },
    ),
    { numRuns: 6 },
  );

  // Stopped in the middle of a slice: the rest of it is refused, and nothing is left of what came.
  const halves = lines(40).map((one) => jsonl([one]));
  const half = preview.import('a', slice('half', halves.join(''), { first: true, last: false }));
  const stopped = preview.stopImport('a', 'half');
  const late = preview.import('a', slice('half', halves.join(''), { last: true }));
  expect((await half).taken).toBe(40);
  await stopped;
  await expect(late).rejects.toThrow(/half is not brought in any more/);
  expect(row()?.importing).toBeUndefined();
  await preview.stopImport('a', 'half');

  await preview.forgetFiles();
  const good = JSON.stringify(lines(1)[0]);
  const broken = `${good}\n\n{"text":\n[1]\n${good}\n{"conversationId":"x","turns":[{"role":"cat","text":"a"}]}\n`;
  const first = await preview.import('a', slice('one', `\uFEFF${broken}`, { last: false }));
  const second = await preview.import('a', slice('one', `{"turns":1}\r\n${good}`));
  expect([first.taken, first.refused.map(({ line }) => line), first.refusedTotal]).toEqual([2, [3, 4, 6], 3]);
  expect(first.refused).toMatchObject([
    { path: '', expected: { kind: 'json' } },
    { path: '', expected: { kind: 'group' } },
    { path: 'turns.0.role', expected: { kind: 'oneOf' } },
  ]);
  expect([second.taken, second.refused.map(({ line }) => line)]).toEqual([1, [7]]);
  await until((now) => now?.read === 3);
  expect((await store.recorded(0, '')).rows.map(({ head }) => head.id)).toEqual(
    Array(3).fill(lines(1)[0]?.conversationId),
  );
});

test('of a long conversation the turns around one are told, each the same in every part', async () => {
  const { preview, store, until } = await opened();
  const texts = ['Where is my parcel?', 'Sorry, I cannot help with that.', 'Useless!', 'It is on its way.'];
  const turns = Array.from({ length: 450 }, (_, at) => ({
    role: at % 2 === 0 ? ('customer' as const) : ('bot' as const),
    text: `${texts[at % 4]} ${at + 1}`,
  }));
  await preview.import('page', slice('history', jsonl([{ conversationId: 'long', turns }])));
  await until((row) => row?.read === 1);
  const [key = ''] = (await store.recorded(0, '')).rows.map((each) => each.key);
  const part = async (around?: number) => {
    const found = await preview.case('page', key, trial(sales), around);
    if (found === null) throw new Error('it is missing');
    expect([found.total, found.turns.length]).toEqual([450, CASE_TURNS]);
    return found;
  };
  const first = await part();
  expect(first.shows).toBe(first.fires.draft ?? first.fires.live);
  expect(first.turns.map(({ index }) => index)).toContain(first.shows);
  const spans: (typeof first.turns)[] = [];
  for (const around of [1, 101, 300, 450, 9_999]) spans.push((await part(around)).turns);
  expect(spans.map((told) => [told[0]?.index, told.at(-1)?.text])).toEqual([
    [1, turns[99]?.text],
    [51, turns[149]?.text],
    [250, turns[348]?.text],
    [351, turns[449]?.text],
    [351, turns[449]?.text],
  ]);
  const turnIn = (told: typeof first.turns, index: number) => told.find((turn) => turn.index === index);
  expect(turnIn(spans[0] ?? [], 60)).toEqual(turnIn(spans[1] ?? [], 60));
  expect(turnIn(spans[0] ?? [], 60)?.draft.contributions.length).toBeGreaterThan(0);
});

test('a case says of each turn what both policies say, the words that count, and what a change would cost', async () => {
  const { preview, store, until } = await opened();
  const list = lines(160);
  await preview.import('page', slice('history', jsonl(list)));
  await until((row) => row?.read === list.length);
  const keys = (await store.recorded(0, '')).rows.map(({ key }) => key);
  const { draft: base } = await preview.backtest('page', trial(sales));
  let quoted = 0;
  let offered = 0;
  for (const key of keys.slice(0, 20)) {
    const found = await preview.case('page', key, trial(sales));
    if (found === null) throw new Error(`${key} is missing`);
    caseResult.parse(found);
    const firstOf = (which: 'live' | 'draft') => found.turns.find((turn) => turn[which].fired)?.index ?? null;
    expect(found.fires).toEqual({ live: firstOf('live'), draft: firstOf('draft') });
    for (const { text, quotes } of found.turns)
      for (const { start, end } of quotes) {
        expect(text.slice(start, end).trim()).not.toBe('');
        quoted += 1;
      }
    for (const { path, to, turn, adds, precision } of found.smallest) {
      const then = await preview.backtest('page', trial(changed(sales, path, to)));
      expect([adds, precision]).toEqual([then.draft.fired - base.fired, then.draft.precision]);
      const again = await preview.case('page', key, trial(changed(sales, path, to)));
      expect(again?.fires.draft).toBe(turn);
      expect(turn).not.toBe(found.fires.draft);
      offered += 1;
    }
  }
  expect([quoted > 10, offered > 10]).toEqual([true, true]);
  expect(await preview.case('page', 'file:999999', trial(sales))).toBeNull();
});

test('locked, nothing is held or shown; unlocked it is all there again', async () => {
  const { preview, until, rights, row, errors, threads } = await opened();
  await preview.import('page', slice('history', jsonl(lines(40))));
  await until((now) => now?.read === 40);
  rights.allowed = false;
  await preview.renew();
  expect(row()).toBeUndefined();
  // What was on its way to it begins no thread that would hold it.
  await expect(preview.import('page', slice('more', jsonl(lines(1))))).rejects.toThrow();
  await expect(preview.backtest('page', trial(sales))).rejects.toThrow();
  expect(threads.length).toBe(1);
  rights.allowed = true;
  await preview.renew();
  await until((now) => now?.read === 40);
  expect((await preview.backtest('page', trial(sales))).conversations).toBe(40);
  expect(errors).toEqual([]);
});

test('a thread that died is followed by another, which holds it all again', async () => {
  const { preview, until, threads, errors } = await opened();
  await preview.import('page', slice('history', jsonl(lines(40))));
  await until((now) => now?.read === 40);
  await threads[0]?.stop();
  const part = await preview.backtest('page', trial(sales));
  expect(part.conversations).toBeLessThanOrEqual(40);
  await until((now) => now?.read === 40 && now.problem === undefined);
  expect((await preview.backtest('page', trial(sales))).conversations).toBe(40);
  expect([threads.length, errors]).toEqual([2, []]);
});

test('what cannot be read is said, and read again when something comes', async () => {
  let broken = true;
  const folderOf = folder();
  const { preview, store, until, errors } = await opened(folderOf, {
    keepSignals(scorer, list) {
      return broken ? Promise.reject(new Error('the disk is full')) : store.keepSignals(scorer, list);
    },
  });
  await preview.import('page', slice('history', jsonl(lines(10))));
  await until((now) => now?.problem !== undefined);
  expect(errors).toEqual([{ reason: 'Error: the disk is full' }]);
  broken = false;
  preview.changed();
  await until((now) => now?.read === 10 && now.problem === undefined);
});

test('of what the router records, only conversations with bots under this policy are counted', async () => {
  const { preview, store, until } = await opened();
  const asks = { role: 'END_USER' as const, text: 'I want to talk to a human agent', at: NOW - DAY };
  const recorded = (id: string, bot: string, needed: boolean | null, tookOver: boolean) => ({
    line: {
      ...{ id, bot, queue: 'care', account: undefined, standing: undefined, name: `Name of ${id}` },
      ...{ turns: [{ role: 'END_USER' as const, text: 'Hello', at: NOW - DAY }, asks], tookOver, needed },
      ...{
        label: needed === null ? null : needed ? ('right' as const) : ('not_needed' as const),
        handedOver: false,
      },
    },
    recordedAt: NOW,
  });
  await store.keepRecorded('care', [
    recorded('k1', 'ours', true, true),
    recorded('k2', 'ours', false, true),
    recorded('k3', 'theirs', true, true),
  ]);
  preview.changed();
  await until((row) => row?.read === 3);
  const deaf: Policy = { ...support, timing: { ...support.timing, threshold: null, weight: 0 } };
  const seen = await preview.backtest('page', { live: deaf, draft: support, bots: ['ours'] });
  expect(seen).toMatchObject({
    conversations: 2,
    changes: { newly: 2, noLonger: 0, earlier: 0, later: 0, same: 0 },
    draft: { fired: 2, precision: { hits: 1, of: 2 }, recall: { hits: 1, of: 1 } },
    live: { fired: 0, precision: null, recall: { hits: 0, of: 1 } },
    inTime: { live: null, draft: { hits: 1, of: 1 } },
    load: [{ queue: 'care', name: 'Customer care', live: 0, draft: 2 }],
    changedTotal: 2,
  });
  expect(seen.changed[0]).toMatchObject({ kind: 'newly', before: null, fires: 2, about: 'Hello' });
});
