// Owns how what a handoff asks for falls while it waits, in the steps of its queue. Language, room and queue never do.
import { isWaiting } from '#shared/domain/handoff/states.ts';
import type { QueueConfig } from '#shared/schema/config.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { Change } from './change.ts';
import { standing, type Work } from './state.ts';

type Skills = Readonly<Record<string, number>>;

/** None above what the step says; 0 = not asked for. */
function lowered(skills: Skills, step: Skills): Record<string, number> {
  const all = Object.entries(skills).map(
    ([skill, least]) => [skill, Math.min(least, step[skill] ?? least)] as const,
  );
  return Object.fromEntries(all.filter(([, least]) => least > 0));
}

/** What is left to ask for when every step was taken. */
export const leastSkills = ({ relax }: QueueConfig, skills: Skills): Record<string, number> =>
  relax.reduce<Record<string, number>>((left, step) => lowered(left, step.skills), { ...skills });

/** It begins to wait: the steps of its queue count from now. */
export function startRelaxing(change: Change, handoff: Handoff): void {
  const steps = change.state.queues.get(handoff.queue)?.config.relax ?? [];
  delete handoff.relax;
  if (steps.length > 0) next(change, handoff, 0);
}

function next(change: Change, handoff: Handoff, step: number): void {
  const steps = change.state.queues.get(handoff.queue)?.config.relax ?? [];
  const coming = steps[step];
  const of = steps.length;
  handoff.relax = { step: Math.min(step, of), of };
  if (coming === undefined) return;
  const at = (handoff.queuedAt ?? handoff.initiatedAt) + coming.after * 1_000;
  handoff.relax.at = at;
  change.state.timers.add({ at, kind: 'relax', conversation: handoff.conversation });
}

/** The next step is due. Whoever is being asked stays eligible: less is wanted, never more. */
export function relax(change: Change, work: Work): void {
  const { head } = work;
  const handoff = { ...standing(work) };
  if (!isWaiting(handoff.state)) return;
  const step = handoff.relax?.step ?? 0;
  const coming = change.state.queues.get(handoff.queue)?.config.relax[step];
  const before = Object.entries(handoff.skills);
  handoff.skills = lowered(handoff.skills, coming?.skills ?? {});
  next(change, handoff, step + 1);
  head.handoff = handoff;
  const fell = before.filter(([skill, least]) => least > (handoff.skills[skill] ?? 0));
  if (fell.length > 0) {
    const reason = fell
      .map(([skill, least]) => `${skill} ${least} > ${handoff.skills[skill] ?? 0}`)
      .join(', ');
    change.add(work, { type: 'mark', at: change.now, kind: 'handoff.relaxed', reason: reason.slice(0, 200) });
    if (handoff.state === 'queued') change.state.queued.add(work);
  }
  change.placed(work);
}

/** Somebody has it: nothing falls any more. How far it fell stays. */
export function stoppedRelaxing(handoff: Handoff): Handoff {
  if (handoff.relax?.at === undefined) return handoff;
  const { step, of } = handoff.relax;
  return { ...handoff, relax: { step, of } };
}
