import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '#shared/schema/conversation.ts';
import {
  added,
  event,
  FEED,
  folder,
  grant,
  granted,
  HOUR,
  KEY,
  NOW,
  said,
} from '../../../test/hosts/store-samples.ts';
import { cacheOf } from '../cache.ts';
import { cache1 } from '../migrations/cache-1.ts';
import { cache2 } from '../migrations/cache-2.ts';
import { cache3 } from '../migrations/cache-3.ts';
import { openFile } from '../open.ts';

function cache(shelf: number) {
  const { file } = openFile({
    path: join(folder(), 'cache.db'),
    key: KEY,
    synchronous: 'NORMAL',
    pagesKib: 8_192,
    migrations: [cache1, cache2, cache3],
  });
  const made = cacheOf({ file, person: 'ana', leaseMs: HOUR, now: () => NOW, shelf });
  made.contact(NOW);
  return { ...made, file };
}

const VOCABULARY = [
  'refund',
  'refunds',
  're',
  'flight',
  'fly',
  'zürich',
  'Zurich',
  'ÉTÉ',
  'ete',
  "don't",
  'a-b',
  '42',
  'o',
];
const text = fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 7 }).map((words) => words.join(' '));
const tokens = (of: string): string[] =>
  of
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? [];

/** The rule as a person would say it. */
function matches(of: string, typed: string): boolean {
  const words = tokens(of);
  const wanted = tokens(typed);
  const last = wanted.pop();
  return (
    last !== undefined &&
    words.some((word) => word.startsWith(last)) &&
    wanted.every((word) => words.includes(word))
  );
}

test('finds exactly the texts with all words, newest first, in pages, whatever the shelves; ends with what was erased', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ text, at: fc.integer({ min: 0, max: 30 }), of: fc.constantFrom('a', 'b', 'c') }), {
        maxLength: 60,
      }),
      fc.array(text, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 20 }),
      (messages, queries, limit, shelf) => {
        const store = cache(shelf);
        try {
          const list = messages.map((message, seq) => ({ ...message, seq, at: NOW + message.at }));
          store.apply(
            FEED,
            1,
            0,
            ['a', 'b', 'c'].map((id) => granted(grant(id, []))),
          );
          store.apply(
            FEED,
            1,
            3,
            list.map(({ of, seq, text: words, at }) => added(of, said(seq, words, 'END_USER', at))),
          );
          for (const erased of [false, true]) {
            if (erased) store.forget('b');
            for (const typed of queries) {
              const expected = list
                .filter((message) => matches(message.text, typed) && !(erased && message.of === 'b'))
                .map(({ of, seq, at }) => ({ conversation: String(of), seq, at }))
                .sort((x, y) => y.at - x.at || y.seq - x.seq);
              const found: typeof expected = [];
              for (let before: number | undefined; ; ) {
                const page = store.search(typed, before, limit);
                found.push(...page.map(({ conversation, seq, at }) => ({ conversation, seq, at })));
                if (page.length < limit) break;
                before = page.at(-1)?.at;
              }
              expect(found).toEqual(expected);
            }
          }
        } finally {
          store.file.close();
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('says where the words stand, and shows the text around them', () => {
  const store = cache(100);
  const long = `${'😀 filler words before it '.repeat(20)}my\nrefund, Refunding ${'and after '.repeat(40)}`;
  store.apply(FEED, 1, 0, [
    granted(grant('a', [said(0, long), said(1, 'Straße nach Zürich'), said(2, `re${'x'.repeat(400)}`)])),
  ]);
  for (const [typed, words] of [
    ['refund', ['refund', 'Refunding']],
    ['my refunding', ['my', 'Refunding']],
    ['ZUR', ['Zürich']],
  ] as const) {
    const [hit] = store.search(typed, undefined, 9);
    expect(hit?.matches.map(([from, to]) => hit.excerpt.slice(from, to))).toEqual(words);
    expect(hit?.excerpt.length).toBeLessThan(200);
    expect(hit?.excerpt).not.toMatch(/\n/);
    expect(hit?.excerpt.isWellFormed()).toBe(true);
  }
  const [huge] = store.search('rex', undefined, 9);
  expect(huge?.matches).toEqual([[0, 180]]);
  store.file.close();
});

test('the customer is found by name and organisation, as it is now', () => {
  const store = cache(100);
  const of = (name: string, organisation?: string) => {
    const { conversation } = grant('a', []);
    return {
      ...conversation,
      customer: { ...conversation.customer, name, ...(organisation === undefined ? {} : { organisation }) },
    };
  };
  store.apply(FEED, 1, 0, [
    granted({ ...grant('a', [said(0, 'hello')]), conversation: of('María López', 'Acme') }),
  ]);
  expect(store.search('acme lopez', undefined, 9)).toEqual([
    {
      conversation: 'a',
      seq: 0,
      at: NOW - HOUR,
      name: 'María López',
      organisation: 'Acme',
      excerpt: 'María López · Acme',
      matches: [
        [6, 11],
        [14, 18],
      ],
    },
  ]);
  store.apply(FEED, 1, 1, [
    { kind: 'conversation.changed', at: NOW, data: { conversation: of('María Smith') } },
  ]);
  expect(store.search('lopez', undefined, 9)).toEqual([]);
  expect(store.search('smith', undefined, 9)).toHaveLength(1);
  store.file.close();
});

test('what is merely offered now is no past: it is not found, and takes nobody’s place on the page', () => {
  const store = cache(4);
  const events = Array.from({ length: 12 }, (_, n) =>
    granted({
      ...grant(`k${n}`, [{ ...said(0, 'refund please'), at: NOW + n } as Entry]),
      right: n % 3 === 0 ? 'owner' : 'offered',
    }),
  );
  store.apply(FEED, 1, 0, events);
  const found = (limit: number, before?: number) =>
    store.search('refund', before, limit).map(({ conversation }) => conversation);
  expect(found(9)).toEqual(['k9', 'k6', 'k3', 'k0']);
  expect(found(2)).toEqual(['k9', 'k6']);
  expect(found(2, NOW + 6)).toEqual(['k3', 'k0']);
  store.apply(FEED, 1, 12, [event('access.changed', { conversation: 'k10', right: 'owner' })]);
  expect(found(1)).toEqual(['k10']);
  store.file.close();
});

test('nothing that is typed or said makes it throw', () => {
  const store = cache(7);
  const odd = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '"',
      '""',
      'a" OR "b',
      'NEAR(a b)',
      'text:a',
      '-a',
      '^a',
      'a*',
      '*',
      '\0',
      'a\0b',
      '\ud800',
      '\uFDD0a\uFDD1',
    ),
  );
  let offset = 1;
  store.apply(FEED, 1, 0, [granted(grant('a', []))]);
  fc.assert(
    fc.property(odd, odd, (words, typed) => {
      store.apply(FEED, 1, offset, [added('a', said(offset, words, 'END_USER', NOW + offset))]);
      offset += 1;
      expect(store.entries('a').at(-1)).toMatchObject({ text: words.toWellFormed() });
      for (const query of [typed, words, `${words} ${typed}`]) {
        for (const { excerpt, matches: at } of store.search(query.slice(0, 500), undefined, 5)) {
          expect(at.every(([from, to]) => from >= 0 && from < to && to <= excerpt.length)).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
  store.checkWords();
  store.file.close();
});

test('an entry of any time has its place, and many of one ms have one each', () => {
  const store = cache(100);
  const times = [0, 8_640_000_000_000_000, NOW, NOW, NOW];
  store.apply(FEED, 1, 0, [
    granted(
      grant(
        'a',
        times.map((at, seq) => said(seq, 'word', 'END_USER', at)),
      ),
    ),
  ]);
  expect(store.search('word', undefined, 9).map(({ seq }) => seq)).toEqual([1, 4, 3, 2, 0]);
  expect(store.entries('a').map(({ at }) => at)).toEqual(times);
  store.file.close();
});

test('a conversation that is given anew with the same words elsewhere is found by all of them', () => {
  const store = cache(1_000);
  const again = (...texts: string[]) =>
    granted(
      grant(
        'a',
        texts.map((each, seq) => said(seq, each, 'END_USER', NOW)),
      ),
    );
  store.apply(FEED, 1, 0, [again('word words.', '.', '.', '', '.'), again('words.', '', 'words', '.')]);
  expect(store.search('word', undefined, 10).map(({ seq }) => seq)).toEqual([2, 0]);
  store.file.close();
});
