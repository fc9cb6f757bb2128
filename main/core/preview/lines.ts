// Owns the lines of one slice of a file: each is a recorded conversation, or named with its number and what was expected.
import {
  type LineOptions,
  type RecordedLine,
  readRecordedLine,
} from '#shared/domain/trigger/recorded-line.ts';
import type { Fault } from '#shared/schema/expected.ts';
import type { ReadLines } from './port.ts';

/** `from`: number of the first line in its file, from 1. Empty lines are passed over, but counted. */
export function readLines(text: string, from: number, options: LineOptions): ReadLines {
  const lines: RecordedLine[] = [];
  const refused: (Fault & { line: number })[] = [];
  const own = text.split(/\r?\n/);
  // What stands behind the last end of line is no line.
  if (own.at(-1) === '') own.pop();
  for (const [at, raw] of own.entries()) {
    const line = from + at;
    const words = line === 1 ? raw.replace(/^\uFEFF/, '') : raw;
    if (words.trim() === '') continue;
    try {
      const read = readRecordedLine(JSON.parse(words), line, options);
      if ('fault' in read) refused.push({ line, ...read.wanted });
      else lines.push(read.line);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      refused.push({ line, path: '', expected: { kind: 'json' } });
    }
  }
  return { lines, refused, count: own.length };
}
