// Owns where in the text of JSON the value at a path stands. Pure. Refuses: text that does not parse; JSON.parse says where.

export interface Place {
  /** Offsets of the value. */
  readonly start: number;
  readonly end: number;
  /** Counted from 1. */
  readonly line: number;
}

const SPACE = /\s*/y;
const STRING = /"(?:[^"\\]+|\\.)*"/y;
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
  /** Passes over one value, however deep it goes. */
  function skip(): void {
    let depth = 0;
    do {
      read(SPACE);
      if (at >= text.length) return;
      const sign = text.charAt(at);
      if (sign === '"') read(STRING);
      else if ('{[,:}]'.includes(sign)) {
        at += 1;
        if (sign === '{' || sign === '[') depth += 1;
        if (sign === '}' || sign === ']') depth -= 1;
      } else read(BARE);
    } while (depth > 0);
  }
  function find(rest: readonly string[]): Place {
    read(SPACE);
    const start = at;
    const [wanted] = rest;
    const open = text[at];
    let inner: Place | null = null;
    if (wanted === undefined || (open !== '{' && open !== '[')) skip();
    else {
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
        // Of a name that is there twice the last one counts, as for JSON.parse.
        if (key === wanted) inner = find(rest.slice(1));
        else skip();
      }
      at += 1;
    }
    return inner ?? { start, end: at, line: text.slice(0, start).split('\n').length };
  }
  return find(path);
}
