// Owns how often a visitor may ask: token buckets, in memory, bounded in number.

export interface Rate {
  /** Requests at once after a rest. */
  readonly burst: number;
  readonly perSecond: number;
}

const MOST_KEYS = 10_000;

export function createRate({ burst, perSecond }: Rate, now: () => number) {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    /** Seconds until one more is possible, or 0 when it was taken now. */
    take(key: string): number {
      const at = now();
      const bucket = buckets.get(key) ?? { tokens: burst, at };
      const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
      // The newest goes last, so that the first is the one that has rested longest.
      buckets.delete(key);
      buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
      if (buckets.size > MOST_KEYS) buckets.delete(buckets.keys().next().value ?? key);
      return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond);
    },
  };
}
