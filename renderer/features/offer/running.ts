// Owns which offer is shown, and how much of its time is left.
import type { OfferView } from '#shared/contract/views.ts';
import { type PageState, tablesOf } from '../../state/page.ts';
import { isOpenOffer } from '../../state/queue.ts';
import { countdown, offerUrgency } from '../../ui/time.ts';

/** Open ones first, the one that ends soonest; then those that ended, until closed. */
export function shownOffer(state: PageState): OfferView | undefined {
  let best: OfferView | undefined;
  const rank = (offer: OfferView): number =>
    (isOpenOffer(offer) ? 0 : Number.MAX_SAFE_INTEGER / 2) + offer.expiresAt;
  for (const offer of tablesOf(state).offers.values()) {
    if (state.closedOffers.includes(offer.id)) continue;
    if (best === undefined || rank(offer) < rank(best)) best = offer;
  }
  return best;
}

/** Of the whole time, ms; now is this device's. */
export function leftOf({ offer, expiresAt }: OfferView, now: number) {
  const whole = offer.expiresAt - offer.madeAt;
  const seconds = countdown(expiresAt - now, whole);
  return { whole, seconds, urgency: offerUrgency(seconds) };
}
