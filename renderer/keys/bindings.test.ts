import { expect, test } from 'vitest';
import { BINDINGS, caps, KEY_NAMES, match, type Pressed, type Where } from './bindings.ts';

const PC: Where = { inText: false, mac: false };
const press = (code: string, held: Partial<Pressed> = {}): Pressed => ({
  code,
  key: '',
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});
const names = (pressed: Pressed, where: Partial<Where> = {}) =>
  match(pressed, { ...PC, ...where }, null).names;

test('Alt and a letter works while typing, by the place of the key; on a Mac it is Ctrl', () => {
  expect(names(press('KeyA', { key: 'ф', altKey: true }), { inText: true })).toEqual(['accept']);
  expect(names(press('KeyA', { key: 'å', altKey: true }), { mac: true })).toEqual([]);
  expect(names(press('KeyA', { ctrlKey: true }), { mac: true, inText: true })).toEqual(['accept']);
  expect(names(press('KeyK', { metaKey: true }), { mac: true })).toEqual(['search']);
  expect(names(press('KeyK', { ctrlKey: true }), { inText: true })).toEqual(['search']);
});

test('AltGr and other extra keys are not Alt', () => {
  for (const held of [
    { altKey: true, ctrlKey: true },
    { altKey: true, shiftKey: true },
    { altKey: true, metaKey: true },
  ])
    expect(names(press('KeyA', held))).toEqual([]);
});

test('bare letters count outside text only; the question mark goes by what it types', () => {
  expect(names(press('KeyR', { key: 'r' }))).toEqual(['labelRight']);
  expect(names(press('KeyR', { key: 'r' }), { inText: true })).toEqual([]);
  expect(names(press('Minus', { key: '?', shiftKey: true }))).toEqual(['sheet']);
  expect(names(press('Slash', { key: '?', shiftKey: true }), { inText: true })).toEqual([]);
});

test('two strokes: the first waits, the second decides, anything else forgets it', () => {
  const first = match(press('KeyG'), PC, null);
  expect(first.names).toEqual([]);
  expect(match(press('KeyH'), PC, first.prefix)).toEqual({ names: ['goHistory'], prefix: null });
  expect(match(press('KeyR'), PC, first.prefix)).toEqual({ names: [], prefix: null });
});

test('no two actions that can listen together share their keys', () => {
  const together = KEY_NAMES.filter(
    (name) => BINDINGS[name].group !== 'wrap' && BINDINGS[name].group !== 'queue',
  );
  const strokes = together.map((name) => JSON.stringify(BINDINGS[name].strokes));
  expect(new Set(strokes).size).toBe(strokes.length);
});

test('caps are what stands on the keys', () => {
  expect(caps('accept', false)).toEqual([['Alt', 'A']]);
  expect(caps('accept', true)).toEqual([['Ctrl', 'A']]);
  expect(caps('goHistory', false)).toEqual([['G'], ['H']]);
  expect(caps('send', true)).toEqual([['⌘', '↵']]);
  expect(caps('sheet', false)).toEqual([['?']]);
});
