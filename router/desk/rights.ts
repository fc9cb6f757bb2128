// Owns the beginning and end of a person's right to read a conversation.
// Refuses: what a grant holds (stored.ts).
import type { AccessEnd, Grant } from '#shared/schema/access.ts';
import type { Change } from './change.ts';
import { keptKey } from './keys.ts';
import { keptId, type State, type Work } from './state.ts';
import { grantFromStored, type Kept, liveRight, readersOf } from './stored.ts';

const DAY = 86_400_000;

/** What a person may see now by the right they hold. Throws when they hold none: the caller has just given it. */
export function grantOf(work: Work, person: string): Grant {
  const grant = grantFromStored(work.head, work.entries, person);
  if (grant === null) throw new Error(`${person} holds no right on ${work.head.conversation.id}`);
  return grant;
}

/** Gives a person the whole conversation as of now; changes told later are changes to this. */
export function beginRight(change: Change, work: Work, person: string): Grant {
  change.tellChanges(
    work,
    readersOf(work.head).filter((reader) => reader !== person),
  );
  const grant = grantOf(work, person);
  change.tell(person, 'access.granted', JSON.stringify(grant));
  return grant;
}

/** Ends a person's live right, which the head does not hold any more. What they kept from before is theirs again. */
export function endRight(change: Change, work: Work, person: string, why: AccessEnd['why']): void {
  const conversation = work.head.conversation.id;
  if (change.state.kept.has(keptId(person, conversation))) {
    change.tell(person, 'access.granted', JSON.stringify(grantOf(work, person)));
    return;
  }
  const { handoff } = work.head;
  const waits = why === 'requeued' && handoff !== null ? { handoff: handoff.id, queue: handoff.queue } : {};
  const end: AccessEnd = { conversation, why, ...waits };
  change.tell(person, 'access.ended', JSON.stringify(end));
  change.live({ kind: 'forget', person, end });
}

/** The owner's part ended: they keep it as it is now for the queue's `keepDays`, or lose it at once. */
export function keep(change: Change, work: Work, person: string, keepDays: number): void {
  const { head } = work;
  const { handoff, conversation } = head;
  const { id } = conversation;
  if (handoff === null || keepDays === 0) {
    dropKept(change, work, person);
    endRight(change, work, person, 'expired');
    return;
  }
  const until = change.now + keepDays * DAY;
  setKept(change, work, person, {
    until,
    upTo: head.entries,
    conversation: { ...conversation },
    handoff: { ...handoff },
  });
  change.tell(person, 'access.changed', JSON.stringify({ conversation: id, right: 'kept', until }));
}

function setKept(change: Change, work: Work, person: string, kept: Kept): void {
  const { id } = work.head.conversation;
  const { until } = kept;
  work.head.kept[person] = kept;
  change.state.kept.set(keptId(person, id), until);
  change.state.timers.add({ at: until, kind: 'kept', person, conversation: id });
  change.put(keptKey(person, id), JSON.stringify({ until }));
}

/**
 * The former owner passed it on: they keep what it was and their own words, and nothing that the customer, the bot or
 * anybody else said. The smaller grant takes the place of what their console holds.
 */
export function keepOwn(change: Change, work: Work, person: string, keepDays: number): void {
  const { head } = work;
  const { handoff, conversation } = head;
  if (handoff === null || keepDays === 0) {
    dropKept(change, work, person);
    endRight(change, work, person, 'transferred');
    return;
  }
  const { previewRole: _role, ...rest } = conversation;
  const { reason: _words, context, judgement, ...bare } = handoff;
  const { version, fixed, intent } = context;
  setKept(change, work, person, {
    until: change.now + keepDays * DAY,
    upTo: head.entries,
    own: true,
    conversation: { ...rest, preview: '' },
    handoff: {
      ...bare,
      judgement: { ...judgement, evidence: [] },
      context: { version, fixed, ...(intent === undefined ? {} : { intent }) },
    },
  });
  change.tell(person, 'access.granted', JSON.stringify(grantOf(work, person)));
}

function dropKept(change: Change, work: Work, person: string): void {
  const { id } = work.head.conversation;
  delete work.head.kept[person];
  if (change.state.kept.delete(keptId(person, id))) change.put(keptKey(person, id), null);
}

/** A kept right ran out. A closed conversation is not read for it: the right is the key that goes. */
export function expireKept(change: Change, person: string, conversation: string): void {
  const { state } = change;
  state.kept.delete(keptId(person, conversation));
  change.put(keptKey(person, conversation), null);
  const work = state.open.get(conversation);
  if (work?.head.kept[person] !== undefined) {
    delete work.head.kept[person];
    change.touch(work);
  }
  if (work !== undefined && liveRight(work.head, person) !== null) return;
  const end: AccessEnd = { conversation, why: 'expired' };
  change.tell(person, 'access.ended', JSON.stringify(end));
  change.live({ kind: 'forget', person, end });
}

/** The right a person holds now: by offer or ownership, as a lead of the queue, or by having handled it. */
export function rightOf(state: State, person: string, conversation: string): Grant['right'] | null {
  const head = state.open.get(conversation)?.head;
  const live = head === undefined ? null : liveRight(head, person);
  if (live !== null) return live;
  const config = state.people.get(person)?.config;
  const queue = head?.handoff?.queue;
  if (config?.roles.includes('lead') === true && queue !== undefined && config.queues.includes(queue))
    return 'lead';
  return state.kept.has(keptId(person, conversation)) ? 'kept' : null;
}
