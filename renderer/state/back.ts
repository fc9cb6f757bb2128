// Owns remembering that the link was lost, so that its return can be told: since when, and what went out. Pure.
import type { LinkView } from '#shared/contract/views.ts';

export interface Back {
  /** When it came back, this device's clock. */
  readonly at: number;
  /** Things of the outbox that went out with it. */
  readonly sent: number;
}
export interface Loss {
  readonly since: number;
  /** The most that waited in the outbox meanwhile. */
  readonly outbox: number;
}

/** A loss shorter than this is not told, ms. */
const WORTH_TELLING = 3_000;

/** `back` is set at the moment of the return only. */
export function follow(
  loss: Loss | null,
  link: LinkView,
  now: number,
): { readonly loss: Loss | null; readonly back: Back | null } {
  if (link.state === 'connecting' || link.state === 'refused') return { loss, back: null };
  if (link.state !== 'live') {
    const next = { since: loss?.since ?? link.since, outbox: Math.max(loss?.outbox ?? 0, link.outbox) };
    return { loss: next, back: null };
  }
  if (loss === null || now - loss.since < WORTH_TELLING) return { loss: null, back: null };
  return { loss: null, back: { at: now, sent: Math.max(0, loss.outbox - link.outbox) } };
}
