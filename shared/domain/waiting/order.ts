// Owns the line of a queue as urgency orders it: how many of those who wait go before somebody, counted by what they need.
// Urgency changes with time, and whose target is older never overtakes within a kind: so each kind is kept by what is due.
// Refuses: what urgency is (shared/domain/matching) and who can take whom.
import { countWhile } from '../../lib/sorted.ts';
import { type Ranked, urgency } from '../matching/costs.ts';
import type { WaitingHandoff } from '../matching/port.ts';

/** What somebody who waits needs and how urgent they are. Of two who are as urgent, who is due first goes first, then by id. */
export type Stands = Ranked & Pick<WaitingHandoff, 'handoff' | 'skills' | 'language'>;

/** Their urgency and their needs differ by nothing but when they are due. The soonest first. */
type Kind = Stands[];

/** Kinds of handoffs by one of each, with how many. */
export type Before = readonly { readonly needs: Stands; readonly count: number }[];

export interface Order {
  add(one: Stands): void;
  /** @throws when it is not there. */
  remove(one: Stands): void;
  /** Those who go before `one` at `now`, whether it stands in the line or not. */
  before(one: Stands, now: number): Before;
}

const isSooner = (a: Stands, b: Stands): boolean =>
  a.dueAt === b.dueAt ? a.handoff < b.handoff : a.dueAt < b.dueAt;

/** The same for all that the same people can take. */
export const needsKey = ({ language, skills }: Pick<Stands, 'language' | 'skills'>): string =>
  JSON.stringify([language, Object.entries(skills).sort()]);
const keyOf = (one: Stands): string => `${one.mode} ${one.target} ${one.value} ${needsKey(one)}`;

/** Does `a` go before `b`, of which this is the urgency? */
export function isBefore(a: Stands, b: Stands, urgent: number, now: number): boolean {
  const own = urgency(a, now);
  return own > urgent || (own === urgent && isSooner(a, b));
}

export function createOrder(): Order {
  const kinds = new Map<string, Kind>();
  return {
    add(one) {
      const key = keyOf(one);
      const kind = kinds.get(key) ?? [];
      kinds.set(key, kind);
      const at = countWhile(kind, (each) => isSooner(each, one));
      kind.splice(at, 0, one);
    },
    remove(one) {
      const key = keyOf(one);
      const kind = kinds.get(key) ?? [];
      const at = countWhile(kind, (each) => isSooner(each, one));
      if (kind[at]?.handoff !== one.handoff) throw new Error(`${one.handoff} is not in the line`);
      kind.splice(at, 1);
      if (kind.length === 0) kinds.delete(key);
    },
    before(one, now) {
      const urgent = urgency(one, now);
      return [...kinds.values()].flatMap((kind) => {
        const count = countWhile(kind, (each) => isBefore(each, one, urgent, now));
        const [needs] = kind;
        return needs === undefined || count === 0 ? [] : [{ needs, count }];
      });
    },
  };
}
