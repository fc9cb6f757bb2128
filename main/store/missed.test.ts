// The list of what a person missed: each thing once, newest 200 of 14 days, seen with what is read, and gone with the copy.
import { expect, test } from 'vitest';
import type { MissedView } from '#shared/contract/views.ts';
import {
  event,
  FEED,
  folder,
  grant,
  granted,
  HOUR,
  NOW,
  optionsFor,
  presence,
  said,
} from '../../test/hosts/store-samples.ts';
import type { Change, Missed } from './port.ts';
import { openFiles } from './store.ts';

const DAY = 24 * HOUR;

function opened(path = folder()) {
  const { store } = openFiles(optionsFor(path));
  store.contact(NOW);
  return { store, path };
}
type Opened = ReturnType<typeof opened>['store'];

const rows = (store: Opened): MissedView[] =>
  store.rows().flatMap(({ c, row }) => (c === 'missed' ? [row as MissedView] : []));
const turn = (conversation: string, count = 1, at = NOW): Missed => ({
  ...{
    fact: `turn ${conversation}`,
    kind: 'turn',
    at,
    name: 'Ilse Verhoeven',
    count,
    open: { conversation },
  },
});
const offer: Missed = {
  ...{ fact: 'offer o1', kind: 'offer', at: NOW, name: 'Tomás Albrecht', count: 1 },
  open: { offer: 'o1', conversation: 'k9' },
};
const mention = (id: string, at = NOW) => ({
  ...{ id, at, from: { id: 'jakub', name: 'Jakub Marek' }, conversation: 'k1', customer: 'Ilse Verhoeven' },
  text: 'row 14 is free',
});
const summary = ({ upserts, removals }: Change) => [
  upserts.map(({ row }) => row as MissedView).map(({ kind, count, seen }) => [kind, count, seen]),
  removals.map(({ id }) => id),
];

test('turns of a conversation are one row that counts until it is seen; anything else is listed once', () => {
  const { store, path } = opened();
  expect(summary(store.miss([turn('k1', 2)]))).toEqual([[['turn', 2, false]], []]);
  expect(summary(store.miss([turn('k1', 1, NOW + 5)]))).toEqual([[['turn', 3, false]], []]);
  expect(summary(store.seeMissed(['m1', 'm99', 'nonsense']))).toEqual([[['turn', 3, true]], []]);
  expect(summary(store.seeMissed(['m1']))).toEqual([[], []]);
  expect(summary(store.miss([turn('k1')]))).toEqual([[['turn', 1, false]], []]);
  expect(summary(store.miss([offer, offer]))).toEqual([[['offer', 1, false]], []]);
  store.seeMissed(rows(store).map(({ id }) => id));
  expect(store.miss([offer]).upserts).toEqual([]);
  expect(store.miss([{ ...offer, to: 'Leo Brandt' }]).upserts).toMatchObject([
    { row: { to: 'Leo Brandt', seen: true } },
  ]);
  const before = rows(store);
  store.close();
  const again = opened(path).store;
  expect(rows(again)).toEqual(before);
  expect(before.at(-1)).toEqual({
    ...{ id: expect.any(String), kind: 'offer', at: NOW, name: 'Tomás Albrecht', count: 1, to: 'Leo Brandt' },
    ...{ open: { offer: 'o1', conversation: 'k9' }, seen: true },
  });
  again.close();
});

test('a mention lists itself with its event, once, also when a snapshot says it again', () => {
  const { store } = opened();
  const { upserts } = store.apply(FEED, 1, 0, [event('mention.added', { mention: mention('n1') })]);
  expect(upserts).toMatchObject([
    { c: 'missed', row: { kind: 'mention', name: 'Jakub Marek', text: 'row 14 is free' } },
  ]);
  store.reset(FEED, 2, 0, {
    presence: presence(),
    grants: [],
    mentions: [mention('n0', NOW - 15 * DAY), mention('n1'), mention('n2')],
  });
  expect(rows(store).map(({ kind, at }) => [kind, at])).toEqual([
    ['mention', NOW],
    ['mention', NOW],
  ]);
  store.close();
});

test('reading a conversation sees what was missed in it, also when the right to it has ended', () => {
  const { store } = opened();
  store.apply(FEED, 1, 0, [
    granted(grant('k1', [said(0, 'hi')])),
    event('mention.added', { mention: mention('n1') }),
  ]);
  store.miss([turn('k1'), turn('k2'), offer]);
  store.markRead('k1');
  store.markRead('k9');
  expect(rows(store).map(({ kind, seen }) => [kind, seen])).toEqual([
    ['mention', true],
    ['turn', true],
    ['turn', false],
    ['offer', true],
  ]);
  store.close();
});

test('the newest 200 are kept, for 14 days', () => {
  const { store } = opened();
  const hours = (): number[] => rows(store).map(({ at }) => (at - NOW) / HOUR);
  store.miss(Array.from({ length: 205 }, (_, n) => turn(`k${n}`, 1, NOW + n * HOUR)));
  expect(hours()).toEqual(Array.from({ length: 200 }, (_, n) => n + 5));
  store.contact(NOW + 14 * DAY + 99.5 * HOUR);
  expect(hours()).toEqual(Array.from({ length: 105 }, (_, n) => n + 100));
  // Too old when it comes: it is not even listed.
  expect(summary(store.miss([turn('k5', 1, NOW)]))).toEqual([[], [expect.any(String)]]);
  store.close();
});

test('it goes with the copy when that is wiped', () => {
  const { store } = opened();
  store.miss([offer]);
  store.wipe();
  store.contact(NOW);
  expect(rows(store)).toEqual([]);
  store.close();
});
