// Owns what came of it: what the bot tried and whether it helped, what it promised, and what nobody has answered yet. Pure.
// Refuses: choosing among what the customer said (highlights.ts).
import { likeness, type Statement } from './statements.ts';

const MOST_TRIED = 6;
const MOST_OPEN = 5;
const MOST_PROMISED = 5;
const MOST_LEAVING = 3;
const ALIKE = 0.8;
/** Of so many, the latest, those that are said again are left out. */
const COMPARED = 40;

export interface Tried {
  readonly statement: Statement;
  readonly worked: boolean;
}

const isBot = ({ role }: Statement): boolean => role === 'AUTOMATED_AGENT';
/** Something of substance: not what every answer ends with. */
const isSaid = ({ says, question }: Statement): boolean => !question && !says.has('polite');
const isCustomer = ({ role }: Statement): boolean => role === 'END_USER';
/** The latest of those that are not said again. */
function latest(statements: readonly Statement[], most: number): Statement[] {
  const all = statements.slice(-COMPARED);
  return all
    .filter((one, at) => !all.slice(at + 1).some((other) => likeness(one, other) >= ALIKE))
    .slice(-most);
}

/** A thing done did not help where the customer's next words say so; where the bot could not, nothing was done. */
export function triedIn(statements: readonly Statement[]): Tried[] {
  const tried = statements.filter(
    (one) => isBot(one) && isSaid(one) && (one.says.has('done') || one.says.has('unable')),
  );
  return latest(tried, MOST_TRIED).map((statement) => {
    const answer = statements.filter((one) => isCustomer(one) && one.turn > statement.turn);
    const next = answer.filter(({ turn }) => turn === answer[0]?.turn);
    const failed = next.some(({ says }) => says.has('failed') || says.has('feeling'));
    return { statement, worked: !statement.says.has('unable') && !failed };
  });
}

export const promisedIn = (statements: readonly Statement[]): Statement[] =>
  latest(
    statements.filter(
      (one) =>
        isBot(one) &&
        isSaid(one) &&
        one.says.has('promise') &&
        !one.says.has('later') &&
        !one.says.has('unable'),
    ),
    MOST_PROMISED,
  );

export const leavingIn = (statements: readonly Statement[]): Statement[] =>
  latest(
    statements.filter((one) => isCustomer(one) && one.says.has('leaving')),
    MOST_LEAVING,
  );

/**
 * Questions of the customer that the bot could not answer or that came last, and what the bot asked last if nobody answered
 * that.
 */
export function openIn(statements: readonly Statement[]): Statement[] {
  const lastBot = statements.findLast(isBot)?.turn ?? 0;
  const lastCustomer = statements.findLast(isCustomer)?.turn ?? 0;
  const unable = new Set(
    statements.filter((one) => isBot(one) && one.says.has('unable')).map(({ turn }) => turn),
  );
  const botTurns = [...new Set(statements.filter(isBot).map(({ turn }) => turn))];
  const answerTo = (turn: number): number => botTurns.find((other) => other > turn) ?? 0;
  const open = statements.filter((one) => {
    if (one.words < 3 || one.says.has('polite')) return false;
    if (isBot(one))
      return one.turn === lastBot && lastCustomer < lastBot && (one.question || one.says.has('asks'));
    return isCustomer(one) && one.question && (one.turn > lastBot || unable.has(answerTo(one.turn)));
  });
  return latest(open, MOST_OPEN);
}
