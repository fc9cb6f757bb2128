// Owns the colleagues this person sees: who works in each of their queues, as the router says after `ready`, and how each
// of them is. Without a link they stay as they were known last. Refuses: own presence (view.ts).
import { z } from 'zod';
import type { PersonView } from '#shared/contract/views.ts';
import type { FrameOf } from '#shared/protocol/frames.ts';
import { type Colleague, colleaguePresence } from '#shared/schema/presence.ts';
import { id } from '#shared/schema/primitives.ts';
import type { State } from '../state.ts';

const news = z.object({ queue: id, people: z.array(colleaguePresence) });

/** As long as nothing was said of them. */
const UNKNOWN = { status: 'offline', connected: false, load: 0, capacity: 0 } as const;

export function createPeople(state: State) {
  /** Who works where, by queue. */
  const members = new Map<string, Set<string>>();

  function sweep(): void {
    const all = new Set([...members.values()].flatMap((ids) => [...ids]));
    for (const known of [...state.rows('people').keys()]) if (!all.has(known)) state.remove('people', known);
  }

  function show(who: Colleague): void {
    const { status, aux, connected, load, capacity } = state.get('people', who.id) ?? {
      ...UNKNOWN,
      aux: undefined,
    };
    const how = { status, connected, load, capacity, ...(aux === undefined ? {} : { aux }) };
    state.put('people', who.id, { ...who, ...how });
  }

  return {
    /** Queues that are no longer this person's take their people with them. */
    follow(queues: readonly string[]): void {
      for (const queue of [...members.keys()]) if (!queues.includes(queue)) members.delete(queue);
      sweep();
    },
    /** One part of a queue's people; the first begins the list anew. */
    take({ queue, first, list }: FrameOf<'people'>): void {
      const ids = first ? new Set<string>() : (members.get(queue) ?? new Set<string>());
      members.set(queue, ids);
      for (const who of list) {
        ids.add(who.id);
        show(who);
      }
      sweep();
    },
    /** Droppable news; of people who are in no list nothing is kept. */
    changed(data: unknown): void {
      const parsed = news.safeParse(data);
      if (!parsed.success) return;
      for (const { aux, ...presence } of parsed.data.people) {
        const known = state.get('people', presence.id);
        if (known === undefined) continue;
        const { aux: _before, ...rest } = known;
        const row: PersonView = { ...rest, ...presence, ...(aux === undefined ? {} : { aux }) };
        state.put('people', row.id, row);
      }
    },
  };
}

export type People = ReturnType<typeof createPeople>;
