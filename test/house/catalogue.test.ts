// Owns the rule that what a person reads comes from the catalogue: the sources are parsed, and words written into the page or
// into what the core and the hosts show (titles, labels, bodies) are found. Messages to whoever starts a program are not.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** Attributes of elements and components that are read or heard. */
const READ =
  /^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label)$/;
/** Fields of what the core and the hosts give to the system to show. */
const SHOWN = /^(title|body|label|sublabel|toolTip|tooltip|subtitle|detail|buttons)$/;
/** Methods that show their argument. */
const SHOWS = /^(setToolTip|setTitle|setLabel|showErrorBox)$/;
/** Two letters make a word; one may be a sign. */
const WORD = /\p{L}{2,}/u;
/** The name of the product, and keys by what stands on them, are the same in every language; an id is no word. */
const NAMES = new Set(['Baton', 'Esc', 'Enter', 'Tab', 'Ctrl', 'Alt', 'Shift']);
const ID = /^[a-z]+(?:[._][a-zA-Z]+)+$/;
const isWords = (text: string): boolean => WORD.test(text) && !NAMES.has(text.trim()) && !ID.test(text);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [field: string]: unknown;
}

/** String literals an expression may become: `a ? 'Yes' : 'No'`, `on && 'Held'`, templates, lists. */
function* literals(node: Node | null | undefined): Generator<{ text: string; at: number }> {
  if (node === null || node === undefined) return;
  const next = (field: string) => literals(node[field] as Node | null);
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'string') yield { text: node.value, at: node.start };
      return;
    case 'TemplateLiteral':
      for (const quasi of node.quasis as readonly (Node & { value: { cooked: string } })[])
        yield { text: quasi.value.cooked, at: node.start };
      return;
    case 'ConditionalExpression':
      yield* next('consequent');
      return yield* next('alternate');
    case 'LogicalExpression':
    case 'BinaryExpression':
      yield* node.type === 'LogicalExpression' && node.operator === '&&' ? [] : next('left');
      return yield* node.type === 'BinaryExpression' && node.operator !== '+' ? [] : next('right');
    case 'ArrayExpression':
      for (const element of node.elements as readonly Node[]) yield* literals(element);
      return;
    case 'JSXExpressionContainer':
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
      return yield* next('expression');
  }
}

/** Words in the source that no catalogue holds, as `line: words`. */
function wordsIn(file: string, source: string, shown: boolean): string[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: string[] = [];
  const look = (node: unknown): void => {
    for (const { text, at } of literals(node as Node))
      if (isWords(text)) found.push(`${file}:${source.slice(0, at).split('\n').length}: ${text.trim()}`);
  };
  new Visitor({
    JSXText(node) {
      if (isWords(node.value))
        found.push(`${file}:${source.slice(0, node.start).split('\n').length}: ${node.value.trim()}`);
    },
    JSXElement(node) {
      for (const child of node.children) if (child.type === 'JSXExpressionContainer') look(child);
    },
    JSXAttribute(node) {
      const name = node.name.type === 'JSXIdentifier' ? node.name.name : '';
      if (READ.test(name)) look(node.value);
    },
    Property(node) {
      if (shown && node.key.type === 'Identifier' && SHOWN.test(node.key.name)) look(node.value);
    },
    CallExpression(node) {
      const { callee } = node;
      if (!shown || callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      if (SHOWS.test(callee.property.name)) for (const argument of node.arguments) look(argument);
    },
  }).visit(program);
  return found;
}

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const sources = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file));

test('the page shows words of the catalogue only', () => {
  const files = sources('renderer/**/*.tsx');
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((file) => wordsIn(file, read(file), false))).toEqual([]);
});

test('the core and the windowed hosts show words of the catalogue only', () => {
  const files = [...sources('main/core/**/*.ts'), ...sources('main/hosts/{electron,web}/**/*.ts')];
  expect(files.length).toBeGreaterThan(20);
  expect(files.flatMap((file) => wordsIn(file, read(file), true))).toEqual([]);
});

test.each([
  ['<p>Two words</p>', 'Two words'],
  ["<p>{open ? 'Open' : t('closed')}</p>", 'Open'],
  ['<p>{held && `Held until 4`}</p>', 'Held until 4'],
  ['<button aria-label="Close" />', 'Close'],
  ["<input placeholder={name ?? 'Your name'} />", 'Your name'],
  ["<Row label={'Theme' + mark} />", 'Theme'],
])('found in the page: %s', (jsx, words) => {
  expect(wordsIn('planted.tsx', `const x = ${jsx};`, false)).toEqual([`planted.tsx:1: ${words}`]);
});

test.each([
  ["tray.setToolTip('Baton, 3 waiting')", 'Baton, 3 waiting'],
  ["const item = { label: 'Quit' }", 'Quit'],
  ["notifier.show({ title: late ? 'Late' : t('x') })", 'Late'],
])('found in a host: %s', (code, words) => {
  expect(wordsIn('planted.ts', code, true)).toEqual([`planted.ts:1: ${words}`]);
});

test('what is no word of a language passes', () => {
  const jsx = "<p className=\"x\" title={t('a.b')} data-kind='row'>{name} · {'—'} <kbd>{cap}</kbd></p>";
  expect(wordsIn('planted.tsx', `const x = ${jsx};`, false)).toEqual([]);
});
