import { expect, test } from 'vitest';
import type { MeView, PersonView } from '#shared/contract/views.ts';
import { fillIn, mentionsIn, repliesFor, triggerAt } from './replies.ts';

const customer = { id: 'c', verified: true, name: 'Ilse Verhoeven' };
const me = { id: 'marta', name: 'Marta Rocha' } as unknown as MeView;
const person = (id: string, name: string) => ({ id, name }) as unknown as PersonView;

test('variables are filled in; what is not known stays in braces and is seen', () => {
  expect(fillIn('Hello {customer.firstName}, {me.firstName} of {organisation}, {other}', customer, me)).toBe(
    'Hello Ilse, Marta of {organisation}, {other}',
  );
  expect(fillIn('{customer.name} {me.name}', customer, undefined)).toBe('Ilse Verhoeven {me.name}');
});

test('replies of other queues are not there; titles count before words', () => {
  const replies = [
    { id: 'a', title: 'Boarding passes', text: 'They come by e-mail, no refund.' },
    { id: 'b', title: 'Refund on its way', text: 'Five working days.' },
    { id: 'c', title: 'Refund of the night desk', text: 'Later.', queues: ['night'] },
  ];
  expect(repliesFor(replies, 'care', 'refu').map(({ item }) => item.id)).toEqual(['b', 'a']);
  expect(repliesFor(replies, 'care', '')).toHaveLength(2);
});

test('a sign counts at the beginning of a word only, up to the caret', () => {
  expect(triggerAt('/ref', 4)).toEqual({ kind: 'replies', at: 0, query: 'ref' });
  expect(triggerAt('Please /re fund', 9)).toEqual({ kind: 'replies', at: 7, query: 'r' });
  expect(triggerAt('ask @Ana Re', 11)).toEqual({ kind: 'people', at: 4, query: 'Ana Re' });
  for (const text of ['and/or', '24/11', 'a@b.example', '/ ', 'x // y', '/one two three four'])
    expect(triggerAt(text, text.length), text).toBeNull();
});

test('a note names the people whose names stand after an @, the longer name first', () => {
  const people = [person('ana', 'Ana'), person('reis', 'Ana Reis'), person('jakub', 'Jakub Marek')];
  expect(mentionsIn('@Ana Reis and @Jakub Marek, see @Ana', people)).toEqual(['reis', 'jakub', 'ana']);
  expect(mentionsIn('Ana Reis said so', people)).toEqual([]);
});
