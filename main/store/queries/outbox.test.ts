import { expect, test } from 'vitest';
import { folder, NOW, optionsFor } from '../../../test/hosts/store-samples.ts';
import { openFiles } from '../store.ts';

const operation = (id: string, kind = 'turn.send', data: unknown = { text: id }) => ({
  id,
  kind,
  base: 2,
  conversation: 'a',
  customer: 'Ilse Verhoeven',
  data: JSON.stringify(data),
  at: NOW,
});
const refusal = { code: 'not_owner' as const, msg: 'taken' };

test('operations keep their order and their number, through a restart', () => {
  const path = folder();
  const { store } = openFiles(optionsFor(path));
  for (const id of ['a', 'b', 'c']) store.enqueue(operation(id));
  expect([
    store.nextNumber(),
    store.number('a'),
    store.number('b'),
    store.number('a'),
    store.nextNumber(),
  ]).toEqual([1, 1, 2, 1, 3]);
  expect(store.settle(1, null)).toMatchObject({ id: 'a', n: 1 });
  expect(store.settle(1, null)).toBeNull();
  expect(store.settle(2, refusal)).toMatchObject({ id: 'b', state: 'refused', refusal });
  store.close();
  const again = openFiles(optionsFor(path)).store;
  expect(again.operations().map(({ id, n, state, refusal: why }) => [id, n, state, why])).toEqual([
    ['b', 2, 'refused', refusal],
    ['c', null, 'waiting', null],
  ]);
  expect([again.nextNumber(), again.number('c')]).toEqual([3, 3]);
  again.discard('b');
  again.discard('b');
  expect(again.operations().map(({ id }) => id)).toEqual(['c']);
  again.close();
});

test('what was sent cannot be amended, what is not there cannot be numbered, an id is used once', () => {
  const { store } = openFiles(optionsFor(folder()));
  store.enqueue(operation('a'));
  expect(store.amend('a', '{"text":"better"}')).toBe(true);
  store.number('a');
  expect([store.amend('a', '{}'), store.amend('b', '{}')]).toEqual([false, false]);
  expect(store.operations()[0]?.data).toBe('{"text":"better"}');
  expect(() => store.number('b')).toThrow('there is no operation b');
  expect(() => store.enqueue(operation('a'))).toThrow(/UNIQUE/);
  store.close();
});

test('a draft stays until the router has exactly it; a refused one stays for good', () => {
  const { store } = openFiles(optionsFor(folder()));
  const save = (id: string, text: string) => {
    store.enqueue(operation(id, 'draft.save', { conversation: 'a', text }));
    return store.number(id);
  };
  store.saveDraft('a', 'hel', NOW);
  const first = save('d1', 'hel');
  store.saveDraft('a', 'hello', NOW + 1);
  store.settle(first, null);
  expect(store.drafts()).toEqual({ a: 'hello' });
  store.settle(save('d2', 'hello'), refusal);
  expect(store.drafts()).toEqual({ a: 'hello' });
  store.settle(save('d3', 'hello'), null);
  expect([store.drafts(), store.draft('a')]).toEqual([{}, '']);
  store.saveDraft('a', '', NOW + 2);
  expect(store.drafts()).toEqual({ a: '' });
  store.close();
});
