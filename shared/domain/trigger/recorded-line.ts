// Owns reading one line of recorded history, as JSON gives it: a line as `score` takes it, or one that `export` wrote. The same
// for the command line and for the console. Refuses: judging it, and files. Signals are read apart, once, whatever the policies.
import { z } from 'zod';
import type { Account } from '../../schema/account.ts';
import { type Channel, conversation, entry, type Turn } from '../../schema/conversation.ts';
import { type HandoffLabel, handoff } from '../../schema/handoff.ts';
import { label, time } from '../../schema/primitives.ts';
import { NEEDED, type RecordedConversation, type RecordedHandoff } from '../../schema/recorded.ts';
import type { Recorded } from './backtest.ts';
import type { Standing } from './combine.ts';
import { NOTHING_HEARD } from './features.ts';
import { type RefusedLine, readScoreLine, refusedLine, turnsOf } from './score-line.ts';
import type { HeardTurn, Scorer, TurnSignals } from './signals.ts';
import { standingAt, standingOf } from './standing.ts';

export interface SaidTurn extends HeardTurn {
  /** Ms since 1970. */
  readonly at?: number | undefined;
  /** Who said it, where that is known. */
  readonly speaker?: string | undefined;
}

/** A recorded conversation before its words are read. */
export interface RecordedLine {
  readonly id: string;
  readonly name?: string;
  readonly organisation?: string;
  readonly intent?: string;
  readonly channel?: Channel;
  readonly bot?: string;
  readonly queue: string | undefined;
  /** Of the router's record alone. */
  readonly handoff?: RecordedHandoff;
  readonly account: Account | undefined;
  readonly standing: Standing | undefined;
  /** The bot's part, up to where a person took over. */
  readonly turns: readonly SaidTurn[];
  readonly tookOver: boolean;
  readonly needed: boolean | null;
  readonly label: HandoffLabel | null;
  /** It is of a history that holds only who came to a person. */
  readonly handedOver: boolean;
}

const exported = z.object({
  conversation: conversation.pick({ id: true, customer: true }).extend({
    bot: conversation.shape.bot.optional(),
    channel: conversation.shape.channel.optional(),
  }),
  handoff: handoff.pick({ queue: true, label: true }).extend({
    context: z.object({ intent: label.optional() }).optional(),
  }),
  entries: z.array(entry),
});
type Exported = z.infer<typeof exported>;

/** What a line of `score` may say besides, for a backtest. */
const besides = z.object({
  queue: label.optional(),
  labels: z.record(z.string(), z.unknown()).optional(),
  turns: z.array(z.object({ at: time.optional() })).optional(),
});

/** Signals of each turn, in order. */
export function signalsOf(scorer: Scorer, turns: readonly HeardTurn[]): TurnSignals[] {
  let memory = NOTHING_HEARD;
  return turns.map((turn) => {
    const heard = scorer.hear(turn, memory);
    memory = heard.memory;
    // Reasons are for readers; a backtest of a long history does not keep them.
    return { ...heard.turn, reasons: [] };
  });
}

/** A conversation as the console had it. */
function exportedLine({ conversation: about, handoff: work, entries }: Exported): RecordedLine {
  const taken = entries.findIndex((each) => each.type === 'mark' && each.kind === 'handoff.accepted');
  const turns = (taken < 0 ? entries : entries.slice(0, taken)).filter(
    (each): each is Turn => each.type === 'turn',
  );
  const { name, organisation, account } = about.customer;
  const intent = work.context?.intent;
  return {
    id: about.id,
    name,
    ...(organisation === undefined ? {} : { organisation }),
    ...(intent === undefined ? {} : { intent }),
    ...(about.channel === undefined ? {} : { channel: about.channel }),
    ...(about.bot === undefined ? {} : { bot: about.bot }),
    queue: work.queue,
    account,
    standing: standingAt(account, turns[0]?.at ?? 0),
    turns: turns.map(({ role, text, confidence, at, author }) => ({
      role,
      text,
      confidence,
      at,
      speaker: author.name,
    })),
    tookOver: taken >= 0,
    needed: work.label === undefined ? null : NEEDED[work.label],
    label: work.label ?? null,
    handedOver: true,
  };
}

/** `field` names the label of a line: 1 needed a person, 0 did not, anything else is not judged. */
function readLine(
  given: unknown,
  number: number,
  { field, today }: LineOptions,
): { line: RecordedLine } | RefusedLine {
  const read = readScoreLine(given);
  if ('fault' in read) return read;
  const more = besides.safeParse(given);
  if (!more.success) return refusedLine(more.error);
  const { line } = read;
  const { queue, labels = {}, turns: said } = more.data;
  const turns = turnsOf(line).map((turn, at): SaidTurn => ({ ...turn, at: said?.[at]?.at }));
  const person = turns.findIndex(({ role }) => role === 'HUMAN_AGENT');
  const judged = field === undefined ? undefined : labels[field];
  return {
    line: {
      id: ('turns' in line ? line.conversationId : undefined) ?? `line ${number}`,
      queue,
      account: line.account,
      standing: standingOf(line.account, line.today ?? today),
      turns: person < 0 ? turns : turns.slice(0, person),
      tookOver: person >= 0,
      needed: judged === 1 ? true : judged === 0 ? false : null,
      label: null,
      handedOver: false,
    },
  };
}

export interface LineOptions {
  readonly field: string | undefined;
  /** YYYY-MM-DD: the day a line is judged for that says none. */
  readonly today: string;
}

/** `number`: of the line in its file, from 1. */
export function readRecordedLine(
  given: unknown,
  number: number,
  options: LineOptions,
): { readonly line: RecordedLine } | RefusedLine {
  if (typeof given !== 'object' || given === null || !('entries' in given))
    return readLine(given, number, options);
  const read = exported.safeParse(given);
  return read.success ? { line: exportedLine(read.data) } : refusedLine(read.error);
}

/** A conversation as the router records it, whoever it came to. */
export function routerLine({ customer, turns, taken, at, ...about }: RecordedConversation): RecordedLine {
  const { id, queue, bot, channel, account, intent, handoff: played, label: given, needed } = about;
  const { name, organisation } = customer;
  return {
    ...{ id, name, channel, bot, queue, account, needed, label: given },
    ...(organisation === undefined ? {} : { organisation }),
    ...(intent === undefined ? {} : { intent }),
    ...(played === undefined ? {} : { handoff: played }),
    standing: standingAt(account, turns[0]?.at ?? at),
    turns: turns.map((turn) => (turn.role === 'END_USER' ? { ...turn, speaker: name } : turn)),
    tookOver: taken,
    handedOver: false,
  };
}

/** The line with its words read, as a backtest takes it. */
export const recordedOf = (scorer: Scorer, { turns, ...about }: RecordedLine): Recorded => ({
  id: about.id,
  standing: about.standing,
  turns: signalsOf(scorer, turns),
  times: turns.map(({ at }) => at),
  queue: about.queue,
  needed: about.needed,
});
