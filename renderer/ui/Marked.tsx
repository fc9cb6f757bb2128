// Owns text in which some ranges are marked: evidence in a turn, matches in a search. Overlaps are joined; where one of them
// is of feeling, the words from there on are.
import { Fragment } from 'react';

export interface Piece {
  readonly at: number;
  readonly text: string;
  readonly marked: boolean;
  readonly felt: boolean;
}

/** [start, end) in UTF-16 units, and whether the words are of feeling. */
export type MarkedRange = readonly [start: number, end: number, felt?: boolean];

/** Ranges outside the text are cut to it. */
export function pieces(text: string, ranges: readonly MarkedRange[]): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  const add = (end: number, marked: boolean, felt: boolean): void => {
    if (end > at) found.push({ at, text: text.slice(at, end), marked, felt });
    at = Math.max(at, end);
  };
  for (const [start, end, felt = false] of [...ranges].sort((a, b) => a[0] - b[0])) {
    add(Math.min(start, text.length), false, false);
    add(Math.min(end, text.length), true, felt);
  }
  add(text.length, false, false);
  return found;
}

interface MarkedProps {
  readonly text: string;
  readonly ranges: readonly MarkedRange[];
  readonly className: string | undefined;
  /** For words of feeling. */
  readonly feltClassName?: string | undefined;
}

export function Marked({ text, ranges, className, feltClassName = className }: MarkedProps) {
  return pieces(text, ranges).map((piece) =>
    piece.marked ? (
      <mark key={piece.at} className={piece.felt ? feltClassName : className}>
        {piece.text}
      </mark>
    ) : (
      <Fragment key={piece.at}>{piece.text}</Fragment>
    ),
  );
}
