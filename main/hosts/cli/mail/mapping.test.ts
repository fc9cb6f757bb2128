import { expect, test } from 'vitest';
import { openOf } from './mapping.ts';

test('who writes is called as they call themselves, in one line; where that shows nothing, by their address', () => {
  const called = (name: string) => openOf('em-1', { name, address: 'ilse@verhoeven.example' }).customer.name;
  expect(['Ilse\r\n Verhoeven', '\u202eeslI\u202c', '', ' \u200b', '\u2066\u2069'].map(called)).toEqual([
    'Ilse Verhoeven',
    'eslI',
    'ilse@verhoeven.example',
    'ilse@verhoeven.example',
    'ilse@verhoeven.example',
  ]);
});
