// Owns the shapes of the desk's answers.
import type { RefusalCode } from '#shared/protocol/commands.ts';
import type { EdgeErrorCode, HandoffStatus } from '#shared/protocol/edge.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { Reply } from './port.ts';
import type { Work } from './state.ts';
import { type Head, ownerOf } from './stored.ts';

export const done = (result: unknown = {}): Reply => ({ ok: true, result });

export function refused(code: RefusalCode, msg: string, work?: Work): Reply {
  const handoff = work?.head.handoff ?? null;
  const owner = work === undefined ? null : ownerOf(work.head);
  if (handoff === null || owner === null) return { ok: false, refusal: { code, msg } };
  const since = handoff.acceptedAt ?? handoff.initiatedAt;
  return { ok: false, refusal: { code, msg, owner: { id: owner, name: handoff.ownerName ?? owner, since } } };
}

export const edgeError = (code: EdgeErrorCode, message: string, path?: string): Reply => ({
  ok: false,
  edge: { code, message, ...(path === undefined ? {} : { path }) },
});

/** Bots and customers learn a person's first name, no more. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name;

const STATUS: Readonly<Record<Handoff['state'], HandoffStatus['status']>> = {
  initiated: 'queued',
  queued: 'queued',
  offered: 'offered',
  accepted: 'accepted',
  active: 'accepted',
  wrapping: 'accepted',
  completed: 'completed',
  returned: 'returned',
  failed: 'failed',
  canceled: 'canceled',
};

/** What a bot is told of a handoff. */
export function statusOf(handoff: Handoff): HandoffStatus {
  const { id, conversation, state, endReason, ownerName } = handoff;
  return {
    handoff: id,
    conversation,
    status: STATUS[state],
    state,
    ...(endReason === undefined ? {} : { reason: endReason }),
    ...(ownerName === undefined ? {} : { agent: { name: firstName(ownerName) } }),
  };
}

/** A conversation as its bot asks for it. */
export const conversationAnswer = ({ conversation, handoff }: Head, status?: HandoffStatus) => ({
  conversation: conversation.id,
  state: conversation.state,
  ...(handoff === null ? {} : { handoff: status ?? statusOf(handoff) }),
});
