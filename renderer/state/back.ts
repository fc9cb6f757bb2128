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
  /** The link is there again and the outbox is on its way. */
  readonly back: Back | null;
}

/** A loss shorter than this is not told, ms. */
const WORTH_TELLING = 3_000;

/** `back` is set at the return, or once the first of the outbox went out, and again with more of it. */
export function follow(
  loss: Loss | null,
  link: LinkView,
  now: number,
): { readonly loss: Loss | null; readonly back: Back | null } {
  if (link.state === 'connecting' || link.state === 'refused') return { loss, back: null };
  if (link.state !== 'live') {
    const before = loss?.back === null ? loss : null;
    const outbox = Math.max(before?.outbox ?? 0, link.outbox);
    return { loss: { since: before?.since ?? link.since, outbox, back: null }, back: null };
  }
  if (loss === null || (loss.back === null && now - loss.since < WORTH_TELLING))
    return { loss: null, back: null };
  const told = loss.back ?? { at: now, sent: 0 };
  const back = { at: told.at, sent: Math.max(told.sent, loss.outbox - link.outbox) };
  const isNew = loss.back === null || back.sent > told.sent;
  return {
    loss: link.outbox > 0 ? { ...loss, back } : null,
    // "Nothing was sent" while everything is on its way would be said too early.
    back: isNew && (back.sent > 0 || link.outbox === 0) ? back : null,
  };
}
