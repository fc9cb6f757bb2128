// Owns how deep JSON from outside may be nested, told from its text before anything is parsed.

/** Levels of arrays and objects; our deepest schema has five. */
export const MAX_DEPTH = 32;

/** One scan and no stack, so that a text of a million brackets costs no more than its length. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (quoted) {
      if (unit === 92) index += 1;
      else if (unit === 34) quoted = false;
    } else if (unit === 34) quoted = true;
    else if (unit === 123 || unit === 91) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (unit === 125 || unit === 93) depth -= 1;
  }
  return false;
}
