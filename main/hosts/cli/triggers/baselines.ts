// Owns what the engine is measured against: a list of keywords per label and a mood lexicon, as one would write them in an
// hour. They run beside the engine on the same texts.
import { VALENCE } from '#shared/domain/trigger/english/valence.ts';

const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  human: [
    'human',
    'agent',
    'representative',
    'operator',
    'real person',
    'a person',
    'someone',
    'somebody',
    'supervisor',
    'manager',
    'live chat',
    'speak to',
    'speak with',
    'talk to',
    'talk with',
    'transfer me',
    'connect me',
    'customer service',
    'support team',
    'call me',
  ],
  churn: [
    'close my account',
    'delete my account',
    'cancel my',
    'close account',
    'delete account',
    'cancel account',
    'terminate',
    'deactivate',
    'unsubscribe',
    'switch to',
    'leave you',
    'cancel plan',
    'cancellation',
  ],
  cancel: ['cancel', 'close', 'delete', 'terminate', 'stop', 'refund', 'remove'],
  buy: [
    'buy',
    'purchase',
    'order',
    'price',
    'cost',
    'quote',
    'book',
    'upgrade',
    'sign up',
    'discount',
    'offer',
    'how much',
  ],
  problem: [
    'problem',
    'issue',
    'error',
    'not working',
    "doesn't work",
    'broken',
    'failed',
    'wrong',
    'declined',
    'missing',
    'lost',
    'stolen',
  ],
  urgent: ['urgent', 'asap', 'immediately', 'emergency', 'as soon as possible', 'right away'],
  frustration: [
    'angry',
    'annoyed',
    'annoying',
    'frustrated',
    'frustrating',
    'ridiculous',
    'terrible',
    'worst',
    'hate',
    'stupid',
    'useless',
    'wtf',
    'fuck',
    'unacceptable',
  ],
  breakdown: ['sorry', "don't understand", "don't know", 'rephrase', "can't", 'unable', 'cannot'],
};

/** 1 where a keyword stands in the text, else 0. */
export function byKeywords(label: string, text: string): number {
  const lower = text.toLowerCase();
  return (KEYWORDS[label] ?? []).some((word) => lower.includes(word)) ? 1 : 0;
}

const moods = new Map(
  VALENCE.trim()
    .split(/\s+/)
    .map((part) => [part.split(':')[0] ?? '', Number(part.split(':')[1])]),
);
const NEGATORS = new Set([
  'not',
  'no',
  'never',
  "don't",
  "isn't",
  "can't",
  "won't",
  "didn't",
  "doesn't",
  'without',
  'cannot',
]);

/** Negative mood of a text, 0..1; .525 is as far on the bad side as the lexicon's own neutral zone ends. */
export function byLexicon(text: string): number {
  let sum = 0;
  let flipped = 0;
  for (const word of text.toLowerCase().match(/[a-z']+/g) ?? []) {
    const mood = moods.get(word) ?? 0;
    sum += flipped > 0 ? -0.74 * mood : mood;
    flipped = NEGATORS.has(word) ? 3 : flipped - 1;
  }
  return 0.5 - sum / Math.sqrt(sum * sum + 15) / 2;
}
