// Owns asking for the history: the list while nothing is searched, hits while words are typed; the newest question wins.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { HistoryRow, SearchHit } from '#shared/contract/calls.ts';
import { useActions, usePage } from '../../state/page.ts';

export interface Found {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly error: unknown;
  /** Recent conversations, newest first. */
  readonly list: readonly HistoryRow[];
  /** Hits of the search, newest first; empty while nothing is searched. */
  readonly hits: readonly SearchHit[];
  readonly more: boolean;
  readonly again: () => void;
  readonly loadMore: () => void;
}

/** A place in a conversation. */
export const keyOfHit = ({ conversation, seq }: SearchHit): string => `${conversation}/${seq}`;

const PAGE = 50;
/** From the last key to the question, ms. */
const PAUSE_MS = 60;

type Result = Pick<Found, 'state' | 'error' | 'list' | 'hits' | 'more'>;
const NOTHING: Result = { state: 'loading', error: null, list: [], hits: [], more: false };

export function useFound(text: string): Found {
  const { searchHistory, listHistory } = useActions();
  /** A new copy may know more. */
  const known = usePage((state) => state.copy !== null);
  const [result, setResult] = useState(NOTHING);
  const question = useRef(0);

  const ask = useCallback(
    async (before: Result | null): Promise<void> => {
      question.current += 1;
      const mine = question.current;
      try {
        let next: Result;
        if (text === '') {
          const last = before?.list.at(-1)?.conversation.lastAt;
          const { rows } = await listHistory({
            limit: PAGE,
            ...(last === undefined ? {} : { before: last }),
          });
          next = {
            ...NOTHING,
            state: 'ready',
            list: [...(before?.list ?? []), ...rows],
            more: rows.length === PAGE,
          };
        } else {
          const last = before?.hits.at(-1)?.at;
          const { hits } = await searchHistory({
            text,
            limit: PAGE,
            ...(last === undefined ? {} : { before: last }),
          });
          next = {
            ...NOTHING,
            state: 'ready',
            hits: [...(before?.hits ?? []), ...hits],
            more: hits.length === PAGE,
          };
        }
        if (mine === question.current) setResult(next);
      } catch (error) {
        if (mine === question.current) setResult({ ...NOTHING, state: 'failed', error });
      }
    },
    [text, searchHistory, listHistory],
  );

  useEffect(() => {
    if (!known) return undefined;
    const timer = setTimeout(() => void ask(null), text === '' ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [ask, known, text]);
  return { ...result, again: () => void ask(null), loadMore: () => void ask(result) };
}
