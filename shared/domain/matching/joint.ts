// Owns the matcher of the router: all that waits and all who are free at once, by the costs of costs.ts and the exact
// assignment. Refuses: what a pair is worth, and the hard constraints (eligible.ts).
//
// Whoever passed on a handoff is left out while somebody else could take it, and asked when nobody else is free: a round
// that gave something is followed by another, until none does. More than MOST_PAIRS go in slices, the most urgent first,
// and the router is given MOST_SLICES at a time.
import { floor, max } from '../../lib/math.ts';
import { assign } from './assignment.ts';
import { urgency } from './costs.ts';
import type { FreePerson, Matcher, WaitingHandoff } from './port.ts';
import { costTable } from './table.ts';

type Pair = readonly [WaitingHandoff, FreePerson];

/**
 * Pairs that are weighed at once: 200 people and 100 handoffs. The router's thread waits for it, and a router that does not
 * answer for seconds loses its lease; so a cold start of thousands is exact within each slice only.
 */
const MOST_PAIRS = 20_000;
/** Handoffs of a slice, however many people there are. */
const LEAST_SLICE = 32;
/** Slices of one step of the router: they share what is worked out once for each kind of handoff. */
const MOST_SLICES = 4;
/** Handoffs that are weighed at once beside so many people. */
const sliceFor = (people: number): number => max(LEAST_SLICE, floor(MOST_PAIRS / max(1, people)));

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Where costs are equal: what is due first to who has been idle longest; ids make the order total. */
const dueFirst = (a: WaitingHandoff, b: WaitingHandoff): number =>
  a.dueAt - b.dueAt || a.queuedAt - b.queuedAt || byText(a.handoff, b.handoff);
const idleFirst = (a: FreePerson, b: FreePerson): number =>
  a.idleSince - b.idleSince || byText(a.person, b.person);

/** Places of works that are `dueFirst`, the most urgent first. */
function urgentFirst(works: readonly WaitingHandoff[], now: number): number[] {
  const urgencies = works.map((work) => urgency(work, now));
  return [...works.keys()].sort((a, b) => (urgencies[b] as number) - (urgencies[a] as number) || a - b);
}

/** The `most` columns that cost least, first ones first. As many rows never need more: another one has each of the others. */
function cheapest(most: number, columns: readonly number[], costOf: (column: number) => number): number[] {
  const best: { readonly column: number; readonly cost: number }[] = [];
  for (const column of columns) {
    const cost = costOf(column);
    if (cost === Number.POSITIVE_INFINITY || cost >= (best[most - 1]?.cost ?? Number.POSITIVE_INFINITY))
      continue;
    let place = best.length;
    while (place > 0 && (best[place - 1]?.cost ?? 0) > cost) place -= 1;
    best.splice(place, 0, { column, cost });
    if (best.length > most) best.pop();
  }
  return best.map(({ column }) => column);
}

/** Each person at most once. */
export function pairs(
  waiting: readonly WaitingHandoff[],
  people: readonly FreePerson[],
  now: number,
): Pair[] {
  const works = [...waiting].sort(dueFirst);
  const persons = [...people].sort(idleFirst);
  const table = costTable(works, persons, now);
  const all: Pair[] = [];
  let free = [...persons.keys()];

  /** The pairs that are worth most together. Rows are the fewer of the two: the assignment takes its time row by row. */
  function round(left: readonly number[]): (readonly [work: number, person: number])[] {
    const costs = left.map((work) => {
      const passed = new Set(works[work]?.passedBy);
      const all = (person: number): number => table(work, person);
      const fresh = (person: number): number =>
        passed.has(persons[person]?.person ?? '') ? Number.POSITIVE_INFINITY : all(person);
      return passed.size > 0 && free.some((person) => fresh(person) < Number.POSITIVE_INFINITY) ? fresh : all;
    });
    const some =
      left.length * free.length > MOST_PAIRS
        ? [...new Set(costs.flatMap((cost) => cheapest(left.length, free, cost)))].sort((a, b) => a - b)
        : free;
    const cost = (row: number, column: number): number =>
      costs[row]?.(some[column] as number) ?? Number.POSITIVE_INFINITY;
    const turned = left.length > some.length;
    const at = turned ? (row: number, column: number) => cost(column, row) : cost;
    const [rows, columns] = turned ? [some.length, left.length] : [left.length, some.length];
    // One row has its cheapest column: nothing to weigh it against.
    const { columnOf } =
      rows === 1
        ? { columnOf: cheapest(1, [...Array(columns).keys()], (column) => at(0, column)) }
        : assign(rows, {
            columns,
            at,
            fill(row, into) {
              for (let column = 0; column < columns; column += 1) into[column] = at(row, column);
            },
            skip: () => 0,
          });
    const given: (readonly [number, number])[] = [];
    columnOf.forEach((column, row) => {
      const [work, person] = turned ? [left[column], some[row]] : [left[row], some[column]];
      if (column !== -1 && work !== undefined && person !== undefined) given.push([work, person]);
    });
    return given;
  }

  function decide(slice: readonly number[]): void {
    let left = slice;
    while (left.length > 0 && free.length > 0) {
      const given = round(left);
      if (given.length === 0) return;
      const gone = { works: new Set<number>(), people: new Set<number>() };
      for (const [work, person] of given) {
        all.push([works[work] as WaitingHandoff, persons[person] as FreePerson]);
        gone.works.add(work);
        gone.people.add(person);
      }
      left = left.filter((work) => !gone.works.has(work));
      free = free.filter((person) => !gone.people.has(person));
    }
  }

  const size = sliceFor(persons.length);
  const order = works.length <= size ? [...works.keys()] : urgentFirst(works, now);
  for (let from = 0; from < order.length; from += size)
    decide(order.slice(from, from + size).sort((a, b) => a - b));
  return all;
}

/** Of more handoffs than `mostFor` so many people the most urgent, of equals what is due first; the others are left. */
export const jointOf =
  (mostFor: (people: number) => number): Matcher =>
  (waiting, people, now) => {
    const most = mostFor(people.length);
    const sorted = [...waiting].sort(dueFirst);
    const works =
      sorted.length <= most ? sorted : urgentFirst(sorted, now).map((at) => sorted[at] as WaitingHandoff);
    return {
      given: pairs(works.slice(0, most), people, now).map(([{ handoff }, { person }]) => ({
        handoff,
        person,
      })),
      left: works.slice(most).map(({ handoff }) => handoff),
    };
  };

export const joint = jointOf((people) => MOST_SLICES * sliceFor(people));
