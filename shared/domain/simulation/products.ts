// Owns the rules of known products, as far as they say who gets what: each beside the page that says so.
// Refuses: what these products do beside it (skills, language and room hold for every policy here, and whoever passed is asked last).
import { inTurn, least, longestIdle, oldest, type Pick, rule, vipFirst } from './policies.ts';
import type { ProductName } from './policy-names.ts';
import { canServe, type Policy, type Worker } from './run.ts';

/** Seconds between two rounds of a queue worker that takes one conversation of each department. */
const TICK = 5;

/** Whoever has most of it; among those, whoever had nothing new for longest. */
const most =
  (of: (worker: Worker) => number): Pick =>
  (able, call, floor) => {
    const best = of(least(able, (worker) => -of(worker)));
    return longestIdle(
      able.filter((worker) => of(worker) === best),
      call,
      floor,
    );
  };

const rounds = (every: number, create: () => Policy) => (): Policy => Object.assign(create(), { every });

/** Rocket.Chat's queue worker: every five seconds the oldest of each department goes to whoever has the fewest chats. */
function departmentTick(): Policy {
  const took = new Map<string, number>();
  const fewest = most(({ load }) => -load);
  const pick: Pick = (able, call, floor) => {
    took.set(call.skill, floor.now);
    return fewest(able, call, floor);
  };
  return rule(
    oldest,
    () => pick,
    (worker, call, now) => took.get(call.skill) !== now && canServe(worker, call),
  )();
}

/** `every`: seconds between two rounds of the periodic rule. */
export const products = (every: number): Readonly<Record<ProductName, () => Policy>> => ({
  /** All that waits is dealt out by turns, at fixed moments: how inboxes assign by a job that runs now and then. */
  'periodic-round-robin': rounds(every, rule(oldest, inTurn)),
  'department-tick': rounds(TICK, departmentTick),
  /** Zendesk's omnichannel routing, "highest spare capacity" in numbers (support.zendesk.com, article 7990049158554). */
  'spare-capacity': rule(oldest, () => most(({ capacity, load }) => capacity - load)),
  /**
   * Twilio's TaskRouter without multitasking: by priority, then age, one worker is reserved who has been idle longest and
   * has nothing else; after a refusal the next (twilio.com/docs/taskrouter). Where everybody has room for one it is `priority`.
   */
  'single-reservation': rule(
    vipFirst,
    () => longestIdle,
    (worker, call) => worker.load === 0 && canServe(worker, call),
  ),
});
