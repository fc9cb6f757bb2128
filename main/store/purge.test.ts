import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plainBytes, rawBytes } from '../../test/hosts/store-plain.ts';
import {
  added,
  event,
  FEED,
  folder,
  grant,
  granted,
  KEY,
  NOW,
  optionsFor,
  said,
} from '../../test/hosts/store-samples.ts';
import { openStore } from './client.ts';
import type { Store } from './port.ts';

/** Words that only the conversation to be purged has: in a turn, a note, the name, the draft, the handoff. */
const SECRETS = ['pomegranate', 'zanzibar', 'quibbleton', 'halfwritten', 'wherefore'];

const secret = grant(
  'secret',
  [
    said(0, `my pomegranate was broken. ${'It was very broken. '.repeat(400)}`),
    { type: 'note', seq: 1, at: NOW, id: 'note-1', author: { name: 'Ana' }, text: 'he is from Zanzibar' },
  ],
  { draft: 'halfwritten answer' },
);
const named = {
  ...secret,
  conversation: { ...secret.conversation, customer: { id: 'x', verified: true, name: 'Mr Quibbleton' } },
  handoff: { ...secret.handoff, reason: 'wherefore not' },
};

async function filled() {
  const path = folder();
  const { store } = await openStore(optionsFor(path));
  await store.contact(NOW);
  const others = Array.from({ length: 40 }, (_, n) =>
    granted(grant(`other-${n}`, [said(0, `broken thing ${n} of mine`)])),
  );
  await store.apply(FEED, 1, 0, [...others.slice(0, 20), granted(named), ...others.slice(20)]);
  await store.apply(FEED, 1, 41, [added('secret', said(2, 'the pomegranate again'))]);
  return { path, store };
}

const holds = (bytes: Buffer): string[] => {
  const text = bytes.toString('latin1').toLowerCase();
  // The index shares the beginnings of words, so the end of one is what would be left of it.
  return SECRETS.filter((word) => text.includes(word.slice(2)));
};

test('with the key everything can be read in the file and its log, without it nothing', async () => {
  const { path, store } = await filled();
  await store.enqueue({
    id: 'op',
    kind: 'turn.send',
    base: 1,
    conversation: 'secret',
    customer: null,
    data: '{"text":"pomegranate"}',
    at: NOW,
  });
  await store.saveDraft('secret', 'halfwritten', NOW);
  const cache = join(path, 'cache.db');
  expect(holds(plainBytes(cache, KEY)).sort()).toEqual([...SECRETS].sort());
  expect(holds(plainBytes(join(path, 'outbox.db'), KEY))).toEqual(['pomegranate', 'halfwritten']);
  for (const name of ['cache.db', 'outbox.db']) {
    expect(holds(rawBytes(join(path, name)))).toEqual([]);
    expect(rawBytes(join(path, name)).includes('SQLite format')).toBe(false);
  }
  await store.close();
  expect(holds(rawBytes(cache))).toEqual([]);
});

const ends: [string, (store: Store) => Promise<unknown>][] = [
  ['forget', (store) => store.forget('secret')],
  [
    'access.ended',
    (store) =>
      store.apply(FEED, 1, 42, [event('access.ended', { conversation: 'secret', why: 'reassigned' })]),
  ],
  [
    'a kept right that ran out',
    async (store) => {
      const until = NOW + 1_000;
      await store.apply(FEED, 1, 42, [
        event('access.changed', { conversation: 'secret', right: 'kept', until }),
      ]);
      await store.contact(NOW + 2_000);
    },
  ],
  [
    'a snapshot without it',
    async (store) => {
      const { presence } = await import('../../test/hosts/store-samples.ts');
      await store.reset(FEED, 2, 0, {
        presence: presence(),
        grants: [grant('other-1', [said(0, 'broken')])],
      });
    },
  ],
  ['no longer following the feed', (store) => store.keepStreams([])],
];

test.each(ends)(
  'after %s even the key finds none of its words, in the file or the log',
  async (_what, end) => {
    const { path, store } = await filled();
    const cache = join(path, 'cache.db');
    expect(holds(plainBytes(cache, KEY))).toHaveLength(SECRETS.length);
    await end(store);
    expect(holds(plainBytes(cache, KEY))).toEqual([]);
    expect(statSync(`${cache}-wal`).size).toBe(0);
    for (const word of SECRETS) expect(await store.search(word, undefined, 10)).toEqual([]);
    expect(await store.entries('secret')).toEqual([]);
    expect(await store.check()).toMatchObject([{ ok: true }, { ok: true }]);
    await store.close();
  },
);

test('the old words of a transcript that was replaced by a shorter one are gone too', async () => {
  const { path, store } = await filled();
  const { conversation, handoff } = grant('secret', []);
  await store.apply(FEED, 1, 42, [
    granted({
      right: 'kept',
      until: NOW + 1e9,
      conversation,
      handoff,
      entries: [said(0, 'only my own words')],
    }),
  ]);
  expect(holds(plainBytes(join(path, 'cache.db'), KEY))).toEqual([]);
  await store.close();
});
