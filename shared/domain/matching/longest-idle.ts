// Owns the plain matcher: the eligible person who has waited longest for work gets the work that is due first.
// Refuses: fit, value and fairness; the matching engine will weigh those behind the same interface.
import { LIMITS } from '../../schema/primitives.ts';
import { isEligible } from './eligible.ts';
import type { Assignment, FreePerson, Matcher, WaitingHandoff } from './port.ts';

/** Due first, then waiting longest; ids make the order total. */
const byUrgency = (a: WaitingHandoff, b: WaitingHandoff): number =>
  a.dueAt - b.dueAt ||
  a.queuedAt - b.queuedAt ||
  (a.handoff < b.handoff ? -1 : a.handoff > b.handoff ? 1 : 0);

const idlerFirst = (a: FreePerson, b: FreePerson): number =>
  a.idleSince - b.idleSince || (a.person < b.person ? -1 : a.person > b.person ? 1 : 0);

/** The longest-idle of those who did not pass on it, else the longest-idle of those who did. */
function choose(
  work: WaitingHandoff,
  people: readonly FreePerson[],
  taken: ReadonlyMap<string, number>,
): FreePerson | undefined {
  let second: FreePerson | undefined;
  for (const person of people) {
    if (person.room - (taken.get(person.person) ?? 0) < work.weight) continue;
    if (!person.queues.includes(work.queue) || !isEligible(person, work)) continue;
    if (!work.passedBy.includes(person.person)) return person;
    second ??= person;
  }
  return second;
}

/** One line for the person: that it is their turn, and what of them was asked for. */
function reason(work: WaitingHandoff, person: FreePerson, alone: boolean): string {
  const skills = Object.keys(work.skills).map((skill) => `${skill} ${person.skills[skill] ?? 0}`);
  const fits = work.language === undefined ? skills : [...skills, work.language];
  const free = alone ? 'You are free' : 'You have been free longest';
  return (fits.length === 0 ? free : `${free} and have ${fits.join(', ')}`).slice(0, LIMITS.label);
}

export const longestIdle: Matcher = (waiting, people) => {
  const order = [...people].sort(idlerFirst);
  const taken = new Map<string, number>();
  let left = order.reduce((sum, { room }) => sum + room, 0);
  const assignments: Assignment[] = [];
  for (const work of [...waiting].sort(byUrgency)) {
    if (left === 0) break;
    const person = choose(work, order, taken);
    if (person === undefined) continue;
    taken.set(person.person, (taken.get(person.person) ?? 0) + work.weight);
    left -= work.weight;
    assignments.push({
      handoff: work.handoff,
      person: person.person,
      why: reason(work, person, order.length === 1),
    });
  }
  return assignments;
};
