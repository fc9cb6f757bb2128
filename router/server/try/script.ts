// Owns what the scripted assistant of /try says: an airline's help, by plain rules over the conversation so far.
// Refuses to pretend: what it cannot do it says, and the way to a person is in every answer it has no better one for.
import type { InitiateHandoff } from '#shared/protocol/edge.ts';
import type { Turn } from '#shared/schema/conversation.ts';

export const greeting = (organisation: string) =>
  `Hello, I am the automatic assistant of ${organisation}. I can look up bookings, seats and bags. Write “person” at any time and I hand you over, with everything you wrote.`;

const BOOKING = /\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6}\b/;
const SORRY = 'I’m sorry, I can’t';

interface Rule {
  readonly about: string;
  readonly words: RegExp;
  readonly answer: (booking: string | undefined) => string;
}

const RULES: readonly Rule[] = [
  {
    about: 'Seats',
    words: /\b(?:seats?|window|aisle|together)\b/i,
    answer: (booking) =>
      booking
        ? `I found ${booking}. ${SORRY} change seats on a rebooked fare. Is there anything else?`
        : 'I can help with seats. What is your booking reference? It has six letters and digits, such as K7QX4M.',
  },
  {
    about: 'Bags',
    words: /\b(?:bags?|baggage|luggage|suitcases?)\b/i,
    answer: (booking) =>
      `${booking ? `For ${booking}: one` : 'One'} cabin bag of 8 kg is included; a checked bag of 23 kg costs 35 euros. Shall I explain how to add one?`,
  },
  {
    about: 'Refund',
    words: /\b(?:refunds?|money back|compensat\w*|voucher)\b/i,
    answer: (booking) =>
      `${SORRY} pay out a refund${booking ? ` for ${booking}` : ''}: that needs a colleague to decide.`,
  },
  {
    about: 'Change or cancel',
    words: /\b(?:cancel\w*|change|rebook\w*|move|another (?:day|flight))\b/i,
    answer: (booking) =>
      booking
        ? `${booking} is a basic fare. ${SORRY} change or cancel it from here.`
        : 'I can look that up. What is your booking reference?',
  },
  {
    about: 'Delay',
    words: /\b(?:delay\w*|late|missed|cancelled by)\b/i,
    answer: () => 'Your flight is shown as delayed; I have no new time yet. I know that this is unpleasant.',
  },
  {
    about: 'Thanks',
    words: /\b(?:thanks?|thank you|bye|goodbye)\b/i,
    answer: () => 'You are welcome. I am here if you need more.',
  },
  {
    about: 'Greeting',
    words: /^\W*(?:hi|hello|hey|good (?:morning|day|evening))\b/i,
    answer: () => 'Hello! What can I do for you: seats, bags, a change, a refund?',
  },
];

const said = (turns: readonly Turn[]) => turns.filter(({ role }) => role === 'END_USER');
const latestBooking = (turns: readonly Turn[]) =>
  said(turns)
    .map(({ text, index }) => ({ booking: BOOKING.exec(text)?.[0], index }))
    .filter((found): found is { booking: string; index: number } => found.booking !== undefined)
    .at(-1);

/** The rule of the newest customer turn that one fits: a bare booking reference answers the question before it. */
function topic(turns: readonly Turn[]): Rule | undefined {
  for (const { text } of said(turns).toReversed()) {
    const rule = RULES.find(({ words }) => words.test(text));
    if (rule) return rule;
    if (!BOOKING.test(text)) return undefined;
  }
  return undefined;
}

export function answerTo(turns: readonly Turn[]): string {
  const booking = latestBooking(turns)?.booking;
  const rule = topic(turns);
  if (rule) return rule.answer(booking);
  const latest = said(turns).at(-1)?.text ?? '';
  if (booking && BOOKING.test(latest))
    return `I found ${booking}, Lisbon to Amsterdam, two passengers. What is it about?`;
  return 'I did not understand that. I know about seats, bags, changes and refunds; or write “person” to talk to somebody.';
}

const one = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 300);

/** The context package that goes along with a request for a person: drawn from the words, each with its turn. */
export function contextOf(turns: readonly Turn[]): NonNullable<InitiateHandoff['context']> {
  const words = said(turns);
  const booking = latestBooking(turns);
  const rule = topic(words.slice(0, -1)) ?? topic(turns);
  const goal = words.filter(({ text }) => text.length > 12).at(0);
  const refusals = turns.filter(({ role, text }) => role === 'AUTOMATED_AGENT' && text.includes(SORRY));
  return {
    ...(rule ? { intent: rule.about } : {}),
    ...(goal ? { goal: one(goal.text) } : {}),
    situation: 'Somebody who is trying Baton out, on the page /try, with a scripted assistant.',
    highlights: words.slice(-3).map(({ text, index }) => ({ text: one(text), turn: index })),
    facts: booking ? [{ label: 'Booking', value: booking.booking, turn: booking.index }] : [],
    tried: refusals.map(({ text, index }) => ({ text: one(text), worked: false, turn: index })).slice(0, 20),
    open: booking ? [] : ['Booking reference'],
    greeting: 'Hello, I have read what you wrote, so you need not repeat it.',
  };
}
