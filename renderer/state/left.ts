// Owns what was on the screen of conversations that were left, so that coming back shows it at once while it comes anew.
// Only for as long as the person may see the same of it. Pure.
import type { ConversationView } from '#shared/contract/views.ts';
import type { Line } from './entries.ts';

export interface Left {
  readonly right: ConversationView['right'];
  readonly lines: readonly Line[];
}
export type LeftOnes = Readonly<Record<string, Left>>;

/** As many as a person goes back and forth between. */
const MOST = 8;

/** With one more, the one left longest ago forgotten. */
export function withLeft(all: LeftOnes, conversation: string, left: Left): LeftOnes {
  const { [conversation]: _earlier, ...others } = all;
  const kept = Object.entries(others).slice(-(MOST - 1));
  return { ...Object.fromEntries(kept), [conversation]: left };
}

/** Without those that went away or that the person may see less or more of now; the same object when all stay. */
export function stillSeen(all: LeftOnes, now: ReadonlyMap<string, ConversationView>): LeftOnes {
  const kept = Object.entries(all).filter(([id, { right }]) => now.get(id)?.right === right);
  return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
}
