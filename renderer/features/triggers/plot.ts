// Owns where everything of the turns' chart stands, px from its top left: stacks, ticks, threshold lines, batons. Pure.
// Refuses: colours and words (TurnsChart.tsx).
import type { TurnVerdict } from '#shared/domain/trigger/combine.ts';
import { CATEGORIES, type Policy } from '#shared/domain/trigger/policy.ts';
import type { Role } from '#shared/domain/trigger/signals.ts';
import type { Category } from '#shared/schema/primitives.ts';
import { ONE, weighted } from './made-of.ts';

export interface JudgedTwice {
  readonly index: number;
  readonly role: Role;
  readonly live: TurnVerdict;
  readonly draft: TurnVerdict;
}

export interface Segment {
  readonly category: Category;
  readonly y: number;
  readonly height: number;
  /** It has reached its own threshold. */
  readonly alone: boolean;
}

export interface Column {
  readonly turn: number;
  readonly bot: boolean;
  /** Left edge of the bar, and how wide it is. */
  readonly x: number;
  readonly width: number;
  /** From below to above. */
  readonly stack: readonly Segment[];
  readonly top: number;
  /** Where the live score ends. */
  readonly live: number;
  /** Whose first firing it is. */
  readonly fires: 'both' | 'draft' | 'live' | null;
  /** What fires there by itself; null where it is the sum, or where nothing fires first. */
  readonly byItself: Category | null;
}

export interface Plot {
  readonly width: number;
  readonly height: number;
  /** Of text, and of what holds it. */
  readonly scale: number;
  /** The plot without its labels: left, right, top, bottom. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly Column[];
  readonly grid: readonly { readonly value: number; readonly y: number }[];
  readonly lines: { readonly live: number; readonly draft: number };
  /** Where their names stand, apart enough to be read. */
  readonly names: { readonly live: number; readonly draft: number };
}

const LEFT = 34;
/** A letter of the lines' names, and what stands around one. */
const LETTER = 6.4;
const ASIDE = 12;
const TOP = 16;
/** How far up the scale goes at least. */
const LEAST_TOP = 0.5;
/** Two lines of labels. */
const LABELS = 34;
/** Of the bars alone. */
const PLOT = 172;
/** A column with its gap, at least: a label of three characters. */
const LEAST_STEP = 30;
/** A few turns do not stand far apart. */
const MOST_STEP = 110;
const GAP = 1.5;
/** Between two names of lines, px at the usual size of text; so are those above. */
const APART = 15;
const WIDEST = 30;

const sum = (values: Readonly<Record<Category, number>>): number =>
  CATEGORIES.reduce((total, category) => total + values[category], 0);

/**
 * `fires`: the first firings, which may be of turns that are not among these. `room`: px there are; long conversations need more and are scrolled. `scale`: of text, 1 = as usual. `letters`: of the
 * longer name of a threshold's line.
 */
export function plotOf(
  turns: readonly JudgedTwice[],
  live: Policy,
  draft: Policy,
  fires: { readonly live: number | null; readonly draft: number | null },
  room: number,
  scale: number,
  letters: number,
): Plot {
  const [left, aside, leastStep] = [LEFT * scale, (ASIDE + LETTER * letters) * scale, LEAST_STEP * scale];
  const height = PLOT + (TOP + LABELS) * scale;
  const top = TOP * scale;
  const bottom = top + PLOT;
  const stacks = turns.map((turn) => weighted(draft, turn.draft));
  const before = turns.map((turn) => sum(weighted(live, turn.live)));
  const highest = Math.max(
    LEAST_TOP * ONE,
    ...stacks.map(sum),
    ...before,
    live.combined.threshold * ONE,
    draft.combined.threshold * ONE,
  );
  const most = Math.ceil((highest / ONE) * 4) / 4;
  const y = (value: number): number => bottom - (value / ONE / most) * (bottom - top);
  const shared = (room - left - aside) / Math.max(1, turns.length);
  const step = Math.max(leastStep, Math.min(MOST_STEP * scale, shared));
  const right = left + step * turns.length;
  const thick = Math.min(WIDEST, step * 0.66);
  const columns = turns.map((turn, at): Column => {
    let below = 0;
    const stack = CATEGORIES.flatMap((category): Segment[] => {
      const value = stacks[at]?.[category] ?? 0;
      if (value <= 0) return [];
      const from = y(below);
      below += value;
      const { threshold } = draft[category];
      const alone = threshold !== null && threshold > 0 && turn.draft.categories[category] >= threshold * ONE;
      return [{ category, y: y(below), height: Math.max(0.5, from - y(below) - GAP), alone }];
    });
    const here = turn.index;
    const fired =
      here === fires.draft ? (here === fires.live ? 'both' : 'draft') : here === fires.live ? 'live' : null;
    const by = fired === null ? 'combined' : fired === 'live' ? turn.live.by : turn.draft.by;
    return {
      turn: here,
      bot: turn.role === 'AUTOMATED_AGENT',
      x: left + step * at + (step - thick) / 2,
      width: thick,
      stack,
      top: y(below),
      live: y(before[at] ?? 0),
      fires: fired,
      byItself: by === 'combined' ? null : by,
    };
  });
  const lines = { live: y(live.combined.threshold * ONE), draft: y(draft.combined.threshold * ONE) };
  return {
    width: right + aside,
    height,
    scale,
    left,
    right,
    top,
    bottom,
    columns,
    grid: Array.from({ length: most * 4 + 1 }, (_, quarter) => quarter / 4)
      .filter((value) => most <= 1 || value % 0.5 === 0)
      .map((value) => ({ value, y: y(value * ONE) })),
    lines,
    names: apart(lines, APART * scale),
  };
}

function apart({ live, draft }: Plot['lines'], least: number): Plot['names'] {
  const short = least - Math.abs(live - draft);
  if (live === draft || short <= 0) return { live, draft };
  const way = live < draft ? -1 : 1;
  return { live: live + (way * short) / 2, draft: draft - (way * short) / 2 };
}
