// Owns the shape of learned weights and how they give a signal: bias plus weight times feature, through the logistic.
// The product of weight and feature is the explanation. Refuses: learning; that is the command line's.
import { between, sigmoid } from './number.ts';

export const SIGNALS = [
  'humanRequest',
  'frustration',
  'voiced',
  'urgency',
  'churnRisk',
  'buyingIntent',
  'complexity',
  'botFailure',
  'repetition',
  'legalRisk',
  'competitor',
  'cancellation',
  'problem',
  'solved',
  'refusal',
  'botHandover',
] as const;
export type Signal = (typeof SIGNALS)[number];

export interface Model {
  readonly bias: number;
  /** By feature name. */
  readonly weights: Readonly<Record<string, number>>;
}

/** A second opinion from single words and pairs: `word:weight`, parted by spaces; a pair is `a_b`. Its sum is capped. */
export interface Head {
  readonly cap: number;
  readonly words: string;
}

export interface Weights {
  /** What the customer's own turn says, and for bot turns the bot's. */
  readonly customer: Readonly<Partial<Record<Signal, Model>>>;
  readonly bot: Readonly<Partial<Record<Signal, Model>>>;
  readonly heads: Readonly<Record<string, Head>>;
}

/** A model with features by number. */
export interface Compiled {
  readonly signal: Signal;
  readonly bias: number;
  readonly features: readonly number[];
  readonly weights: readonly number[];
}

export function compileModels(
  models: Readonly<Partial<Record<Signal, Model>>>,
  numberOf: (feature: string) => number,
): Compiled[] {
  return SIGNALS.flatMap((signal) => {
    const model = models[signal];
    if (model === undefined) return [];
    const features = Object.keys(model.weights);
    return [
      {
        signal,
        bias: model.bias,
        features: features.map(numberOf),
        weights: features.map((feature) => model.weights[feature] ?? 0),
      },
    ];
  });
}

/** Always added in the order of the model's features: equal bits everywhere. */
export function logit(
  { bias, features, weights }: Compiled,
  values: readonly number[] | Float64Array,
): number {
  let sum = bias;
  for (let at = 0; at < features.length; at += 1)
    sum += (weights[at] ?? 0) * (values[features[at] ?? 0] ?? 0);
  return sum;
}

export const probability = (sum: number): number => sigmoid(between(-30, sum, 30));
