// Owns the costs of all pairs that are decided together: fit and burden are worked out once for each kind of handoff, not for
// each handoff, since the assignment asks for a pair many times. Refuses: what a pair is worth (costs.ts), and who passed on
// what (joint.ts).
import { burden, costOf, fitness, loadPrice, urgency, worthOf } from './costs.ts';
import { mayTake } from './eligible.ts';
import type { FreePerson, WaitingHandoff } from './port.ts';

/** Kinds that are kept; handoffs of further ones are worked out pair by pair. */
const MOST_KINDS = 500;

/** By person. */
interface Kind {
  /** `-Infinity` = they may not take it. */
  readonly fit: Float64Array;
  readonly burden: Float64Array;
}

/** Equal for two handoffs that differ in nothing but urgency, the last person, pauses and who passed. */
const kindOf = ({ mode, queue, weight, language, skills }: WaitingHandoff): string =>
  JSON.stringify([mode, queue, weight, language, Object.entries(skills).sort()]);

/** Cost of giving a handoff to a person, both by their place; `Infinity` = must not be. */
export function costTable(
  waiting: readonly WaitingHandoff[],
  people: readonly FreePerson[],
  now: number,
): (work: number, person: number) => number {
  const price = loadPrice(waiting, now);
  // One handoff or one person: no pair is asked for often.
  const isWorthKeeping = waiting.length > 1 && people.length > 1;
  const placeOf = new Map(people.map(({ person }, place) => [person, place]));
  const kinds = new Map<string, Kind>();

  function kindFor(work: WaitingHandoff): Kind | undefined {
    const key = kindOf(work);
    const known = kinds.get(key);
    if (known !== undefined || kinds.size >= MOST_KINDS) return known;
    const usual = { ...work, last: undefined };
    const kind = {
      fit: Float64Array.from(people, (person) =>
        mayTake(person, usual, now) ? fitness(usual, person) : Number.NEGATIVE_INFINITY,
      ),
      burden: Float64Array.from(people, (person) => burden(usual, person, price)),
    };
    kinds.set(key, kind);
    return kind;
  }

  function rowOf(work: WaitingHandoff): (person: number) => number {
    const urgent = urgency(work, now);
    const exact = (place: number): number => {
      const person = people[place];
      return person !== undefined && mayTake(person, work, now)
        ? costOf(worthOf(work, person, urgent, price), price)
        : Number.POSITIVE_INFINITY;
    };
    const kind = isWorthKeeping && Object.keys(work.pauses).length === 0 ? kindFor(work) : undefined;
    if (kind === undefined) return exact;
    const last = work.last === undefined ? undefined : placeOf.get(work.last);
    const { fit, burden } = kind;
    return (place) =>
      place === last
        ? exact(place)
        : costOf(urgent * (fit[place] as number) - (burden[place] as number), price);
  }

  const rows = waiting.map(rowOf);
  return (work, person) => (rows[work] as (person: number) => number)(person);
}
