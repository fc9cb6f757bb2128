// Owns masking what is personal in words, by what the entity extractor finds in them. What it does not find stays: words that were
// masked are still personal data (GDPR art. 4(5)). Pure, throws on no text, and in time linear in its length.
import { entitiesIn, LOOKED_AT } from '../context/entities/entities.ts';
import { WORD_NAMES } from '../context/entities/given-names.ts';
import { cardsIn } from './cards.ts';
import { isMaskedOn, type Kind, type MaskedKind, type Surface } from './classes.ts';
import { HIDDEN, kindOf, maskOf } from './masks.ts';

export interface Masked {
  readonly text: string;
  /** Of what something was masked, each once. */
  readonly kinds: readonly MaskedKind[];
}

interface Stretch<K extends Kind = Kind> {
  readonly kind: K;
  readonly start: number;
  readonly text: string;
}

/** Characters on either side of a window whose entities another window sees with more around them. */
const MARGIN = 400;
/** Characters before a thing that may say what it is. */
const BEFORE = 60;
/** What still changes after so many rounds is not shown at all. */
const ROUNDS = 4;

function* windows(text: string): Generator<{ at: number; from: number; to: number }> {
  const step = LOOKED_AT - 2 * MARGIN;
  for (let at = 0; ; at += step) {
    const isLast = at + LOOKED_AT >= text.length;
    yield { at, from: at === 0 ? 0 : at + MARGIN, to: isLast ? text.length : at + LOOKED_AT - MARGIN };
    if (isLast) return;
  }
}

const entitiesOf = (text: string): Stretch[] =>
  [...windows(text)].flatMap(({ at, from, to }) =>
    entitiesIn(text.slice(at, at + LOOKED_AT)).flatMap(({ type, start, text: found }) => {
      const place = at + start;
      if (place < from || place >= to) return [];
      const before = text.slice(place > BEFORE ? place - BEFORE : 0, place);
      return [{ kind: kindOf(type, found, before), start: place, text: found }];
    }),
  );

/** The last digits that a mask shows are no thing of their own. */
const isLeftOver = (text: string, { start, text: found }: Stretch): boolean =>
  found.length <= 4 && text[start - 1] === '•';

const ambiguous = new Set(WORD_NAMES.split(' '));
const LONGEST_NAME = 200;
const MOST_NAMES = 100;
const escaped = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
const together = (names: readonly string[], flags: string): RegExp[] =>
  names.length === 0
    ? []
    : [
        new RegExp(
          `(?<![\\p{L}\\p{N}])(?:${[...names]
            .sort((a, b) => b.length - a.length)
            .map(escaped)
            .join('|')})(?![\\p{L}\\p{N}])`,
          flags,
        ),
      ];

/** Names of people that a record holds: whole and in parts, as they may stand in its words. */
export function namesToMask(names: Iterable<string>): readonly RegExp[] {
  const wholes = [...new Set(names)]
    .map((name) => name.trim())
    .filter((name) => name.length > 1 && name.length <= LONGEST_NAME && !name.includes('•'))
    .slice(0, MOST_NAMES);
  const parts = new Set(
    wholes.flatMap((name) => name.split(/\s+/u)).filter((part) => /^\p{Lu}.*\p{L}$/u.test(part)),
  );
  const isWord = (part: string): boolean => part.length < 3 || ambiguous.has(part.toLowerCase());
  return [
    // One that is also a word counts only where it is written as a name.
    ...together([...parts].filter(isWord), 'gu'),
    ...together(
      [...wholes.filter((name) => !parts.has(name)), ...[...parts].filter((part) => !isWord(part))],
      'giu',
    ),
  ];
}

/** What is to be masked, in the order of the text; none overlap. Cards come first, then entities, then names that are known. */
function stretches(text: string, surface: Surface, names: readonly RegExp[]): Stretch<MaskedKind>[] {
  const taken = new Uint8Array(text.length);
  const kept: Stretch<MaskedKind>[] = [];
  const take = (found: Stretch): void => {
    const { kind, start } = found;
    const end = start + found.text.length;
    if (!isMaskedOn(surface, kind) || isLeftOver(text, found)) return;
    if (taken.subarray(start, end).includes(1)) return;
    taken.fill(1, start, end);
    kept.push({ kind, start, text: found.text });
  };
  for (const { start, end } of cardsIn(text)) take({ kind: 'card', start, text: text.slice(start, end) });
  for (const found of entitiesOf(text)) take(found);
  for (const pattern of names)
    for (const { 0: name, index } of text.matchAll(pattern)) take({ kind: 'name', start: index, text: name });
  return kept.sort((a, b) => a.start - b.start);
}

/**
 * Words as they may stand on that surface. Masked again they stay as they are: where that is not reached in a few rounds
 * nothing of them is shown. `names`: of `namesToMask`.
 */
export function maskWords(words: string, surface: Surface, names: readonly RegExp[] = []): Masked {
  const kinds = new Set<MaskedKind>();
  let text = words;
  for (let round = 0; round < ROUNDS; round += 1) {
    let masked = '';
    let written = 0;
    for (const { kind, start, text: found } of stretches(text, surface, names)) {
      const mask = surface === 'log' ? `[${kind}]` : maskOf(kind, found);
      if (mask === found) continue;
      kinds.add(kind);
      masked += text.slice(written, start) + mask;
      written = start + found.length;
    }
    if (written === 0) return { text, kinds: [...kinds] };
    text = masked + text.slice(written);
  }
  return { text: HIDDEN, kinds: [...kinds] };
}
