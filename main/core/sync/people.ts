// Owns the colleagues this person sees: the directory the router gives after `ready`, and what it says of them since.
// Without a link they stay as they were known last. Refuses: own presence (the person feed says it, see view.ts).

import { z } from 'zod';
import type { PersonView } from '#shared/contract/views.ts';
import type { FrameOf } from '#shared/protocol/frames.ts';
import { colleaguePresence } from '#shared/schema/presence.ts';
import { id } from '#shared/schema/primitives.ts';
import type { State } from '../state.ts';

const news = z.object({ queue: id, people: z.array(colleaguePresence) });

export function createPeople(state: State) {
  return {
    /** One part of the directory; the first begins it anew. */
    take({ first, list }: FrameOf<'people'>): void {
      const told = new Set(list.map((one) => one.id));
      if (first)
        for (const known of [...state.rows('people').keys()])
          if (!told.has(known)) state.remove('people', known);
      for (const { presence, ...who } of list) state.put('people', who.id, { ...who, ...presence });
    },
    /** Droppable news; of people who are not in the directory nothing is kept. */
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
