// Owns what the queue bench and its feeder tell each other, and how many wait. Apart from the feeder, which begins to work where
// it is imported.
export type ToFeeder =
  | { readonly kind: 'fill' | 'rest' }
  | { readonly kind: 'feed'; readonly perSecond: number };
export type FromFeeder =
  | { readonly kind: 'ready'; readonly url: string }
  /** What a period of feeding did: updates, and the ms it took. */
  | { readonly kind: 'rested'; readonly updates: number; readonly ms: number };

export const WAITING = 10_000;
export const OWN = 5;
