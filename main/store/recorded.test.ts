// Recorded conversations on real files: told page by page, their signals kept with their words, files whole or not at all, and
// nothing left of what went.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RecordedLine } from '#shared/domain/trigger/recorded-line.ts';
import { plainBytes } from '../../test/hosts/store-plain.ts';
import { folder, HOUR, KEY, NOW, optionsFor } from '../../test/hosts/store-samples.ts';
import { openFiles } from './store.ts';

const SCORER = 'first';

function opened(path = folder(), now = NOW) {
  const { store } = openFiles(optionsFor(path, { now }));
  return { store, path };
}
type Opened = ReturnType<typeof opened>['store'];

const line = (id: string, text = `words of ${id}`, more: Partial<RecordedLine> = {}): RecordedLine => ({
  ...{ id, queue: 'care', account: undefined, standing: undefined, tookOver: false },
  turns: [{ role: 'END_USER', text, at: NOW }],
  ...{ needed: null, label: null, handedOver: false, ...more },
});
const ended = (id: string, at = NOW, more: Partial<RecordedLine> = {}) => ({
  line: line(id, undefined, more),
  recordedAt: at,
});
/** Keys in the order they are told, and whether words (w) or signals (s) come with them. */
function told(store: Opened, after = 0, scorer = SCORER) {
  const { rows, ...page } = store.recorded(after, scorer);
  return {
    ...page,
    rows: rows.map(({ key, turns, signals }) => `${key} ${turns ? 'w' : ''}${signals ? 's' : ''}`),
    last: rows.at(-1)?.number ?? after,
  };
}

test('is told once, from where the reader is; a change comes behind, and what it was is gone', () => {
  const { store } = opened();
  store.contact(NOW);
  store.keepRecorded('care', [ended('k1'), ended('k2')]);
  const first = told(store);
  expect([first.rows, first.gone, first.total, first.more]).toEqual([['k1 w', 'k2 w'], [], 2, false]);
  expect(told(store, first.last).rows).toEqual([]);
  store.keepRecorded('care', [ended('k1', NOW, { needed: true }), ended('k3')]);
  const second = told(store, first.last);
  expect([second.rows, second.gone, second.total]).toEqual([['k1 w', 'k3 w'], [1], 3]);
  expect(told(store, second.last).gone).toEqual([]);
  expect(second.generation).toBe(first.generation);
  store.close();
});

test('what was recorded of a queue before the router’s floor goes, with its words; of other queues and of files nothing does', () => {
  const { store, path } = opened();
  store.contact(NOW);
  store.keepRecorded('care', [
    { line: line('old', 'the pomegranate was broken'), recordedAt: NOW - 2 },
    ended('edge', NOW - 1),
    ended('new'),
  ]);
  store.keepRecorded('sales', [ended('other', NOW - 2)]);
  store.stageFile('one', [line('a')]);
  store.finishFile('one', 'history.jsonl', 1);
  store.dropRecorded('care', NOW - 1);
  const { rows, gone } = store.recorded(0, SCORER);
  expect(rows.map(({ key }) => key)).toEqual(['edge', 'new', 'other', expect.stringMatching(/^file:/)]);
  expect(gone).toEqual([1]);
  expect(plainBytes(join(path, 'cache.db'), KEY).toString('latin1')).not.toContain('pomegranate');
  store.close();
});

test('how handoffs went is told of what the router recorded, not of files, and not while the copy is locked', () => {
  const { store, path } = opened();
  store.contact(NOW);
  const handoff = { queue: 'care', queuedAt: NOW, skills: { refunds: 3 }, target: 60_000, waited: 9_000 };
  store.keepRecorded('care', [ended('k1', NOW, { handoff }), ended('k2')]);
  store.stageFile('one', [line('a', undefined, { handoff })]);
  store.finishFile('one', 'history.jsonl', 1);
  expect(store.recordedHandoffs()).toEqual([handoff]);
  store.close();
  const late = opened(path, NOW + 73 * HOUR).store;
  expect(late.recordedHandoffs()).toEqual([]);
  late.close();
});

test('signals stay with their words, through a change of what people made of it and a restart; another scorer reads anew', () => {
  const { store, path } = opened();
  store.contact(NOW);
  store.keepRecorded('care', [ended('k1'), ended('k2')]);
  const rows = store.recorded(0, SCORER).rows;
  store.keepSignals(
    SCORER,
    rows.map(({ number }) => ({ number, signals: new Uint8Array([number, 2, 3]) })),
  );
  expect(told(store).rows).toEqual(['k1 s', 'k2 s']);
  store.keepRecorded('care', [
    ended('k1', NOW, { needed: false }),
    { line: line('k2', 'other words'), recordedAt: NOW },
  ]);
  store.close();
  const again = opened(path).store;
  expect(told(again).rows).toEqual(['k1 s', 'k2 w']);
  expect(again.recorded(0, SCORER).rows[0]).toMatchObject({
    signals: new Uint8Array([1, 2, 3]),
    head: { needed: false },
  });
  expect(told(again, 0, 'second').rows).toEqual(['k1 w', 'k2 w']);
  // Of one that is gone nothing is kept.
  again.keepSignals(SCORER, [{ number: 99, signals: new Uint8Array([1]) }]);
  expect(told(again).total).toBe(2);
  again.close();
});

test('a page is never more at once than one conversation over its size, with signals as with words', () => {
  const { store } = opened();
  store.contact(NOW);
  const turns = Array.from({ length: 5_000 }, () => ({ role: 'END_USER' as const, text: 'so', at: NOW }));
  store.keepRecorded(
    'care',
    Array.from({ length: 12 }, (_, at) => ({ line: line(`k${at}`, '', { turns }), recordedAt: NOW })),
  );
  const signals = new Uint8Array(400_000);
  const all = Array.from({ length: 12 }, (_, at) => at + 1);
  store.keepSignals(
    SCORER,
    all.map((number) => ({ number, signals })),
  );
  const seen: number[] = [];
  for (let after = 0, more = true; more; ) {
    const { rows, more: left } = store.recorded(after, SCORER);
    expect(rows.length).toBe(1);
    after = rows[0]?.number ?? Number.NaN;
    seen.push(after);
    more = left;
  }
  expect(seen).toEqual(all);
  store.close();
});

test('of a queue the newest 10,000 stay; what was recorded of queues that are no longer led goes', () => {
  const { store } = opened();
  store.contact(NOW);
  const many = Array.from({ length: 10_003 }, (_, at) => ended(`k${at}`, NOW + at));
  store.keepRecorded('care', many);
  store.keepRecorded('sales', [ended('s1')]);
  store.setRecordedMark('care', 'mark');
  expect(store.recordedCase('k2')).toBeNull();
  expect(store.recordedCase('k3')?.turns).toEqual([{ role: 'END_USER', text: 'words of k3', at: NOW }]);
  expect([told(store).total, store.recordedMark('care')]).toEqual([10_001, 'mark']);
  store.keepRecordedQueues(['sales']);
  expect([told(store).rows, store.recordedMark('care')]).toEqual([['s1 w'], null]);
  store.close();
});

test('a file counts when it is whole, in place of the one of its name; a restart forgets what is half there', () => {
  const { store, path } = opened();
  store.contact(NOW);
  store.keepRecorded('care', [ended('k1')]);
  store.stageFile('one', [line('a'), line('a')]);
  store.stageFile('two', [line('b')]);
  expect(told(store)).toMatchObject({ rows: ['k1 w'], total: 1, files: 0 });
  store.finishFile('one', 'history.jsonl', 2);
  expect(told(store)).toMatchObject({ rows: ['k1 w', 'file:2 w', 'file:3 w'], total: 3, files: 2 });
  expect(store.recordedCase('file:3')?.head).toMatchObject({ id: 'a', about: 'words of a', times: [NOW] });
  expect(store.recordedCase('file:1')).toBeNull();

  expect(() => store.finishFile('two', 'history.jsonl', 2)).toThrow(/1 of 2/);
  expect(told(store)).toMatchObject({ total: 3, files: 2 });
  store.finishFile('two', 'history.jsonl', 1);
  expect(told(store)).toMatchObject({ rows: ['k1 w', 'file:4 w'], files: 1 });

  store.stageFile('three', [line('c')]);
  store.stageFile('four', [line('d')]);
  store.abandonFile('four');
  expect(() => store.finishFile('four', 'other', 1)).toThrow(/0 of 1/);
  store.close();
  const again = opened(path).store;
  expect(() => again.finishFile('three', 'other', 1)).toThrow(/0 of 1/);
  again.forgetFiles();
  expect(told(again)).toMatchObject({ rows: ['k1 w'], total: 1, files: 0 });
  again.close();
});

test('locked, nothing is told; wiped, it is a new generation; and no word of what went is left in the file', () => {
  const { store, path } = opened();
  store.contact(NOW);
  store.keepRecorded('care', [
    { line: line('k1', 'the pomegranate was broken'), recordedAt: NOW },
    ended('k2'),
  ]);
  store.stageFile('one', [line('a', 'the quibbleton was late')]);
  store.finishFile('one', 'history.jsonl', 1);
  store.stageFile('two', [line('b', 'the halfwritten was here')]);
  const words = ['pomegranate', 'quibbleton', 'halfwritten'];
  const holds = () => {
    const text = plainBytes(join(path, 'cache.db'), KEY).toString('latin1');
    return words.filter((word) => text.includes(word));
  };
  expect(holds()).toEqual(words);
  store.abandonFile('two');
  store.forgetFiles();
  store.keepRecorded('care', [{ line: line('k1', 'nothing more'), recordedAt: NOW }]);
  expect(holds()).toEqual([]);
  const { generation } = told(store);
  store.wipe();
  store.contact(NOW);
  expect(told(store)).toMatchObject({ rows: [], total: 0 });
  expect(told(store).generation).not.toBe(generation);
  store.keepRecorded('care', [ended('k3')]);
  store.close();

  const late = opened(path, NOW + 73 * HOUR).store;
  expect([told(late).rows, late.recordedCase('k3')]).toEqual([[], null]);
  late.contact(NOW + 73 * HOUR);
  expect(told(late).rows).toEqual(['k3 w']);
  late.close();
});

test('who only reads beside a console takes nothing of it for left over', () => {
  const { store, path } = opened();
  store.contact(NOW);
  const attachment = { id: 'f1', name: 'a.txt', type: 'text/plain', size: 1 } as const;
  store.addFile('one', attachment, Buffer.from('a'));
  store.stageFile('batch', [line('a')]);
  openFiles(optionsFor(path, { beside: true })).store.close();
  expect(store.file('f1')).toMatchObject(attachment);
  store.finishFile('batch', 'history.jsonl', 1);
  expect(told(store)).toMatchObject({ total: 1, files: 1 });
  store.close();
});
