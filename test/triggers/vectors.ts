// Owns the golden vectors: what every engine must answer, number for number, to the same lines. Runs in Node and in a page.
import { type JudgedTurn, judgeConversation } from '#shared/domain/trigger/conversation.ts';
import { SIGNALS } from '#shared/domain/trigger/model.ts';
import { CATEGORIES, type Policy } from '#shared/domain/trigger/policy.ts';
import { createScorer, type HeardTurn, type Role } from '#shared/domain/trigger/signals.ts';
import { standingOf } from '#shared/domain/trigger/standing.ts';

export interface Line {
  readonly conversationId: string;
  readonly policy: string;
  readonly account: Parameters<typeof standingOf>[0];
  readonly today?: string;
  readonly turns: readonly {
    readonly role: 'customer' | 'bot' | 'agent';
    readonly text: string;
    readonly confidence?: number;
  }[];
}

const ROLES: Readonly<Record<string, Role>> = {
  customer: 'END_USER',
  bot: 'AUTOMATED_AGENT',
  agent: 'HUMAN_AGENT',
};

/** Per turn: every signal, every category, score, fired; integers of 1e-6. */
const numbersOf = ({ signals, verdict }: JudgedTurn): number[] => [
  ...SIGNALS.map((signal) => signals.signals[signal]),
  ...CATEGORIES.map((category) => verdict.categories[category]),
  verdict.score,
  verdict.fired ? 1 : 0,
];

export function vectorsOf(
  lines: readonly Line[],
  policies: Readonly<Record<string, Policy>>,
): Record<string, number[][]> {
  const scorer = createScorer();
  return Object.fromEntries(
    lines.map(({ conversationId, policy, account, today, turns }) => {
      const rules = policies[policy];
      if (rules === undefined) throw new Error(`there is no policy ${policy}`);
      const heard = turns.map(
        ({ role, text, confidence }): HeardTurn => ({ role: ROLES[role] ?? 'END_USER', text, confidence }),
      );
      return [
        conversationId,
        judgeConversation(scorer, rules, standingOf(account, today), heard).map(numbersOf),
      ];
    }),
  );
}
