import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../schema/primitives.ts';
import { cleanName, endingOf, kindOf, partsOf } from './kinds.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)));
const ZIP = [0x50, 0x4b, 3, 4];

describe('what a file is', () => {
  test.each([
    ['a.png', bytes([0x89], 'PNG', [0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
    ['a.exe', bytes([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    ['a.gif', bytes('GIF89a'), 'image/gif'],
    ['a.webp', bytes('RIFF', [1, 2, 3, 4], 'WEBP'), 'image/webp'],
    ['a.pdf', bytes('%PDF-1.7'), 'application/pdf'],
    ['a.zip', bytes(ZIP, 'a/b'), 'application/zip'],
    ['a.docx', bytes(ZIP, 'xx word/document.xml'), expect.stringContaining('wordprocessingml')],
    ['a.docx', bytes(ZIP, 'nothing of the kind'), 'application/zip'],
    ['a.xlsx', bytes(ZIP, 'xl/workbook.xml'), expect.stringContaining('spreadsheetml')],
    ['a.csv', bytes('name;größe\n'), 'text/csv'],
    ['notes', bytes('plain words'), 'text/plain'],
    ['a.html', bytes('<script>'), 'text/plain'],
    ['a.exe', bytes('MZ', [0, 3]), null],
    ['a.txt', bytes([0xc0, 0x80]), null],
    ['a.txt', bytes([0x80]), null],
    ['a.txt', new Uint8Array(), null],
  ])('%s', (name, file, type) => {
    expect(kindOf(file, name)).toEqual(type);
  });

  test('any text is text, also where a part cuts a character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), (text, cut) => {
        const plain = text.replace(/[^\P{Cc}\t\n\r]/gu, '.');
        const file = bytes(plain);
        expect(kindOf(file.subarray(0, 1 + (cut % file.length)), 'a.txt')).toBe('text/plain');
      }),
    );
  });
});

describe('its name', () => {
  test.each([
    ['../../etc/passwd', 'text/plain', 'passwd.txt'],
    ['C:\\Users\\me\\bill.PDF', 'application/pdf', 'bill.pdf'],
    ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
    ['invoice\u202egnp.exe', 'application/pdf', 'invoice gnp.exe.pdf'],
    ['...', 'image/png', 'file.png'],
    ['', 'text/csv', 'file.csv'],
    ['a"b\n c.txt', 'text/plain', 'a b c.txt'],
  ])('%j as %s is %s', (name, type, clean) => {
    expect(cleanName(name, type)).toBe(clean);
  });

  test('whatever it was, it is short, in one folder, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const clean = cleanName(name, 'image/png');
        expect(clean).toMatch(/^[^./\\\s][^/\\\p{Cc}]*\.png$/u);
        expect(clean.length).toBeLessThanOrEqual(LIMITS.label);
        expect(cleanName(clean, 'image/png')).toBe(clean);
      }),
    );
  });
});

test('parts', () => {
  expect([1, LIMITS.filePart, LIMITS.filePart + 1, LIMITS.fileBytes].map(partsOf)).toEqual([1, 1, 2, 20]);
});

test('a name says what a file should be, whatever is in it', () => {
  expect(['a.PDF', 'b.tar.zip', 'c.exe', 'pdf'].map(endingOf)).toEqual([
    '.pdf',
    '.zip',
    undefined,
    undefined,
  ]);
});
