// Owns looking back: search and the list of handled conversations, from this device's copy alone. The store pages by time;
// what a filter lets through is gathered here until a page is full.
import type { Handlers, HistoryRow, SearchHit } from '#shared/contract/calls.ts';
import { fits } from '#shared/contract/history.ts';
import type { Core } from '../core.ts';

/** Rows asked of the store at once. */
const PAGE = 100;
/** Pages looked through for one answer: a rare filter over a common word answers part and says where to go on. */
const MOST_PAGES = 40;

interface Gathered<T> {
  readonly found: readonly T[];
  /** Where to go on; undefined when everything was looked through. */
  readonly next: number | undefined;
}

/** `page` answers newest first and keeps those of one ms together, so a page may be longer than asked. */
async function gather<T>(
  limit: number,
  before: number | undefined,
  page: (before: number | undefined) => Promise<readonly T[]>,
  at: (row: T) => number,
  lets: (row: T) => boolean,
): Promise<Gathered<T>> {
  const found: T[] = [];
  let next = before;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const rows = await page(next);
    found.push(...rows.filter(lets));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) {
      next = undefined;
      break;
    }
    next = at(last);
    if (found.length >= limit) break;
  }
  const cut = found[limit - 1];
  if (cut === undefined || found.length === limit) return { found, next };
  const kept = found.filter((row) => at(row) >= at(cut));
  return { found: kept, next: kept.length < found.length ? at(cut) : next };
}

interface Needs extends Pick<Core, 'locked'> {
  readonly store: Pick<Core['store'], 'search' | 'history'>;
  readonly view: Pick<Core['view'], 'conversation'>;
}

export const historyHandlers = ({ store, locked, view }: Needs) => {
  function unlocked(): void {
    const error = locked();
    if (error !== null) throw error;
  }
  const answered = (next: number | undefined) => (next === undefined ? {} : { next });
  return {
    async search({ text, before, limit, filter }) {
      unlocked();
      const page = (from: number | undefined) => store.search(text, from, PAGE);
      const lets = ({ conversation }: SearchHit): boolean => {
        const row = view.conversation(conversation);
        return filter === undefined || (row !== undefined && fits(filter, row));
      };
      const { found, next } = await gather(limit, before, page, ({ at }) => at, lets);
      return { hits: [...found], ...answered(next) };
    },
    async list({ before, limit, filter }) {
      unlocked();
      const page = (from: number | undefined) => store.history(from, PAGE);
      const lets = (row: HistoryRow): boolean => filter === undefined || fits(filter, row);
      const { found, next } = await gather(limit, before, page, (row) => row.conversation.lastAt, lets);
      return { rows: [...found], ...answered(next) };
    },
  } satisfies Handlers<'history'>;
};
