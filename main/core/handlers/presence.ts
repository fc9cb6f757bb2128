// Owns what a person says of their own presence. Of several said without a link only the last one is sent.
import type { Handlers } from '#shared/contract/calls.ts';
import type { Core } from '../core.ts';

export const presenceHandlers = ({ outbox }: Core) =>
  ({
    async set(data) {
      const { id } = await outbox.replace({ kind: 'presence.set', data });
      return { operation: id };
    },
  }) satisfies Handlers<'presence'>;
