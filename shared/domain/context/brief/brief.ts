// Owns what is drawn from the turns for whoever takes over: situation, highlights, what was tried, what is open, what was promised.
// Nothing is worded anew: each line is a stretch of the turn it names. Pure and deterministic.
import type { Drawn, DrawnLine } from '#shared/schema/context.ts';
import { leavingIn, openIn, promisedIn, triedIn } from './course.ts';
import { highlightsOf, intentOf, situationOf } from './highlights.ts';
import { type Said, type Statement, statementsIn } from './statements.ts';

const lineOf = ({ text, turn }: Statement): DrawnLine => ({ text, turn });

/** Of these turns, in their order; what people said is left out. */
export function briefOf(turns: readonly Said[]): Drawn {
  const statements = turns.filter(({ role }) => role !== 'HUMAN_AGENT').flatMap(statementsIn);
  const intent = intentOf(statements);
  const leaving = leavingIn(statements).map(lineOf);
  return {
    ...(intent === undefined ? {} : { intent: lineOf(intent) }),
    situation: situationOf(statements).map((one) => ({
      ...lineOf(one),
      bot: one.role === 'AUTOMATED_AGENT',
    })),
    highlights: highlightsOf(statements).map(lineOf),
    tried: triedIn(statements).map(({ statement, worked }) => ({ ...lineOf(statement), worked })),
    open: openIn(statements).map(lineOf),
    promised: promisedIn(statements).map(lineOf),
    ...(leaving.length === 0 ? {} : { leaving }),
  };
}
