// Owns the messages that the benches of the store read and look for: seeded, with the word frequencies of ordinary
// language (Zipf-Mandelbrot; the commonest words and their families are real ones, the tail is made of syllables).
import type { Conversation, Entry } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';

const COMMON =
  `the i to you a my and it is for of that in have can me on with this your was not but be would please if do we are so
  thank will just at from as what get there or need they no help how all like an don't know when about i'm out up yes
  sorry flight here order one time refund now email account any more check has could been see way them make because
  change then by only their very let sure before these booking cancel still want day number then thanks tomorrow
  reservation today ticket other card after credit find same which two some than said being does back again customer
  service payment really may think wait give their going new passengers address information certificate baggage name
  paid phone price morning business economy later possible insurance confirm upgrade delayed policy money another
  difference working option travel trip provide minutes hours leave line already didn't doesn't call made first while
  problem last week through should website charge both month where since into answer airport agent message speak human
  person invoice subscription plan login password reset shipping delivery package return exchange warranty broken`
    .split(/\s+/)
    .filter((word, index, list) => list.indexOf(word) === index);

const SYLLABLES = 'ba re ti ca no mi lo an st pre con er u de ta ve sa mo qui jor zel fi ga hu'.split(' ');
const VOCABULARY = 40_000;

export type Random = () => number;

/** Uniform in 0..1 (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function tailWord(rank: number): string {
  let word = '';
  for (
    let rest = Math.imul(rank, 2_654_435_761) >>> 12;
    rest > 0 || word === '';
    rest = Math.floor(rest / 24)
  )
    word += SYLLABLES[rest % 24] ?? '';
  return word;
}

/** Commonest first. */
export const WORDS: readonly string[] = Array.from(
  { length: VOCABULARY },
  (_, rank) => COMMON[rank] ?? tailWord(rank),
);

const steps: number[] = [];
for (const rank of WORDS.keys()) steps.push((steps.at(-1) ?? 0) + 1 / (rank + 2.7));
const whole = steps.at(-1) ?? 0;

export function wordOf(random: Random): string {
  const at = random() * whole;
  let low = 0;
  for (let high = steps.length - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if ((steps[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return WORDS[low] ?? '';
}

/** 4 to 27 words. */
export function textOf(random: Random): string {
  const words = Array.from({ length: 4 + Math.floor(random() * 24) }, () => wordOf(random));
  return `${words.join(' ')}.`;
}

export const START = 1_790_000_000_000;

export function turnOf(seq: number, at: number, text: string): Entry {
  const customers = seq % 2 === 0;
  return {
    type: 'turn',
    seq,
    at,
    id: `turn-${seq}-${at}`,
    index: seq + 1,
    role: customers ? 'END_USER' : 'HUMAN_AGENT',
    author: customers ? { name: 'Customer' } : { id: 'ana', name: 'Ana' },
    text,
    ...(customers ? {} : { delivery: 'router' }),
  };
}

export function conversationOf(number: number, at: number, turns: number, preview: string): Conversation {
  return {
    id: `conversation-${number}`,
    bot: 'bot',
    botName: 'Assistant',
    channel: 'chat',
    customer: {
      id: `customer-${number}`,
      verified: true,
      name: `Customer ${WORDS[1_000 + (number % 30_000)]}`,
      organisation: `${WORDS[500 + (number % 400)]} Ltd`,
      account: { tier: 'premium', value: 12_000, currency: 'EUR', renewal: '2027-03-01' },
    },
    state: 'human',
    handoff: `handoff-${number}`,
    openedAt: START,
    lastAt: at,
    turns,
    preview: preview.slice(0, 120),
    previewRole: 'END_USER',
    customerPresent: true,
    demo: false,
  };
}

export function handoffOf(number: number): Handoff {
  return {
    id: `handoff-${number}`,
    conversation: `conversation-${number}`,
    queue: 'support',
    state: 'active',
    channel: 'chat',
    judgement: { fired: true, trigger: 'explicit_request', score: 900_000, threshold: 500_000, evidence: [] },
    reason: 'asked for a person',
    skills: { billing: 3 },
    initiatedAt: START,
    queuedAt: START,
    acceptedAt: START,
    owner: 'ana',
    ownerName: 'Ana',
    fence: 2,
    offers: 1,
    passedBy: [],
    context: { intent: 'billing', highlights: [{ text: 'charged twice', turn: 1 }], version: 1, fixed: true },
  };
}
