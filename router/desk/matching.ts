// Owns who is offered what: gathers what waits and who is free where something changed, asks the matcher, and checks its
// word. Refuses: who is best (shared/domain/matching) and how an offer ends (offers.ts).
import { loadPrice } from '#shared/domain/matching/costs.ts';
import { mayTake } from '#shared/domain/matching/eligible.ts';
import type { FreePerson, WaitingHandoff } from '#shared/domain/matching/port.ts';
import type { Change } from './change.ts';
import { explainAll, type Given, reasonFor } from './explaining.ts';
import { servedKey } from './keys.ts';
import { busynessAmong } from './occupancy.ts';
import { makeOffer } from './offers.ts';
import { isBehind, type Person, type State, type Work } from './state.ts';

/** Customers whose last person is remembered; then the longest ago is forgotten. */
const REMEMBERED = 20_000;

/**
 * All that began to wait with all who are free for it, and all who became free with all that waits for them. What is left
 * out has no match: had it one, an earlier step would have made it. Where an earlier step left something, that goes
 * first, with all who are free now, and what came meanwhile follows: so each is looked at, however much comes.
 */
function concerned({ queues, queued, freed, left }: State): [Map<string, Work>, Map<string, Person>] {
  const works = new Map<string, Work>();
  const people = new Map<string, Person>();
  const addWorks = (some: Iterable<Work>): void => {
    for (const work of some) if (work.place.waiting !== null) works.set(work.place.waiting.handoff, work);
  };
  const isLate = left.size > 0;
  const fresh = isLate ? left : queued;
  addWorks(fresh);
  for (const queue of new Set([...works.values()].map(({ place }) => place.queue)))
    for (const person of queue?.free ?? []) people.set(person.config.id, person);
  const free = isLate ? [] : [...freed].filter((person) => person.free !== null);
  for (const person of free) people.set(person.config.id, person);
  for (const id of new Set(free.flatMap((person) => person.config.queues)))
    addWorks(queues.get(id)?.waiting.values() ?? []);
  fresh.clear();
  if (!isLate) freed.clear();
  return [works, people];
}

/** Makes the offers that a step leads to; what it leaves is for the next steps of `timer`. */
export function settle(change: Change): void {
  const { state, now } = change;
  if (!isBehind(state)) return;
  const [works, people] = concerned(state);
  if (works.size === 0 || people.size === 0) return;
  const busyness = busynessAmong(state.people.values(), now);
  const waiting: WaitingHandoff[] = [];
  for (const { place } of works.values()) if (place.waiting !== null) waiting.push(place.waiting);
  const free: FreePerson[] = [];
  for (const person of people.values())
    if (person.free !== null) free.push({ ...person.free, busyness: busyness(person) });
  const matched = state.engines.matcher(waiting, free, now);
  for (const handoff of matched.left) {
    const work = works.get(handoff);
    if (work !== undefined) state.left.add(work);
  }
  const given: Given[] = [];
  const taken = new Set<unknown>();
  for (const { handoff, person: id } of matched.given) {
    const item = works.get(handoff)?.place.waiting;
    const person = people.get(id);
    // No matcher may ever break capacity, queue, skill, language or pause: its word is checked.
    if (item == null || person?.free == null || taken.has(item) || taken.has(person)) continue;
    if (!mayTake(person.free, item, now)) continue;
    taken.add(item).add(person);
    given.push({ work: item, person });
  }
  const left = new Set(matched.left);
  const decided = waiting.filter(({ handoff }) => !left.has(handoff));
  const explained = explainAll(given, loadPrice(decided, now), state.queues, busyness, now);
  for (const [at, each] of given.entries()) {
    const work = works.get(each.work.handoff);
    const match = explained[at];
    if (work !== undefined && match !== undefined)
      makeOffer(change, work, each.person, reasonFor(each, match), match);
  }
}

/** Who has it now is asked first when the customer comes back. Only verified customers are the same ones again. */
export function remember(change: Change, { head }: Work, person: string): void {
  head.served = person;
  const { bot, customer } = head.conversation;
  if (!customer.verified) return;
  const { served } = change.state;
  const key = servedKey(bot, customer.id);
  const entry = { bot, customer: customer.id, person, at: change.now };
  served.delete(key);
  served.set(key, entry);
  change.put(key, JSON.stringify(entry));
  for (const oldest of served.keys()) {
    if (served.size <= REMEMBERED) break;
    served.delete(oldest);
    change.put(oldest, null);
  }
}
