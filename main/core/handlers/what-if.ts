// Owns what a lead asks of a what-if: what it can be run on, running it, and stopping it. Works without a link.
import type { Handlers } from '#shared/contract/calls.ts';
import type { Core } from '../core.ts';
import { leadsOnly } from './leads.ts';

export const whatIfHandlers = (core: Pick<Core, 'whatIf' | 'view' | 'locked'>, page: string) => {
  const { whatIf } = core;
  const { allowed, whileAllowed } = leadsOnly(core);
  return {
    basis({ source }) {
      allowed();
      return whileAllowed(whatIf.basis(page, source));
    },
    run({ id, source, plan }) {
      allowed();
      return whileAllowed(whatIf.run(page, id, source, plan));
    },
    stop({ id }) {
      whatIf.cancel(page, id);
      return {};
    },
  } satisfies Handlers<'whatif'>;
};
