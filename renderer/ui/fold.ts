// Owns comparing what is typed with words: without case and accents. Pure.

const MARKS = /\p{M}/gu;

/** Keeps the length, so that a place in it is a place in the text. */
export function fold(text: string): string {
  let folded = '';
  for (const unit of text) {
    const plain = unit.normalize('NFD').replace(MARKS, '').toLowerCase();
    folded += plain.length === unit.length ? plain : unit;
  }
  return folded;
}
