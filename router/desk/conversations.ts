// Owns a conversation as its bot side sees it: opening, turns, the customer leaving and coming back, closing, and
// whether what is said asks for a person.
// Refuses: the handoff that follows (handoffs.ts), and who may speak when (bot-requests.ts).
import { isOwned, isWaiting } from '#shared/domain/handoff/states.ts';
import type { Heard } from '#shared/domain/trigger/port.ts';
import type { EdgeTurn, OpenConversation } from '#shared/protocol/edge.ts';
import type { BotConfig } from '#shared/schema/config.ts';
import type { Attachment, Author, Turn } from '#shared/schema/conversation.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { initiate } from './admission.ts';
import { briefMore } from './briefing.ts';
import type { Change } from './change.ts';
import { closeConversation } from './closing.ts';
import { publish } from './files.ts';
import { cancel, wrap } from './handoffs.ts';
import { takeUp } from './holds.ts';
import { askFor } from './known.ts';
import { policyFor } from './policies.ts';
import { type Work, workFrom } from './state.ts';
import { isOwn, ownerOf } from './stored.ts';
import { askSummary } from './summaries.ts';

export function openConversation(change: Change, bot: BotConfig, id: string, body: OpenConversation): Work {
  const { now, state } = change;
  const { customer, account, channel } = body;
  const work = workFrom({
    head: {
      conversation: {
        id,
        bot: bot.id,
        botName: bot.name,
        channel,
        customer: { ...customer, ...(account === undefined ? {} : { account }) },
        state: 'bot',
        openedAt: now,
        lastAt: now,
        turns: 0,
        preview: '',
        customerPresent: true,
        demo: bot.demo,
      },
      handoff: null,
      offer: null,
      handoffs: 0,
      events: 0,
      entries: 0,
      draft: '',
      judgement: null,
      closing: null,
      pauses: {},
      known: [],
      kept: {},
    },
    entries: [],
  });
  state.open.set(id, work);
  change.touch(work);
  askFor(change, work);
  change.count(bot.queue, { kind: 'arrived' });
  return work;
}

const oneLine = (text: string): string =>
  text
    .slice(0, LIMITS.label * 4)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LIMITS.label);

type Said = Pick<Turn, 'id' | 'role' | 'text' | 'at' | 'confidence' | 'delivery' | 'attachments'>;

/** Adds a turn, whoever says it. */
export function say(change: Change, work: Work, author: Author, said: Said): Turn {
  const { conversation } = work.head;
  conversation.turns += 1;
  conversation.lastAt = Math.max(conversation.lastAt, said.at);
  conversation.preview = oneLine(said.text);
  conversation.previewRole = said.role;
  const entry = change.add(work, { type: 'turn', index: conversation.turns, author, ...said });
  if (entry.type !== 'turn') throw new Error('a turn is a turn');
  return entry;
}

/** A turn of the customer or the bot. A customer who writes is present. */
export function hear(change: Change, work: Work, body: EdgeTurn, files: readonly Attachment[] = []): Turn {
  const { customer, bot, botName } = work.head.conversation;
  const { id, role, text, confidence } = body;
  if (role === 'END_USER') {
    customerBack(change, work);
    takeUp(change, work, 'customer');
  }
  const author = role === 'END_USER' ? { id: customer.id, name: customer.name } : { id: bot, name: botName };
  const at = Math.min(body.at ?? change.now, change.now);
  const turn = say(change, work, author, {
    id,
    role,
    text,
    at,
    ...(confidence === undefined ? {} : { confidence }),
    ...(files.length === 0 ? {} : { attachments: [...files] }),
  });
  publish(change, work, files);
  briefMore(change, work, turn);
  askSummary(change, work);
  return turn;
}

/** Hears what was said since it was last judged, and keeps what came of it. */
export function hearOut(change: Change, work: Work): Heard {
  const { bot, customer } = work.head.conversation;
  const { state } = change;
  const heard = state.engines.trigger.hear(work.heard, work.entries, {
    policy: policyFor(state, bot),
    account: customer.account,
  });
  work.heard = heard;
  const { score, fired } = heard.judgement;
  work.head.judgement = { score, fired, before: work.head.judgement?.score ?? 0 };
  change.touch(work);
  return heard;
}

/**
 * Judges the conversation after a turn, while the bot has it and the customer is there. The bot hears of it when the
 * judgement changes. A handoff starts where the trigger begins to fire, not with every turn for which it goes on firing:
 * one that could not be or was called off is tried again when it let go meanwhile, or at a new request in words.
 */
export function judge(change: Change, work: Work, turn: Turn): void {
  const { conversation, judgement: before } = work.head;
  if (conversation.state !== 'bot' || !conversation.customerPresent) return;
  const { judgement, asks } = hearOut(change, work);
  const { score, threshold, fired, grounds } = judgement;
  if (score !== (before?.score ?? 0) || fired !== (before?.fired ?? false)) {
    const by = grounds === undefined ? {} : { by: grounds.by, policy: grounds.policy };
    change.tellBot(work, 'handoff.scored', { score, threshold, fired, turn: turn.index, ...by });
  }
  if (fired && (asks || before?.fired !== true)) initiate(change, work, judgement, {});
}

/** Before a person has it the handoff is called off; a person who has it keeps it and wraps up. */
export function customerLeft(change: Change, work: Work): void {
  const { conversation, handoff } = work.head;
  if (!conversation.customerPresent) return;
  conversation.customerPresent = false;
  change.add(work, { type: 'mark', at: change.now, kind: 'customer.left' });
  if (handoff !== null && isWaiting(handoff.state)) cancel(change, work, 'customer_left');
}

export function customerBack(change: Change, work: Work): void {
  const { conversation } = work.head;
  if (conversation.customerPresent) return;
  conversation.customerPresent = true;
  change.add(work, { type: 'mark', at: change.now, kind: 'customer.back' });
}

/** Shown to the owner, never stored. */
export function customerTypes(change: Change, { head }: Work): void {
  const person = ownerOf(head);
  if (person !== null) change.live({ kind: 'typing', person, conversation: head.conversation.id });
}

/** The bot side ends it. A person who has it can still wrap up; it closes when they are done. */
export function closeFromBot(change: Change, work: Work, reason: string): void {
  const { head } = work;
  const { handoff } = head;
  if (handoff !== null && isWaiting(handoff.state)) cancel(change, work, reason);
  if (handoff === null || !isOwned(handoff.state)) {
    closeConversation(change, work, reason);
    return;
  }
  head.closing = reason;
  change.touch(work);
  customerLeft(change, work);
  if (handoff.state !== 'wrapping') wrap(change, work);
}

/** How a person's message fared at the bot side. Whoever may still read it is told. */
export function deliver(change: Change, work: Work, turn: Turn, delivery: 'accepted' | 'failed'): void {
  const { head } = work;
  if (turn.delivery === delivery || turn.delivery === undefined) return;
  change.replace(work, { ...turn, delivery });
  if (head.conversation.state === 'closed') change.remember(work);
  const { id } = head.conversation;
  const text = JSON.stringify({ conversation: id, seq: turn.seq, delivery });
  for (const person of whoMayRead(change, work, turn)) change.tell(person, 'delivery.changed', text);
}

/** Who may read an entry: who holds the conversation, and whoever kept it up to there. */
function whoMayRead(change: Change, work: Work, turn: Turn): Set<string> {
  const { head, place } = work;
  const readers = new Set<string>();
  for (const reader of [place.holder, place.consulted]) if (reader !== null) readers.add(reader.config.id);
  for (const [person, kept] of Object.entries(head.kept)) {
    const theirs = kept.own !== true || isOwn(turn, person);
    if (theirs && turn.seq < kept.upTo && change.holdsKept(person, head.conversation.id)) readers.add(person);
  }
  return readers;
}
