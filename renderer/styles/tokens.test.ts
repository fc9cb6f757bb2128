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

// What VISUAL.md states, in the order of THEMES, to its one decimal.
const WORST_OVER_SURFACES: Record<string, readonly number[]> = {
  'text-1': [14.4, 11.2, 14.9],
  'text-2': [7.1, 6.6, 13.1],
  'text-3': [5.0, 4.7, 10.3],
  accent: [6.1, 6.0, 9.9],
  warn: [6.1, 6.6, 9.7],
  breach: [6.2, 6.2, 7.7],
  'mood-angry': [7.1, 6.0, 7.7],
  'mood-low': [5.1, 6.3, 9.8],
  'mood-neutral': [5.0, 4.7, 10.3],
  'mood-good': [5.1, 7.3, 11.9],
  'mood-high': [6.1, 7.1, 11.4],
  'link-live': [6.1, 7.1, 11.4],
  control: [3.1, 3.1, 14.9],
  focus: [6.1, 7.5, 10.6],
};
const OF_PAIRS: Record<string, readonly number[]> = {
  'on-accent on accent': [7.3, 7.3, 13.9],
  'warn on warn-bg': [6.3, 7.2, 13.7],
  'breach on breach-bg': [6.2, 7.0, 10.8],
  'on-breach on breach-solid': [6.6, 7.1, 10.8],
  'on-offline on offline-bg': [13.3, 13.6, 21],
  'page on text-1': [17.4, 14.6, 21],
};

test.each(THEMES.map((theme, index) => ({ theme, index })))(
  '$theme: every ratio the design lists is the one its tokens have',
  ({ theme, index }) => {
    const tokens = tokensOf(theme);
    const worst = (name: string): number =>
      Math.min(...SURFACES.map((surface) => contrast(tokens, name, surface)));
    const ofPair = (pair: string): number => {
      const [front = '', back = ''] = pair.split(' on ');
      return contrast(tokens, front, back);
    };
    const wrong = (
      published: Record<string, readonly number[]>,
      ratioOf: (name: string) => number,
    ): string[] =>
      Object.entries(published).flatMap(([name, figures]) => {
        const stated = figures[index] ?? 0;
        const ratio = ratioOf(name);
        return Math.abs(ratio - stated) <= 0.0501 ? [] : [`${name}: ${ratio.toFixed(2)}, stated ${stated}`];
      });
    expect([...wrong(WORST_OVER_SURFACES, worst), ...wrong(OF_PAIRS, ofPair)]).toEqual([]);
  },
);

test('data colours reach 3.1 on page and pane', () => {
  const below = THEMES.flatMap((theme) =>
    ON_PAGE_AND_PANE.map(([front, back]) => ({
      theme,
      front,
      ratio: contrast(tokensOf(theme), front, back),
    })),
  ).filter(({ ratio }) => ratio < 3.05);
  expect(below).toEqual([]);
});
