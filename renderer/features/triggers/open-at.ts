// Owns the way from a recorded conversation to the conversation itself.
import { useMemo } from 'react';
import { tablesOf, useActions, usePage } from '../../state/page.ts';

/** Shows the conversation itself where this person may see it: in the inbox or, when it is over, in the history. */
export function useOpenAt(conversation: string): ((turn: number) => void) | null {
  const right = usePage((state) => tablesOf(state).conversations.get(conversation)?.right);
  const { go, select, selectPast, light } = useActions();
  return useMemo(() => {
    if (right === undefined) return null;
    return (turn) => {
      if (right === 'kept') {
        go('history');
        selectPast(conversation);
      } else {
        go('inbox');
        select(conversation);
      }
      light(turn);
    };
  }, [right, conversation, go, select, selectPast, light]);
}
