// Owns how a classifier is measured: area under the curve, precision, recall, F1 at .5, and bootstrap intervals over
// groups, so that turns of one conversation are drawn together.
export interface Judged {
  readonly score: number;
  readonly label: 0 | 1;
  readonly group: string;
}

export interface Counts {
  readonly n: number;
  readonly positives: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly falseAlarms: number;
}

/** Chance that a positive scores higher than a negative, ties half. NaN without both. */
export function areaUnderCurve(items: readonly Judged[]): number {
  const sorted = [...items].sort((a, b) => a.score - b.score);
  let positives = 0;
  let ranks = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1;
    for (let at = from; at < to; at += 1)
      if (sorted[at]?.label === 1) {
        positives += 1;
        ranks += (from + to + 1) / 2;
      }
    from = to;
  }
  const negatives = sorted.length - positives;
  return positives === 0 || negatives === 0
    ? Number.NaN
    : (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export function countsAt(items: readonly Judged[], threshold: number): Counts {
  let hits = 0;
  let alarms = 0;
  let positives = 0;
  for (const { score, label } of items) {
    positives += label;
    if (score < threshold) continue;
    if (label === 1) hits += 1;
    else alarms += 1;
  }
  const negatives = items.length - positives;
  const precision = hits + alarms === 0 ? Number.NaN : hits / (hits + alarms);
  const recall = positives === 0 ? Number.NaN : hits / positives;
  return {
    n: items.length,
    positives,
    precision,
    recall,
    f1: positives === 0 ? Number.NaN : (2 * hits) / (hits + alarms + positives),
    falseAlarms: negatives === 0 ? Number.NaN : alarms / negatives,
  };
}

/** Small generator with a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** 95 % interval of a figure, groups drawn with replacement. */
export function interval(
  items: readonly Judged[],
  figure: (items: readonly Judged[]) => number,
  { draws = 300, seed = 1 } = {},
): readonly [number, number] {
  const groups = new Map<string, Judged[]>();
  for (const item of items) {
    const group = groups.get(item.group);
    if (group === undefined) groups.set(item.group, [item]);
    else group.push(item);
  }
  const lists = [...groups.values()];
  const random = randomOf(seed);
  const figures: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn: Judged[] = [];
    for (let at = 0; at < lists.length; at += 1)
      for (const item of lists[Math.floor(random() * lists.length)] ?? []) drawn.push(item);
    const value = figure(drawn);
    if (!Number.isNaN(value)) figures.push(value);
  }
  figures.sort((a, b) => a - b);
  const at = (share: number) =>
    figures[Math.min(figures.length - 1, Math.floor(share * figures.length))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

/** Threshold with the best F1, in the middle of the gap it lies in; `beta` below 1 prefers precision. */
export function bestThreshold(
  items: readonly Judged[],
  importance: (item: Judged) => number,
  beta = 1,
): number {
  const sorted = [...items].sort((a, b) => b.score - a.score);
  const positives = sorted.reduce((sum, item) => sum + item.label * importance(item), 0);
  let hits = 0;
  let flagged = 0;
  let best = { f: -1, threshold: 0.5 };
  sorted.forEach((item, at) => {
    flagged += importance(item);
    hits += item.label * importance(item);
    const next = sorted[at + 1]?.score ?? 0;
    if (next === item.score) return;
    const f = ((1 + beta * beta) * hits) / (flagged + beta * beta * positives);
    if (f > best.f) best = { f, threshold: (item.score + next) / 2 };
  });
  return best.threshold;
}
