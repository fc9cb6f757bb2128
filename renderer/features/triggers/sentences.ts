// Owns what is said of a case in one line: when it fires under the draft, and against live; and how figures are written.

import type { BacktestResult, ChangedConversation, PreviewView } from '#shared/contract/triggers.ts';
import type { TurnVerdict } from '#shared/domain/trigger/combine.ts';
import type { Figure } from '#shared/domain/trigger/counterfactual.ts';
import type { Expected } from '#shared/schema/expected.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import { number, score, t } from '../../ui/words.ts';
import type { Answer } from './answer.ts';
import { categoryName } from './figures.ts';
import { ONE } from './made-of.ts';

export interface Firing {
  /** Turns counted from 1; null is never. */
  readonly live: number | null;
  readonly draft: number | null;
}

export function headline({ live, draft }: Firing): string {
  if (draft === null) return live === null ? t('case.never') : t('case.noLonger', { turn: live });
  if (live === null) return t('case.newly', { turn: draft });
  if (live === draft) return t('case.same', { turn: draft });
  return draft < live
    ? t('case.earlier', { turn: draft, by: live - draft })
    : t('case.later', { turn: draft, by: draft - live });
}

/** By what a turn is judged, or what holds it back. */
export function groundsOf({ guard, by, sum, limit }: TurnVerdict): string {
  if (guard !== null) return t(`case.${guard}`);
  const values = { sum: score(sum), limit: score(limit) };
  return by === 'combined'
    ? t('case.together', values)
    : t('case.alone', { ...values, category: categoryName(by) });
}

export function turnsOf({ before, fires }: Pick<ChangedConversation, 'before' | 'fires'>): string {
  const turn = (at: number): string => t('said.turn', { turn: at });
  if (before !== null && fires !== null)
    return t('change.turns', { before: turn(before), fires: turn(fires) });
  const only = fires ?? before;
  return only === null ? '' : turn(only);
}

/** What people said of it: their label, or whether a person was needed where live never fires. */
export function labelOf({ label, needed, before }: ChangedConversation): string {
  if (label === 'not_needed' || (label === null && needed === false)) return t('change.unneeded');
  if (label !== null) return t(`change.${label}`);
  if (needed === null) return t('change.notJudged');
  return before === null ? t('change.missed') : t('change.needed');
}

/**
 * Which revision an undo brings back; undefined where nobody knows. What one that undid another says was said before that one.
 */
export function backTo({ policy, past }: Pick<LivePolicy, 'policy' | 'past'>): number | undefined {
  const known = new Map(past.map(({ revision, undoes }) => [revision, undoes]));
  let at = policy.revision;
  while (known.has(at)) {
    const undone = known.get(at);
    if (undone === undefined) return at - 1;
    at = undone - 1;
  }
  return undefined;
}

export const undoName = (row: LivePolicy): string => {
  const { revision } = row.policy;
  const before = backTo(row);
  return before === undefined ? t('studio.undo', { revision }) : t('studio.undoTo', { revision, before });
};

export interface Tried {
  readonly state: 'tried' | 'nothing' | 'failed' | 'notYet';
  readonly words: string;
}

/** What a draft was tried on, if anything: whoever publishes it reads that first. */
export function triedOf(
  preview: Pick<PreviewView, 'conversations'> | undefined,
  question: object | null,
  { of, value, error }: Pick<Answer<object, BacktestResult>, 'of' | 'value' | 'error'>,
): Tried {
  if (preview?.conversations === 0) return { state: 'nothing', words: t('studio.triedNothing') };
  if (error !== null) return { state: 'failed', words: t('studio.triedFailed') };
  if (value === null || of !== question) return { state: 'notYet', words: t('studio.triedNotYet') };
  const { conversations, draft, changes } = value;
  const counts = { count: conversations, fires: draft.fired, newly: changes.newly, gone: changes.noLonger };
  return { state: 'tried', words: t('studio.tried', counts) };
}

/** A share of 1 with two decimals, as scores are. */
export const hundredths = (value: number): string => score(Math.round(value * ONE));

/** A figure as a table shows it. */
export function figureWords(value: Figure): string {
  if (value === undefined) return t('figure.left');
  if (value === null) return t('figure.onlyTogether');
  if (typeof value === 'boolean') return t(value ? 'figure.on' : 'figure.off');
  if (typeof value === 'string') return value;
  return value > 1 || (Number.isInteger(value) && value !== 0 && value !== 1)
    ? number(value)
    : hundredths(value);
}

/** What is typed as a number, in either way of writing decimals; null when it is none. */
export function numberOf(typed: string): number | null {
  const text = typed.trim().replace(',', '.').replace('\u2212', '-');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : null;
}

/** What would be right there. */
export function expectedWords(expected: Expected): string {
  switch (expected.kind) {
    case 'most':
    case 'least':
    case 'above':
    case 'below':
      return t(`expected.${expected.kind}`, { limit: String(expected.limit) });
    case 'oneOf':
    case 'unknown':
      return t(`expected.${expected.kind}`, { names: expected.names.join(', ') });
    default:
      return t(`expected.${expected.kind}`);
  }
}
