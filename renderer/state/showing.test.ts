// Owns: what a link names is shown when it comes, and never over what the person does meanwhile.
import { expect, test } from 'vitest';
import type { OfferView } from '#shared/contract/views.ts';
import { createPageStore } from './page.ts';
import { createShowing } from './showing.ts';
import { NO_TABLES } from './tables.ts';

const offer = { id: 'of-1', state: 'open', conversation: { id: 'ilse' } } as unknown as OfferView;

function stage() {
  const store = createPageStore();
  const shown: string[] = [];
  const showing = createShowing({
    store,
    read: ({ id }) => void shown.push(`offer ${id}`),
    select: (id) => void shown.push(`conversation ${id}`),
  });
  const arrive = (...offers: OfferView[]): void => {
    const tables = { ...NO_TABLES, offers: new Map(offers.map((one) => [one.id, one])) };
    store.setState({ copy: { rev: 1, tables } });
    showing.showAwaited();
  };
  return { ...showing, store, shown, arrive };
}

test('an offer that is there is read at once, a conversation is opened', () => {
  const { show, shown, arrive } = stage();
  arrive(offer);
  show({ offer: 'of-1' });
  show({ conversation: 'ilse' });
  show({ offer: 'gone', conversation: 'noor' });
  expect(shown).toEqual(['offer of-1', 'conversation ilse', 'conversation noor']);
});

test('a place that a menu asks for is shown, and takes the turn of an offer that was waited for', () => {
  const { show, shown, store, arrive } = stage();
  show({ offer: 'of-1' });
  show({ place: 'settings' });
  arrive(offer);
  expect([store.getState().place, shown]).toEqual(['settings', []]);
});

test('an offer that a link names before it came is read when it comes, once', () => {
  const { show, shown, arrive } = stage();
  show({ offer: 'of-1' });
  arrive();
  expect(shown).toEqual([]);
  arrive(offer);
  arrive(offer);
  expect(shown).toEqual(['offer of-1']);
});

test.each([
  ['went elsewhere', { place: 'history' as const }],
  ['opened a conversation', { selected: 'noor' }],
  ['read another offer', { reading: 'of-2' }],
])('not when the person %s meanwhile', (_what, change) => {
  const { show, shown, store, arrive } = stage();
  show({ offer: 'of-1' });
  store.setState(change);
  arrive();
  arrive(offer);
  expect(shown).toEqual([]);
});

test('not when it has ended, nor after something else was asked for', () => {
  const { show, shown, arrive } = stage();
  show({ offer: 'of-1' });
  arrive({ ...offer, state: 'timeout' });
  arrive(offer);
  show({ offer: 'of-2' });
  show({});
  arrive({ ...offer, id: 'of-2' });
  expect(shown).toEqual([]);
});
