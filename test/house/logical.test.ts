// Owns the rule that the page can be mirrored: styles name start and end, never left and right, so that a language that runs
// from right to left turns everything with one attribute.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

const PHYSICAL: readonly (readonly [RegExp, string])[] = [
  [
    /(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)\b/,
    '-inline-start, -inline-end',
  ],
  // The middle is the middle both ways.
  [/^\s*(?:left|right)\s*:(?!\s*50%)/, 'inset-inline-start, inset-inline-end'],
  [/\b(?:text-align|float|clear)\s*:\s*(?:left|right)\b/, 'start, end; inline-start, inline-end'],
  [/\bborder-(?:top|bottom)-(?:left|right)-radius\b/, 'border-start-start-radius and its like'],
  [/\binset\s+-?[1-9]\d*px\s+0\b/, 'calc(3px * var(--toward-end)) for the offset of a shadow'],
];

/** `margin: 0 12px 0 16px`: the sides differ. */
function sidesDiffer(line: string): boolean {
  const [, values] = /^\s*(?:margin|padding|inset|border-width)\s*:\s*([^;{}]+);/.exec(line) ?? [];
  const four = values?.match(/(?:[^\s()]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g) ?? [];
  return four.length === 4 && four[1] !== four[3];
}

const physicalIn = (name: string, css: string): string[] =>
  css.split('\n').flatMap((line, at) => {
    const rule = PHYSICAL.find(([pattern]) => pattern.test(line));
    if (rule !== undefined) return [`${name}:${at + 1}: ${line.trim()} (use ${rule[1]})`];
    return sidesDiffer(line) ? [`${name}:${at + 1}: ${line.trim()} (use -block and -inline)`] : [];
  });

test('styles of the page name no left and no right', () => {
  const files = globSync('renderer/**/*.css', { cwd: root });
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((file) => physicalIn(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test.each([
  '  margin-left: 4px;',
  '  left: 12px;',
  '  text-align: right;',
  '  float: left;',
  '  border-top-left-radius: 4px;',
  '  padding: 0 12px 0 16px;',
  '  margin: 0 var(--a) 0 calc(var(--b) * 2);',
  '  box-shadow: inset 3px 0 0 var(--accent);',
])('found: %s', (line) => {
  expect(physicalIn('planted.css', line)).toHaveLength(1);
});

test.each([
  '  left: 50%;',
  '  margin: 0 12px 4px 12px;',
  '  padding: 8px 12px;',
  '  inset-inline-start: 0;',
  '  box-shadow: inset 0 0 0 1px var(--focus);',
  '  inset: 0;',
])('passes: %s', (line) => {
  expect(physicalIn('planted.css', line)).toEqual([]);
});
