// Owns a policy's weights and thresholds learned from judged conversations: few figures, moved little, each only as far as the
// labels pay for it. Deterministic; only + - * / and the square root. Refuses: saying whether the result may be used; that
// takes conversations it has not seen (the command line's `train`).
import { sqrt } from '../../lib/math.ts';
import type { Category } from '../../schema/primitives.ts';
import type { Recorded } from './backtest.ts';
import { type CombineState, NOTHING_YET, type Reading, readTurn, standingScore } from './combine.ts';
import { changed, type Knob, knobsOf } from './counterfactual.ts';
import { between, least, most, ramp } from './number.ts';
import { CATEGORIES, type Policy } from './policy.ts';

/** A conversation of which somebody said whether a person was needed. */
export type Labelled = Recorded & { readonly needed: boolean };

export interface LearnOptions {
  /** Nothing is learned that fires more: for a history that holds only who came to a person. */
  readonly onlyStricter: boolean;
}

export interface FigureChange {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** No figure moves further from where the policy has it. */
const FURTHEST = 0.3;
/** So many figures change at the most, the one that helps most first. */
const MOST_CHANGES = 8;
/** From where the policy has a figure. */
const MOVES = [0, ...[0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3].flatMap((size) => [size, -size])];
/** A step that gains less, in conversations put right, is not taken. */
const LEAST_GAIN = 0.1;
/** A change of a tenth has to pay for itself with so many conversations put right. */
const PRICE = 2;
const TENTH = 0.1;
/** Half the width, in score, of the band in which a conversation counts as partly fired: near misses show the way. */
const BAND = 0.05;
const LEAST_THRESHOLD = 0.05;

/** Turns of all conversations one after another, and of each what no weight and no threshold changes. */
interface Corpus {
  /** Turn after the last of each conversation. */
  readonly ends: readonly number[];
  readonly needed: readonly boolean[];
  /** By category and source, in the order of the policy's signals. */
  readonly strengths: Readonly<Record<Fresh, readonly Float64Array[]>>;
  /** 0 where nothing was said before, so that nothing is carried. */
  readonly kept: Float64Array;
  readonly value: Float64Array;
  /** 1 where something holds the decision back. */
  readonly held: Uint8Array;
}

type Fresh = Exclude<Category, 'value'>;
type Scores = Readonly<Record<Category, Float64Array>>;

const isFresh = (category: string | undefined): category is Fresh =>
  category === 'complexity' || category === 'emotion' || category === 'timing';

function corpusOf(policy: Policy, conversations: readonly Labelled[]): Corpus {
  const count = conversations.reduce((sum, { turns }) => sum + turns.length, 0);
  const columns = (category: Fresh) =>
    Object.keys(policy[category].signals).map(() => new Float64Array(count));
  const strengths = {
    complexity: columns('complexity'),
    emotion: columns('emotion'),
    timing: columns('timing'),
  };
  const [kept, value, held] = [new Float64Array(count), new Float64Array(count), new Uint8Array(count)];
  const ends: number[] = [];
  let at = 0;
  for (const { standing, turns } of conversations) {
    const worth = standingScore(standing, policy).score;
    let before: Pick<CombineState, 'frustrations' | 'guard'> | null = null;
    for (const turn of turns) {
      if (turn.role === 'HUMAN_AGENT') {
        held[at] = 1;
        before = null;
      } else {
        const read: Reading = readTurn(policy, standing, before ?? NOTHING_YET, turn);
        for (const category of ['complexity', 'emotion', 'timing'] as const)
          Object.keys(policy[category].signals).forEach((source, column) => {
            const own = strengths[category][column];
            if (own !== undefined) own[at] = read.strengths[source] ?? 0;
          });
        kept[at] = before === null ? 0 : read.kept;
        value[at] = worth;
        held[at] = read.guard !== null && !read.asked ? 1 : 0;
        before = read;
      }
      at += 1;
    }
    ends.push(at);
  }
  return { ends, needed: conversations.map(({ needed }) => needed), strengths, kept, value, held };
}

/** A category's score turn by turn, as `judgeTurn` reckons it. */
function scoresOf(policy: Policy, category: Fresh, { strengths, kept }: Corpus): Float64Array {
  const weights = Object.values(policy[category].signals).map((weight) => weight ?? 0);
  const columns = strengths[category];
  const scores = new Float64Array(kept.length);
  let carried = 0;
  for (let at = 0; at < scores.length; at += 1) {
    let fresh = 0;
    for (let column = 0; column < weights.length; column += 1) {
      const amount = (weights[column] ?? 0) * (columns[column]?.[at] ?? 0);
      fresh = fresh + amount - fresh * amount;
    }
    carried *= kept[at] ?? 0;
    carried = fresh + carried - fresh * carried;
    scores[at] = carried;
  }
  return scores;
}

const allScores = (policy: Policy, corpus: Corpus): Scores => ({
  value: corpus.value,
  complexity: scoresOf(policy, 'complexity', corpus),
  emotion: scoresOf(policy, 'emotion', corpus),
  timing: scoresOf(policy, 'timing', corpus),
});

/** How near each conversation comes to firing, in the turns in which nothing holds it back: it fires at 1. */
function peaksOf(policy: Policy, scores: Scores, { ends, held }: Corpus): number[] {
  const rows = CATEGORIES.map((category) => {
    const { weight, threshold } = policy[category];
    return { weight: weight / policy.combined.threshold, threshold, scores: scores[category] };
  });
  let at = 0;
  return ends.map((end) => {
    let peak = 0;
    for (; at < end; at += 1) {
      if (held[at] === 1) continue;
      let total = 0;
      for (const { weight, threshold, scores: own } of rows) {
        const score = own[at] ?? 0;
        total += weight * score;
        if (threshold !== null && threshold !== 0 && score > peak * threshold) peak = score / threshold;
      }
      if (total > peak) peak = total;
    }
    return peak;
  });
}

/** How near conversations come to firing under a policy, each at its nearest: it fires at 1. */
export function nearness(policy: Policy, conversations: readonly Labelled[]): number[] {
  const corpus = corpusOf(policy, conversations);
  return peaksOf(policy, allScores(policy, corpus), corpus);
}

/**
 * Matthews' correlation of firing with need, -1..1: 0 is no better than chance, however often it fires, so that neither firing
 * for everybody nor for nobody pays. `flagged` fired, `hits` of them needed it, of `count` altogether.
 * Source: B.W. Matthews, Biochimica et Biophysica Acta, 1975.
 */
export function matthews({
  count,
  needed,
  flagged,
  hits,
}: Record<'count' | 'needed' | 'flagged' | 'hits', number>) {
  const spread = needed * (count - needed) * flagged * (count - flagged);
  return spread <= 0 ? 0 : (count * hits - needed * flagged) / sqrt(spread);
}

/** How well firing agrees with need, near misses counted in part. */
function agreement(policy: Policy, scores: Scores, corpus: Corpus): number {
  const counts = { count: corpus.ends.length, needed: 0, flagged: 0, hits: 0 };
  peaksOf(policy, scores, corpus).forEach((peak, at) => {
    const fired = ramp(peak / 2, 0.5 - BAND, 0.5 + BAND);
    counts.flagged += fired;
    if (corpus.needed[at] !== true) return;
    counts.needed += 1;
    counts.hits += fired;
  });
  return matthews(counts);
}

/** A figure that may be learned, and how far it may go. */
interface Range extends Knob {
  readonly low: number;
  readonly high: number;
}

/**
 * A request for a person keeps firing, whatever the labels say: what counts it is not lowered, its threshold not raised.
 */
function rangesOf(policy: Policy, { onlyStricter }: LearnOptions): Range[] {
  return knobsOf(policy).flatMap((knob): Range[] => {
    const { path, from, kind } = knob;
    if (path === 'timing.signals.humanRequest' || path === 'timing.signals.botHandover') return [];
    const bottom = kind === 'threshold' ? LEAST_THRESHOLD : 0;
    const stricter = kind === 'threshold' ? 'high' : 'low';
    const range = { low: most(bottom, from - FURTHEST), high: between(0, from + FURTHEST, 1) };
    if (onlyStricter) range[stricter === 'high' ? 'low' : 'high'] = from;
    if (path === 'timing.threshold') range.high = from;
    return range.low < range.high ? [{ ...knob, ...range }] : [];
  });
}

const hundredth = (value: number): number => ((value * 100 + 0.5) | 0) / 100;

/**
 * The policy with its figures moved to where they agree best with the labels, less what the moves cost: so many
 * conversations for each tenth, squared, so that few labels change little. Figures are hundredths in 0..1.
 */
export function learnPolicy(
  policy: Policy,
  conversations: readonly Labelled[],
  options: LearnOptions,
): Policy {
  const corpus = corpusOf(policy, conversations);
  const needed = conversations.filter((each) => each.needed).length;
  /** About what one conversation put right adds to the agreement. */
  const worth = 1 / (2 * most(1, least(needed, conversations.length - needed)));
  const ranges = rangesOf(policy, options);
  const moves = new Map<string, number>();
  const priceOf = (path: string, move: number): number => {
    let sum = (move * move) / (TENTH * TENTH);
    for (const [other, moved] of moves) if (other !== path) sum += (moved * moved) / (TENTH * TENTH);
    return PRICE * worth * sum;
  };
  let best = policy;
  let scores = allScores(policy, corpus);
  let reached = agreement(policy, scores, corpus);
  for (;;) {
    let next: { path: string; move: number; policy: Policy; scores: Scores; value: number } | null = null;
    for (const { path, from, low, high } of ranges) {
      if (moves.size >= MOST_CHANGES && !moves.has(path)) continue;
      for (const move of MOVES) {
        const to = hundredth(between(low, from + move, high));
        if (to - from === (moves.get(path) ?? 0)) continue;
        const candidate = changed(best, path, move === 0 ? from : to);
        const [category, part] = path.split('.');
        const own =
          part === 'signals' && isFresh(category)
            ? { ...scores, [category]: scoresOf(candidate, category, corpus) }
            : scores;
        const value = agreement(candidate, own, corpus) - priceOf(path, move === 0 ? 0 : to - from);
        if (value > (next?.value ?? reached + LEAST_GAIN * worth))
          next = { path, move: move === 0 ? 0 : to - from, policy: candidate, scores: own, value };
      }
    }
    if (next === null) return best;
    if (next.move === 0) moves.delete(next.path);
    else moves.set(next.path, next.move);
    best = next.policy;
    scores = next.scores;
    reached = next.value;
  }
}

/** What one policy has otherwise than another, figure by figure. */
export function figureChanges(before: Policy, after: Policy): FigureChange[] {
  const figures = new Map(knobsOf(after).map(({ path, from }) => [path, from]));
  return knobsOf(before).flatMap(({ path, from }) => {
    const to = figures.get(path) ?? from;
    return to === from ? [] : [{ path, from, to }];
  });
}
