// Owns that no line of a file harms whoever brings it in: each is taken or refused by its number with a reason that can be read.
import { expect, test } from 'vitest';
import { readLines } from './lines.ts';

const options = { field: 'needed', today: '2026-11-24' };
const deep = 100_000;
const hostile: readonly [name: string, line: string, isTaken: boolean][] = [
  ['nested lists', '['.repeat(deep) + ']'.repeat(deep), false],
  ['nested labels', `{"text":"a","labels":{"x":${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}}}`, true],
  ['nested entries', `{"entries":${'['.repeat(deep)}${']'.repeat(deep)}}`, false],
  ['nothing closed', '{"text":'.repeat(deep), false],
  ['a prototype', '{"__proto__":{"text":"a"},"constructor":1}', false],
  ['a label that is a prototype', '{"text":"a","labels":{"__proto__":1,"needed":1}}', true],
  ['half a character', '{"text":"\\ud83d","queue":"\\ude00"}', true],
  ['no character', '{"text":"\\u0000\\u0000"}', true],
  ['broken bytes', '{"text":"\uFFFD\uFFFD"}', true],
  ['a role as long as a slice', `{"turns":[{"role":"${'x'.repeat(500_000)}","text":"a"}]}`, false],
  ['a name as long as a slice', `{"turns":[{"${'x'.repeat(500_000)}":1}]}`, false],
  ['a tier as long as a slice', `{"text":"a","account":{"tier":"${'x'.repeat(500_000)}"}}`, false],
  ['numbers beyond all', '{"text":"a","account":{"value":1e999}}', false],
  ['a day that is none', '{"text":"a","today":"2026-02-31"}', false],
  ['nobody says anything', '{"turns":[]}', true],
  ['an end of line of a mark', '{"text":"a"}\r', true],
  ['marks of order in its middle', '\uFEFF{"text":"a"}', false],
];

test.each(hostile)('%s', (_, line, isTaken) => {
  const { lines, refused, count } = readLines(`{"text":"before"}\n${line}\n{"text":"after"}\n`, 7, options);
  expect([lines.length, count]).toEqual([isTaken ? 3 : 2, 3]);
  expect(refused.map(({ line: at }) => at)).toEqual(isTaken ? [] : [8]);
  for (const { path } of refused) expect(path.length).toBeLessThanOrEqual(300);
});

test('ends of lines count as lines, whoever wrote them', () => {
  expect(readLines('\n\r\n{"text":"a"}\r\n\n{"text":\n\n', 1, options)).toMatchObject({
    refused: [{ line: 5 }],
    count: 6,
    lines: [{ id: 'line 3' }],
  });
  expect(readLines('', 1, options).count).toBe(0);
});
