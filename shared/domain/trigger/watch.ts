// Owns following a conversation from its stored entries: which turns are heard, when it begins anew, and the judgement that
// the desk acts on. Live and replayed are the same function. Refuses: acting on it (router/desk).
import type { Entry, Mark, Turn } from '../../schema/conversation.ts';
import type { Evidence, Judgement, Mood } from '../../schema/handoff.ts';
import type { Contribution, Standing } from './combine.ts';
import { type ConversationState, type JudgedTurn, judgeNext, type Quote, SILENCE } from './conversation.ts';
import { moodOf } from './mood.ts';
import { micro, ONE } from './number.ts';
import { CATEGORIES, type Policy } from './policy.ts';
import type { Heard, TriggerEngine } from './port.ts';
import type { Scorer } from './signals.ts';
import { standingAt } from './standing.ts';

const MOST_MOODS = 12;
const MOST_CONTRIBUTIONS = 12;

/** Where the bot's part begins again: what led to a person was settled by them. */
const GIVEN_BACK: ReadonlySet<Mark['kind']> = new Set([
  'handoff.returned',
  'handoff.completed',
  'handoff.requeued',
  'handoff.transferred',
]);

interface Watch extends Heard {
  /** A person has it: what is said is theirs to hear. */
  readonly withPerson: boolean;
  readonly state: ConversationState;
  readonly moods: readonly Mood[];
}

/** Signals that a policy derives, and the words they are derived from. */
const SPOKEN: Readonly<Record<string, string>> = {
  frustration: 'voiced',
  outburst: 'voiced',
  rising: 'voiced',
  interest: 'buyingIntent',
};
const spokenOf = (source: string): string => SPOKEN[source] ?? source;

/** The words behind what counts, and for which category they count. */
export function evidenceOf(quotes: readonly Quote[], contributions: readonly Contribution[]): Evidence[] {
  return quotes.flatMap((quote) => {
    const part = contributions.find(
      ({ source, turn }) => turn === quote.turn && spokenOf(source) === quote.signal,
    );
    return part === undefined ? [] : [{ ...quote, category: part.category }];
  });
}

/** One word for what weighs most in what decided. */
function triggerOf(by: string, contributions: readonly Contribution[]): Judgement['trigger'] {
  const leading = contributions.find(({ category }) =>
    by === 'combined' ? category !== 'value' : category === by,
  );
  if (leading?.source === 'humanRequest') return 'explicit_request';
  if (leading?.source === 'botHandover') return 'bot_asked';
  return leading?.source === 'botFailure' || leading?.source === 'repetition' ? 'bot_stuck' : 'policy';
}

function judgementOf(policy: Policy, { verdict, quotes }: JudgedTurn, moods: readonly Mood[]): Judgement {
  const { score, fired, by, sum, limit, categories, contributions } = verdict;
  const { id, name, revision } = policy;
  const parts = CATEGORIES.map((category) => ({
    category,
    amount:
      by === 'combined'
        ? micro((policy[category].weight * categories[category]) / ONE)
        : by === category
          ? sum
          : 0,
  }));
  return {
    fired,
    trigger: triggerOf(by, contributions),
    score,
    threshold: ONE / 2,
    evidence: evidenceOf(quotes, contributions),
    grounds: {
      policy: { id, name, revision },
      by,
      parts: parts.filter(({ amount }) => amount > 0).sort((a, b) => b.amount - a.amount),
      sum,
      limit,
      contributions: contributions.slice(0, MOST_CONTRIBUTIONS),
    },
    moods: [...moods],
  };
}

/** Nothing was said yet, or a person just had it. */
const QUIET: Judgement = {
  fired: false,
  trigger: 'policy',
  score: 0,
  threshold: ONE / 2,
  evidence: [],
};
const UNHEARD: Watch = {
  entries: 0,
  judgement: QUIET,
  asks: false,
  withPerson: false,
  state: SILENCE,
  moods: [],
};

function hearTurn(
  scorer: Scorer,
  policy: Policy,
  standing: Standing | undefined,
  watch: Watch,
  { index, role, text, confidence }: Turn,
): Watch {
  // Turns are counted as the transcript counts them, also those a person heard.
  const before = { ...watch.state, combined: { ...watch.state.combined, turn: index - 1 } };
  const { judged, state } = judgeNext(scorer, policy, standing, before, { role, text, confidence });
  const spoke = role === 'END_USER';
  const moods = spoke
    ? [...watch.moods, { turn: index, mood: moodOf(judged.signals) }].slice(-MOST_MOODS)
    : watch.moods;
  return {
    ...watch,
    state,
    moods,
    judgement: judgementOf(policy, judged, moods),
    asks: spoke && judged.signals.signals.humanRequest >= ONE / 2,
  };
}

function next(scorer: Scorer, policy: Policy, watch: Watch, entry: Entry, account: AccountOf): Watch {
  if (entry.type === 'mark') {
    if (entry.kind === 'handoff.accepted') return { ...UNHEARD, withPerson: true };
    return GIVEN_BACK.has(entry.kind) ? { ...watch, withPerson: false } : watch;
  }
  if (entry.type === 'note' || watch.withPerson) return watch;
  return hearTurn(scorer, policy, standingAt(account, entry.at), watch, entry);
}

type AccountOf = Parameters<typeof standingAt>[0];

/** `policyOf` gives the configured policy of a bot. */
export function createTrigger(scorer: Scorer, policyOf: (bot: string) => Policy): TriggerEngine {
  return {
    policyOf,
    hear(before, entries, { policy, account }) {
      // A watch is only ever what this engine gave.
      let watch = (before as Watch | null) ?? UNHEARD;
      for (let at = watch.entries; at < entries.length; at += 1) {
        const entry = entries[at];
        if (entry !== undefined) watch = next(scorer, policy, watch, entry, account);
      }
      return { ...watch, entries: entries.length };
    },
  };
}
