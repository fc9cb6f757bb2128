// Owns which way a handoff may go: the one table of its states and the steps between them.
// Refuses: who may take a step and when (router/desk).
import type { HandoffState } from '../../schema/handoff.ts';

/** Every legal step. A state without steps is an end. */
const STEPS: Readonly<Record<HandoffState, readonly HandoffState[]>> = {
  initiated: ['queued', 'failed'],
  queued: ['offered', 'canceled', 'failed'],
  // Back to queued when the offer is declined, runs out or is rescinded.
  offered: ['accepted', 'queued', 'canceled', 'failed'],
  // Back to queued when the owner vanished: nothing is ever stuck.
  accepted: ['active', 'wrapping', 'completed', 'returned', 'queued'],
  active: ['wrapping', 'completed', 'returned', 'queued'],
  wrapping: ['completed', 'returned', 'queued'],
  completed: [],
  returned: [],
  failed: [],
  canceled: [],
};

/** May a handoff go from one state to another? Staying is not a step. */
export const canMove = (from: HandoffState, to: HandoffState): boolean => STEPS[from].includes(to);

/** The state after a step. Throws when the step is not legal: that is a fault of the caller, never of input. */
export function moved(from: HandoffState, to: HandoffState): HandoffState {
  if (!canMove(from, to)) throw new Error(`a handoff cannot go from ${from} to ${to}`);
  return to;
}

/** In the queue or about to be: the bot may still speak, the handoff may be canceled. */
export const isWaiting = (state: HandoffState): state is 'initiated' | 'queued' | 'offered' =>
  state === 'initiated' || state === 'queued' || state === 'offered';

/** A person has it. */
export const isOwned = (state: HandoffState): state is 'accepted' | 'active' | 'wrapping' =>
  state === 'accepted' || state === 'active' || state === 'wrapping';

/** It is over. */
export const isEnded = (state: HandoffState): boolean => STEPS[state].length === 0;
