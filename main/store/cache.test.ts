import { expect, test } from 'vitest';
import type { Cursor } from '#shared/protocol/streams.ts';
import {
  added,
  conversation,
  event,
  FEED,
  folder,
  grant,
  granted,
  HOUR,
  handoff,
  NOW,
  optionsFor,
  presence,
  queueRow,
  said,
} from '../../test/hosts/store-samples.ts';
import type { Change } from './port.ts';
import { openFiles } from './store.ts';

function opened(path = folder(), change = {}) {
  const { store } = openFiles(optionsFor(path, change));
  store.contact(NOW);
  let next = store.cursors()[FEED]?.[1] ?? 0;
  const feed = (...events: Parameters<typeof store.apply>[3]): Change => {
    const made = store.apply(FEED, 1, next, events);
    next += events.length;
    return made;
  };
  return { store, feed, path };
}

const names = ({ upserts, removals }: Change) => ({
  upserts: upserts.map(({ c, id }) => `${c} ${id}`),
  removals: removals.map(({ c, id }) => `${c} ${id}`),
});

test('one write tells the page each row once, as it is at its end', () => {
  const { store, feed } = opened();
  const change = feed(
    granted(grant('a', [said(0, 'one')])),
    added('a', said(1, 'two')),
    event('conversation.changed', { conversation: conversation('a', { turns: 2, preview: 'two' }) }),
    event('handoff.changed', { handoff: handoff('a', { state: 'wrapping' }) }),
    event('presence.changed', { presence: presence({ load: 1 }) }),
  );
  expect(names(change)).toEqual({
    upserts: ['entries a/0', 'entries a/1', 'me ana', 'conversations a'],
    removals: [],
  });
  expect(store.conversation('a')).toEqual({
    id: 'a',
    right: 'owner',
    conversation: conversation('a', { turns: 2, preview: 'two' }),
    handoff: handoff('a', { state: 'wrapping' }),
    unread: 2,
    typing: false,
    pending: 0,
    draft: '',
  });
  expect(store.rows()).toEqual([
    { c: 'me', id: 'ana', row: { presence: presence({ load: 1 }) } },
    { c: 'conversations', id: 'a', row: store.conversation('a') },
  ]);
});

test('unread counts what the customer said since it was read; what was handled is not news', () => {
  const { store, feed } = opened();
  const unread = () => store.conversation('a')?.unread;
  feed(granted(grant('a', [said(0, 'hi'), said(1, 'hello', 'HUMAN_AGENT')])));
  expect(unread()).toBe(1);
  expect(store.markRead('a').upserts).toMatchObject([{ c: 'conversations', row: { unread: 0 } }]);
  feed(added('a', said(2, 'you there', 'HUMAN_AGENT')), added('a', said(3, 'yes')));
  expect(unread()).toBe(1);
  feed(granted(grant('a', [said(0, 'hi'), said(3, 'yes'), said(4, 'so')])));
  expect(unread()).toBe(2);
  feed(event('access.changed', { conversation: 'a', right: 'kept', until: NOW + HOUR }));
  expect(unread()).toBe(0);
  expect(names(store.markRead('nothing'))).toEqual({ upserts: [], removals: [] });
});

test('a grant replaces the copy: what differs is told, what is gone is removed', () => {
  const { store, feed } = opened();
  feed(granted(grant('a', [said(0, 'one'), said(1, 'two'), said(2, 'three')])));
  const change = feed(granted(grant('a', [said(0, 'one'), said(1, 'other words')])));
  expect(names(change)).toEqual({
    upserts: ['entries a/1', 'conversations a'],
    removals: ['entries a/2'],
  });
  expect(store.entries('a')).toEqual([said(0, 'one'), said(1, 'other words')]);
  expect(store.search('two', undefined, 9)).toEqual([]);
  expect(store.search('other', undefined, 9)).toHaveLength(1);
});

test('a right that ends hides everything at once; events for what is not ours leave nothing', () => {
  const { store, feed } = opened();
  feed(granted(grant('a', [said(0, 'one')])));
  const change = feed(
    added('a', said(1, 'two')),
    event('access.ended', { conversation: 'a', why: 'timeout' }),
    added('a', said(2, 'three')),
    event('conversation.changed', { conversation: conversation('a') }),
    event('draft.changed', { conversation: 'a', text: 'x', device: 'd' }),
  );
  expect(names(change)).toEqual({ upserts: [], removals: ['conversations a'] });
  expect([store.conversation('a'), store.entries('a'), store.rows()]).toEqual([null, [], []]);
  expect(names(feed(granted(grant('a', [said(0, 'back')])))).upserts).toEqual([
    'entries a/0',
    'conversations a',
  ]);
});

test('the word of an end that the feed has overtaken takes nothing that was given anew; any other takes it at once', () => {
  const { store, feed } = opened();
  const one = said(0, 'one');
  // 0 gives, 1 ends, 2 gives anew.
  feed(granted(grant('a', [one])), event('access.ended', { conversation: 'a', why: 'timeout' }));
  feed(granted(grant('a', [one])));
  expect(names(store.forget('a', [1, 1]))).toEqual({ upserts: ['conversations a'], removals: [] });
  expect(store.entries('a')).toEqual([one]);
  const gone = { upserts: [], removals: ['conversations a'] };
  expect(names(store.forget('a', [1, 3]))).toEqual(gone);
  const others: readonly (Cursor | undefined)[] = [[2, 1], undefined];
  for (const at of others) {
    feed(granted(grant('a', [one])));
    expect(names(store.forget('a', at))).toEqual(gone);
    expect(store.entries('a')).toEqual([]);
  }
});

test('delivery and the draft of another console change what is shown', () => {
  const { store, feed } = opened();
  feed(granted(grant('a', [said(0, 'reply', 'HUMAN_AGENT'), said(1, 'thanks')], { draft: 'half' })));
  expect(store.draft('a')).toBe('half');
  const change = feed(
    event('delivery.changed', { conversation: 'a', seq: 0, delivery: 'accepted' }),
    event('draft.changed', { conversation: 'a', text: 'more', device: 'another' }),
  );
  expect(names(change).upserts).toEqual(['entries a/0', 'conversations a']);
  expect(store.entries('a')[0]).toMatchObject({ delivery: 'accepted', text: 'reply' });
  expect(store.draft('a')).toBe('more');
  store.saveDraft('a', 'typed here', NOW);
  expect([store.draft('a'), store.conversation('a')?.draft]).toEqual(['typed here', 'more']);
});

test('queue rows come and go; a snapshot replaces them; a queue no longer followed takes its rows along', () => {
  const { store } = opened();
  const ids = () => store.rows().map(({ id }) => id);
  store.apply('q:support', 1, 0, [
    event('queue.entered', { row: queueRow('h1') }),
    event('queue.entered', { row: queueRow('h2') }),
    event('queue.changed', { row: queueRow('h1', { state: 'offered' }) }),
    event('queue.left', { handoff: 'h2', why: 'accepted' }),
  ]);
  expect(ids()).toEqual(['h1']);
  const change = store.reset('q:support', 2, 40, { rows: [queueRow('h3')] });
  expect(names(change)).toEqual({ upserts: ['queue h3'], removals: ['queue h1'] });
  store.apply('q:sales', 1, 0, [event('queue.entered', { row: queueRow('h4', { queue: 'sales' }) })]);
  expect(names(store.keepStreams(['q:sales', FEED]))).toEqual({ upserts: [], removals: ['queue h3'] });
  expect([ids(), store.cursors()]).toEqual([['h4'], { 'q:sales': [1, 1] }]);
});

test('offsets: known ones are skipped, gaps and other epochs change nothing, a reset starts anew', () => {
  const { store, feed } = opened();
  feed(granted(grant('a', [])), added('a', said(0, 'one')));
  const before = store.rows();
  expect(names(store.apply(FEED, 1, 0, [granted(grant('b', [])), granted(grant('c', []))]))).toEqual({
    upserts: [],
    removals: [],
  });
  store.apply(FEED, 1, 1, [granted(grant('b', [])), added('a', said(1, 'two'))]);
  expect(store.entries('a')).toHaveLength(2);
  const gap = expect.objectContaining({ name: 'GapError' });
  expect(() => store.apply(FEED, 1, 4, [added('a', said(9, 'x'))])).toThrow(gap);
  expect(() => store.apply(FEED, 2, 3, [added('a', said(9, 'x'))])).toThrow(gap);
  expect(() => store.apply('q:support', 1, 7, [])).toThrow(gap);
  expect(store.cursors()).toEqual({ [FEED]: [1, 3] });
  store.reset(FEED, 2, 17, { presence: presence(), grants: [grant('a', [said(0, 'one')])] });
  expect(store.cursors()).toEqual({ [FEED]: [2, 17] });
  expect(store.rows()).toHaveLength(before.length + 1);
});

test('data that does not fit names stream, offset and path, and the whole batch leaves nothing', () => {
  const { store, feed } = opened();
  feed(granted(grant('a', [said(0, 'one')])));
  const bad = (message: RegExp) =>
    expect.objectContaining({ name: 'BadEventError', message: expect.stringMatching(message) });
  expect(() => feed(added('a', said(1, 'two')), event('handoff.changed', { handoff: { id: 'h' } }))).toThrow(
    bad(/^p:ana 2 handoff\.changed: handoff\.conversation: /),
  );
  expect(() => store.reset(FEED, 2, 5, { presence: presence(), grants: [{}] })).toThrow(
    bad(/^p:ana 5 snapshot: grants\.0\./),
  );
  expect(() => store.apply('p:ben', 1, 0, [])).toThrow(bad(/no stream of ana's console/));
  expect(() => store.apply('b:bot', 1, 0, [])).toThrow(bad(/no stream/));
  expect([store.entries('a'), store.cursors(), store.search('two', undefined, 9)]).toEqual([
    [said(0, 'one')],
    { [FEED]: [1, 1] },
    [],
  ]);
});

test('kinds and fields of a newer router are passed over', () => {
  const { store, feed } = opened();
  feed(event('weather.changed', { rain: true }), granted({ ...grant('a', []), colour: 'blue' } as never));
  expect(store.cursors()).toEqual({ [FEED]: [1, 2] });
  expect(store.conversation('a')).not.toHaveProperty('colour');
});

test('without router contact for the lease nothing is read; contact opens it again', () => {
  const { store, feed, path } = opened();
  feed(granted(grant('a', [said(0, 'one')], { right: 'kept' })));
  store.close();
  const late = openFiles(optionsFor(path, { now: NOW + 72 * HOUR + 1_000 })).store;
  const read = () => [
    late.rows(),
    late.entries('a'),
    late.conversation('a'),
    late.search('one', undefined, 9),
    late.history(undefined, 9),
    late.draft('a'),
  ];
  expect(read()).toEqual([[], [], null, [], [], '']);
  expect(late.lastContact()).toBe(NOW);
  late.contact(NOW + 72 * HOUR + 2_000);
  expect(read().map((all) => (Array.isArray(all) ? all.length : all))).toEqual([
    1,
    1,
    expect.anything(),
    1,
    1,
    '',
  ]);
  late.close();
});

test('history: what was handled, newest first, in pages that neither skip nor split a moment', () => {
  const { store, feed } = opened();
  const times = [5, 3, 3, 3, 2, 1];
  feed(
    ...times.map((at, n) =>
      granted({
        ...grant(`k${n}`, []),
        right: 'kept',
        conversation: conversation(`k${n}`, { lastAt: NOW + at }),
      }),
    ),
    granted(grant('mine', [])),
  );
  const page = (before: number | undefined) =>
    store
      .history(before, 2)
      .map((row) => row.conversation.id)
      .sort();
  expect(page(undefined)).toEqual(['k0', 'k1', 'k2', 'k3']);
  expect(page(NOW + 3)).toEqual(['k4', 'k5']);
  expect(page(NOW + 1)).toEqual([]);
  expect(store.history(undefined, 1)[0]).toMatchObject({
    handoff: { id: 'handoff-k0' },
    cachedAt: expect.any(Number),
  });
});

test('a handoff that was passed on stands in one line, whichever feed comes first', () => {
  const { store } = opened();
  store.contact(NOW);
  const at = (queue: string, queuedAt: number) => ({ row: queueRow('h1', { queue, queuedAt }) });
  const left = event('queue.left', { handoff: 'h1', why: 'accepted' });
  store.apply('q:money', 1, 0, [event('queue.entered', at('money', NOW + 5))]);
  store.apply('q:care', 1, 0, [event('queue.entered', at('care', NOW)), left]);
  const lines = () => store.rows().flatMap(({ c, row }) => (c === 'queue' ? [row] : []));
  expect(lines()).toMatchObject([{ queue: 'money' }]);
  store.apply('q:money', 1, 1, [left]);
  expect(lines()).toEqual([]);
  store.close();
});

test('own day comes with own presence', () => {
  const { store } = opened();
  store.contact(NOW);
  const day = { since: NOW, handled: 2, handlingMs: 5, missed: 0, declined: 1 };
  const change = store.apply(FEED, 1, 0, [
    event('presence.changed', { presence: presence() }),
    event('day.changed', { day }),
  ]);
  expect(change.upserts).toEqual([{ c: 'me', id: 'ana', row: { presence: presence(), day } }]);
  store.close();
});

test('the profile is kept for a start without a router', () => {
  const { store, path } = opened();
  expect(store.profile()).toBeNull();
  const profile = {
    id: 'ana',
    name: 'Ana',
    roles: ['agent'],
    queues: [],
    auxCodes: ['Training'],
    replies: [],
  };
  store.saveProfile(profile);
  store.close();
  const again = openFiles(optionsFor(path)).store;
  expect(again.profile()).toEqual(profile);
  again.close();
});
