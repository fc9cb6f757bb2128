// Owns what a part of a conversation must know of its pane: whether it is the current one. Keys and their hints are there only.
import { createContext, useContext, useState } from 'react';
import type { KeyName } from '../../keys/bindings.ts';
import { useKey } from '../../keys/keys.tsx';

export interface PanePlace {
  /** Keys go to this one. */
  readonly current: boolean;
  /** Stands beside another one: which key shows it. */
  readonly side: 'first' | 'second' | null;
  /** In a window of its own. */
  readonly alone: boolean;
}

export const PaneContext = createContext<PanePlace>({ current: true, side: null, alone: false });
export const usePane = (): PanePlace => useContext(PaneContext);

/** A state that is over once the pane shows another conversation: a pane outlives its conversations. */
export function useOfConversation<T>(id: string, none: T): readonly [T, (value: T) => void] {
  const [held, hold] = useState({ id, value: none });
  if (held.id !== id) hold({ id, value: none });
  return [held.id === id ? held.value : none, (value) => hold({ id, value })];
}

/** Answers an action in the current conversation only. */
export function usePaneKey(name: KeyName, run: (() => void) | null, when?: () => boolean): void {
  const { current } = usePane();
  useKey(name, current ? run : null, { when });
}

/** The hint of a key, in the current conversation only. */
export function useHint(): (name: KeyName) => KeyName | undefined {
  const { current } = usePane();
  return (name) => (current ? name : undefined);
}
