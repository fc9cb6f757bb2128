// Owns the offers made to this person: what stands, until when by this device's clock, and how each ended.
// Refuses: deciding anything about them; the router does.

import { CallError } from '#shared/contract/errors.ts';
import type { OfferView } from '#shared/contract/views.ts';
import type { FrameOf } from '#shared/protocol/frames.ts';
import type { DeclineReason } from '#shared/schema/handoff.ts';
import type { Clock } from '../ports.ts';
import { conflict } from '../refusals.ts';
import type { State } from '../state.ts';
import type { Times } from '../times.ts';
import type { Outbox } from './outbox.ts';

export interface OffersOptions {
  readonly state: State;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly times: Pick<Times, 'answerMs' | 'endedOfferMs' | 'repeatOfferMs'>;
  readonly isLive: () => boolean;
  /** The fence under which the work was given to us: it is newer than the row until the feed has caught up. */
  readonly accepted: (handoff: string, fence: number) => void;
  readonly changed: () => void;
  /** `ranOut`: it ended without any answer of this person. Said again when it is known who has it instead. */
  readonly over: (offer: string, ranOut: boolean, to?: string) => void;
}

const isOffline = (): CallError => new CallError({ code: 'offline', message: 'error.offline' });

export function createOffers(options: OffersOptions) {
  const { state, outbox, clock, times, changed } = options;
  const timers = new Map<string, () => void>();

  function put(row: OfferView): void {
    state.put('offers', row.id, row);
    changed();
  }

  function remove(id: string): void {
    timers.get(id)?.();
    timers.delete(id);
    options.over(id, false);
    state.remove('offers', id);
    changed();
  }

  function later(id: string, ms: number, run: () => void): void {
    timers.get(id)?.();
    timers.set(id, clock.after(ms, run));
  }

  function end(id: string, how: OfferView['state'], to?: string): void {
    const row = state.get('offers', id);
    if (row === undefined) return;
    put({ ...row, state: how, ...(to === undefined ? {} : { to }) });
    options.over(id, how === 'timeout' || (how === 'lost' && row.state === 'open'), to);
    later(id, times.endedOfferMs, () => remove(id));
  }

  function arm(row: OfferView): void {
    later(row.id, Math.max(0, row.expiresAt - clock.now()), () => {
      if (state.get('offers', row.id)?.state === 'open') end(row.id, 'timeout');
    });
  }

  function standing(id: string): OfferView {
    const row = state.get('offers', id);
    // One that is unknown was there before this console began anew: for who clicks it, it is gone.
    if (row?.state !== 'open') throw conflict({ code: 'offer_gone' });
    if (!options.isLive()) throw isOffline();
    return row;
  }

  /** Nobody was told: it stands as before. */
  function reopen(id: string): void {
    const row = state.get('offers', id);
    if (row?.state !== 'answering') return;
    put({ ...row, state: 'open' });
    arm(row);
  }

  async function answer(row: OfferView): Promise<void> {
    const { id, fence, conversation } = row.offer;
    const wish = { kind: 'offer.accept', base: fence, conversation, data: { offer: id } } as const;
    const said = await outbox.ask(wish).catch((error: unknown) => {
      reopen(id);
      throw error;
    });
    if (said.ok) {
      const { handoff, fence: given } = (said.result ?? {}) as { handoff?: unknown; fence?: unknown };
      if (typeof handoff === 'string' && typeof given === 'number') options.accepted(handoff, given);
      return remove(id);
    }
    if (said.refusal === 'offline') {
      reopen(id);
      throw isOffline();
    }
    end(id, 'lost', said.refusal.owner?.name);
    throw conflict(said.refusal);
  }

  return {
    made({ offer, ttl, ctx }: FrameOf<'offer'>): void {
      const before = state.get('offers', offer.id);
      const row: OfferView = {
        id: offer.id,
        offer,
        expiresAt: clock.now() + ttl,
        state: before?.state === 'answering' ? 'answering' : 'open',
        conversation: ctx.conversation,
        handoff: ctx.handoff,
      };
      put(row);
      if (row.state === 'open') arm(row);
    },
    revoked({ oid, why, to }: FrameOf<'revoke'>): void {
      // A refused offer was our own doing, here or in another window.
      if (why === 'rejected') remove(oid);
      // While our answer is under way, what comes back for it says more.
      else if (state.get('offers', oid)?.state !== 'answering') end(oid, why, to);
    },
    /** Those that still stand are sent again after `ready`; the rest are gone. */
    ready(): void {
      const before = new Map(state.rows('offers'));
      clock.after(times.repeatOfferMs, () => {
        for (const [id, row] of before)
          if (row.state === 'open' && state.get('offers', id) === row) end(id, 'lost');
      });
    },
    /** Resolves with the conversation when it is ours. An answer that does not come in time may still come. */
    async accept(id: string): Promise<string> {
      const row = standing(id);
      put({ ...row, state: 'answering' });
      const answered = answer(row);
      answered.catch(() => undefined);
      let cancel: () => void = () => undefined;
      const tooLong = new Promise<never>((_resolve, reject) => {
        cancel = clock.after(times.answerMs, () =>
          reject(new CallError({ code: 'offline', message: 'error.unanswered' })),
        );
      });
      try {
        await Promise.race([answered, tooLong]);
      } finally {
        cancel();
      }
      return row.conversation.id;
    },
    async decline(id: string, reason: DeclineReason): Promise<void> {
      const { offer } = standing(id);
      const { fence, conversation } = offer;
      await outbox.add({ kind: 'offer.decline', base: fence, conversation, data: { offer: id, reason } });
      remove(id);
    },
    /** The conversation may not be seen any more. */
    hide(conversation: string): void {
      for (const [id, row] of [...state.rows('offers')])
        if (row.conversation.id === conversation && row.state === 'open') end(id, 'rescinded');
    },
    open: (): number => [...state.rows('offers').values()].filter((row) => row.state === 'open').length,
    stop(): void {
      for (const cancel of timers.values()) cancel();
    },
  };
}

export type Offers = ReturnType<typeof createOffers>;
