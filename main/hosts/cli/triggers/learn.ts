// Owns learning a task's weights from examples: features beside words and pairs, sources weighing alike, and the bias set
// so that .5 is the cut that served best on examples the weights had not seen.
import type { Features } from '#shared/domain/trigger/features.ts';
import { NOTHING_HEARD } from '#shared/domain/trigger/features.ts';
import type { Head, Model, Weights } from '#shared/domain/trigger/model.ts';
import { between, sigmoid } from '#shared/domain/trigger/number.ts';
import { createScorer, type Scorer } from '#shared/domain/trigger/signals.ts';
import type { Example } from './datasets.ts';
import { type Column, learn, type Row } from './logistic.ts';
import { bestThreshold, type Judged, randomOf } from './measures.ts';
import { TASKS, type Task } from './recipe.ts';

/** An example as the learner sees it. */
export interface Prepared {
  readonly example: Example;
  readonly label: 0 | 1;
  /** By feature name, without heads. */
  readonly features: ReadonlyMap<string, number>;
  readonly grams: readonly string[];
}

export interface Outcome {
  readonly model: Model;
  readonly head: Head | null;
}

const emptyHeads = Object.fromEntries(
  TASKS.flatMap(({ head }) => (head === undefined ? [] : [[head.name, { cap: head.cap, words: '' }]])),
);

/** Models that stand on priors alone, with empty heads: what features of earlier turns are read with while learning. */
export function priorWeights(): Weights {
  const of = (side: 'customer' | 'bot') =>
    Object.fromEntries(
      TASKS.filter((task) => task.side === side).map(({ signal, bias, priors }) => [
        signal,
        { bias, weights: priors },
      ]),
    );
  return { customer: of('customer'), bot: of('bot'), heads: emptyHeads };
}

/** Features of the last turn of each example, heard after those before it. */
export function prepare(scorer: Scorer, examples: readonly Example[], task: Task): Prepared[] {
  const { label } = task;
  if (label === null) return [];
  return examples.flatMap((example) => {
    const value = example.labels[label];
    const last = example.turns.at(-1);
    if (value === undefined || last === undefined) return [];
    let memory = NOTHING_HEARD;
    for (const turn of example.turns.slice(0, -1)) memory = scorer.hear(turn, memory).memory;
    const read: Features = scorer.read(last, memory);
    const features = new Map<string, number>();
    scorer.names.forEach((name, at) => {
      const measured = read.values[at] ?? 0;
      if (measured !== 0 && !name.startsWith('head.')) features.set(name, measured);
    });
    return [
      { example, label: value, features, grams: task.head === undefined ? [] : scorer.grams(last.text) },
    ];
  });
}

/** Sources weigh by the root of their size, so that a large one does not drown the others. */
function importanceOf(items: readonly Prepared[]): number[] {
  const sizes = new Map<string, number>();
  for (const { example } of items) sizes.set(example.file, (sizes.get(example.file) ?? 0) + 1);
  const mean = items.length / sizes.size;
  return items.map(({ example }) => Math.min(3, Math.sqrt(mean / (sizes.get(example.file) ?? 1))));
}

const LEAST_SEEN = 4;

function gramsOf(items: readonly Prepared[]): string[] {
  const seen = new Map<string, number>();
  for (const { grams } of items) for (const gram of new Set(grams)) seen.set(gram, (seen.get(gram) ?? 0) + 1);
  return [...seen].filter(([, count]) => count >= LEAST_SEEN).map(([gram]) => gram);
}

interface Fitted {
  readonly bias: number;
  readonly weights: Record<string, number>;
  readonly words: Map<string, number>;
}

function fitted(task: Task, items: readonly Prepared[]): Fitted {
  const names = Object.keys(task.priors).filter((name) => !name.startsWith('head.'));
  const grams = task.head === undefined ? [] : gramsOf(items);
  const columns: Column[] = [
    ...names.map((name) => {
      const prior = task.priors[name] ?? 0;
      return { prior, firmness: task.firmness, keepsSign: prior !== 0 };
    }),
    ...grams.map(() => ({ prior: 0, firmness: task.head?.firmness ?? 1, keepsSign: false })),
  ];
  const numbers = new Map<string, number>(
    [...names, ...grams.map((gram) => `#${gram}`)].map((name, at) => [name, at]),
  );
  const rows: Row[] = items.map(({ features, grams: own }) => {
    const columnsOf: number[] = [];
    const values: number[] = [];
    for (const [name, value] of features) {
      const at = numbers.get(name);
      if (at === undefined) continue;
      columnsOf.push(at);
      values.push(value);
    }
    if (task.head !== undefined) {
      const counts = new Map<string, number>();
      for (const gram of own) counts.set(gram, (counts.get(gram) ?? 0) + 1);
      for (const [gram, count] of counts) {
        const at = numbers.get(`#${gram}`);
        if (at === undefined) continue;
        columnsOf.push(at);
        values.push(count);
      }
    }
    return { columns: columnsOf, values };
  });
  const learned = learn(
    rows,
    items.map(({ label }) => label),
    importanceOf(items),
    columns,
    task.bias,
  );
  const weights = Object.fromEntries(names.map((name, at) => [name, learned.weights[at] ?? 0]));
  const ranked = grams
    .map((gram, at) => [gram, learned.weights[names.length + at] ?? 0] as const)
    .filter(([, weight]) => Math.abs(weight) >= 0.02)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .slice(0, task.head?.most ?? 0)
    .map(([gram, weight]) => [gram, Math.round(weight * 100) / 100] as const);
  return { bias: learned.bias, weights, words: new Map(ranked) };
}

function sumOf(task: Task, { bias, weights, words }: Fitted, { features, grams }: Prepared): number {
  let sum = bias;
  for (const [name, weight] of Object.entries(weights)) sum += weight * (features.get(name) ?? 0);
  let second = 0;
  for (const gram of grams) second += words.get(gram) ?? 0;
  const cap = task.head?.cap ?? 0;
  return sum + between(-cap, second, cap);
}

/** Groups dealt into folds, by seed. */
export function foldsOf(groups: Iterable<string>, folds: number, seed: number): Map<string, number> {
  const random = randomOf(seed);
  const shuffled = [...new Set(groups)].sort();
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other] ?? '', shuffled[at] ?? ''];
  }
  return new Map(shuffled.map((group, at) => [group, at % folds]));
}

const FOLDS = 5;
const SEED = 20_261_124;

/** Where the sum should be cut: from folds by source where there are several, by group where there is one. */
function shiftOf(task: Task, items: readonly Prepared[]): number {
  const fold = foldsOf(
    items.map(({ example }) => example.group),
    FOLDS,
    SEED,
  );
  const foldOf = ({ example }: Prepared) => fold.get(example.group) ?? 0;
  const judged: (Judged & { readonly importance: number })[] = [];
  const weighed = importanceOf(items);
  const importance = new Map(items.map((item, at) => [item, weighed[at] ?? 1] as const));
  for (let held = 0; held < FOLDS; held += 1) {
    const result = fitted(
      task,
      items.filter((item) => foldOf(item) !== held),
    );
    for (const item of items)
      if (foldOf(item) === held)
        judged.push({
          score: sigmoid(sumOf(task, result, item)),
          label: item.label,
          group: item.example.group,
          importance: importance.get(item) ?? 1,
        });
  }
  const threshold = bestThreshold(
    judged,
    (item) => (item as Judged & { importance: number }).importance,
    task.beta,
  );
  const cut = between(0.02, threshold, 0.98);
  return Math.log((1 - cut) / cut);
}

/** A turn in which nothing was found is never a signal, whatever the data's share of positives. */
const NOTHING_SAID = -0.7;

const rounded = (value: number): number => Math.round(value * 100) / 100;

export function learnTask(task: Task, items: readonly Prepared[]): Outcome {
  const head = (words: string): Head | null =>
    task.head === undefined ? null : { cap: task.head.cap, words };
  if (items.length === 0) return { model: { bias: task.bias, weights: task.priors }, head: head('') };
  const result = fitted(task, items);
  const shift = task.keepsBias === true ? 0 : shiftOf(task, items);
  const bias = task.keepsBias === true ? task.bias : Math.min(result.bias + shift, NOTHING_SAID);
  const weights: Record<string, number> = Object.fromEntries(
    Object.entries(result.weights)
      .map(([name, weight]) => [name, rounded(weight)] as const)
      .filter(([, weight]) => weight !== 0),
  );
  if (task.head !== undefined) weights[`head.${task.head.name}`] = 1;
  const words = [...result.words]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([gram, weight]) => `${gram}:${weight}`);
  return { model: { bias: rounded(bias), weights }, head: head(words.join(' ')) };
}

/** The scores a task's learned weights give to examples. */
export const scoreWith = (task: Task, { model, head }: Outcome, items: readonly Prepared[]): Judged[] => {
  const words = new Map(
    (head?.words ?? '')
      .split(' ')
      .filter((part) => part !== '')
      .map((part) => {
        const at = part.lastIndexOf(':');
        return [part.slice(0, at), Number(part.slice(at + 1))];
      }),
  );
  const weights = Object.fromEntries(
    Object.entries(model.weights).filter(([name]) => !name.startsWith('head.')),
  );
  return items.map((item) => ({
    score: sigmoid(sumOf(task, { bias: model.bias, weights, words }, item)),
    label: item.label,
    group: item.example.group,
  }));
};

export const newScorer = (): Scorer => createScorer(priorWeights());
