// Owns finding words: splits what was typed exactly as the index splits texts, asks the shelves newest first, and says
// where in each text the words stand. Refuses: who may read (cache.ts).
import type { SearchHit } from '#shared/contract/calls.ts';
import type { File } from '../open.ts';
import type { Conversations, Head } from './conversations.ts';
import { idAt, NAME_SEQ, timeOf } from './entries.ts';
import { excerptOf } from './excerpt.ts';
import type { Shelf, Words } from './words.ts';

/** More words than this narrow nothing down any more. */
const MOST_WORDS = 16;
/** With fewer texts than this on a shelf it is quicker to look into them than to look up the other words. */
const FEW = 24;
/** Fewer hits than this on a shelf: another word may be the rarer one. */
const POOR = 8;
const TOKENS = `tokenize = 'unicode61 remove_diacritics 2'`;
/** Never a character of text; the index takes them for space. */
const OPEN = '\uFDD0';
const CLOSE = '\uFDD1';
const MARKERS = /[\uFDD0\uFDD1\0]/g;

const all = (terms: readonly string[]): string => terms.join(' ');

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
  const matching = file
    .prepare<[string], number>('SELECT rowid FROM temp.few WHERE few MATCH ? ORDER BY rowid DESC')
    .pluck();
  const marked = file.prepare<[string, string, string], { id: number; text: string }>(
    'SELECT rowid AS id, highlight(few, 0, ?, ?) AS text FROM temp.few WHERE few MATCH ? ORDER BY rowid DESC',
  );
  const clear = file.prepare('DELETE FROM temp.few');
  const row = file.prepare<[number], Row>('SELECT conversation, seq, text FROM entry WHERE id = ?');

  /** What was typed as the terms of a query: every word whole, the last one as a beginning. */
  function termsOf(text: string): string[] {
    type.run(text.toWellFormed());
    const found = typed.all() as unknown as string[];
    untype.run();
    const last = found.pop();
    if (last === undefined) return [];
    const whole = [...new Set(found)].slice(0, MOST_WORDS - 1);
    return [...whole.map((word) => `"${word}"`), `"${last}"*`];
  }

  /** Which of the texts match, and where, by a small index of just these. */
  function withFew<T>(ids: readonly number[], ask: () => T): T {
    for (const id of ids) put.run(id, row.get(id)?.text.replace(MARKERS, ' ') ?? '');
    const answer = ask();
    clear.run();
    return answer;
  }

  /** Ids in [from, before), newest first. */
  function find(terms: readonly string[], from: number, before: number, limit: number): number[] {
    const found: number[] = [];
    // The rarest word leads; which one that is shows on the way.
    let order = terms;
    for (const shelf of words.shelves()) {
      if (shelf.first >= before) continue;
      const hits = findOn(shelf, order, from, before, limit - found.length);
      found.push(...hits.ids);
      if (found.length >= limit || shelf.first <= from) break;
      if (hits.poor) order = [...order.slice(1), ...order.slice(0, 1)];
    }
    return found;
  }

  function findOn(shelf: Shelf, terms: readonly string[], from: number, before: number, limit: number) {
    const [lead, ...rest] = terms;
    if (lead === undefined || rest.length === 0)
      return { ids: shelf.find(all(terms), from, before, limit), poor: false };
    const candidates = shelf.find(lead, from, before, FEW + 1);
    if (candidates.length === 0) return { ids: [], poor: false };
    if (candidates.length <= FEW) {
      const ids = withFew(candidates, () => matching.all(all(rest)) as unknown as number[]);
      return { ids: ids.slice(0, limit), poor: false };
    }
    const ids = shelf.find(all(terms), from, before, limit);
    return { ids, poor: ids.length < POOR };
  }

  const look = file.transaction((text: string, before: number | undefined, limit: number): SearchHit[] => {
    const terms = termsOf(text);
    if (terms.length === 0) return [];
    const ids = find(terms, 0, before === undefined ? Number.MAX_SAFE_INTEGER : idAt(before), limit);
    const last = ids.at(-1);
    if (last === undefined) return [];
    if (ids.length === limit) ids.push(...find(terms, idAt(timeOf(last)), last, limit * limit));
    const heads = new Map<number, Head | null>();
    return withFew(ids, () => marked.all(OPEN, CLOSE, all(terms))).flatMap(({ id, text: marks }) => {
      const found = row.get(id);
      if (found === undefined) return [];
      const { conversation: number, seq, text: whole } = found;
      const head = heads.get(number) ?? conversations.byNumber(number);
      heads.set(number, head);
      if (head === null) return [];
      const { name, organisation } = head.conversation.customer;
      return {
        conversation: head.id,
        seq: seq === NAME_SEQ ? 0 : seq,
        at: timeOf(id),
        name,
        ...(organisation === undefined ? {} : { organisation }),
        ...excerptOf(whole, marks, OPEN, CLOSE),
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
