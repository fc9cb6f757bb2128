// Owns looking back: search and the list of handled conversations, from this device's copy alone.
import type { Handlers } from '#shared/contract/calls.ts';
import type { Core } from '../core.ts';

export const historyHandlers = ({ store, locked }: Core) => {
  function unlocked(): void {
    const error = locked();
    if (error !== null) throw error;
  }
  return {
    async search({ text, before, limit }) {
      unlocked();
      return { hits: [...(await store.search(text, before, limit))] };
    },
    async list({ before, limit }) {
      unlocked();
      return { rows: [...(await store.history(before, limit))] };
    },
  } satisfies Handlers<'history'>;
};
