// Owns the plain matcher: the eligible person who has waited longest for work gets the work that is due first.
// Refuses: fit, value and fairness; the matching engine will weigh those behind the same interface.
import { isEligible } from './eligible.ts';
import type { Assignment, FreePerson, Matcher, WaitingHandoff } from './port.ts';

/** Due first, then waiting longest; ids make the order total. */
export const byUrgency = (a: WaitingHandoff, b: WaitingHandoff): number =>
  a.dueAt - b.dueAt ||
  a.queuedAt - b.queuedAt ||
  (a.handoff < b.handoff ? -1 : a.handoff > b.handoff ? 1 : 0);

const idlerFirst = (a: FreePerson, b: FreePerson): number =>
  a.idleSince - b.idleSince || (a.person < b.person ? -1 : a.person > b.person ? 1 : 0);

/** The longest-idle of those who did not pass on it, else the longest-idle of those who did. */
function choose(
  work: WaitingHandoff,
  people: readonly FreePerson[],
  room: ReadonlyMap<string, number>,
): FreePerson | undefined {
  const passed = new Set(work.passedBy);
  let second: FreePerson | undefined;
  for (const person of people) {
    if ((room.get(person.person) ?? 0) < work.weight) continue;
    if (!person.queues.includes(work.queue) || !isEligible(person, work)) continue;
    if (!passed.has(person.person)) return person;
    second ??= person;
  }
  return second;
}

export const longestIdle: Matcher = (waiting, people) => {
  const order = [...people].sort(idlerFirst);
  const room = new Map(order.map((person) => [person.person, person.room]));
  const assignments: Assignment[] = [];
  for (const work of [...waiting].sort(byUrgency)) {
    const person = choose(work, order, room);
    if (person === undefined) continue;
    room.set(person.person, (room.get(person.person) ?? 0) - work.weight);
    const skills = Object.keys(work.skills);
    const fits = [
      ...skills.map((skill) => `${skill} ${person.skills[skill] ?? 0}`),
      ...(work.language === undefined ? [] : [work.language]),
    ];
    const free = order.length === 1 ? 'You are free' : 'You have been free longest';
    const why = fits.length === 0 ? free : `${free} and have ${fits.join(', ')}`;
    assignments.push({ handoff: work.handoff, person: person.person, why: why.slice(0, 200) });
  }
  return assignments;
};
