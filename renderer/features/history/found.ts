// Owns asking for the history: the list while nothing is searched, hits while words are typed; the newest question wins.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { HistoryRow, SearchHit } from '#shared/contract/calls.ts';
import type { HistoryFilter } from '#shared/contract/history.ts';
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

type Result = Pick<Found, 'state' | 'error' | 'list' | 'hits'> & { readonly next: number | undefined };
const NOTHING: Result = { state: 'loading', error: null, list: [], hits: [], next: undefined };

export function useFound(text: string, filter: HistoryFilter): Found {
  const { searchHistory, listHistory } = useActions();
  /** A new copy may know more. */
  const known = usePage((state) => state.copy !== null);
  const [result, setResult] = useState(NOTHING);
  const asked = useRef(0);

  const ask = useCallback(
    async (before: Result | null): Promise<void> => {
      asked.current += 1;
      const mine = asked.current;
      try {
        const question = {
          limit: PAGE,
          ...(before?.next === undefined ? {} : { before: before.next }),
          ...(Object.keys(filter).length === 0 ? {} : { filter }),
        };
        const ready = { ...NOTHING, state: 'ready' } as const;
        let result: Result;
        if (text === '') {
          const { rows, next } = await listHistory(question);
          result = { ...ready, list: [...(before?.list ?? []), ...rows], next };
        } else {
          const { hits, next } = await searchHistory({ ...question, text });
          result = { ...ready, hits: [...(before?.hits ?? []), ...hits], next };
        }
        if (mine === asked.current) setResult(result);
      } catch (error) {
        if (mine === asked.current) setResult({ ...NOTHING, state: 'failed', error });
      }
    },
    [text, filter, searchHistory, listHistory],
  );

  useEffect(() => {
    if (!known) return undefined;
    const timer = setTimeout(() => void ask(null), text === '' ? 0 : PAUSE_MS);
    return () => clearTimeout(timer);
  }, [ask, known, text]);
  return {
    ...result,
    more: result.next !== undefined,
    again: () => void ask(null),
    loadMore: () => void ask(result),
  };
}
