// Owns the way to the core through the preload's `window.baton`: always open, because the core lives as long as the window.
import type { Bridge } from '#shared/contract/bridge.ts';
import { CallError } from '#shared/contract/errors.ts';
import type { Transport } from './transport.ts';

export function bridgeTransport(bridge: Bridge): Transport {
  return {
    async call(name, body) {
      const answer = await bridge.call(name, body);
      if (answer.ok) return answer.body;
      throw new CallError(answer.error);
    },
    subscribe: (listen) => bridge.subscribe(listen),
    watch(listen) {
      listen({ kind: 'open' });
      return () => undefined;
    },
    retry: () => undefined,
  };
}
