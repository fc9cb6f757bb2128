// Owns answering offers. Both answers need the link: an offer cannot be held while offline.
import type { Handlers } from '#shared/contract/calls.ts';
import type { Core } from '../core.ts';

export const offerHandlers = ({ offers }: Core) =>
  ({
    accept: async ({ offer }) => ({ conversation: await offers.accept(offer) }),
    async decline({ offer, reason }) {
      await offers.decline(offer, reason);
      return {};
    },
  }) satisfies Handlers<'offer'>;
