// Owns what people of a queue are told of each other: who works in it, once, and how each of them is, as it changes.
// Refuses: what a person is told of themselves (their own feed) and any word of a conversation.

import type { BatonConfig, PersonConfig } from '#shared/schema/config.ts';
import type { ColleaguePresence } from '#shared/schema/presence.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Engine } from '../engine/port.ts';
import type { Clerk } from './clerk.port.ts';
import { encode } from './wire.ts';

function* parts<T>(list: readonly T[]): Generator<T[]> {
  for (let at = 0; at === 0 || at < list.length; at += LIMITS.people)
    yield list.slice(at, at + LIMITS.people);
}

export function createColleagues(
  config: BatonConfig,
  clerk: Pick<Clerk, 'presence'>,
  engine: Pick<Engine, 'tail'>,
) {
  const members = new Map(
    config.queues.map(({ id }) => [id, config.people.filter(({ queues }) => queues.includes(id))]),
  );
  /** The lists never change while this router runs: encoded once. */
  const lists = new Map(
    [...members].map(([queue, people]) => [
      queue,
      [...parts(people.map(colleagueOf))].map((list, at) =>
        encode({ op: 'people', queue, first: at === 0, list }),
      ),
    ]),
  );
  /** People of whom something was written since the last look, and what was told of each last. */
  const dirty = new Set<string>();
  const told = new Map<string, string>();
  const forget = engine.tail((grown) => {
    for (const stream of grown) if (stream.startsWith('p:')) dirty.add(stream.slice(2));
  });

  function presenceOf(person: string): ColleaguePresence | null {
    const presence = clerk.presence(person);
    if (presence === null) return null;
    const { status, aux, connected, load, capacity } = presence;
    return { id: person, status, ...(aux === undefined ? {} : { aux }), connected, load, capacity };
  }

  const news = (queue: string, people: readonly ColleaguePresence[]): Buffer[] =>
    [...parts(people)].map((part) => encode({ op: 'eph', k: 'presence', d: { queue, people: part } }));

  return {
    /** Who works in the queues of a person, and how they are now. */
    of({ queues }: PersonConfig): Buffer[] {
      return queues.flatMap((queue) => {
        const all = (members.get(queue) ?? []).map(({ id }) => presenceOf(id));
        return [
          ...(lists.get(queue) ?? []),
          ...news(
            queue,
            all.filter((each) => each !== null),
          ),
        ];
      });
    },
    /** What changed since the last call, by queue. */
    changes(): Map<string, Buffer[]> {
      const changed = new Map<string, ColleaguePresence[]>();
      for (const person of dirty) {
        const presence = presenceOf(person);
        const text = JSON.stringify(presence);
        if (presence === null || told.get(person) === text) continue;
        told.set(person, text);
        for (const [queue, people] of members) {
          if (!people.some(({ id }) => id === person)) continue;
          const list = changed.get(queue) ?? [];
          changed.set(queue, list);
          list.push(presence);
        }
      }
      dirty.clear();
      return new Map([...changed].map(([queue, people]) => [queue, news(queue, people)]));
    },
    stop: forget,
  };
}

const colleagueOf = ({ id, name, roles, queues, skills, languages }: PersonConfig) => ({
  id,
  name,
  roles,
  queues,
  skills,
  languages,
});

export type Colleagues = ReturnType<typeof createColleagues>;
