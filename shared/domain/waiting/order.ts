// Owns the line of a queue as urgency orders it: how many of those who wait go before somebody, counted by what they need.
// Urgency changes with time, and whose target is older never overtakes within a kind: so each kind is kept by what is due.
// Refuses: what urgency is (shared/domain/matching) and who can take whom.
import { type Ranked, urgency } from '../matching/costs.ts';
import type { WaitingHandoff } from '../matching/port.ts';

/** What somebody who waits needs and how urgent they are. */
export type Stands = Ranked & Pick<WaitingHandoff, 'skills' | 'language'>;

/** Their urgency and their needs differ by nothing but when they are due. */
interface Kind {
  readonly needs: Stands;
  /** The soonest first, ms. */
  readonly due: number[];
}

/** Kinds of handoffs with how many of each. */
export type Before = readonly { readonly needs: Stands; readonly count: number }[];

export interface Order {
  add(one: Stands): void;
  /** @throws when there is none like it. */
  remove(one: Stands): void;
  /** Those at least as urgent at `now`, which takes in whoever is like `one`. */
  before(one: Ranked, now: number): Before;
}

/** How many of a sorted list come before the first for which it is not so. */
function countWhile(sorted: readonly number[], isSo: (one: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const keyOf = ({ mode, target, value, language, skills }: Stands): string =>
  JSON.stringify([mode, target, value, language, Object.entries(skills).sort()]);

export function createOrder(): Order {
  const kinds = new Map<string, Kind>();
  return {
    add(one) {
      const key = keyOf(one);
      const kind = kinds.get(key) ?? { needs: one, due: [] };
      kinds.set(key, kind);
      kind.due.splice(
        countWhile(kind.due, (due) => due <= one.dueAt),
        0,
        one.dueAt,
      );
    },
    remove(one) {
      const key = keyOf(one);
      const due = kinds.get(key)?.due ?? [];
      const at = countWhile(due, (each) => each < one.dueAt);
      if (due[at] !== one.dueAt) throw new Error(`nobody is due at ${one.dueAt} in ${key}`);
      due.splice(at, 1);
      if (due.length === 0) kinds.delete(key);
    },
    before(one, now) {
      const mine = urgency(one, now);
      const found: { needs: Stands; count: number }[] = [];
      for (const { needs, due } of kinds.values()) {
        const { mode, target, value } = needs;
        const count = countWhile(due, (dueAt) => urgency({ mode, target, value, dueAt }, now) >= mine);
        if (count > 0) found.push({ needs, count });
      }
      return found;
    },
  };
}
