// Owns where in the text of JSON the value at a path stands. Pure. Refuses: text that does not parse; JSON.parse says where.

export interface Place {
  /** Offsets of the value. */
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly line: number;
}

const SPACE = /[\s]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const BARE = /[^\s,\]}]+/y;

/** Of text that is JSON. A path that leads nowhere, as to what is missing, ends at the last value that is on it. */
export function placeAt(text: string, path: readonly string[]): Place {
  let at = 0;
  const read = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const place = (start: number): Place => ({
    ...{ start, end: at },
    line: text.slice(0, start).split('\n').length,
  });
  /** Reads one value; `rest` is what of the path leads on from it, null where it is not on the path. */
  function value(rest: readonly string[] | null): Place | null {
    read(SPACE);
    const start = at;
    let inner: Place | null = null;
    const open = text[at];
    if (open === '{' || open === '[') {
      at += 1;
      for (let index = 0; ; index += 1) {
        read(SPACE);
        if (text[at] === ',') at += 1;
        read(SPACE);
        if (at >= text.length || text[at] === '}' || text[at] === ']') break;
        let key = String(index);
        if (open === '{') {
          key = JSON.parse(read(STRING));
          read(SPACE);
          at += 1;
        }
        inner = value(rest?.[0] === key ? rest.slice(1) : null) ?? inner;
      }
      at += 1;
    } else if (open === '"') read(STRING);
    else read(BARE);
    return rest === null ? null : (inner ?? place(start));
  }
  return value(path) ?? place(0);
}
