// Owns the plain trigger: a customer asks for a person in so many words, or the bot says that it cannot go on.
// Only the newest turns count, so a request that was dealt with does not fire again. Negation is heeded.
// Refuses: signals, scores that mean something and policies; the trigger engine brings those behind the same interface.
import type { Turn } from '../../schema/conversation.ts';
import type { Evidence, Judgement } from '../../schema/handoff.ts';
import { LIMITS } from '../../schema/primitives.ts';
import type { TriggerEngine } from './port.ts';

const FIRED = 1_000_000;
const THRESHOLD = 500_000;
/** Characters of a turn that are read: a request beyond them is buried in a pasted text. */
const READ = 4_000;

const ARTICLE = '(?:(?:an?|the|some|any|your|another|one of your)\\s+)?';
const KIND = '(?:(?:real|actual|live|human|customer (?:service|support|care)|service|support|sales)\\s+)*';
/** Words that name a person whatever the verb. */
const HUMAN = 'human(?: being)?|agent|representative|rep|operator';
/** Words that name one only when the verb is speaking or passing on. */
const ANYBODY = `${HUMAN}|person|people|advis[eo]r|supervisor|manager|specialist|some(?:body|one)|any(?:body|one)|colleague|staff|customer (?:service|support|care)`;
const SPEAK = '(?:talk|speak|chat)(?:ing)?(?:\\s+directly)?\\s+(?:to|with)';
const PASS =
  '(?:put|pass|connect|transfer|hand|forward|escalate|switch)(?:\\s+(?:me|us|this|it|over|through|on))*\\s+(?:to|with)';
const WANT = '(?:get|give|find|bring|want|need|prefer|require|contact|reach|ask for|call)(?:\\s+(?:me|us))?';

const REQUESTS: readonly RegExp[] = [
  new RegExp(`\\b(?:${SPEAK}|${PASS})\\s+${ARTICLE}${KIND}(?:${ANYBODY})\\b`, 'gi'),
  new RegExp(
    `\\b${WANT}\\s+${ARTICLE}${KIND}(?:${HUMAN}|real person)\\b(?!\\s+(?:id|name|fee|number|error|resources))`,
    'gi',
  ),
  /\b(?:real|actual|live)\s+(?:human(?: being)?|person|agent|representative|rep|operator)\b/gi,
  /\b(?:human|agent|representative|operator|person)\s*,?\s+please\b/gi,
  /^\s*(?:an?\s+)?(?:human|agent|representative|operator|person)\s*[.!?]*\s*$/gi,
];

/** A negation up to four words before takes the request back. */
const NEGATED =
  /\b(?:do(?:es)?\s*n[o'’]?t|did\s*n[o'’]?t|not|never|no need|without|rather than|instead of|wo\s*n['’]?t|would\s*n['’]?t|no longer|need\s*n['’]?t|is\s*n['’]?t)\s+(?:\w+\s+){0,4}$/i;
/** "Why can't I talk to a person", "not only": a negation that asks all the more. */
const ASKS_ALL_THE_MORE = /\b(?:ca\s*n['’]?t|cannot|could\s*n['’]?t|why|not only)\b[^.!?]*$/i;

const CANNOT: readonly RegExp[] = [
  /\b(?:i(?:['’]m| am)?|we(?:['’]re| are)?)\s+(?:(?:sorry|afraid)[^.!?]{0,40}?)?(?:can(?:no|['’]?)t|can not|unable to|not able to|could(?: not|n['’]?t))\s+(?!(?:thank|wait|stress|emphasi[sz]e)\b)\w+/gi,
  /\b(?:beyond|outside) (?:of )?(?:my|what i)\b/gi,
  /\bi (?:don['’]?t|do not) (?:know|understand|have (?:access|the ability|permission))\b/gi,
];

const BOT_TRANSFERS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:(?:i(?:['’]ll| will|['’]m| am)?(?: now)?(?: going to)?|let me|being|please hold while i)\\s+(?:now\\s+)?(?:transferring|connecting|handing|forwarding|escalating|transfer(?:red)?|connect(?:ed)?|hand(?:ed)?|forward|escalat(?:e|ed)|pass)(?:\\s+(?:you|this|your \\w+|over|on))*\\s+(?:to|with))\\s+${ARTICLE}${KIND}(?:${ANYBODY})\\b`,
    'gi',
  ),
];

interface Found {
  readonly start: number;
  readonly end: number;
}

/** First match that no negation in the same sentence takes back. */
function find(text: string, patterns: readonly RegExp[], negatable: boolean): Found | null {
  let first: Found | null = null;
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      const sentence =
        text
          .slice(0, match.index)
          .split(/[.!?\n]/)
          .at(-1) ?? '';
      if (negatable && NEGATED.test(sentence) && !ASKS_ALL_THE_MORE.test(sentence)) continue;
      if (first === null || match.index < first.start) {
        first = { start: match.index, end: match.index + match[0].length };
      }
      break;
    }
  }
  return first;
}

const evidence = (turn: Turn, { start, end }: Found): Evidence => ({
  turn: turn.index,
  start,
  end,
  quote: turn.text.slice(start, end).slice(0, LIMITS.label),
});

const verdict = (trigger: Judgement['trigger'], spans: Evidence[]): Judgement => ({
  fired: true,
  trigger,
  score: FIRED,
  threshold: THRESHOLD,
  evidence: spans,
});

const QUIET: Judgement = { fired: false, trigger: 'policy', score: 0, threshold: THRESHOLD, evidence: [] };

/** The bot's previous turn, unless a person spoke since. */
function botTurnBefore(turns: readonly Turn[]): Turn | undefined {
  for (let at = turns.length - 2; at >= 0; at--) {
    const turn = turns[at];
    if (turn === undefined || turn.role === 'HUMAN_AGENT') return undefined;
    if (turn.role === 'AUTOMATED_AGENT') return turn;
  }
  return undefined;
}

export const plainTrigger: TriggerEngine = ({ turns }) => {
  const last = turns.at(-1);
  if (last === undefined || last.role === 'HUMAN_AGENT') return QUIET;
  const text = last.text.slice(0, READ);
  if (last.role === 'END_USER') {
    const asked = find(text, REQUESTS, true);
    return asked === null ? QUIET : verdict('explicit_request', [evidence(last, asked)]);
  }
  const transfers = find(text, BOT_TRANSFERS, true);
  if (transfers !== null) return verdict('bot_asked', [evidence(last, transfers)]);
  const cannot = find(text, CANNOT, false);
  const before = cannot === null ? undefined : botTurnBefore(turns);
  const cannotBefore = before === undefined ? null : find(before.text.slice(0, READ), CANNOT, false);
  if (cannot === null || before === undefined || cannotBefore === null) return QUIET;
  return verdict('bot_stuck', [evidence(before, cannotBefore), evidence(last, cannot)]);
};
