// Owns what would have made a policy decide otherwise about one conversation: the smallest change of one threshold or weight
// with which it fires earlier, or not at all. Signals are read once; only the combination runs again.
// Refuses: changing a policy for good.
import { judgeTurn, NOTHING_YET, type Standing } from './combine.ts';
import { CATEGORIES, type Policy } from './policy.ts';
import type { TurnSignals } from './signals.ts';

/** One figure of a policy, such as `emotion.signals.frustration`. */
export interface Knob {
  readonly path: string;
  readonly from: number;
  /** A threshold fires less when it grows, a weight more. */
  readonly kind: 'threshold' | 'weight';
}

export interface PolicyChange extends Knob {
  readonly to: number;
  /** Turn, counted from 1, in which the changed policy fires first; null is never. */
  readonly firesAt: number | null;
}

/** What one figure of a policy may be; undefined is one that is left out. */
export type Figure = number | string | boolean | null | undefined;

/** Changes are looked for in steps of a hundredth, as policies are written. */
const STEPS = 100;

/** Turn, counted from 1, in which the policy fires first; null is never. */
export function firesAt(
  policy: Policy,
  standing: Standing | undefined,
  turns: readonly TurnSignals[],
): number | null {
  let state = NOTHING_YET;
  for (const turn of turns) {
    const next = judgeTurn(policy, standing, state, turn);
    if (next.verdict.fired) return next.state.turn;
    state = next.state;
  }
  return null;
}

/** Every threshold and weight of a policy. A threshold that is off stays off. */
export function knobsOf(policy: Policy): Knob[] {
  const knobs: Knob[] = [{ path: 'combined.threshold', from: policy.combined.threshold, kind: 'threshold' }];
  for (const category of CATEGORIES) {
    const { threshold, weight } = policy[category];
    if (threshold !== null) knobs.push({ path: `${category}.threshold`, from: threshold, kind: 'threshold' });
    knobs.push({ path: `${category}.weight`, from: weight, kind: 'weight' });
    if (category === 'value') continue;
    for (const [signal, from = 0] of Object.entries(policy[category].signals))
      knobs.push({ path: `${category}.signals.${signal}`, from, kind: 'weight' });
  }
  return knobs;
}

/**
 * The policy with one figure changed; undefined leaves it out. The path leads to a figure of the policy's schema, as those of
 * `knobsOf` do; whether it may be `to` is for `readPolicy` to say.
 */
export function changed(policy: Policy, path: string, to: Figure): Policy {
  const change = (whole: unknown, [key = '', ...rest]: readonly string[]): unknown => {
    const { [key]: part, ...others } = whole as Record<string, unknown>;
    if (rest.length === 0 && to === undefined) return others;
    return { ...(whole as object), [key]: rest.length === 0 ? to : change(part, rest) };
  };
  // The path leads to a figure of the policy, so the copy has a policy's shape.
  return change(policy, path.split('.')) as Policy;
}

/**
 * For each figure the smallest change with which the policy fires by turn `by` (counted from 1), or with null not at all;
 * the smallest first. Empty where no single change is enough, or none is needed.
 *
 * The first firing moves one way with each figure: lower thresholds and higher weights never fire later. So each figure
 * is halved down to its hundredth.
 */
export function changesFor(
  policy: Policy,
  standing: Standing | undefined,
  turns: readonly TurnSignals[],
  by: number | null,
): PolicyChange[] {
  return changesWith(policy, (each) => firesAt(each, standing, turns), by);
}

/** As `changesFor`, by whoever knows faster where a policy fires first. */
export function changesWith(
  policy: Policy,
  fires: (policy: Policy) => number | null,
  by: number | null,
): PolicyChange[] {
  const isWanted = (fired: number | null): boolean =>
    by === null ? fired === null : fired !== null && fired <= by;
  if (isWanted(fires(policy))) return [];
  return knobsOf(policy)
    .flatMap((knob) => {
      const grows = (knob.kind === 'weight') === (by !== null);
      const change = nearest(knob, grows, (to) => fires(changed(policy, knob.path, to)), isWanted);
      return change === null ? [] : [change];
    })
    .sort((a, b) => sizeOf(a) - sizeOf(b));
}

const sizeOf = ({ from, to }: PolicyChange): number => (to > from ? to - from : from - to);

function nearest(
  knob: Knob,
  grows: boolean,
  fire: (to: number) => number | null,
  isWanted: (fired: number | null) => boolean,
): PolicyChange | null {
  // A threshold of nothing is none: the least is a hundredth.
  const least = knob.kind === 'threshold' ? 1 : 0;
  let inner = knob.from * STEPS;
  let outer = grows ? STEPS : least;
  if (grows ? inner >= outer : inner <= outer) return null;
  let firedAt = fire(outer / STEPS);
  if (!isWanted(firedAt)) return null;
  for (;;) {
    const half = (inner + outer) / 2;
    // To the side of what is known to be enough, so that both ends close in on whole hundredths.
    const middle = grows ? half - (half % 1) : half % 1 === 0 ? half : half - (half % 1) + 1;
    if (grows ? middle <= inner : middle >= inner) break;
    if (middle === outer) break;
    const fired = fire(middle / STEPS);
    if (isWanted(fired)) {
      outer = middle;
      firedAt = fired;
    } else inner = middle;
  }
  return { ...knob, to: outer / STEPS, firesAt: firedAt };
}
