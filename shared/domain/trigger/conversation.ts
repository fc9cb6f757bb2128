// Owns the whole way from turns to verdicts under one policy, with quotes; one function for router, preview and command line.
import { type CombineState, judgeTurn, NOTHING_YET, type Standing, type TurnVerdict } from './combine.ts';
import { type Memory, NOTHING_HEARD } from './features.ts';
import { ONE } from './number.ts';
import type { Policy } from './policy.ts';
import type { HeardTurn, Scorer, TurnSignals } from './signals.ts';

export interface Quote {
  /** Turn, counted from 1. */
  readonly turn: number;
  /** UTF-16 offsets into the turn's text. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** The signal it speaks for. */
  readonly signal: string;
}

export interface JudgedTurn {
  readonly signals: TurnSignals;
  readonly verdict: TurnVerdict;
  readonly quotes: readonly Quote[];
}

export interface ConversationState {
  readonly memory: Memory;
  readonly combined: CombineState;
  readonly quotes: readonly Quote[];
}

export const SILENCE: ConversationState = { memory: NOTHING_HEARD, combined: NOTHING_YET, quotes: [] };

const LONGEST_QUOTE = 200;
const MOST_QUOTES = 12;

/** Words that stand for a signal which counts (above a third), strongest first; a mood counts as far as it is `voiced`. */
function quotesOf(turn: number, text: string, { reasons, signals }: TurnSignals): Quote[] {
  return reasons
    .filter(
      ({ span, weight, signal }) =>
        span !== null && weight > 0 && signal !== 'frustration' && signals[signal] >= ONE / 3,
    )
    .sort((a, b) => b.weight - a.weight)
    .flatMap(({ span, signal }) =>
      span === null
        ? []
        : [
            {
              turn,
              start: span.start,
              end: span.end,
              quote: text.slice(span.start, span.end).slice(0, LONGEST_QUOTE),
              signal,
            },
          ],
    );
}

export function judgeNext(
  scorer: Scorer,
  policy: Policy,
  standing: Standing | undefined,
  state: ConversationState,
  turn: HeardTurn,
): { readonly judged: JudgedTurn; readonly state: ConversationState } {
  const heard = scorer.hear(turn, state.memory);
  const { verdict, state: combined } = judgeTurn(policy, standing, state.combined, heard.turn);
  const fresh = quotesOf(combined.turn, turn.text, heard.turn);
  const quotes = turn.role === 'HUMAN_AGENT' ? [] : [...fresh, ...state.quotes].slice(0, MOST_QUOTES);
  return {
    judged: { signals: heard.turn, verdict, quotes },
    state: { memory: heard.memory, combined, quotes },
  };
}

export function judgeConversation(
  scorer: Scorer,
  policy: Policy,
  standing: Standing | undefined,
  turns: Iterable<HeardTurn>,
): JudgedTurn[] {
  let state = SILENCE;
  const judged: JudgedTurn[] = [];
  for (const turn of turns) {
    const next = judgeNext(scorer, policy, standing, state, turn);
    judged.push(next.judged);
    state = next.state;
  }
  return judged;
}
