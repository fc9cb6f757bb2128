// Owns how a handoff begins: asked for, taken by its queue or refused at once with the reason, and made richer while
// it waits. Refuses: what follows once somebody has it (handoffs.ts).
import { isWaiting, moved } from '#shared/domain/handoff/states.ts';
import { isEligible } from '#shared/domain/matching/eligible.ts';
import type { HandoffStatus, InitiateHandoff } from '#shared/protocol/edge.ts';
import type { ContextInput, ContextPackage } from '#shared/schema/context.ts';
import type { Handoff, Judgement, Refusal } from '#shared/schema/handoff.ts';
import { briefedSoFar } from './briefing.ts';
import type { Change } from './change.ts';
import { isOpen, opensAt } from './hours.ts';
import { blockedKey } from './keys.ts';
import { askFor } from './known.ts';
import { leastSkills, startRelaxing } from './relaxing.ts';
import { statusOf } from './replies.ts';
import { isStaffed, type Queue, standing, type Work } from './state.ts';
import { askSummary } from './summaries.ts';
import { beginWait, standingOf } from './waits.ts';

/** What the bot may say of the handoff it asks for. */
type Wish = Pick<InitiateHandoff, 'reason' | 'queue' | 'language' | 'skills' | 'context'>;

/** Why the queue cannot take the handoff. People who are busy or on a break still count: they come back. */
function refusalOf(change: Change, work: Work, queue: Queue | undefined, handoff: Handoff): Refusal | null {
  const { bot, customer } = work.head.conversation;
  if (change.state.blocked.has(blockedKey(bot, customer.id))) return 'blocked';
  if (queue === undefined) return 'unknown_queue';
  if (!isOpen(queue.config.hours, change.now)) return 'closed';
  if (queue.waiting.size >= queue.config.maxWaiting) return 'full';
  const skills = leastSkills(queue.config, handoff.skills);
  const { language } = handoff;
  const staffed = queue.people.some(
    (each) => isStaffed(each) && isEligible(each.config, { skills, language }),
  );
  return staffed ? null : 'nobody_staffed';
}

export function mergedSkills(
  ...all: readonly (Readonly<Record<string, number>> | undefined)[]
): Record<string, number> {
  const merged: Record<string, number> = {};
  for (const skills of all) {
    for (const [skill, least] of Object.entries(skills ?? {}))
      merged[skill] = Math.max(merged[skill] ?? 0, least);
  }
  return merged;
}

/**
 * Asks for a person. The queue takes it, or it fails at once with the reason: never a silent queue.
 * Gives what the bot is told.
 */
export function initiate(change: Change, work: Work, judgement: Judgement, wish: Wish): HandoffStatus {
  const { head } = work;
  const { id: conversation, channel, customer, bot } = head.conversation;
  const named = wish.queue ?? change.state.bots.get(bot)?.queue ?? '';
  const queue = change.state.queues.get(named);
  const language = wish.language ?? customer.language;
  head.handoffs += 1;
  head.pauses = {};
  head.draft = '';
  const handoff: Handoff = {
    id: `${conversation}.${head.handoffs}`,
    conversation,
    queue: named,
    state: 'initiated',
    channel,
    judgement,
    ...(wish.reason === undefined ? {} : { reason: wish.reason }),
    ...(language === undefined ? {} : { language }),
    skills: mergedSkills(queue?.config.skills, wish.skills),
    initiatedAt: change.now,
    fence: 0,
    offers: 0,
    passedBy: [],
    context: { ...wish.context, ...briefedSoFar(work), version: 1, fixed: false },
  };
  head.handoff = handoff;
  askFor(change, work);
  head.conversation.handoff = handoff.id;
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.initiated', reason: judgement.trigger });
  const refusal = refusalOf(change, work, queue, handoff);
  if (queue === undefined || refusal !== null) return fail(change, work, refusal ?? 'unknown_queue');
  const status = enqueue(change, work, {
    ...handoff,
    dueAt: change.now + queue.config.sla.seconds * 1_000,
  });
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.queued' });
  return status;
}

/** Later than in the line it stood in before: consoles that follow both see which of the two is the newer. */
const queuedAgain = ({ now }: Change, { queuedAt = 0 }: Handoff): number => Math.max(now, queuedAt + 1);

/** Into the line; offered at the end of the step. Gives what the bot is told. */
export function enqueue(change: Change, work: Work, handoff: Handoff): HandoffStatus {
  const { head } = work;
  const queued = {
    ...handoff,
    state: moved(handoff.state, 'queued'),
    queuedAt: queuedAgain(change, handoff),
  };
  head.handoff = queued;
  startRelaxing(change, queued);
  head.conversation.state = 'handoff';
  change.placed(work);
  beginWait(work, change.now);
  askSummary(change, work);
  change.state.queued.add(work);
  const status = { ...statusOf(head.handoff), ...standingOf(work, change.now) };
  change.tellBot(work, 'handoff.queued', status);
  return status;
}

/** The queue cannot take it; the bot keeps the conversation and is told why, and when the queue opens. */
export function fail(change: Change, work: Work, reason: Refusal): HandoffStatus {
  const { head } = work;
  const handoff = standing(work);
  head.handoff = {
    ...handoff,
    state: moved(handoff.state, 'failed'),
    endedAt: change.now,
    endReason: reason,
  };
  head.conversation.state = 'bot';
  change.placed(work);
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.failed', reason });
  const hours = change.state.queues.get(handoff.queue)?.config.hours;
  const opens = reason === 'closed' ? opensAt(hours, change.now) : null;
  const status = { ...statusOf(head.handoff), ...(opens === null ? {} : { opensAt: opens }) };
  change.tellBot(work, 'handoff.status', status);
  return status;
}

/** The bot asks again while the handoff waits: what is new of it goes along. */
export function enrich(change: Change, work: Work, wish: Wish): void {
  const { head } = work;
  const { handoff } = head;
  if (handoff === null || !isWaiting(handoff.state)) return;
  const context = wish.context === undefined ? handoff.context : grown(handoff.context, wish.context);
  const asked = { ...handoff, context, ...(wish.reason === undefined ? {} : { reason: wish.reason }) };
  head.handoff = asked;
  // Once it is offered, the person who has the offer must stay eligible; what a person passed on follows their word.
  if (handoff.state === 'queued' && handoff.transfer === undefined) {
    asked.skills = mergedSkills(handoff.skills, wish.skills);
    if (wish.language !== undefined) asked.language = wish.language;
    move(change, work, asked, wish.queue);
    change.state.queued.add(work);
  }
  change.placed(work);
  if (asked.queue !== handoff.queue) beginWait(work, change.now);
  askSummary(change, work);
}

/** A trigger put it into the bot's own queue, and then the bot names another: there it goes, if it is taken there. */
function move(change: Change, work: Work, asked: Handoff, named: string | undefined): void {
  if (named === undefined || named === asked.queue) return;
  const { queues } = change.state;
  const next = queues.get(named);
  const former = queues.get(asked.queue)?.config.skills ?? {};
  const wished = Object.entries(asked.skills).filter(([skill, least]) => least > (former[skill] ?? 0));
  const skills = mergedSkills(next?.config.skills, Object.fromEntries(wished));
  if (next === undefined || refusalOf(change, work, next, { ...asked, skills }) !== null) return;
  asked.queue = named;
  asked.skills = skills;
  asked.dueAt = (asked.queuedAt ?? change.now) + next.config.sla.seconds * 1_000;
  asked.queuedAt = queuedAgain(change, asked);
  startRelaxing(change, asked);
  change.add(work, { type: 'mark', at: change.now, kind: 'handoff.moved', reason: next.config.name });
}

function grown(context: ContextPackage, input: ContextInput): ContextPackage {
  const next = { ...context, ...input };
  if (context.fixed || JSON.stringify(next) === JSON.stringify(context)) return context;
  return { ...next, version: context.version + 1 };
}
