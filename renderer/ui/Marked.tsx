// Owns text in which some ranges are marked: evidence in a turn, matches in a search. Overlaps are joined.
import { Fragment } from 'react';

export interface Piece {
  readonly at: number;
  readonly text: string;
  readonly marked: boolean;
}

/** Ranges are [start, end) in UTF-16 units; those outside the text are cut to it. */
export function pieces(text: string, ranges: readonly (readonly [number, number])[]): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  const add = (end: number, marked: boolean): void => {
    if (end > at) found.push({ at, text: text.slice(at, end), marked });
    at = Math.max(at, end);
  };
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    add(Math.min(start, text.length), false);
    add(Math.min(end, text.length), true);
  }
  add(text.length, false);
  return found;
}

interface MarkedProps {
  readonly text: string;
  readonly ranges: readonly (readonly [number, number])[];
  readonly className: string | undefined;
}

export function Marked({ text, ranges, className }: MarkedProps) {
  return pieces(text, ranges).map((piece) =>
    piece.marked ? (
      <mark key={piece.at} className={className}>
        {piece.text}
      </mark>
    ) : (
      <Fragment key={piece.at}>{piece.text}</Fragment>
    ),
  );
}
