// Owns the words remembered of conversations that are not open, so that opening one shows them at once while they come anew:
// those left on this page, and one's own before they are opened. Only for as long as the person may see the same of it. Pure.
import type { ConversationView } from '#shared/contract/views.ts';
import type { Line } from './entries.ts';

export interface Remembered {
  readonly right: ConversationView['right'];
  readonly lines: readonly Line[];
}
export type RememberedOnes = Readonly<Record<string, Remembered>>;

/** As many as a person goes back and forth between. */
const MOST = 8;

/** With one more, the one remembered longest ago forgotten. */
export function withRemembered(all: RememberedOnes, conversation: string, words: Remembered): RememberedOnes {
  const { [conversation]: _earlier, ...others } = all;
  const stay = Object.entries(others).slice(-(MOST - 1));
  return { ...Object.fromEntries(stay), [conversation]: words };
}

/** Without those that went away or that the person may see less or more of now; the same object when all stay. */
export function stillSeen(all: RememberedOnes, now: ReadonlyMap<string, ConversationView>): RememberedOnes {
  const stay = Object.entries(all).filter(([id, { right }]) => now.get(id)?.right === right);
  return stay.length === Object.keys(all).length ? all : Object.fromEntries(stay);
}
