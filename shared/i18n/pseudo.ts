// Owns the languages nobody speaks: English made longer and accented, or mirrored, so that what was not translated, does not
// fit or does not mirror is seen. Names of values, types and plural forms stay as they are.
import type { MessageKey, Translation } from './words.ts';

const PLAIN = 'aceghijklnorstuyzACEGHIJKLNORSTUYZ';
const ACCENTED = 'āçēģħīĵķļñōřšťūýžĀÇĒĢĦĪĴĶĻÑŌŘŠŤŪÝŽ';
/** What makes a sentence longer: German runs 35 to 40 % over English, short labels more. */
const FILL = 'õñé ťŵö ťħŕêê ƒôûŕ ƒîvê šîx šêvêñ êîğħť ñîñê ťêñ';
const SHARE = { num: 38, of: 100 } as const;

const accent = (text: string): string =>
  [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');

function longer(text: string): string {
  const letters = text.replace(/\P{L}/gu, '').length;
  const missing = (letters * SHARE.num) / SHARE.of;
  if (letters < 2) return accent(text);
  let fill = '';
  for (const letter of FILL) {
    if (fill.length >= missing) break;
    fill += letter;
  }
  // Repeated for long sentences; the end of the text stays the end, it may be a space or a stop.
  while (fill.length < missing) fill = `${fill} ${FILL}`.slice(0, fill.length + FILL.length + 1);
  const end = /[\s.,:;!?…)]*$/.exec(text)?.[0] ?? '';
  return `${accent(text.slice(0, text.length - end.length))} ${fill.trim()}${end}`;
}

/**
 * Words run the other way as in the `fake bidi` locale of other systems: override marks around each, after one that is a letter
 * from right to left to whatever looks for the first. Numbers stay, as they do in those languages. Arrows are turned.
 */
const mirrored = (text: string): string =>
  text.replace(/[\p{L}’']+/gu, (word) => `\u200f\u202e${word}\u202c`).replaceAll('→', '←');

/** Changes the text of an ICU message and leaves its syntax alone. */
export function mapText(message: string, change: (text: string) => string): string {
  let out = '';
  let text = '';
  let at = 0;
  const flush = (): void => {
    out += text === '' ? '' : change(text);
    text = '';
  };
  while (at < message.length) {
    const letter = message[at] ?? '';
    if (letter !== '{') {
      text += letter;
      at += 1;
      continue;
    }
    const end = closing(message, at);
    const inner = message.slice(at + 1, end);
    flush();
    out += `{${inner.includes('{') ? mapForms(inner, change) : inner}}`;
    at = end + 1;
  }
  flush();
  return out;
}

/** `count, plural, one {# thing} other {# things}`: the text in the braces of each form. */
function mapForms(inner: string, change: (text: string) => string): string {
  let out = '';
  let at = 0;
  for (let open = inner.indexOf('{'); open >= 0; open = inner.indexOf('{', at)) {
    const end = closing(inner, open);
    out += `${inner.slice(at, open)}{${mapText(inner.slice(open + 1, end), change)}}`;
    at = end + 1;
  }
  return out + inner.slice(at);
}

/** Place of the brace that closes the one at `open`. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

export function pseudoOf(messages: Translation, kind: 'long' | 'mirrored'): Translation {
  const change = kind === 'long' ? longer : mirrored;
  const made = Object.entries(messages).map(([key, message]) => [key, mapText(message, change)] as const);
  return Object.fromEntries(made) as Record<MessageKey, string>;
}
