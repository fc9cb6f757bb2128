// Owns answering offers. Both answers need the link: an offer cannot be held while offline.
import type { Handlers } from '#shared/contract/calls.ts';
import type { Core } from '../core.ts';

export const offerHandlers = ({ offers, tell }: Core) =>
  ({
    async accept({ offer }) {
      const conversation = await offers.accept(offer);
      tell({ kind: 'offer.over', offer });
      return { conversation };
    },
    async decline({ offer, reason }) {
      await offers.decline(offer, reason);
      tell({ kind: 'offer.over', offer });
      return {};
    },
  }) satisfies Handlers<'offer'>;
