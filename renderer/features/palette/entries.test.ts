import { expect, test } from 'vitest';
import { KEY_NAMES } from '../../keys/bindings.ts';
import { actionEntries, commandEntries, shownOf } from './entries.ts';

const say = (key: string): string => key;

test('every action of the key table is in the palette, whatever can be done now', () => {
  for (const can of [true, false]) {
    const reached = actionEntries(KEY_NAMES, () => can, say).flatMap(({ does }) =>
      does.kind === 'key' ? [does.name] : [],
    );
    expect(reached).toEqual(KEY_NAMES.filter((name) => name !== 'palette'));
  }
});

test('what cannot be done now is found by name, after what can, and is not in the way before', () => {
  const entries = actionEntries(KEY_NAMES, (name) => name === 'accept', say);
  const all = [...shownOf(entries, '').values()].flat();
  expect(all.map(({ key }) => key)).toEqual(['key/accept']);
  const found = [...shownOf(entries, '>').values()].flat();
  expect(found).toHaveLength(KEY_NAMES.length - 1);
  expect([...shownOf(entries, '> key').values()].flat()[0]?.key).toBe('key/accept');
});

test('a prefix narrows', () => {
  const entries = commandEntries(say);
  expect(shownOf(entries, '@').size).toBe(0);
  expect(
    shownOf(entries, '>themeDark')
      .get('actions')
      ?.map(({ key }) => key),
  ).toEqual(['command/themeDark']);
});
