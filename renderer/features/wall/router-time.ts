// Owns the router's clock as this page knows it: each message says the time, and the one that came fastest is nearest to
// the truth. A message that was held up on its way then shows its age. Pure; two numbers, whatever the time.

/** How long a measurement counts, ms: clocks drift apart by a few ms a minute. */
const SPAN = 300_000;

export class RouterTime {
  #since = Number.NEGATIVE_INFINITY;
  #now = Number.NEGATIVE_INFINITY;
  #before = Number.NEGATIVE_INFINITY;

  /** A connection begins: it may be another router. */
  begin(): void {
    this.#since = Number.NEGATIVE_INFINITY;
    this.#now = Number.NEGATIVE_INFINITY;
    this.#before = Number.NEGATIVE_INFINITY;
  }

  /** A message written at `at` (router) arrived at `local`, both ms. */
  hear(at: number, local: number): void {
    if (local - this.#since > SPAN) {
      this.#before = local - this.#since > 2 * SPAN ? Number.NEGATIVE_INFINITY : this.#now;
      this.#now = Number.NEGATIVE_INFINITY;
      this.#since = local;
    }
    this.#now = Math.max(this.#now, at - local);
  }

  /** The router's time, ms; null before anything was heard. */
  at(local: number): number | null {
    const offset = Math.max(this.#now, this.#before);
    return offset === Number.NEGATIVE_INFINITY ? null : local + offset;
  }
}
