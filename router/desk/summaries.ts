// Owns when a model of the team's own is asked to summarise a handoff that waits, and what becomes of its answer: only what the
// turns bear out. Nothing waits for it. Refuses: asking (router/server/summaries.ts), and checking (shared/domain/context/summary).
import { readOf } from '#shared/domain/context/package.ts';
import { supportedBy } from '#shared/domain/context/summary/supported.ts';
import { isWaiting } from '#shared/domain/handoff/states.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { SummariserConfig, Summary, SummarySentence } from '#shared/schema/summary.ts';
import type { Change } from './change.ts';
import type { Summarised } from './port.ts';
import type { Work } from './state.ts';

/** What is written is checked by English words; of a language that nobody named it shows itself. */
const isEnglish = (language: string | undefined): boolean =>
  language === undefined || /^en(?:-|$)/iu.test(language);

const isDue = (
  { again }: SummariserConfig,
  { state, asked, at }: Summary,
  turns: number,
  now: number,
): boolean => state !== 'asking' && turns >= asked + again.turns && now >= at + again.seconds * 1_000;

function put(work: Work, handoff: Handoff, summary: Summary, version = handoff.context.version): void {
  work.head.handoff = { ...handoff, context: { ...handoff.context, summary, version } };
}

function ask(change: Change, work: Work, handoff: Handoff, source: string): void {
  const { id, channel, turns: asked } = work.head.conversation;
  const { reason: _, ...before } = handoff.context.summary ?? { sentences: [], refused: 0 };
  put(work, handoff, { ...before, source, state: 'asking', at: change.now, asked });
  change.touch(work);
  const turns = readOf(work.turns)
    .filter(({ role }) => role !== 'HUMAN_AGENT')
    .map(({ index: turn, role, text }) => ({ turn, role, text }));
  change.live({ kind: 'unsummarised', conversation: id, handoff: handoff.id, channel, asked, turns });
}

/** While it waits: once, and again after some turns. What was written before stands until there is an answer. */
export function askSummary(change: Change, work: Work): void {
  const { summariser } = change.state.config;
  const { handoff, conversation } = work.head;
  if (summariser === undefined || handoff === null || !isWaiting(handoff.state) || handoff.context.fixed)
    return;
  if (summariser.queues?.includes(handoff.queue) === false) return;
  if (!isEnglish(handoff.language ?? conversation.customer.language) || conversation.turns === 0) return;
  const { summary } = handoff.context;
  if (summary === undefined || isDue(summariser, summary, conversation.turns, change.now))
    ask(change, work, handoff, summariser.name);
}

/** Said twice is said once. */
const distinct = (sentences: readonly SummarySentence[]): SummarySentence[] =>
  [...new Map(sentences.map((one) => [one.text, one])).values()].map(({ text, turns }) => ({
    text,
    turns: [...new Set(turns)],
  }));

/** An answer; one that comes after accept, or to a question that was asked anew, is too late. */
export function summarise(change: Change, work: Work, told: Summarised): void {
  const { handoff } = work.head;
  const before = handoff?.context.summary;
  if (handoff === null || handoff.id !== told.handoff || handoff.context.fixed) return;
  if (before?.state !== 'asking' || before.asked !== told.asked) return;
  change.touch(work);
  if ('failed' in told) {
    put(work, handoff, { ...before, state: 'failed', reason: told.failed, at: change.now });
    return;
  }
  const turns = readOf(work.turns.slice(0, told.asked));
  const { kept, refused } = supportedBy(turns, distinct(told.sentences));
  const summary: Summary = {
    ...{ source: before.source, state: 'known', at: change.now, asked: told.asked },
    ...{ of: told.asked, writtenAt: change.now, sentences: [...kept], refused: refused.length },
  };
  put(work, handoff, summary, handoff.context.version + 1);
}

/** A router that ended while it asked asks again; a team that has no model any more is not told of one. */
export function askSummariesAgain(change: Change): void {
  const { summariser } = change.state.config;
  for (const work of change.state.open.values()) {
    const { handoff } = work.head;
    if (handoff === null || handoff.context.fixed || handoff.context.summary?.state !== 'asking') continue;
    if (summariser !== undefined) ask(change, work, handoff, summariser.name);
    else {
      const { summary: _, ...context } = handoff.context;
      work.head.handoff = { ...handoff, context };
      change.touch(work);
    }
  }
}
