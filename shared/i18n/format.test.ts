import { expect, test } from 'vitest';
import { en } from './en.ts';
import { type Formatters, format } from './format.ts';
import { wordsOf } from './words.ts';

const numbers = new Intl.NumberFormat('en');
const rules = new Intl.PluralRules('en');
const english: Formatters = { number: (n) => numbers.format(n), plural: (n) => rules.select(n) };

test('values stand in their places; what has no value stays visible', () => {
  expect(format('{a} of {b}, {a}', { a: 1204, b: 'x{a}' }, english)).toBe('1,204 of x{a}, 1,204');
  expect(format('{a} and {b}', { a: 1 }, english)).toBe('1 and {b}');
});

test('the count chooses the form, and a missing form falls back', () => {
  const things = { one: '{count} thing', other: '{count} things' };
  expect([0, 1, 2, 1500].map((count) => format(things, { count }, english))).toEqual([
    '0 things',
    '1 thing',
    '2 things',
    '1,500 things',
  ]);
  const polish: Formatters = { number: String, plural: (n) => new Intl.PluralRules('pl').select(n) };
  expect(format({ few: '{count} kilka', other: '{count} inne' }, { count: 3 }, polish)).toBe('3 kilka');
  expect(format({ few: '{count} kilka', other: '{count} inne' }, { count: 1 }, polish)).toBe('1 inne');
});

test('ids from the wire are found or not, never a property of the object itself', () => {
  const words = wordsOf(english);
  expect(words('queue.newBelow', { count: 2 })).toBe('2 new below');
  expect(words.find('refusal.not_owner')).toBe(en['refusal.not_owner']);
  expect(['toString', 'constructor', 'nothing.like.this'].map(words.find)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('every message says something and every brace is a placeholder', () => {
  const bad = Object.entries(en).filter(([, message]) => {
    const forms = typeof message === 'string' ? [message] : Object.values(message);
    return forms.some((form) => form.trim() === '' || /[{}]/.test(form.replace(/\{\w+\}/g, '')));
  });
  expect(bad).toEqual([]);
});
