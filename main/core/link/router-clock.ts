// Owns what is known of the router's clock: the hello says the time, the first ping says how old that was.

/** A difference this small says nothing: it is within what one measurement can be wrong. */
const NOISE_MS = 20;

export function createRouterClock(now: () => number) {
  let offset = 0;
  let hello: { readonly routerNow: number; readonly heard: number } | null = null;
  let pinged: number | null = null;

  /** True when the offset became another one. */
  function measure(roundTrip: number): boolean {
    if (hello === null) return false;
    const measured = Math.round(hello.routerNow + roundTrip / 2 - hello.heard);
    if (Math.abs(measured - offset) < NOISE_MS) return false;
    offset = measured;
    return true;
  }

  return {
    /** Router clock minus this clock, ms. */
    offset: () => offset,
    connecting(): void {
      hello = null;
      pinged = null;
    },
    hello(routerNow: number): boolean {
      hello = { routerNow, heard: now() };
      return measure(0);
    },
    ping(): void {
      pinged ??= now();
    },
    pong(): boolean {
      const sent = pinged;
      pinged = null;
      return sent !== null && measure(now() - sent);
    },
  };
}
