import { expect, test } from 'vitest';
import { rowsOf } from './csv.ts';

test('cells may be quoted, with commas, quotes and lines in them', () => {
  expect(rowsOf('\ufeffid,plan\r\n1,"a, ""b""\nc"\n\n2,\n')).toEqual([
    { line: 1, cells: ['id', 'plan'] },
    { line: 2, cells: ['1', 'a, "b"\nc'] },
    { line: 5, cells: ['2', ''] },
  ]);
  expect(rowsOf('a,b,')).toEqual([{ line: 1, cells: ['a', 'b', ''] }]);
});

test.each(['a,"b', 'a,b"', '1\r2\r3'])('%j cannot be told apart: refused, with the line', (text) => {
  expect(() => rowsOf(`x,y\n${text}`)).toThrow('line 2: a quote or a line end stands where none can');
});
