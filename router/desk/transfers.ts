// Owns passing work on: the same handoff waits again, for a queue, a skill or one person who is offered it first. Decided
// in one step: what cannot be taken there is refused with the reason, and the owner still has it.
// Refuses: what follows in the line (offers.ts) and what the former owner keeps (rights.ts).
import { isEligible } from '#shared/domain/matching/eligible.ts';
import type { CommandData, RefusalCode } from '#shared/protocol/commands.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import { enqueue, mergedSkills } from './admission.ts';
import type { Change } from './change.ts';
import { endConsult } from './consults.ts';
import { countHandled } from './days.ts';
import { ownerMark, unowned } from './handoffs.ts';
import { isOpen } from './hours.ts';
import { offerTo, pause } from './offers.ts';
import type { Reply } from './port.ts';
import { done, firstName, refused } from './replies.ts';
import { keepOwn } from './rights.ts';
import { freeFrom, isStaffed, type Person, type Queue, standing, type Work, weightOf } from './state.ts';

/** Ms before whoever passed it on is asked themselves, when nobody else can be: it must not bounce. */
const PAUSE = 300_000;
/** The highest proficiency. */
const MOST = 5;

type Wish = CommandData<'handoff.transfer'>;

/** Where it goes: into which line, and whom it is offered to first. */
interface Aim {
  readonly queue: Queue;
  readonly person: Person | null;
  readonly needs: Pick<Handoff, 'skills' | 'language'>;
}

interface Unfound {
  readonly code: RefusalCode;
  readonly why: string;
}

export function transfer(change: Change, work: Work, person: Person, wish: Wish): Reply {
  const { head } = work;
  if (head.closing !== null || !head.conversation.customerPresent)
    return refused('wrong_state', 'handoff.transfer: the customer is gone');
  const aim = aimOf(change, standing(work), person, wish);
  if ('code' in aim) return refused(aim.code, `handoff.transfer: ${aim.why}`);
  pass(change, work, person, aim, wish);
  return done();
}

function aimOf(change: Change, handoff: Handoff, owner: Person, { to, reason }: Wish): Aim | Unfound {
  const { queues, people } = change.state;
  const present = queues.get(handoff.queue);
  if (to.kind === 'queue') {
    const queue = queues.get(to.queue);
    if (queue === undefined) return { code: 'target_unknown', why: `there is no queue ${to.queue}` };
    return lineOf(change, handoff, owner, queue, needsIn(handoff, present, queue, reason, {}), reason);
  }
  if (to.kind === 'skill') {
    const has = (queue: Queue): boolean =>
      queue.people.some((one) => one !== owner && (one.config.skills[to.skill] ?? 0) > 0);
    const queue = [...(present === undefined ? [] : [present]), ...queues.values()].find(has);
    if (queue === undefined) return { code: 'target_unknown', why: `nobody else has ${to.skill}` };
    const needs = needsIn(handoff, present, queue, reason, { [to.skill]: 1 });
    return lineOf(change, handoff, owner, queue, needs, reason);
  }
  const person = people.get(to.person);
  if (person === undefined || person.removed)
    return { code: 'target_unknown', why: `${to.person} does not work here` };
  if (person === owner) return { code: 'target_self', why: 'you have it yourself' };
  return personOf(change, handoff, present, person, reason);
}

/** May it wait there? Somebody other than its owner has to be at work for it. */
function lineOf(
  change: Change,
  handoff: Handoff,
  owner: Person,
  queue: Queue,
  needs: Aim['needs'],
  reason: Wish['reason'],
): Aim | Unfound {
  const { id, hours, maxWaiting } = queue.config;
  if (!isOpen(hours, change.now)) return { code: 'target_closed', why: `${id} is closed` };
  if (queue.waiting.size >= maxWaiting) return { code: 'target_busy', why: `${id} is full` };
  const staff = queue.people.filter((one) => one !== owner && isStaffed(one));
  if (staff.length === 0) return { code: 'target_absent', why: `nobody else is at work in ${id}` };
  const able = staff.filter((one) => fits(change, one, handoff, needs));
  if (able.length === 0) return { code: 'target_unfit', why: `nobody else at work in ${id} can take it` };
  if (reason !== 'needs_senior') return { queue, person: null, needs };
  return { queue, ...seniorIn(change, handoff, owner, able, needs) };
}

/**
 * Escalated: of each skill that is asked for, more than its owner has, where somebody `able` has that; what the queue lets fall
 * with time falls all the same. A lead who can take it in this step is offered it first, whoever has been idle longest.
 */
function seniorIn(
  change: Change,
  handoff: Handoff,
  owner: Person,
  able: readonly Person[],
  needs: Aim['needs'],
): Pick<Aim, 'person' | 'needs'> {
  const above = (skill: string): number => Math.min(MOST, (owner.config.skills[skill] ?? 0) + 1);
  const raised = Object.entries(needs.skills).map(
    ([skill, least]) => [skill, Math.max(least, above(skill))] as const,
  );
  const more = { ...needs, skills: Object.fromEntries(raised) };
  const seniors = able.filter((one) => fits(change, one, handoff, more));
  const asked = seniors.length > 0 ? more : needs;
  const leads = (seniors.length > 0 ? seniors : able).filter(
    (one) => one.config.roles.includes('lead') && unable(change, one, handoff, asked) === null,
  );
  leads.sort((a, b) => a.stored.idleSince - b.stored.idleSince || (a.config.id < b.config.id ? -1 : 1));
  return { person: leads[0] ?? null, needs: asked };
}

/** They are offered it in this step, or it is not passed on: nobody waits for a colleague who cannot come. */
function personOf(
  change: Change,
  handoff: Handoff,
  present: Queue | undefined,
  person: Person,
  reason: Wish['reason'],
): Aim | Unfound {
  const { id, queues } = person.config;
  const line = present !== undefined && queues.includes(present.config.id) ? present : undefined;
  const queue = line ?? change.state.queues.get(queues[0] ?? '');
  if (queue === undefined) return { code: 'target_unfit', why: `${id} works in no queue` };
  const needs = needsIn(handoff, present, queue, reason, {});
  return unable(change, person, handoff, needs) ?? { queue, person, needs };
}

/** Why a person cannot be offered it in this step, or null. */
export function unable(
  change: Change,
  person: Person,
  handoff: Handoff,
  needs: Aim['needs'],
): Unfound | null {
  const { id } = person.config;
  if (!fits(change, person, handoff, needs)) return { code: 'target_unfit', why: `${id} cannot take it` };
  const { connected, status, afterThis } = person.stored;
  if (!connected || status !== 'available' || afterThis)
    return { code: 'target_absent', why: `${id} takes nothing now` };
  const room = freeFrom(person)?.room ?? 0;
  if (room < weightOf(change.state, handoff.channel))
    return { code: 'target_busy', why: `${id} has no room` };
  return null;
}

const fits = (change: Change, { config }: Person, { channel }: Handoff, needs: Aim['needs']): boolean =>
  config.capacity >= weightOf(change.state, channel) &&
  isEligible(config, { skills: needs.skills, language: needs.language });

/**
 * What the next person must have: what was asked for in words, and what the new queue asks for in place of the old one.
 * What the owner says was wrong of it is asked for no more.
 */
function needsIn(
  { skills, language, queue }: Handoff,
  present: Queue | undefined,
  next: Queue,
  reason: Wish['reason'],
  extra: Readonly<Record<string, number>>,
): Aim['needs'] {
  const former = next.config.id === queue ? {} : (present?.config.skills ?? {});
  const asked = Object.entries(skills).filter(([skill, least]) => least > (former[skill] ?? 0));
  const kept = reason === 'wrong_skill' ? {} : Object.fromEntries(asked);
  return {
    skills: mergedSkills(next.config.skills, kept, extra),
    ...(language === undefined || reason === 'wrong_language' ? {} : { language }),
  };
}

/** `by`: who decided it, where that is not its owner. */
export function pass(
  change: Change,
  work: Work,
  owner: Person,
  aim: Aim,
  { to, reason, note }: Pick<Wish, 'to' | 'reason' | 'note'>,
  by = owner,
): void {
  const { now } = change;
  const { id } = owner.config;
  const { id: byId, name } = by.config;
  endConsult(change, work, 'over');
  const handoff = standing(work);
  const { acceptedAt = now, fence, queue: from } = handoff;
  if (note !== undefined) {
    const author = { id: byId, name };
    change.add(work, { type: 'note', at: now, id: `${handoff.id}.n${fence}`, author, text: note });
  }
  change.add(work, { type: 'mark', at: now, kind: 'handoff.transferred', ...ownerMark(handoff), reason });
  const { language: _language, ...rest } = unowned(handoff);
  owner.stored = { ...owner.stored, idleSince: now };
  // Somebody who waited once is due at once: behind those who are late, before those who have time.
  enqueue(change, work, {
    ...rest,
    ...aim.needs,
    queue: aim.queue.config.id,
    fence: fence + 1,
    dueAt: now,
    passedBy: [id],
    transfer: { by: byId, byName: name, to, reason, at: now, ...(note === undefined ? {} : { note }) },
  });
  pause(change, work, owner, PAUSE);
  countHandled(change, owner, now - acceptedAt);
  keepOwn(change, work, id, change.state.queues.get(from)?.config.keepDays ?? 0);
  if (aim.person !== null) offerTo(change, work, aim.person, `${firstName(name)} passes this on to you`);
}
