// Owns the signals of each turn of a conversation: features through the learned weights, with what is remembered of the
// turns before. Refuses: accounts, categories and thresholds; those are a policy's (combine.ts).
import { ENGLISH } from './english/pack.ts';
import { VALENCE } from './english/valence.ts';
import { WEIGHTS } from './english/weights.ts';
import {
  createReader,
  type Features,
  type Found,
  type Memory,
  NOTHING_HEARD,
  type Side,
} from './features.ts';
import { type Compiled, compileModels, logit, probability, type Signal, type Weights } from './model.ts';
import { micro, ONE } from './number.ts';

export type Role = 'END_USER' | 'AUTOMATED_AGENT' | 'HUMAN_AGENT';

export interface HeardTurn {
  readonly role: Role;
  readonly text: string;
  /** The bot's own certainty, 0..1. */
  readonly confidence?: number | undefined;
}

/** One reason: the feature, what it added to the signal's sum, and its words where it has any. */
export interface Reason {
  readonly signal: Signal;
  readonly feature: string;
  readonly weight: number;
  readonly span: { readonly start: number; readonly end: number } | null;
}

export interface TurnSignals {
  readonly role: Role;
  readonly language: string;
  /** English words were not expected: only structure was read. */
  readonly structural: boolean;
  /** Integers of 1e-6; .5 is each signal's own decision. */
  readonly signals: Readonly<Record<Signal, number>>;
  readonly reasons: readonly Reason[];
}

export interface Scorer {
  /** Signals of the turn after `memory`, and the memory with it. */
  hear(turn: HeardTurn, memory: Memory): { readonly turn: TurnSignals; readonly memory: Memory };
  /** Features alone, for learning. */
  read(turn: HeardTurn, memory: Memory): Features;
  readonly names: readonly string[];
  grams(text: string): string[];
}

const REMEMBERED_TURNS = 12;
/** What is left of earlier failures after each further bot turn. */
const FADE = 0.7;
/** A reason that moves a signal's sum by less is not worth a reader's time. */
const LEAST_REASON = 0.3;

const SILENT: Readonly<Record<Signal, number>> = {
  humanRequest: 0,
  frustration: 0,
  voiced: 0,
  urgency: 0,
  churnRisk: 0,
  buyingIntent: 0,
  complexity: 0,
  botFailure: 0,
  repetition: 0,
  legalRisk: 0,
  competitor: 0,
  cancellation: 0,
  problem: 0,
  solved: 0,
  refusal: 0,
  botHandover: 0,
};

export function createScorer(weights: Weights = WEIGHTS): Scorer {
  const reader = createReader(ENGLISH, VALENCE, weights.heads);
  const models: Record<Side, Compiled[]> = {
    customer: compileModels(weights.customer, reader.numberOf),
    bot: compileModels(weights.bot, reader.numberOf),
  };
  const number = reader.numberOf;
  const sorry = number('bot.sorry');
  const cannot = number('bot.cannot');
  const lost = number('bot.lost');
  const offer = number('bot.offer');
  const handover = number('bot.handover');
  const replyRepeats = number('reply.repeats');
  const offTopic = number('reply.offTopic');
  const lowConfidence = number('reply.lowConfidence');
  const repeats = number('context.repeats');
  const corrects = number('feel.correct');

  const sideOf = (role: Role): Side => (role === 'AUTOMATED_AGENT' ? 'bot' : 'customer');
  const read = (turn: HeardTurn, memory: Memory): Features =>
    reader.read(turn.text, sideOf(turn.role), memory, turn.confidence);

  /** A large array costs more to make than to empty. */
  const scratch = new Float64Array(reader.names.length);

  function reasonsOf(
    compiled: Compiled,
    values: Float64Array,
    found: readonly Found[],
    reasons: Reason[],
  ): void {
    for (let at = 0; at < compiled.features.length; at += 1) {
      const feature = compiled.features[at] ?? 0;
      const weight = (compiled.weights[at] ?? 0) * (values[feature] ?? 0);
      if (weight < LEAST_REASON && weight > -LEAST_REASON) continue;
      const span = found.find((each) => each.feature === feature) ?? null;
      reasons.push({
        signal: compiled.signal,
        feature: reader.names[feature] ?? '',
        weight,
        span: span === null ? null : { start: span.start, end: span.end },
      });
    }
  }

  function remember(
    memory: Memory,
    { side, values, heard }: Features,
    signals: Record<Signal, number>,
  ): Memory {
    const kept = memory.heard.length >= REMEMBERED_TURNS ? memory.heard.slice(1) : memory.heard.slice();
    kept.push(heard);
    const at = (feature: number) => values[feature] ?? 0;
    if (side === 'customer')
      return {
        ...memory,
        heard: kept,
        customerTurns: memory.customerTurns + 1,
        customer: {
          repeats: at(repeats),
          corrects: at(corrects),
          frustration: signals.frustration / ONE,
        },
      };
    const failure = signals.botFailure / ONE;
    return {
      ...memory,
      heard: kept,
      bot: {
        sorry: at(sorry),
        cannot: at(cannot),
        lost: at(lost),
        repeats: at(replyRepeats),
        offered: at(offer) > 0 || at(handover) > 0 ? 1 : 0,
        ignored: at(offTopic),
        lowConfidence: at(lowConfidence),
        failure,
      },
      failures: memory.failures * FADE + failure,
    };
  }

  return {
    names: reader.names,
    grams: reader.grams,
    read,
    hear(turn, memory) {
      // A person spoke: what the bot did before is dealt with.
      if (turn.role === 'HUMAN_AGENT')
        return {
          turn: { role: turn.role, language: 'en', structural: false, signals: SILENT, reasons: [] },
          memory: NOTHING_HEARD,
        };
      scratch.fill(0);
      const { role, text, confidence } = turn;
      const features = reader.read(text, sideOf(role), memory, confidence, scratch);
      const signals = { ...SILENT };
      const reasons: Reason[] = [];
      for (const compiled of models[features.side]) {
        const score = micro(probability(logit(compiled, features.values)));
        signals[compiled.signal] = score;
        if (score >= ONE / 5) reasonsOf(compiled, features.values, features.found, reasons);
      }
      return {
        turn: {
          role: turn.role,
          language: features.language,
          structural: features.language !== 'en',
          signals,
          reasons,
        },
        memory: remember(memory, features, signals),
      };
    },
  };
}
