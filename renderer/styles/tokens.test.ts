// Recomputes the contrast of every pair of tokens in all three themes (WCAG 2.2, relative luminance).
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const THEMES = ['light', 'dark', 'contrast'] as const;
type Theme = (typeof THEMES)[number];
const SURFACES = ['ground', 'pane', 'page', 'raised', 'sunken', 'hover', 'selected'];

function tokensOf(theme: Theme): Map<string, string> {
  const block = css.split(`[data-theme="${theme}"] {`)[1]?.split('\n}')[0] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(tokens: Map<string, string>, front: string, back: string): number {
  const of = (name: string): number => {
    const hex = tokens.get(name);
    if (hex === undefined) throw new Error(`there is no --${name}`);
    return luminance(hex);
  };
  const [light, dark] = [of(front), of(back)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const TEXT = [
  'text-1',
  'text-2',
  'text-3',
  'accent',
  'warn',
  'breach',
  'mood-angry',
  'mood-low',
  'mood-neutral',
  'mood-good',
  'mood-high',
  'link-live',
];
const PAIRS: [string, string][] = [
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['warn', 'warn-bg'],
  ['breach', 'breach-bg'],
  ['on-breach', 'breach-solid'],
  ['on-offline', 'offline-bg'],
  ['page', 'text-1'],
];
const ON_PAGE_AND_PANE = ['data-1', 'data-2', 'data-3', 'data-4'].flatMap((data) => [
  [data, 'page'],
  [data, 'pane'],
]) as [string, string][];
const everywhere = (names: string[]): [string, string][] =>
  names.flatMap((name) => SURFACES.map((surface): [string, string] => [name, surface]));

test.each(THEMES)('%s: text reaches 4.5, everything else that carries meaning 3', (theme) => {
  const tokens = tokensOf(theme);
  const below = (pairs: [string, string][], floor: number): string[] =>
    pairs
      .map(([front, back]) => ({ front, back, ratio: contrast(tokens, front, back) }))
      .filter(({ ratio }) => ratio < floor)
      .map(({ front, back, ratio }) => `${front} on ${back}: ${ratio.toFixed(2)} < ${floor}`);
  expect([
    ...below([...everywhere(TEXT), ...PAIRS], 4.5),
    ...below([...everywhere(['control', 'focus']), ...ON_PAGE_AND_PANE], 3),
  ]).toEqual([]);
});

test('the themes have the same tokens', () => {
  const [light, dark, high] = THEMES.map((theme) => [...tokensOf(theme).keys()]);
  expect(light?.length).toBeGreaterThan(30);
  expect(dark).toEqual(light);
  expect(high).toEqual(light);
});

// The figures VISUAL.md states, worst over the seven surfaces.
test('the worst contrasts are the published ones', () => {
  const worst = (name: string): number[] =>
    THEMES.map((theme) => Math.min(...SURFACES.map((surface) => contrast(tokensOf(theme), name, surface))));
  const published = {
    'text-1': [14.4, 11.2, 14.9],
    'text-2': [7.1, 6.6, 13.1],
    'text-3': [5.0, 4.7, 10.3],
    accent: [6.1, 6.0, 9.9],
    warn: [6.1, 6.6, 9.7],
    breach: [6.2, 6.2, 7.7],
    control: [3.1, 3.1, 14.9],
    focus: [6.1, 7.5, 10.6],
  };
  for (const [name, figures] of Object.entries(published))
    for (const [index, ratio] of worst(name).entries())
      expect(Math.abs(ratio - (figures[index] ?? 0)), `${name} in ${THEMES[index]}: ${ratio}`).toBeLessThan(
        0.1,
      );
});
