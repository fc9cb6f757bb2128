// Owns the way of a handoff once somebody has it: accepted, wrapped up, ended, called off, or offered anew.
// Refuses: how it begins (admission.ts), offers (offers.ts), and who may give a command.
import { isOwned, moved } from '#shared/domain/handoff/states.ts';
import type { Handoff, Judged, Outcome } from '#shared/schema/handoff.ts';
import { enqueue } from './admission.ts';
import type { Change } from './change.ts';
import { closeConversation } from './closing.ts';
import { endConsult } from './consults.ts';
import { countHandled } from './days.ts';
import { remember } from './matching.ts';
import { cancelOffer } from './offers.ts';
import { record } from './recorded.ts';
import { stoppedRelaxing } from './relaxing.ts';
import { statusOf } from './replies.ts';
import { endRight, keep } from './rights.ts';
import { type Person, type Queue, standing, type Work, waitOf } from './state.ts';
import { liveRight } from './stored.ts';
import { endWait } from './waits.ts';

/** Recent handoffs that the mean handling time looks back on. */
const RECENT_HANDOFFS = 20;

/** The person takes it: from here the bot is silent and the context is fixed. */
export function accept(change: Change, work: Work, person: Person): void {
  const { head } = work;
  const handoff = standing(work);
  const { id, name } = person.config;
  endWait(change, work);
  head.offer = null;
  head.judgement = null;
  head.pauses = {};
  remember(change, work, id);
  head.handoff = {
    ...stoppedRelaxing(handoff),
    state: moved(handoff.state, 'accepted'),
    owner: id,
    ownerName: name,
    acceptedAt: change.now,
    fence: handoff.fence + 1,
    context: { ...handoff.context, fixed: true },
  };
  head.conversation.state = 'human';
  person.stored = { ...person.stored, idleSince: change.now };
  change.placed(work);
  change.tell(id, 'access.changed', JSON.stringify({ conversation: handoff.conversation, right: 'owner' }));
  const waited = waitOf(handoff.queuedAt ?? handoff.initiatedAt, change.now);
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.accepted', person: { id, name }, waited });
  change.tellBot(work, 'handoff.status', statusOf(head.handoff));
}

/** The owner began to wrap up: still theirs, still able to write. */
export function wrap(change: Change, work: Work): void {
  const { head } = work;
  const handoff = standing(work);
  const { hold: _over, ...rest } = handoff;
  head.handoff = { ...rest, state: moved(handoff.state, 'wrapping'), wrappingAt: change.now };
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.wrapping', ...ownerMark(handoff) });
}

/** A handoff without what its owner made of it. */
export function unowned(handoff: Handoff): Handoff {
  const {
    owner: _owner,
    ownerName: _name,
    acceptedAt: _accepted,
    firstReplyAt: _replied,
    wrappingAt: _wrapping,
    contextOpenedAt: _opened,
    hold: _hold,
    consult: _consult,
    ...rest
  } = handoff;
  return rest;
}

export const ownerMark = ({ owner, ownerName }: Handoff) =>
  owner === undefined ? {} : { person: { id: owner, name: ownerName ?? owner } };

interface Ending {
  readonly state: 'completed' | 'returned';
  readonly reason?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly judged?: Judged | undefined;
}

/** The owner's part ends: `completed` closes the conversation, `returned` gives it back to the bot. */
export function end(change: Change, work: Work, { state, reason, outcome, judged }: Ending): void {
  const { head } = work;
  endConsult(change, work, 'over');
  const handoff = standing(work);
  const owner = change.state.people.get(handoff.owner ?? '');
  const { now } = change;
  const mark = state === 'completed' ? 'handoff.completed' : 'handoff.returned';
  const why = reason ?? outcome?.disposition;
  change.add(work, {
    type: 'mark',
    at: now,
    kind: mark,
    ...ownerMark(handoff),
    ...(why === undefined ? {} : { reason: why }),
  });
  if (judged !== undefined)
    change.add(work, {
      type: 'mark',
      at: now,
      kind: 'handoff.labeled',
      ...ownerMark(handoff),
      ...markOf(judged),
    });
  const closing = head.closing ?? (state === 'completed' ? 'completed' : null);
  if (closing !== null) closeConversation(change, work, closing);
  else head.conversation.state = 'bot';
  const { hold: _over, ...rest } = handoff;
  const ended: Handoff = {
    ...rest,
    state: moved(handoff.state, state),
    endedAt: now,
    ...(why === undefined ? {} : { endReason: why }),
    ...(outcome === undefined ? {} : { outcome }),
  };
  head.handoff = judged === undefined ? ended : labeled(ended, judged);
  head.draft = '';
  record(change, work);
  const queue = change.state.queues.get(handoff.queue);
  if (owner !== undefined) {
    const idleSince = now;
    owner.stored = { ...owner.stored, idleSince };
    change.tellChanges(work, [owner.config.id]);
    countHandled(change, owner, now - (handoff.acceptedAt ?? now));
    keep(change, work, owner.config.id, queue?.config.keepDays ?? 0);
  }
  change.placed(work);
  if (queue !== undefined) learnHandling(change, queue, now - (handoff.acceptedAt ?? now));
  const status = statusOf(ended);
  if (state === 'completed') change.tellBot(work, 'handoff.status', status);
  else {
    const summary =
      outcome === undefined ? {} : { disposition: outcome.disposition, summary: outcome.summary };
    change.tellBot(work, 'handoff.returned', { handoff: status, ...summary });
  }
}

function learnHandling(change: Change, queue: Queue, took: number): void {
  const { handled, handling } = queue.learned;
  const weight = Math.min(handled + 1, RECENT_HANDOFFS);
  const mean = Math.round(handling + (took - handling) / weight);
  change.learn(queue, { ...queue.learned, handled: handled + 1, handling: mean });
}

/** Before a person has it, the bot or the customer may call it off. */
export function cancel(change: Change, work: Work, reason: string): void {
  const { head } = work;
  const ended = (handoff: Handoff): Handoff => ({
    ...handoff,
    state: moved(handoff.state, 'canceled'),
    endedAt: change.now,
    endReason: reason,
  });
  head.conversation.state = 'bot';
  head.pauses = {};
  if (cancelOffer(change, work, ended) === null) {
    head.handoff = ended(standing(work));
    change.placed(work);
  }
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.canceled', reason });
  change.tellBot(work, 'handoff.status', statusOf(standing(work)));
}

/**
 * The owner is gone beyond grace. Whoever is waiting for an answer is offered to somebody else, with the draft, at
 * the head of the line; what was only waiting to be wrapped up goes back to the bot.
 */
export function ownerVanished(change: Change, work: Work): void {
  const { head } = work;
  const handoff = standing(work);
  if (!isOwned(handoff.state)) return;
  const { customerPresent, previewRole } = head.conversation;
  const over =
    head.closing !== null || !customerPresent
      ? 'customer_left'
      : handoff.state === 'wrapping' && previewRole !== 'END_USER'
        ? 'wrap_up_abandoned'
        : null;
  if (over !== null) {
    end(change, work, { state: 'returned', reason: over });
    return;
  }
  endConsult(change, work, 'over');
  const { owner } = handoff;
  enqueue(change, work, { ...unowned(standing(work)), fence: handoff.fence + 1 });
  if (owner !== undefined) endRight(change, work, owner, 'requeued');
  change.add(work, {
    type: 'mark',
    at: change.now,
    kind: 'handoff.requeued',
    ...ownerMark(handoff),
    reason: 'owner_gone',
  });
}

const markOf = ({ label, category }: Judged) => ({
  reason: label,
  ...(category === undefined ? {} : { category }),
});

/** A new label takes the place of the one before, with its category. */
function labeled({ labelCategory: _before, ...handoff }: Handoff, { label, category }: Judged): Handoff {
  return { ...handoff, label, ...(category === undefined ? {} : { labelCategory: category }) };
}

/** The judgement of whoever handled it; the last word counts. */
export function label(change: Change, work: Work, person: Person, handoff: string, given: Judged): void {
  const { head } = work;
  const { id, name } = person.config;
  const kept = head.kept[id];
  if (head.handoff?.id === handoff) head.handoff = labeled(head.handoff, given);
  // While it goes on, its end will record it.
  if (head.recorded !== undefined) record(change, work);
  change.touch(work);
  const entry = change.add(work, {
    type: 'mark',
    at: change.now,
    kind: 'handoff.labeled',
    person: { id, name },
    ...markOf(given),
  });
  if (kept?.handoff.id !== handoff) return;
  // The copy they keep is frozen, but their own word about it belongs to it.
  const frozen = labeled(kept.handoff, given);
  const follows = kept.upTo === entry.seq;
  head.kept[id] = { ...kept, handoff: frozen, upTo: follows ? entry.seq + 1 : kept.upTo };
  // Who reads it live is told what it is, as everybody who does.
  if (liveRight(head, id) !== null) return;
  change.tell(id, 'handoff.changed', JSON.stringify({ handoff: frozen }));
  if (follows) change.tell(id, 'entry.added', JSON.stringify({ conversation: head.conversation.id, entry }));
}
