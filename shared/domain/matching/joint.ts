// Owns the matcher of the router: all that waits and all who are free at once, by the costs of costs.ts and the exact
// assignment. Refuses: what a pair is worth, and the hard constraints (eligible.ts).
//
// Whoever passed on a handoff is left out while somebody else could take it, and asked when nobody else is free: a round
// that gave something is followed by another, until none does.
import { assign } from './assignment.ts';
import { costOf, urgency } from './costs.ts';
import { mayTake } from './eligible.ts';
import type { Assignment, FreePerson, Matcher, WaitingHandoff } from './port.ts';

type Pair = readonly [WaitingHandoff, FreePerson];

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Where costs are equal: what is due first to who has been idle longest; ids make the order total. */
const dueFirst = (a: WaitingHandoff, b: WaitingHandoff): number =>
  a.dueAt - b.dueAt || a.queuedAt - b.queuedAt || byText(a.handoff, b.handoff);
const idleFirst = (a: FreePerson, b: FreePerson): number =>
  a.idleSince - b.idleSince || byText(a.person, b.person);

/** People who could take it and did not pass on it; if there are none, those who did. */
function asked(
  work: WaitingHandoff,
  people: readonly FreePerson[],
  now: number,
): (person: FreePerson) => boolean {
  const { passedBy } = work;
  const may = (person: FreePerson): boolean => mayTake(person, work, now);
  if (passedBy.length === 0) return may;
  const fresh = (person: FreePerson): boolean => !passedBy.includes(person.person) && may(person);
  return people.some(fresh) ? fresh : may;
}

/** The pairs that are worth most together. Rows are the fewer of the two: the assignment takes its time row by row. */
function round(waiting: readonly WaitingHandoff[], people: readonly FreePerson[], now: number): Pair[] {
  const urgencies = waiting.map((work) => urgency(work, now));
  const may = waiting.map((work) => asked(work, people, now));
  const cost = (at: number, column: number): number => {
    const [work, person] = [waiting[at], people[column]];
    if (work === undefined || person === undefined || may[at]?.(person) !== true)
      return Number.POSITIVE_INFINITY;
    return costOf(work, person, urgencies[at] ?? 0);
  };
  const turned = waiting.length > people.length;
  const at = turned ? (row: number, column: number) => cost(column, row) : cost;
  const [rows, columns] = turned ? [people.length, waiting.length] : [waiting.length, people.length];
  const { columnOf } = assign(rows, {
    columns,
    at,
    fill(row, into) {
      for (let column = 0; column < columns; column += 1) into[column] = at(row, column);
    },
    skip: () => 0,
  });
  const pairs: Pair[] = [];
  columnOf.forEach((column, row) => {
    const work = waiting[turned ? column : row];
    const person = people[turned ? row : column];
    if (column !== -1 && work !== undefined && person !== undefined) pairs.push([work, person]);
  });
  return pairs;
}

/** Each person at most once. */
export function pairs(
  waiting: readonly WaitingHandoff[],
  people: readonly FreePerson[],
  now: number,
): Pair[] {
  const all: Pair[] = [];
  let left = [...waiting].sort(dueFirst);
  let free = [...people].sort(idleFirst);
  for (;;) {
    const given = left.length === 0 || free.length === 0 ? [] : round(left, free, now);
    if (given.length === 0) return all;
    all.push(...given);
    const gone = new Set<unknown>(given.flat());
    left = left.filter((work) => !gone.has(work));
    free = free.filter((person) => !gone.has(person));
  }
}

export const joint: Matcher = (waiting, people, now): Assignment[] =>
  pairs(waiting, people, now).map(([{ handoff }, { person }]) => ({ handoff, person }));
