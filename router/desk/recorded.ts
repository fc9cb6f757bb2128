// Owns what is recorded of a conversation once the bot's part of it is over, for those who judge triggers by it: the
// bot's part up to the first person, and what people made of that handoff.
// Refuses: what was said afterwards, and who may read it (router/server/records.ts).
import type { Entry, Turn } from '#shared/schema/conversation.ts';
import { handoffLabel } from '#shared/schema/handoff.ts';
import { NEEDED, type RecordedConversation, type RecordedHandoff } from '#shared/schema/recorded.ts';
import type { Change } from './change.ts';
import { recordKey } from './keys.ts';
import type { Work } from './state.ts';
import type { StoredConversation } from './stored.ts';

/** To the top of the record of its bot's queue: it is over, or what people made of it changed. */
export function record(change: Change, work: Work): void {
  const { head } = work;
  const { id, bot } = head.conversation;
  const queue = change.state.bots.get(bot)?.queue;
  if (queue === undefined) return;
  if (head.recorded !== undefined) change.put(head.recorded, null);
  head.recorded = recordKey(queue, change.now, id);
  change.put(head.recorded, '');
  change.touch(work);
}

const isMark = (kind: string) => (entry: Entry) => entry.type === 'mark' && entry.kind === kind;
const recordedTurn = ({ role, text, at, confidence }: Turn) => ({
  role,
  text,
  at,
  ...(confidence === undefined ? {} : { confidence }),
});

/** What is said to the bot that has it now, since it has it; null while it does not. */
export function saidToBot({ head, entries }: StoredConversation): RecordedConversation['turns'] | null {
  if (head.conversation.state !== 'bot') return null;
  return entries
    .slice(entries.findLastIndex(isMark('handoff.returned')) + 1)
    .filter((entry) => entry.type === 'turn')
    .map(recordedTurn);
}

/** The last word on the first handoff that a person took. */
function labelOf(since: readonly Entry[]): RecordedConversation['label'] {
  const again = since.findIndex(isMark('handoff.initiated'));
  const mark = (again < 0 ? since : since.slice(0, again)).findLast(isMark('handoff.labeled'));
  return handoffLabel.safeParse(mark?.type === 'mark' ? mark.reason : undefined).data ?? null;
}

/** The last that waited in a queue, once it is over. */
function handoffFrom({ head, entries }: StoredConversation): RecordedHandoff | undefined {
  const { handoff, conversation } = head;
  const since = entries.slice(entries.findLastIndex(isMark('handoff.initiated')));
  const queued = since.find(isMark('handoff.queued'));
  if (handoff === null || queued === undefined) return undefined;
  const { queue, language, skills, dueAt } = handoff;
  const over = handoff.endedAt ?? conversation.closedAt;
  if (over === undefined) return undefined;
  const taken = since.find(isMark('handoff.accepted'));
  const by = taken?.type === 'mark' ? taken.person?.id : undefined;
  const length = (from: number, to: number): number => Math.max(0, to - from);
  return {
    ...{ queue, queuedAt: queued.at, skills },
    ...(language === undefined ? {} : { language }),
    target: length(queued.at, dueAt ?? queued.at),
    waited: length(queued.at, taken?.at ?? over),
    ...(taken === undefined || by === undefined ? {} : { by, handled: length(taken.at, over) }),
  };
}

/** `queue`: in whose record it stands; `recordedAt`: since when, ms since 1970. */
export function recordedFrom(
  stored: StoredConversation,
  queue: string,
  recordedAt: number,
): RecordedConversation {
  const { head, entries } = stored;
  const { conversation, handoff } = head;
  const { id, bot, channel, openedAt, lastAt, closedAt, customer } = conversation;
  const { name, organisation, account } = customer;
  const taken = entries.findIndex(isMark('handoff.accepted'));
  const own = taken < 0 ? entries : entries.slice(0, taken);
  const label = taken < 0 ? null : labelOf(entries.slice(taken));
  const intent = handoff?.context.intent;
  const played = handoffFrom(stored);
  return {
    ...{ id, queue, bot, channel, at: openedAt },
    customer: { name, ...(organisation === undefined ? {} : { organisation }) },
    ...(account === undefined ? {} : { account }),
    ...(intent === undefined ? {} : { intent }),
    turns: own.filter((entry) => entry.type === 'turn').map(recordedTurn),
    ...(played === undefined ? {} : { handoff: played }),
    asked: own.some(isMark('handoff.initiated')),
    taken: taken >= 0,
    label,
    needed: label === null ? null : NEEDED[label],
    endedAt: entries[taken]?.at ?? closedAt ?? lastAt,
    recordedAt,
  };
}
