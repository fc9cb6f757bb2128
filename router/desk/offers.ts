// Owns offers: how one is made, and every way it ends.
// Refuses: to whom (matching.ts) and what follows an accept (handoffs.ts).

import { moved } from '#shared/domain/handoff/states.ts';
import type { AccessEnd } from '#shared/schema/access.ts';
import type { DeclineReason, Handoff, Offer } from '#shared/schema/handoff.ts';
import type { MatchBrief } from '#shared/schema/match.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Change } from './change.ts';
import { countDeclined, countMissed } from './days.ts';
import type { Explained } from './explaining.ts';
import { matchKey } from './keys.ts';
import { statusOf } from './replies.ts';
import { beginRight, endRight } from './rights.ts';
import { type Person, standing, type Work } from './state.ts';

/** Ms before somebody who declined is asked again, when nobody else can be. */
const DECLINE_PAUSE = 30_000;
/** What the presence of somebody who let an offer run out says. */
const MISSED = 'missed an offer';

const briefOf = ({ of, knows, next, asked }: Explained): MatchBrief => ({
  ...{ of, knows },
  ...(next === undefined ? {} : { next }),
  ...(asked === undefined ? {} : { asked }),
});

/** To one person before anybody else. The caller has seen that they can take it. */
export function offerTo(change: Change, work: Work, person: Person, why: string): void {
  change.state.queued.delete(work);
  // It never stood in line, and nobody learns how long that takes.
  delete work.head.begun;
  makeOffer(change, work, person, why);
}

/** `match`: how the person was chosen; stored with the offer. */
export function makeOffer(change: Change, work: Work, person: Person, why: string, match?: Explained): void {
  const { head } = work;
  const handoff = head.handoff;
  const queue = work.place.queue;
  if (handoff === null || queue === null) return;
  const { id, name } = person.config;
  const fence = handoff.fence + 1;
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.offered', person: { id, name } });
  head.offer = {
    id: `${handoff.id}.${fence}`,
    handoff: handoff.id,
    conversation: handoff.conversation,
    person: id,
    fence,
    state: 'pending',
    madeAt: change.now,
    expiresAt: change.now + Math.round(queue.config.offerSeconds * 1_000),
    why: why.slice(0, LIMITS.label),
    ...(match === undefined ? {} : { match: briefOf(match) }),
  };
  if (match !== undefined)
    change.put(matchKey(head.offer.id), JSON.stringify({ ...match, offer: head.offer.id }));
  head.handoff = { ...handoff, state: moved(handoff.state, 'offered'), fence, offers: handoff.offers + 1 };
  if (!head.known.includes(id)) head.known.push(id);
  change.placed(work);
  const { conversation } = handoff;
  change.state.timers.add({ at: head.offer.expiresAt, kind: 'offer', conversation, offer: head.offer.id });
  const context = beginRight(change, work, id);
  change.live({ kind: 'offer', person: id, offer: { ...head.offer }, context });
  change.tellBot(work, 'handoff.offered', statusOf(head.handoff));
}

/** Takes the offer away; the handoff is then as `after` says. The person sees nothing of what follows. */
function endOffer(
  change: Change,
  work: Work,
  why: 'timeout' | 'canceled' | 'rescinded' | 'rejected',
  after: (handoff: Handoff) => Handoff,
): Offer | null {
  const { head } = work;
  const { offer, handoff } = head;
  if (offer === null || handoff === null) return null;
  head.offer = null;
  const { contextOpenedAt: _opened, ...unread } = handoff;
  head.handoff = after(unread);
  change.placed(work);
  // How it ended comes before the conversation goes: the card then says the right thing.
  change.revoke({ kind: 'revoke', person: offer.person, offer: offer.id, why }, work);
  const end: AccessEnd['why'] = why === 'rejected' ? 'declined' : why;
  endRight(change, work, offer.person, end);
  return offer;
}

/** Back in line, with who passed on it and why. */
function again(
  change: Change,
  work: Work,
  why: 'timeout' | 'rescinded' | 'rejected',
  reason: string,
  passed: boolean,
): void {
  const person = work.place.holder;
  const { id, name } = person?.config ?? { id: '', name: '' };
  const offer = endOffer(change, work, why, (handoff) => ({
    ...handoff,
    state: moved(handoff.state, 'queued'),
    passedBy: passed && !handoff.passedBy.includes(id) ? [...handoff.passedBy, id] : handoff.passedBy,
  }));
  if (offer === null) return;
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.requeued', person: { id, name }, reason });
  change.state.queued.add(work);
}

/** They are not asked for this work for a while, even when nobody else can be. */
export function pause(change: Change, work: Work, { config: { id: person } }: Person, ms: number): void {
  const at = change.now + ms;
  const { head } = work;
  head.pauses[person] = at;
  change.state.timers.add({ at, kind: 'pause', conversation: head.conversation.id, person });
}

/** The person said no: others first, and themselves again after a pause if nobody else can. */
export function declineOffer(change: Change, work: Work, person: Person, reason: DeclineReason): void {
  countDeclined(change, person);
  pause(change, work, person, DECLINE_PAUSE);
  again(change, work, 'rejected', reason, true);
}

/** Nobody answered. The person is set to away, so that the next offer does not run out as well. */
export function expireOffer(change: Change, work: Work): void {
  const person = work.place.holder;
  if (person?.stored.status === 'available') {
    person.stored = { ...person.stored, status: 'away', aux: MISSED, since: change.now, afterThis: false };
  }
  change.count(standing(work).queue, { kind: 'missed' });
  if (person !== null) countMissed(change, person);
  again(change, work, 'timeout', 'timeout', true);
}

/** The person can not take it after all; it is nobody's fault and counts against nobody. */
export const rescindOffer = (change: Change, work: Work): void =>
  again(change, work, 'rescinded', 'rescinded', false);

/** The handoff was canceled while it was offered. */
export const cancelOffer = (change: Change, work: Work, after: (handoff: Handoff) => Handoff): Offer | null =>
  endOffer(change, work, 'canceled', after);

/** The pause of somebody who declined is over. */
export function endPause(change: Change, work: Work, person: string): void {
  delete work.head.pauses[person];
  change.touch(work);
  change.state.queued.add(work);
}
