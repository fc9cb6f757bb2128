// Owns what a notification, a row of the missed, a link or a host's menu points at: it is shown, now or as soon as it is there, unless the
// person has begun something else meanwhile. What is gone by now is said in its place.
import type { OpenTarget } from '#shared/contract/notices.ts';
import type { OfferView } from '#shared/contract/views.ts';
import { type PageState, type PageStore, tablesOf } from './page.ts';
import { isOpenOffer } from './queue.ts';

export interface ShowingPorts {
  readonly store: PageStore;
  readonly read: (offer: OfferView) => void;
  readonly select: (conversation: string) => void;
}

type Place = Pick<PageState, 'place' | 'selected' | 'reading'>;
const placeOf = ({ place, selected, reading }: PageState): Place => ({ place, selected, reading });

export function createShowing({ store: { getState: get, setState: set }, read, select }: ShowingPorts) {
  /** An offer that a link names before the router has sent it, and where the person was then. */
  let awaited: { readonly offer: string; readonly from: Place } | null = null;

  function show({ conversation, offer: id, place }: OpenTarget): void {
    if (place !== undefined) {
      awaited = null;
      return set({ place });
    }
    // What was asked for stands before the first start, which comes again another time.
    set(conversation === undefined ? { place: 'inbox' } : { place: 'inbox', firstStart: 'left' });
    awaited = null;
    const offer = id === undefined ? undefined : tablesOf(get()).offers.get(id);
    if (offer !== undefined && isOpenOffer(offer)) read(offer);
    else if (conversation !== undefined) select(conversation);
    else if (id !== undefined && offer === undefined) awaited = { offer: id, from: placeOf(get()) };
  }

  /** Rows have come. */
  function showAwaited(): void {
    if (awaited === null) return;
    const offer = tablesOf(get()).offers.get(awaited.offer);
    const now = placeOf(get());
    const { from } = awaited;
    const moved = now.place !== from.place || now.selected !== from.selected || now.reading !== from.reading;
    if (offer === undefined && !moved) return;
    awaited = null;
    if (offer !== undefined && isOpenOffer(offer) && !moved) read(offer);
  }

  return { show, showAwaited };
}
