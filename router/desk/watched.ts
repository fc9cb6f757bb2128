// Owns which conversations with a bot the people of its queue may watch: those nearest to a handoff, as figures.
// Refuses: their words, and who may read those (router/server/records.ts).
import { LIMITS } from '#shared/schema/primitives.ts';
import type { WatchedList, WatchedRow } from '#shared/schema/queue.ts';
import type { State } from './state.ts';
import type { Head } from './stored.ts';

/** Every score is told on the scale on which a trigger fires at this. */
const THRESHOLD = 500_000;

function rowOf({ conversation, judgement }: Head): WatchedRow | null {
  const { id, state, channel, customer, customerPresent, botName, turns, demo } = conversation;
  if (state !== 'bot' || !customerPresent || judgement === null) return null;
  const { name, organisation } = customer;
  return {
    conversation: id,
    channel,
    name,
    ...(organisation === undefined ? {} : { organisation }),
    botName,
    turns,
    score: judgement.score,
    before: judgement.before,
    demo,
  };
}

/** Null for a queue that is not configured. */
export function watchedOf(state: State, queue: string): WatchedList | null {
  const known = state.queues.get(queue);
  if (known === undefined) return null;
  const rows: WatchedRow[] = [];
  for (const { head } of state.open.values()) {
    if (state.bots.get(head.conversation.bot)?.queue !== queue) continue;
    const row = rowOf(head);
    if (row !== null) rows.push(row);
  }
  rows.sort((a, b) => b.score - a.score || (a.conversation < b.conversation ? -1 : 1));
  const { watchedText: text } = known.config;
  return { queue, threshold: THRESHOLD, text, rows: rows.slice(0, LIMITS.watched) };
}
