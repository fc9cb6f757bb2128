// Owns giving a handoff to one person out of turn: a lead gives what waits or what somebody has, and whoever works in a queue
// that lets its people choose takes what waits.
// Refuses: what an offer is (offers.ts), and how work leaves its owner (transfers.ts).
import { isOwned, isWaiting } from '#shared/domain/handoff/states.ts';
import { isLeading } from '#shared/domain/roles.ts';
import type { CommandData } from '#shared/protocol/commands.ts';
import type { Change } from './change.ts';
import { offerTo, rescindOffer } from './offers.ts';
import type { Reply } from './port.ts';
import { done, firstName, refused } from './replies.ts';
import type { Person, Work } from './state.ts';
import { pass, unable } from './transfers.ts';

export function assign(
  change: Change,
  work: Work | null,
  giver: Person,
  { handoff: id, person: to }: CommandData<'handoff.assign'>,
): Reply {
  const { queues, people } = change.state;
  const { roles, queues: own } = giver.config;
  const handoff = work?.head.handoff ?? null;
  const isAdmin = roles.includes('admin');
  // The line of a queue is seen by those who work in it.
  if (work === null || handoff?.id !== id || (!isAdmin && !own.includes(handoff.queue)))
    return refused('not_found', 'handoff.assign: there is nothing of that id for you');
  const queue = queues.get(handoff.queue);
  const leads = isLeading(roles);
  if (!leads && (queue?.config.choose !== true || to !== giver.config.id))
    return refused('forbidden', 'handoff.assign: for leads of the queue');
  const { state, owner } = handoff;
  if (queue === undefined || !(isWaiting(state) || (leads && isOwned(state))))
    return refused('wrong_state', `handoff.assign: it is ${state}`);
  const { closing, conversation } = work.head;
  const holder = isOwned(state) ? people.get(owner ?? '') : undefined;
  if (holder !== undefined && (closing !== null || !conversation.customerPresent))
    return refused('wrong_state', 'handoff.assign: the customer is gone');
  const person = people.get(to);
  if (person === undefined || person.removed)
    return refused('target_unknown', `handoff.assign: ${to} does not work here`);
  if (isOwned(state) && owner === to) return refused('target_self', `handoff.assign: ${to} has it already`);
  if (work.head.offer?.person === to) return done();
  const { skills, language } = handoff;
  const needs = { skills, ...(language === undefined ? {} : { language }) };
  const works = person.config.queues.includes(handoff.queue);
  const why = works
    ? unable(change, person, handoff, needs)
    : ({ code: 'target_unfit', why: `${to} does not work in ${handoff.queue}` } as const);
  if (why !== null) return refused(why.code, `handoff.assign: ${why.why}`);
  const by = { id: giver.config.id, name: giver.config.name };
  if (work.head.offer !== null) rescindOffer(change, work);
  // Who said no before may be asked for it all the same.
  delete work.head.pauses[to];
  change.add(work, {
    ...{ type: 'mark', at: change.now, kind: 'handoff.assigned' },
    ...{ person: by, reason: person.config.name },
  });
  if (holder === undefined)
    offerTo(
      change,
      work,
      person,
      giver === person ? 'You took this out of turn' : `${firstName(by.name)} gives this to you`,
    );
  else
    pass(
      change,
      work,
      holder,
      { queue, person, needs },
      { to: { kind: 'person', person: to }, reason: 'other' },
      giver,
    );
  return done();
}
