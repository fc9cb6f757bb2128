// Owns reading one line of recorded history for a backtest: a line as `score` takes it, or one that `export` wrote.
// Refuses: judging it. Signals are read here, once, whatever the policies.
import { z } from 'zod';
import type { Recorded } from '#shared/domain/trigger/backtest.ts';
import { NOTHING_HEARD } from '#shared/domain/trigger/features.ts';
import { readScoreLine, turnsOf } from '#shared/domain/trigger/score-line.ts';
import type { HeardTurn, Scorer, TurnSignals } from '#shared/domain/trigger/signals.ts';
import { standingAt, standingOf } from '#shared/domain/trigger/standing.ts';
import { conversation, entry, type Turn } from '#shared/schema/conversation.ts';
import { type HandoffLabel, handoff } from '#shared/schema/handoff.ts';
import { label, time } from '#shared/schema/primitives.ts';

const exported = z.object({
  conversation: conversation.pick({ id: true, customer: true }),
  handoff: handoff.pick({ queue: true, label: true }),
  entries: z.array(entry),
});

/** What a line of `score` may say besides, for a backtest. */
const besides = z.object({
  queue: label.optional(),
  labels: z.record(z.string(), z.unknown()).optional(),
  turns: z.array(z.object({ at: time.optional() })).optional(),
});

/** Whoever came too early or to the wrong person needed one all the same. */
const NEEDED: Readonly<Record<HandoffLabel, boolean>> = {
  right: true,
  too_early: true,
  too_late: true,
  wrong_person: true,
  not_needed: false,
};

function signalsOf(scorer: Scorer, turns: readonly HeardTurn[]): TurnSignals[] {
  let memory = NOTHING_HEARD;
  return turns.map((turn) => {
    const heard = scorer.hear(turn, memory);
    memory = heard.memory;
    // Reasons are for readers; a backtest of a long history does not keep them.
    return { ...heard.turn, reasons: [] };
  });
}

const faultOf = ({ issues: [issue] }: z.ZodError): string =>
  `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'not valid'}`;

function readExported(scorer: Scorer, given: unknown): { recorded: Recorded } | { fault: string } {
  const read = exported.safeParse(given);
  if (!read.success) return { fault: faultOf(read.error) };
  const { conversation: about, handoff: work, entries } = read.data;
  const taken = entries.findIndex((each) => each.type === 'mark' && each.kind === 'handoff.accepted');
  const turns = (taken < 0 ? entries : entries.slice(0, taken)).filter(
    (each): each is Turn => each.type === 'turn',
  );
  const { account } = about.customer;
  return {
    recorded: {
      id: about.id,
      standing: standingAt(account, turns[0]?.at ?? 0),
      turns: signalsOf(scorer, turns),
      times: turns.map(({ at }) => at),
      queue: work.queue,
      needed: work.label === undefined ? null : NEEDED[work.label],
    },
  };
}

/** `field` names the label of a line: 1 needed a person, 0 did not, anything else is not judged. */
function readLine(
  scorer: Scorer,
  given: unknown,
  number: number,
  { field, today }: RecordedOptions,
): { recorded: Recorded } | { fault: string } {
  const read = readScoreLine(given);
  if ('fault' in read) return read;
  const more = besides.safeParse(given);
  if (!more.success) return { fault: faultOf(more.error) };
  const { line } = read;
  const { queue, labels = {}, turns: said } = more.data;
  const turns = turnsOf(line);
  const person = turns.findIndex(({ role }) => role === 'HUMAN_AGENT');
  const own = person < 0 ? turns : turns.slice(0, person);
  const judged = field === undefined ? undefined : labels[field];
  return {
    recorded: {
      id: ('turns' in line ? line.conversationId : undefined) ?? `line ${number}`,
      standing: standingOf(line.account, line.today ?? today),
      turns: signalsOf(scorer, own),
      times: own.map((_, at) => said?.[at]?.at),
      queue,
      needed: judged === 1 ? true : judged === 0 ? false : null,
    },
  };
}

export interface RecordedOptions {
  readonly field: string | undefined;
  readonly today: string;
}

/** `handedOver`: the line is of a history that holds only who came to a person. */
export function readRecorded(
  scorer: Scorer,
  given: unknown,
  number: number,
  options: RecordedOptions,
): { readonly recorded: Recorded; readonly handedOver: boolean } | { readonly fault: string } {
  const isExport = typeof given === 'object' && given !== null && 'entries' in given;
  const read = isExport ? readExported(scorer, given) : readLine(scorer, given, number, options);
  return 'fault' in read ? read : { ...read, handedOver: isExport };
}
