// Owns when a customer counts as silent: their turn to speak, and nothing came for a while. Pure.
import type { ConversationView } from '#shared/contract/views.ts';

/** A chat goes quiet within minutes; nobody waits at an e-mail. ms */
const SILENT_MS = 5 * 60_000;

/** How long the customer has said nothing although it is their turn, ms; null while that is nothing to ask about. */
export function silence({ right, conversation, handoff }: ConversationView, now: number): number | null {
  const live = conversation.channel === 'chat' && conversation.customerPresent;
  const open = right === 'owner' && handoff.state === 'active' && handoff.hold === undefined;
  if (!live || !open || conversation.previewRole !== 'HUMAN_AGENT') return null;
  const since = now - conversation.lastAt;
  return since < SILENT_MS ? null : since;
}
