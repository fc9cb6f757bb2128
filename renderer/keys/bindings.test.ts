import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DEFAULT_KEYS,
  KEY_NAMES,
  type KeyName,
  keymapOf,
  match,
  refusalOf,
  remapped,
  type Where,
} from './bindings.ts';
import {
  capsOf,
  isTyped,
  type Pressed,
  read,
  type Stroke,
  type Strokes,
  type With,
  written,
} from './strokes.ts';

const PC: Where = { inText: false, inList: false, mac: false };
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
  match(DEFAULT_KEYS, pressed, { ...PC, ...where }, null).names;
/** The event that is a stroke. */
function pressing({ with: modifier, code }: Stroke, mac: boolean): Pressed {
  const act = modifier === 'act' || modifier === 'actShift';
  const mod = modifier === 'mod' || modifier === 'modShift';
  return press(code, {
    key: modifier === 'shift' && code === 'Slash' ? '?' : '',
    altKey: act && !mac,
    ctrlKey: mac ? act : mod,
    metaKey: mac && mod,
    shiftKey: modifier.endsWith('hift'),
  });
}
/** The name an action's strokes lead to. */
function reached(keymap: typeof DEFAULT_KEYS, strokes: Strokes, where: Where): readonly KeyName[] {
  const [first, second] = strokes;
  if (first === undefined) return [];
  const begun = match(keymap, pressing(first, where.mac), where, null);
  return second === undefined
    ? begun.names
    : match(keymap, pressing(second, where.mac), where, begun.prefix).names;
}

const code = fc.constantFrom(
  ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Key${letter}`),
  ...[...'0123456789'].map((digit) => `Digit${digit}`),
  ...['Comma', 'Period', 'Enter', 'Space', 'Tab', 'Escape', 'ArrowDown', 'ArrowLeft', 'F5', 'Minus'],
);
const stroke: fc.Arbitrary<Stroke> = fc.record({
  with: fc.constantFrom<With>('act', 'mod', 'bare', 'shift', 'actShift', 'modShift'),
  code,
});
const strokes = fc.oneof(
  stroke.map((one) => [one]),
  fc.tuple(stroke, stroke),
);
const name = fc.constantFrom(...KEY_NAMES);
/** Remaps as a person could have made them: each was free when it was made. */
const remaps = fc.array(fc.tuple(name, strokes), { maxLength: 12 }).map((changes) =>
  changes.reduce<Readonly<Record<string, string>>>((before, [action, to]) => {
    const free = refusalOf(keymapOf(before), action, to) === null;
    return free ? remapped(before, action, to) : before;
  }, {}),
);

test('Alt and a letter works while typing, by the place of the key; on a Mac it is Ctrl', () => {
  expect(names(press('KeyA', { key: 'ф', altKey: true }), { inText: true })).toEqual(['accept']);
  expect(names(press('KeyA', { key: 'å', altKey: true }), { mac: true })).toEqual([]);
  expect(names(press('KeyA', { ctrlKey: true }), { mac: true, inText: true })).toEqual(['accept']);
  expect(names(press('KeyK', { metaKey: true }), { mac: true })).toEqual(['palette']);
  expect(names(press('KeyK', { ctrlKey: true }), { inText: true })).toEqual(['palette']);
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

test('keys of a list listen while a list has the focus only', () => {
  expect(names(press('KeyJ', { key: 'j' }))).toEqual([]);
  expect(names(press('KeyJ', { key: 'j' }), { inList: true })).toEqual(['next']);
});

test('two strokes: the first waits, the second decides, anything else forgets it', () => {
  const first = match(DEFAULT_KEYS, press('KeyG'), PC, null);
  expect(first.names).toEqual([]);
  expect(match(DEFAULT_KEYS, press('KeyH'), PC, first.prefix)).toEqual({
    names: ['goHistory'],
    prefix: null,
  });
  expect(match(DEFAULT_KEYS, press('KeyR'), PC, first.prefix)).toEqual({ names: [], prefix: null });
});

test('no two actions that listen at the same time share their keys, and no default key is reserved', () => {
  for (const each of KEY_NAMES)
    if (DEFAULT_KEYS[each].length > 0)
      expect([each, refusalOf(DEFAULT_KEYS, each, DEFAULT_KEYS[each])]).toEqual([each, null]);
});

test('however keys were changed, no two that listen together share one, and each leads to its action', () => {
  fc.assert(
    fc.property(remaps, fc.boolean(), (changes, mac) => {
      const keymap = keymapOf(changes);
      for (const each of KEY_NAMES) {
        if (keymap[each].length === 0) continue;
        expect(refusalOf(keymap, each, keymap[each])).toBeNull();
        const where = { inText: false, inList: true, mac };
        expect(reached(keymap, keymap[each], where)).toContain(each);
      }
    }),
  );
});

test('any action takes any free key, works with it, and goes back to its own', () => {
  fc.assert(
    fc.property(name, strokes, fc.boolean(), (action, to, mac) => {
      fc.pre(refusalOf(DEFAULT_KEYS, action, to) === null);
      const changed = remapped({}, action, to);
      const keymap = keymapOf(changed);
      expect(keymap[action]).toEqual(to);
      expect(reached(keymap, to, { inText: to.every((one) => !isTyped(one)), inList: true, mac })).toContain(
        action,
      );
      expect(remapped(changed, action, DEFAULT_KEYS[action])).toEqual({});
    }),
  );
});

test('strokes are read as they were written; what cannot be read changes nothing', () => {
  fc.assert(
    fc.property(strokes, (some) => {
      expect(read(written(some))).toEqual(some);
    }),
  );
  expect(keymapOf({ accept: 'alt-a', send: 'act+KeyA bare+KeyB act+KeyC', nobody: 'act+KeyZ' })).toEqual(
    DEFAULT_KEYS,
  );
  expect(keymapOf({ accept: '' }).accept).toEqual([]);
});

test('caps are what stands on the keys of this layout', () => {
  const caps = (action: KeyName, mac: boolean) => DEFAULT_KEYS[action].map((one) => capsOf(one, mac, null));
  expect(caps('accept', false)).toEqual([['Alt', 'A']]);
  expect(caps('accept', true)).toEqual([['Ctrl', 'A']]);
  expect(caps('goHistory', false)).toEqual([['G'], ['H']]);
  expect(caps('send', true)).toEqual([['⌘', '↵']]);
  expect(caps('sheet', false)).toEqual([['?']]);
  const azerty = new Map([['KeyA', 'q']]);
  expect(DEFAULT_KEYS.accept.map((one) => capsOf(one, false, azerty))).toEqual([['Alt', 'Q']]);
});
