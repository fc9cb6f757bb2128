// Owns finding words: splits what was typed exactly as the index splits texts, asks the shelves newest first, and says
// where in each text the words stand. Refuses: who may read (cache.ts).
import type { SearchHit } from '#shared/contract/calls.ts';
import type { File } from '../open.ts';
import type { Conversations, Named } from './conversations.ts';
import { idAt, NAME_SEQ, timeOf } from './entries.ts';
import { excerptOf } from './excerpt.ts';
import type { Marked, Words } from './words.ts';

/** More words than this narrow nothing down any more. */
const MOST_WORDS = 16;
/**
 * Up to so many texts on a shelf it is quicker to look into them than to look up the other words: few when hardly any
 * of them match, many when the other word is common, because then merging all its endings is what takes time.
 */
const FEW = 16;
const MANY = 128;
/** So many hits among more than `FEW` texts say that the other words are rarer than the one that leads. */
const POOR = 2;
const TOKENS = `tokenize = 'unicode61 remove_diacritics 2'`;
/** Never a character of text; the index takes them for space. */
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';
const MARKERS = /[\uFDD0\uFDD1\0]/g;
/** A text that holds one of them is marked by way of a copy without. */
const UNMARKABLE = /[\uFDD0\uFDD1\0]/;

const ASCII = /^[\0-\x7f]*$/;

interface Term {
  /** As the index has it: folded to lower case without accents. */
  readonly word: string;
  /** The word whole, or as a beginning. */
  readonly match: string;
}

const all = (terms: readonly Term[]): string => terms.map(({ match }) => match).join(' ');

/** False only when it certainly does not: in plain ASCII the index folds nothing but case. */
function mayMatch(text: string, terms: readonly Term[]): boolean {
  if (!ASCII.test(text)) return true;
  const folded = text.toLowerCase();
  return terms.every(({ word }) => folded.includes(word));
}

interface Row {
  readonly conversation: number;
  readonly seq: number;
  readonly text: string;
}

export function searchOf(file: File, words: Words, conversations: Conversations) {
  file.exec(`
    CREATE VIRTUAL TABLE temp.typed USING fts5 (text, ${TOKENS});
    CREATE VIRTUAL TABLE temp.typed_word USING fts5vocab (temp, typed, instance);
    CREATE VIRTUAL TABLE temp.few USING fts5 (text, ${TOKENS});
  `);
  const type = file.prepare<[string]>('INSERT INTO temp.typed VALUES (?)');
  const typed = file.prepare<[], string>('SELECT term FROM temp.typed_word ORDER BY "offset"').pluck();
  const untype = file.prepare('DELETE FROM temp.typed');
  const put = file.prepare<[number, string]>('INSERT INTO temp.few (rowid, text) VALUES (?, ?)');
  const mark = file.prepare<[string, string, string], Marked>(
    'SELECT rowid AS id, highlight(few, 0, ?, ?) AS text FROM temp.few WHERE few MATCH ? ORDER BY rowid DESC',
  );
  const clear = file.prepare('DELETE FROM temp.few');
  const any = file
    .prepare<[number, number], number>('SELECT 1 FROM entry WHERE id >= ? AND id < ? LIMIT 1')
    .pluck();
  const row = file.prepare<[number], Row>('SELECT conversation, seq, text FROM entry WHERE id = ?');

  /** What was typed as the terms of a query: every word whole, the last one as a beginning. */
  function termsOf(text: string): Term[] {
    type.run(text.toWellFormed());
    const found = typed.all() as unknown as string[];
    untype.run();
    const last = found.pop();
    if (last === undefined) return [];
    const whole = [...new Set(found)].slice(0, MOST_WORDS - 1);
    return [...whole.map((word) => ({ word, match: `"${word}"` })), { word: last, match: `"${last}"*` }];
  }

  /** Those of a few entries that match, by an index of just these. */
  function markFew(ids: readonly number[], terms: readonly Term[]): Marked[] {
    let some = false;
    for (const id of ids) {
      const text = row.get(id)?.text;
      if (text === undefined || !mayMatch(text, terms)) continue;
      put.run(id, text.replace(MARKERS, ' '));
      some = true;
    }
    if (!some) return [];
    const found = mark.all(OPEN, CLOSE, all(terms));
    clear.run();
    return found;
  }

  /** Hits in [from, before), newest first. */
  function find(terms: readonly Term[], from: number, before: number, limit: number): Marked[] {
    const found: Marked[] = [];
    // The rarest word leads; which one that is, and whether the others are common, shows on the way.
    let order = terms;
    let few = FEW;
    for (const shelf of words.shelves()) {
      if (shelf.first >= before) continue;
      const room = limit - found.length;
      const [lead, ...rest] = order;
      const candidates =
        lead === undefined || rest.length === 0 ? null : shelf.find(lead.match, from, before, few + 1);
      const hits =
        candidates !== null && candidates.length <= few
          ? markFew(candidates, terms).slice(0, room)
          : shelf.mark(all(terms), from, before, room, OPEN, CLOSE);
      found.push(...hits);
      if (found.length >= limit || shelf.first <= from) break;
      if (candidates === null || candidates.length <= FEW) continue;
      const poor = hits.length <= POOR;
      few = poor ? FEW : MANY;
      if (poor) order = [...rest, ...order.slice(0, 1)];
    }
    return found;
  }

  /** The same without the conversations in `offered`; goes on behind them until there are `limit`. */
  function findPast(
    terms: readonly Term[],
    before: number,
    limit: number,
    offered: ReadonlySet<number>,
  ): Marked[] {
    const found: Marked[] = [];
    for (let upTo = before; ; ) {
      const wanted = limit - found.length;
      const hits = find(terms, 0, upTo, wanted);
      found.push(...hits.filter(({ id }) => !offered.has(row.get(id)?.conversation ?? 0)));
      const last = hits.at(-1);
      if (last === undefined || hits.length < wanted || found.length >= limit) return found;
      upTo = last.id;
    }
  }

  const look = file.transaction((text: string, before: number | undefined, limit: number): SearchHit[] => {
    const terms = termsOf(text);
    if (terms.length === 0) return [];
    const offered = conversations.offered();
    const hits = findPast(
      terms,
      before === undefined ? Number.MAX_SAFE_INTEGER : idAt(before),
      limit,
      offered,
    );
    const last = hits.at(-1)?.id;
    if (last === undefined) return [];
    const from = idAt(timeOf(last));
    if (hits.length === limit && any.get(from, last) === 1)
      hits.push(...find(terms, from, last, limit * limit));
    const names = new Map<number, Named | null>();
    return hits.flatMap(({ id, text: marked }) => {
      const found = row.get(id);
      if (found === undefined) return [];
      const { conversation: number, seq, text: whole } = found;
      if (offered.has(number)) return [];
      const named = names.get(number) ?? conversations.named(number);
      names.set(number, named);
      if (named === null) return [];
      const marks = UNMARKABLE.test(whole) ? markFew([id], terms)[0]?.text : marked;
      return {
        conversation: named.id,
        seq: seq === NAME_SEQ ? 0 : seq,
        at: timeOf(id),
        name: named.customer.name,
        ...(named.customer.organisation === undefined ? {} : { organisation: named.customer.organisation }),
        ...excerptOf(whole, marks ?? whole, OPEN, CLOSE),
      };
    });
  });

  return {
    /**
     * Entries with all the words, newest first. `before` in ms. May answer more than `limit`: hits of one ms stay
     * together, because the next page begins before it.
     */
    search: (text: string, before: number | undefined, limit: number): SearchHit[] =>
      look(text, before, limit),
  };
}
