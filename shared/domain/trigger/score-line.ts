// Owns one line of `score`: what it may hold, and what is answered. The same for a text alone and for a conversation.
import { z } from 'zod';
import { account } from '../../schema/account.ts';
import { type Fault, faultOf } from '../../schema/expected.ts';
import { count, unit } from '../../schema/primitives.ts';
import { type JudgedTurn, judgeConversation } from './conversation.ts';
import { SIGNALS } from './model.ts';
import { ONE } from './number.ts';
import type { Policy } from './policy.ts';
import type { HeardTurn, Role, Scorer } from './signals.ts';
import { standingOf } from './standing.ts';

const role = z.enum(['customer', 'bot', 'agent', 'END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT']);
const ROLES: Readonly<Record<z.infer<typeof role>, Role>> = {
  customer: 'END_USER',
  bot: 'AUTOMATED_AGENT',
  agent: 'HUMAN_AGENT',
  END_USER: 'END_USER',
  AUTOMATED_AGENT: 'AUTOMATED_AGENT',
  HUMAN_AGENT: 'HUMAN_AGENT',
};

/** An account as the bot sends it, with what a line can say more. */
const lineAccount = account.extend({
  /** Visits: how many in the last thirty days, over how many weeks. */
  activity: z.object({ sessions: count, weeks: count.optional() }).optional(),
});

const about = {
  account: lineAccount.optional(),
  /** The day it is judged for, YYYY-MM-DD: how near a renewal is. */
  today: z.iso.date().optional(),
};
const conversationLine = z.object({
  ...about,
  conversationId: z.string().optional(),
  turns: z.array(z.object({ role, text: z.string(), confidence: unit.optional() })),
});
const textLine = z.object({ ...about, text: z.string() });
export type ScoreLine = z.infer<typeof conversationLine> | z.infer<typeof textLine>;

/** A line that was refused: in English for files and logs, and apart from any language. */
export interface RefusedLine {
  readonly fault: string;
  readonly wanted: Fault;
}

const wholeIs = (fault: string, kind: 'group' | 'said'): RefusedLine => ({
  fault,
  wanted: { path: '', expected: { kind } },
});

export function refusedLine({ issues: [issue] }: z.ZodError): RefusedLine {
  const wanted = issue === undefined ? { path: '', expected: { kind: 'other' } as const } : faultOf(issue);
  return { fault: `${wanted.path}: ${issue?.message ?? 'not valid'}`, wanted };
}

/** A line as it was parsed from JSON; the fault names the path and the reason. */
export function readScoreLine(given: unknown): { readonly line: ScoreLine } | RefusedLine {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return wholeIs('it is not a JSON object', 'group');
  if (!('turns' in given) && !('text' in given)) return wholeIs('it has neither "text" nor "turns"', 'said');
  const result = ('turns' in given ? conversationLine : textLine).safeParse(given);
  return result.success ? { line: result.data } : refusedLine(result.error);
}

const unitOf = (micro: number): number => micro / ONE;
const units = (micros: Readonly<Record<string, number>>, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, unitOf(micros[name] ?? 0)]));

function answerTurn({ signals, verdict }: JudgedTurn) {
  return {
    signals: units(signals.signals, SIGNALS),
    categories: units(verdict.categories, ['value', 'complexity', 'emotion', 'timing']),
    score: unitOf(verdict.score),
    fired: verdict.fired,
  };
}

/** What is said in a line; a text alone is a customer's one turn. */
export const turnsOf = (line: ScoreLine): HeardTurn[] =>
  'turns' in line
    ? line.turns.map(({ role: given, text, confidence }) => ({ role: ROLES[given], text, confidence }))
    : [{ role: 'END_USER', text: line.text }];

/** The answer to one line; numbers are exact multiples of 1e-6. */
export function answerLine(scorer: Scorer, policy: Policy, line: ScoreLine): unknown {
  const standing = standingOf(line.account, line.today);
  const judged = judgeConversation(scorer, policy, standing, turnsOf(line));
  if (!('turns' in line)) return judged[0] === undefined ? {} : answerTurn(judged[0]);
  return {
    ...(line.conversationId === undefined ? {} : { conversationId: line.conversationId }),
    turns: judged.map((each, at) => ({
      index: at + 1,
      ...answerTurn(each),
      why: {
        ...(each.verdict.guard === null ? {} : { guard: each.verdict.guard }),
        ...(each.signals.structural ? { language: each.signals.language, structural: true } : {}),
        contributions: each.verdict.contributions.map((part) => ({ ...part, amount: unitOf(part.amount) })),
        quotes: each.quotes,
      },
    })),
  };
}
