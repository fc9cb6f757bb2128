// Owns what is stored and told of why an offer went to whom it went: everybody of the queue as they stood at that moment.
// Refuses: the comparison itself (shared/domain/matching/explain.ts) and who may read it (router/server/explanations.ts).
import { explain, type Standing } from '#shared/domain/matching/explain.ts';
import type { FreePerson, WaitingHandoff } from '#shared/domain/matching/port.ts';
import type { MatchExplanation } from '#shared/schema/match.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Person, Queue } from './state.ts';

/** People who are compared in a step for all of its offers; each offer has at least SOME_PEOPLE, if the queue has as many. */
const MOST_COMPARED = 20_000;
const SOME_PEOPLE = 200;

export interface Given {
  readonly work: WaitingHandoff;
  readonly person: Person;
}

export type Explained = Omit<MatchExplanation, 'offer'>;

function awayOf({ stored, offered }: Person): Standing['away'] {
  const { connected, status, afterThis } = stored;
  if (!connected || status === 'offline') return 'offline';
  if (status !== 'available') return status;
  if (offered !== null) return 'asked';
  return afterThis ? 'leaving' : null;
}

/** To be called before the first of the offers is made: of what they were when it was decided. `price` is `loadPrice`. */
export function explainAll(
  all: readonly Given[],
  price: number,
  queues: ReadonlyMap<string, Queue>,
  busyness: (person: Person) => number,
  now: number,
): Explained[] {
  const given = new Map(all.map(({ work, person }) => [person.config.id, work.handoff]));
  const most = Math.max(SOME_PEOPLE, Math.floor(MOST_COMPARED / Math.max(1, all.length)));
  const freeOf = (person: Person): FreePerson => {
    const { id, name, queues: own, skills, languages, capacity } = person.config;
    return {
      ...{ person: id, name, queues: own, skills, languages, load: person.load },
      room: capacity - person.load,
      idleSince: person.stored.idleSince,
      busyness: busyness(person),
    };
  };
  return all.map(({ work, person: chosen }) => {
    const others = (queues.get(work.queue)?.people ?? []).filter((each) => each !== chosen).slice(0, most);
    const people = [chosen, ...others].map(
      (person): Standing => ({ person: freeOf(person), away: awayOf(person) }),
    );
    return explain({ work, chosen: freeOf(chosen), people, given, price, now });
  });
}

/** One line for the person: what of them was asked for. */
export function reasonFor({ work, person }: Given, { of, knows }: Explained): string {
  const skills = Object.keys(work.skills).map((skill) => `${skill} ${person.config.skills[skill] ?? 0}`);
  const has = work.language === undefined ? skills : [...skills, work.language];
  const parts = [
    ...(knows ? ['you know this customer'] : []),
    ...(has.length === 0 ? [] : [`you have ${has.join(', ')}`]),
    ...(of === 1 ? ['nobody else was free for it'] : []),
  ];
  const words = parts.length === 0 ? 'you have had the least to do' : parts.join('; ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.slice(0, LIMITS.label);
}
