// Owns what the page asks first: what this is, what the host can do, and all rows.
import type { Handlers } from '#shared/contract/calls.ts';
import type { Core } from '../core.ts';

export const appHandlers = ({ ports, leaseMs, news }: Core, page: string) =>
  ({
    hello: () => ({
      version: ports.version,
      capabilities: ports.capabilities,
      router: ports.router.url,
      leaseHours: leaseMs / 3_600_000,
    }),
    attend({ attending }) {
      news.attend(page, attending);
      return {};
    },
  }) satisfies Handlers<'app'>;

export const stateHandlers = ({ state, view }: Core, page: string) =>
  ({
    snapshot() {
      // A page that asks begins anew: it opens again what it shows.
      view.leaveAll(page);
      return state.snapshot();
    },
  }) satisfies Handlers<'state'>;
