// Owns the list of what was missed, and trying how a notice looks and sounds.
import type { Handlers } from '#shared/contract/calls.ts';
import type { Core } from '../core.ts';

export const missedHandlers = ({ store, apply }: Core) =>
  ({
    async seen({ ids }) {
      apply(await store.seeMissed(ids));
      return {};
    },
  }) satisfies Handlers<'missed'>;

export const noticeHandlers = ({ sample }: Core) =>
  ({
    try({ kind }) {
      sample(kind);
      return {};
    },
  }) satisfies Handlers<'notice'>;
