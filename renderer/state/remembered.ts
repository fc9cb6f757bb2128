// Owns the words remembered of conversations that are not open, so that opening one shows them at once while they come anew:
// those left on this page, and one's own before they are opened. Only for as long as the person may see the same of it. Pure.
import type { ConversationView } from '#shared/contract/views.ts';
import type { Entry } from '#shared/schema/conversation.ts';
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

/** What came anew, each entry as it is remembered where it is still the same: what is drawn from it need not be drawn again. */
export function recalled(words: Remembered | undefined, entries: readonly Entry[]): readonly Entry[] {
  const known = new Map(words?.lines.map(({ entry, out }) => [out ? null : entry.seq, entry]));
  return entries.map((entry) => {
    const before = known.get(entry.seq);
    return before !== undefined && JSON.stringify(before) === JSON.stringify(entry) ? before : entry;
  });
}
