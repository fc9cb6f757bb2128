// Owns which of the customer's own sentences stand for the conversation, and which few tell its situation. Pure. Refuses: what
// the bot did (course.ts).
import { likeness, type Statement } from './statements.ts';

const FEWEST = 3;
const MOST = 7;
const MOST_OF_TURN = 2;
/** From here on two sentences say the same. */
const ALIKE = 0.6;
/** What a sentence must weigh to be shown beyond the fewest. */
const ENOUGH = 3;

/** Chosen by reading transcripts; they only order sentences, no decision hangs on them. */
const WEIGHTS: Readonly<Record<string, number>> = {
  want: 3,
  problem: 3,
  feeling: 3,
  leaving: 4,
  person: 2,
  time: 1,
  reason: 1,
};

/** A reference, a sum, a day: a glance at the digits, where finding them all would take longer than all the rest. */
const NAMED = /[^\s]*\d[^\s]*/gu;

/** How things stand is said by one of these. */
const MATTERS = ['want', 'problem', 'feeling', 'leaving', 'person'];

/** Manners count against a sentence that says little else; few words of a topic tell little by themselves. */
function weightOf({ says, text, words, topic, question }: Statement): number {
  let weight = (question ? 1 : 0) - (topic.size < 3 ? 2 : 0) - (says.has('manners') && words < 9 ? 2 : 0);
  for (const said of says) weight += WEIGHTS[said] ?? 0;
  const named = text.match(NAMED)?.length ?? 0;
  return weight + (named > 2 ? 2 : named) - (words < 4 ? 3 : 0);
}

/** At least three words of the customer: less says nothing by itself. */
const isLine = ({ role, words, topic }: Statement): boolean =>
  role === 'END_USER' && words >= 3 && topic.size > 0;

/**
 * Three to seven sentences in the order in which they were said, fewer only where the customer said no more; of those that
 * say the same the weightiest, then the first.
 */
export function highlightsOf(statements: readonly Statement[]): Statement[] {
  const lines = statements
    .filter(isLine)
    .map((line) => ({ line, weight: weightOf(line) }))
    .sort((a, b) => b.weight - a.weight);
  const kept: Statement[] = [];
  for (const { line, weight } of lines) {
    if (kept.length >= MOST || (kept.length >= FEWEST && weight < ENOUGH)) break;
    const ofTurn = kept.filter(({ turn }) => turn === line.turn).length;
    if (ofTurn >= MOST_OF_TURN && kept.length >= FEWEST) continue;
    if (!kept.some((other) => likeness(other, line) >= ALIKE)) kept.push(line);
  }
  return statements.filter((one) => kept.includes(one));
}

/** What the customer came for: the first sentence that asks or names a problem, else the first that is more than manners. */
export function intentOf(statements: readonly Statement[]): Statement | undefined {
  const own = statements.filter(isLine);
  return (
    own.find(({ says }) => says.has('want') || says.has('problem')) ??
    own.find(({ says }) => !says.has('manners')) ??
    own[0]
  );
}

/** What the customer came for, what stands in the way, how it stands now: one to three sentences, in their order. */
export function situationOf(statements: readonly Statement[]): Statement[] {
  const come = intentOf(statements);
  if (come === undefined) return [];
  const after = statements.slice(statements.indexOf(come) + 1);
  const unable = after.findLast(({ role, says }) => role === 'AUTOMATED_AGENT' && says.has('unable'));
  const news = after.filter(
    (one) => isLine(one) && MATTERS.some((said) => one.says.has(said)) && likeness(one, come) < ALIKE,
  );
  const now = news.findLast(({ says }) => !says.has('manners')) ?? news.at(-1);
  const kept = new Set([come, unable, now]);
  return statements.filter((one) => kept.has(one));
}
