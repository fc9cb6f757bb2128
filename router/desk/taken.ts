// Owns which conversations the people of a queue have, as its leads see them: whose each is, so that it can be given to
// somebody else. Refuses: their words (rights.ts), and giving them (assigning.ts).
import { isOwned } from '#shared/domain/handoff/states.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { TakenList, TakenRow } from '#shared/schema/queue.ts';
import type { State } from './state.ts';
import type { Head } from './stored.ts';

/** Null where it cannot be given: nobody has it, or its customer is gone. */
function rowOf({ people }: State, queue: string, { conversation, handoff, closing }: Head): TakenRow | null {
  if (handoff === null || handoff.queue !== queue || !isOwned(handoff.state)) return null;
  if (closing !== null || !conversation.customerPresent || handoff.owner === undefined) return null;
  const { name, organisation } = conversation.customer;
  const { id, owner, acceptedAt, initiatedAt, skills } = handoff;
  return {
    handoff: id,
    conversation: conversation.id,
    queue,
    channel: conversation.channel,
    name,
    ...(organisation === undefined ? {} : { organisation }),
    owner,
    ownerName: people.get(owner)?.config.name ?? owner,
    since: acceptedAt ?? initiatedAt,
    ...(Object.keys(skills).length === 0 ? {} : { skills }),
    demo: conversation.demo,
  };
}

/** By owner, whoever they have had for longest first. Null for a queue that is not configured. */
export function takenOf(state: State, queue: string): TakenList | null {
  if (!state.queues.has(queue)) return null;
  const rows: TakenRow[] = [];
  for (const person of state.people.values())
    for (const { head } of person.owned) {
      const row = rowOf(state, queue, head);
      if (row !== null) rows.push(row);
    }
  const key = ({ ownerName, owner, since, handoff }: TakenRow) => [ownerName, owner, since, handoff] as const;
  rows.sort((a, b) => {
    const [own, theirs] = [key(a), key(b)];
    const at = own.findIndex((value, index) => value !== theirs[index]);
    return at === -1 ? 0 : (own[at] ?? 0) < (theirs[at] ?? 0) ? -1 : 1;
  });
  return { queue, rows: rows.slice(0, LIMITS.taken) };
}
