// Owns asking a colleague: one at a time, who reads along and adds notes while the owner goes on answering. It ends with
// a word of either, with the owner's part, or when the colleague is gone. It takes no capacity and moves no fence.
import type { CommandData } from '#shared/protocol/commands.ts';
import type { Change } from './change.ts';
import type { Reply } from './port.ts';
import { done, refused } from './replies.ts';
import { beginRight, endRight } from './rights.ts';
import { type Person, standing, type Work } from './state.ts';
import { consultedOf, ownerOf } from './stored.ts';

export function startConsult(
  change: Change,
  work: Work,
  { person: id, question }: CommandData<'consult.start'>,
): Reply {
  const { head } = work;
  const handoff = standing(work);
  if (handoff.state === 'wrapping') return refused('wrong_state', 'consult.start: it is being wrapped up');
  if (handoff.consult !== undefined)
    return handoff.consult.person === id
      ? done()
      : refused('wrong_state', `consult.start: ${handoff.consult.name} is consulted already`);
  const person = change.state.people.get(id);
  if (person === undefined || person.removed)
    return refused('target_unknown', `consult.start: ${id} does not work here`);
  if (id === handoff.owner) return refused('target_self', 'consult.start: you have it yourself');
  if (!person.stored.connected || person.stored.status === 'offline')
    return refused('target_absent', `consult.start: ${id} is not there`);
  const { name } = person.config;
  change.add(work, {
    type: 'mark',
    at: change.now,
    kind: 'consult.started',
    person: { id, name },
  });
  head.handoff = { ...handoff, consult: { person: id, name, question, since: change.now } };
  if (!head.known.includes(id)) head.known.push(id);
  change.placed(work);
  beginRight(change, work, id);
  return done();
}

/** By the owner or by whom they asked. Said again it is done already. */
export function stopConsult(
  change: Change,
  work: Work,
  person: Person,
  { handoff: id }: CommandData<'consult.end'>,
): Reply {
  const { head } = work;
  const self = person.config.id;
  const byOwner = ownerOf(head) === self;
  if (head.handoff?.id !== id || (!byOwner && consultedOf(head) !== self))
    return refused('not_owner', 'consult.end: you neither have it nor are consulted', work);
  endConsult(change, work, byOwner ? 'owner' : 'colleague');
  return done();
}

/** Ends the consultation, if there is one; the colleague sees the conversation no more. */
export function endConsult(
  change: Change,
  work: Work,
  reason: 'owner' | 'colleague' | 'gone' | 'over',
): void {
  const { handoff } = work.head;
  if (handoff?.consult === undefined) return;
  const { consult, ...rest } = handoff;
  work.head.handoff = rest;
  change.placed(work);
  endRight(change, work, consult.person, 'consult_ended');
  const person = { id: consult.person, name: consult.name };
  change.add(work, { type: 'mark', at: change.now, kind: 'consult.ended', person, reason });
}
