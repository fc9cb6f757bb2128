// Owns the piece of a text that is shown for a hit, and where in it the words stand.

/** UTF-16 units around the first match. */
const BEFORE = 48;
const LENGTH = 180;
const MORE = '…';

export interface Excerpt {
  readonly excerpt: string;
  /** [start, end) in UTF-16 units of `excerpt`. */
  readonly matches: [number, number][];
}

/** `marked` is `text` with `open` before and `close` after each match; `text` itself may hold neither. */
export function excerptOf(text: string, marked: string, open: string, close: string): Excerpt {
  const spans: [number, number][] = [];
  let at = 0;
  for (const [index, piece] of marked.split(open).entries()) {
    const [inside = '', outside = ''] = index === 0 ? ['', piece] : piece.split(close);
    if (index > 0) spans.push([at, at + inside.length]);
    at += inside.length + outside.length;
  }
  const first = spans[0]?.[0] ?? 0;
  let start = first <= BEFORE ? 0 : wordStart(text, first - BEFORE, first);
  if (isLow(text, start)) start -= 1;
  let end = Math.min(text.length, start + LENGTH);
  if (isLow(text, end)) end -= 1;
  const lead = start > 0 ? MORE : '';
  const shift = lead.length - start;
  return {
    // One line, and every character in its place.
    excerpt: `${lead}${text.slice(start, end).replace(/\s/g, ' ')}${end < text.length ? MORE : ''}`,
    matches: spans
      .filter(([from]) => from >= start && from < end)
      .map(([from, to]): [number, number] => [from + shift, Math.min(to, end) + shift]),
  };
}

/** The first beginning of a word from `from` on, or `from` itself where words are longer than that. */
function wordStart(text: string, from: number, latest: number): number {
  const space = text.slice(from, latest).search(/\s\S/);
  return space < 0 ? from : from + space + 1;
}

function isLow(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}
