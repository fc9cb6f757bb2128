// Owns putting work aside and taking it up again: by its owner, by the customer who writes, or because the time has come.
// It stays the owner's and takes its capacity.
import type { CommandData } from '#shared/protocol/commands.ts';
import type { Author } from '#shared/schema/conversation.ts';
import type { Change } from './change.ts';
import type { Reply } from './port.ts';
import { done, refused } from './replies.ts';
import { type Person, standing, type Work } from './state.ts';

/** The longest a conversation may be put aside, ms. */
const LONGEST = 30 * 86_400_000;

export function hold(change: Change, work: Work, { until, reason }: CommandData<'handoff.hold'>): Reply {
  const { state } = standing(work);
  if (state === 'wrapping') return refused('wrong_state', 'handoff.hold: it is being wrapped up');
  if (until !== undefined && (until <= change.now || until > change.now + LONGEST))
    return refused('invalid', 'until: a time after now and at most 30 days from now');
  putAside(change, work, until, reason);
  return done();
}

/** Holds it; a hold that stands is replaced. */
export function putAside(change: Change, work: Work, until?: number, reason?: string): void {
  const { head } = work;
  const handoff = standing(work);
  const { owner = '', ownerName = owner, conversation } = handoff;
  const why = reason === undefined ? {} : { reason };
  head.handoff = {
    ...handoff,
    hold: { since: change.now, ...(until === undefined ? {} : { until }), ...why },
  };
  if (until !== undefined) change.state.timers.add({ at: until, kind: 'hold', conversation });
  const person = { id: owner, name: ownerName };
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.held', person, ...why });
}

export function resume(change: Change, work: Work, person: Person): Reply {
  const { id, name } = person.config;
  if (standing(work).hold === undefined) return refused('wrong_state', 'handoff.resume: it is not on hold');
  takeUp(change, work, 'owner', { id, name });
  return done();
}

/** Ends a hold, if there is one. */
export function takeUp(
  change: Change,
  work: Work,
  reason: 'owner' | 'customer' | 'time',
  person?: Author,
): void {
  const { handoff } = work.head;
  if (handoff?.hold === undefined) return;
  const { hold: _over, ...rest } = handoff;
  work.head.handoff = rest;
  const who = person === undefined ? {} : { person };
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.resumed', ...who, reason });
}
