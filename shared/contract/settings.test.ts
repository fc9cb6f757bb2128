// Settings that were kept before and are read again: one bad field costs that field alone.
import { expect, test } from 'vitest';
import { readSettings, settings } from './settings.ts';

const usual = settings.parse({});

test('a field that is not valid has its default and is named; all others stay', () => {
  const replies = [{ id: 'hello', title: 'Hello', text: 'Hello {customer.firstName}.' }];
  const kept = { textSize: 300, theme: 'dark', replies, keys: { accept: 'act+KeyZ' }, quietHours: 'always' };
  expect(readSettings(kept)).toEqual({
    settings: { ...usual, theme: 'dark', replies, keys: { accept: 'act+KeyZ' } },
    wrong: ['textSize', 'quietHours'],
  });
});

test('kinds of notices that came with a later version cost the notices alone', () => {
  const { link: _later, ...earlier } = usual.notify;
  expect(readSettings({ density: 'roomy', notify: earlier })).toEqual({
    settings: { ...usual, density: 'roomy' },
    wrong: ['notify'],
  });
});

test.each([undefined, null, 5, 'settings', [], [1]])('%j is nothing kept', (kept) => {
  expect(readSettings(kept)).toEqual({ settings: usual, wrong: [] });
});
