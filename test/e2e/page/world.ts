// Owns the rows of the page's tests: the people and words of the pictures, as the core would send them.
import type { ConversationView, LinkView, MeView, OfferView, PersonView } from '#shared/contract/views.ts';
import type { Account } from '#shared/schema/account.ts';
import type { ContextPackage } from '#shared/schema/context.ts';
import type { Conversation, Entry, Role } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { QueueCounts, QueueRow } from '#shared/schema/queue.ts';

export const SECOND = 1_000;
export const MINUTE = 60_000;

export const me = (now: number, change: Partial<MeView['presence']> = {}): MeView => ({
  id: 'marta',
  name: 'Marta Rocha',
  roles: ['agent'],
  auxCodes: ['Training', 'Meeting'],
  day: { since: now - 300 * MINUTE, handled: 14, handlingMs: 14 * 7 * MINUTE, missed: 1, declined: 2 },
  replies: [
    {
      id: 'hello',
      title: 'Greeting',
      text: 'Hello {customer.firstName}, {me.firstName} here from {organisation}. I have read what happened so far.',
    },
    {
      id: 'refund',
      title: 'Refund on its way',
      text: 'The refund goes back to the card you paid with. It arrives within five working days, {customer.firstName}.',
    },
    {
      id: 'boarding',
      title: 'Boarding passes',
      text: 'Your new boarding passes come by e-mail tonight after 20:00.',
    },
  ],
  presence: {
    person: 'marta',
    status: 'available',
    since: now - 90 * MINUTE,
    afterThis: false,
    connected: true,
    load: 4,
    capacity: 5,
    ...change,
  },
  queues: [
    {
      id: 'care',
      name: 'Airline disruption',
      slaSeconds: 180,
      dispositions: [
        { id: 'changed', label: 'Seats changed' },
        { id: 'refunded', label: 'Fee refunded' },
        { id: 'passed', label: 'Passed on' },
        { id: 'no_solution', label: 'No solution' },
      ],
    },
  ],
});

export const link = (now: number, change: Partial<LinkView> = {}): LinkView => ({
  state: 'live',
  since: now - 60 * MINUTE,
  freshAt: now,
  clockOffset: 0,
  outbox: 0,
  demo: false,
  locked: false,
  ...change,
});

interface Person {
  readonly id: string;
  readonly name: string;
  readonly organisation?: string;
  readonly account?: Account;
  readonly preview?: string;
  readonly previewRole?: Role;
  readonly channel?: Conversation['channel'];
  readonly lastAt: number;
  /** Five minutes before that, unless it is said. */
  readonly openedAt?: number;
  readonly demo?: boolean;
  readonly present?: boolean;
}

export const conversation = (of: Person): Conversation => ({
  id: of.id,
  bot: 'ava',
  botName: 'Ava',
  channel: of.channel ?? 'chat',
  customer: {
    id: `customer-${of.id}`,
    verified: true,
    name: of.name,
    language: 'en',
    ...(of.organisation === undefined ? {} : { organisation: of.organisation }),
    ...(of.account === undefined ? {} : { account: of.account }),
  },
  state: 'human',
  handoff: `h-${of.id}`,
  openedAt: of.openedAt ?? of.lastAt - 5 * MINUTE,
  lastAt: of.lastAt,
  turns: 9,
  preview: of.preview ?? '',
  previewRole: of.previewRole ?? 'END_USER',
  customerPresent: of.present ?? true,
  demo: of.demo ?? false,
});

export const handoff = (of: Person, change: Partial<Handoff> = {}): Handoff => ({
  id: `h-${of.id}`,
  conversation: of.id,
  queue: 'care',
  state: 'active',
  channel: of.channel ?? 'chat',
  judgement: { fired: true, trigger: 'explicit_request', score: 840_000, threshold: 500_000, evidence: [] },
  skills: {},
  initiatedAt: of.lastAt - 3 * MINUTE,
  queuedAt: of.lastAt - 3 * MINUTE,
  dueAt: of.lastAt,
  acceptedAt: of.lastAt - 2 * MINUTE,
  firstReplyAt: of.lastAt - MINUTE,
  owner: 'marta',
  ownerName: 'Marta Rocha',
  fence: 2,
  offers: 1,
  passedBy: [],
  context: { version: 3, fixed: true },
  ...change,
});

export const view = (
  of: Person,
  change: Partial<ConversationView> & { handoff?: Handoff } = {},
): ConversationView => ({
  id: of.id,
  right: 'owner',
  conversation: conversation(of),
  handoff: handoff(of),
  unread: 0,
  typing: false,
  pending: 0,
  draft: '',
  ...change,
});

export const waiting = (
  id: string,
  name: string,
  organisation: string,
  intent: string,
  queuedAt: number,
  dueAt: number,
  channel: QueueRow['channel'] = 'chat',
): QueueRow => ({
  handoff: `h-${id}`,
  conversation: id,
  queue: 'care',
  state: 'queued',
  channel,
  name,
  organisation,
  intent,
  queuedAt,
  dueAt,
  offers: 0,
  demo: false,
});

const PLATINUM: Account = {
  tier: 'premium',
  plan: 'Platinum',
  value: 6_240,
  currency: 'EUR',
  renewal: '2027-01-12',
  since: '2019-05-02',
};

/** How long ago what happened with her happened, ms. */
const ILSE_AGO = {
  ...{ opened: 336 * SECOND, asked: 159 * SECOND, offered: 149 * SECOND, accepted: 128 * SECOND },
  ...{ read: 124 * SECOND, replied: 118 * SECOND, answered: 98 * SECOND, noted: 62 * SECOND },
} as const;

export const ilse = (now: number): Person => ({
  id: 'ilse',
  name: 'Ilse Verhoeven',
  organisation: 'Meridian Air',
  account: PLATINUM,
  preview: 'Thank you. We board at six tomorrow, so please make sure',
  lastAt: now - ILSE_AGO.answered,
  openedAt: now - ILSE_AGO.opened,
});

/** She flies on the day after. */
const flightDay = (now: number, month: 'short' | 'long'): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month }).format(now + 24 * 60 * MINUTE);

const ilseContext = (now: number): ContextPackage => ({
  version: 7,
  fixed: true,
  intent: 'Seats split by a rebooking',
  goal: 'Sit with her child, or refund both seat fees',
  situation: 'Seats split by an airline rebooking. Flies tomorrow 06:40, keeps the trip if row 11 works.',
  highlights: [
    { text: 'Child aged 6 (Noor) is seated nine rows away', turn: 3 },
    { text: 'Paid €84 per seat to sit together', turn: 3 },
    { text: '“This is the third time I explain it”', turn: 5 },
    { text: 'Will not book again, asks for a person', turn: 7 },
  ],
  facts: [
    { label: 'Booking', value: 'K7QX4M', turn: 1 },
    { label: 'Flight', value: `MA 516, ${flightDay(now, 'short')} 06:40, LIS to AMS`, turn: 2 },
    { label: 'Seats', value: '14A and 23C, were 15A and 15B', turn: 2 },
    { label: 'Refund due', value: '€168.00 to card ending 2210', turn: 3 },
  ],
  tried: [
    { text: 'Sent the seat map link; fare rule refused it', worked: false, turn: 4 },
    { text: 'Said it cannot change a rebooked fare', worked: false, turn: 6 },
    { text: 'Checked identity by booking and surname', worked: true, turn: 2 },
  ],
  open: ['Is a window seat needed for Noor?', 'E-mail or app for the new boarding passes?'],
  greeting:
    'Hello Ms Verhoeven, I can see your seats with Noor were split when we rebooked you. I’m fixing that first.',
});

const THIRD = 'I did that twice. It says my fare can’t choose. This is the third time I explain it.';
const NEVER = 'Then refund both and I’ll never book with you again. Is there a person there?';
const quote = (turn: number, text: string, words: string) => ({
  turn,
  start: text.indexOf(words),
  end: text.indexOf(words) + words.length,
  quote: words,
});

export const ilseView = (now: number): ConversationView =>
  view(ilse(now), {
    handoff: handoff(ilse(now), {
      initiatedAt: now - ILSE_AGO.asked,
      queuedAt: now - ILSE_AGO.asked,
      acceptedAt: now - ILSE_AGO.accepted,
      firstReplyAt: now - ILSE_AGO.replied,
      contextOpenedAt: now - ILSE_AGO.read,
      context: ilseContext(now),
      judgement: {
        fired: true,
        trigger: 'policy',
        score: 840_000,
        threshold: 500_000,
        evidence: [
          { ...quote(5, THIRD, 'I did that twice.'), category: 'emotion' },
          { ...quote(5, THIRD, 'the third time'), category: 'complexity' },
          { ...quote(7, NEVER, 'never book with you again'), category: 'emotion' },
        ],
        grounds: {
          policy: { id: 'support', name: 'Customer support', revision: 2 },
          by: 'combined',
          parts: [
            { category: 'emotion', amount: 430_000 },
            { category: 'value', amount: 260_000 },
            { category: 'complexity', amount: 150_000 },
          ],
          sum: 840_000,
          limit: 500_000,
          contributions: [],
        },
        moods: [
          { turn: 1, mood: 0 },
          { turn: 3, mood: -250_000 },
          { turn: 5, mood: -620_000 },
          { turn: 7, mood: -800_000 },
        ],
      },
    }),
  });

export function ilseEntries(now: number): Entry[] {
  let seq = 0;
  let index = 0;
  const place = (ago: number): { readonly seq: number; readonly at: number } => ({
    seq: seq++,
    at: now - ago,
  });
  const turn = (
    ago: number,
    role: Role,
    text: string,
    more: Pick<Extract<Entry, { type: 'turn' }>, 'author'> & { delivery?: 'accepted' },
  ): Entry => {
    index += 1;
    const placed = place(ago);
    return { type: 'turn', ...placed, id: `turn-${placed.seq}`, index, role, text, ...more };
  };
  const mark = (ago: number, kind: Extract<Entry, { type: 'mark' }>['kind'], more: object = {}): Entry => ({
    ...{ type: 'mark', ...place(ago), kind, ...more },
  });
  const customer = (ago: number, text: string): Entry =>
    turn(ago, 'END_USER', text, { author: { name: 'Ilse Verhoeven' } });
  const bot = (ago: number, text: string): Entry =>
    turn(ago, 'AUTOMATED_AGENT', text, { author: { name: 'Ava' } });
  const person = { id: 'marta', name: 'Marta Rocha' };
  const { opened, asked, offered, accepted, replied, answered, noted } = ILSE_AGO;
  const step = 22 * SECOND;
  return [
    customer(opened, 'Hello, it is about booking K7QX4M. Our seats are wrong since the rebooking.'),
    bot(
      opened - step,
      `Thank you, I have found it: MA 516 on ${flightDay(now, 'long')}, seats 14A and 23C. What is wrong with them?`,
    ),
    customer(
      opened - 2 * step,
      'We were rebooked from MA 482 and now my six-year-old sits nine rows away from me. I paid 84 euros per seat so that would not happen.',
    ),
    bot(opened - 3 * step, 'I can help with seats. Please choose a seat on the map: meridian.example/seats'),
    customer(opened - 4 * step, THIRD),
    bot(
      opened - 5 * step,
      'I’m sorry, I can’t change seats on a rebooked fare. Is there anything else I can help with?',
    ),
    customer(opened - 6 * step, NEVER),
    mark(asked, 'handoff.initiated'),
    mark(asked, 'handoff.queued'),
    mark(offered, 'handoff.offered', { person }),
    mark(accepted, 'handoff.accepted', { person, waited: asked - accepted }),
    turn(
      replied,
      'HUMAN_AGENT',
      'Hello Ms Verhoeven, Marta here. Your seats 14A and 23C on MA 516 were split when we rebooked you, and that is ours to fix. I’m putting you and Noor together now.',
      { author: person, delivery: 'accepted' },
    ),
    customer(
      answered,
      'Thank you. We board at six tomorrow, so please make sure it really is done this time.',
    ),
    {
      type: 'note',
      ...place(noted),
      id: 'note-1',
      author: { id: 'jakub', name: 'Jakub Marek' },
      text: 'Row 14 is blocked for crew. Row 11 B and C are free, I can lift the fare rule.',
    },
  ];
}

const PRIYA_LAST = 161 * SECOND;
/** What the customer wrote last of all, as a transcript; Marta has her since two minutes before that. */
export function priyaEntries(now: number): Entry[] {
  const person = { id: 'marta', name: 'Marta Rocha' };
  let seq = 0;
  let index = 0;
  const place = (before: number) => ({ seq: seq++, at: now - PRIYA_LAST - before * SECOND });
  const turn = (before: number, role: Role, author: { readonly name: string }, text: string): Entry => {
    index += 1;
    const placed = place(before);
    return { type: 'turn', ...placed, id: `p-${placed.seq}`, index, role, author, text };
  };
  const mark = (
    before: number,
    kind: Extract<Entry, { type: 'mark' }>['kind'],
    more: object = {},
  ): Entry => ({
    ...{ type: 'mark', ...place(before), kind, ...more },
  });
  const customer = { name: 'Priya Natarajan' };
  return [
    turn(300, 'END_USER', customer, 'Our November invoice says 14 seats. It should be 12.'),
    turn(
      ...([278, 'AUTOMATED_AGENT', { name: 'Ava' }] as const),
      'Seats are counted on the first day of the month. Shall I explain seat billing?',
    ),
    turn(190, 'END_USER', customer, 'No. I want a person to correct it.'),
    mark(180, 'handoff.initiated'),
    mark(180, 'handoff.queued'),
    mark(120, 'handoff.accepted', { person, waited: 60 * SECOND }),
    turn(
      ...([60, 'HUMAN_AGENT', person] as const),
      'Hello Priya, Marta here. I am looking at the group that is synced.',
    ),
    turn(0, 'END_USER', customer, 'We removed two seats on the 3rd. Still 14?'),
  ];
}

const PRIYA_CONTEXT: ContextPackage = {
  version: 3,
  fixed: true,
  intent: 'Invoice counts 14 seats instead of 12',
  goal: 'A corrected November invoice for 12 seats',
  situation: 'Two seats were removed on the 3rd; the invoice still counts 14.',
  facts: [{ label: 'Seats', value: '12, billed 14', turn: 1 }],
  tried: [{ text: 'Explained when seats are counted', worked: false, turn: 2 }],
};

const priya = (now: number): Person => ({
  id: 'priya',
  name: 'Priya Natarajan',
  organisation: 'Ledgerly',
  preview: 'We removed two seats on the 3rd. Still 14?',
  lastAt: now - PRIYA_LAST,
});

export const others = (now: number): ConversationView[] => [
  view(priya(now), { unread: 1, handoff: handoff(priya(now), { context: PRIYA_CONTEXT }) }),
  view(
    {
      id: 'daniel',
      name: 'Daniel Okafor',
      organisation: 'Northline',
      preview: 'Red light is back on the router',
      lastAt: now - 19 * SECOND,
    },
    { typing: true },
  ),
  view({
    id: 'hanne',
    name: 'Hanne Solberg',
    organisation: 'Meridian Air',
    preview: 'I will look at the scan as soon as it is here.',
    previewRole: 'HUMAN_AGENT',
    channel: 'email',
    lastAt: now - 40 * MINUTE,
  }),
];

export const queue = (now: number): QueueRow[] => [
  waiting(
    'ray',
    'Ray Castellanos',
    'Ledgerly',
    'Double charge on annual renewal',
    now - 101 * SECOND,
    now - 41 * SECOND,
    'voice',
  ),
  waiting(
    'mei',
    'Mei-Ling Zhou',
    'Northline',
    'Business SIM swap blocked abroad',
    now - 147 * SECOND,
    now + 33 * SECOND,
  ),
  waiting(
    'grupo',
    'Grupo Alvares',
    'Meridian Air',
    'Group of 22, name corrections',
    now - 53 * SECOND,
    now + 187 * SECOND,
    'email',
  ),
  waiting(
    'jonas',
    'Jonas Lindqvist',
    'Ledgerly',
    'Proforma for purchase order',
    now - 42 * SECOND,
    now + 258 * SECOND,
  ),
  waiting(
    'adaeze',
    'Adaeze Nwosu',
    'Northline',
    'Port number before contract ends on Friday',
    now - 30 * SECOND,
    now + 302 * SECOND,
  ),
  waiting(
    'joanna',
    'Joanna Petrescu',
    'Northline',
    'Still no signal after the restart',
    now - 20 * SECOND,
    now + 340 * SECOND,
  ),
  waiting(
    'hamid',
    'Hamid Rezaei',
    'Northline',
    'Cancel the roaming add-on',
    now - 12 * SECOND,
    now + 372 * SECOND,
  ),
  waiting(
    'greta',
    'Greta Lund',
    'Meridian Air',
    'Wheelchair seat on the return flight',
    now - 8 * SECOND,
    now + 690 * SECOND,
    'email',
  ),
  waiting(
    'pieter',
    'Pieter Claes',
    'Northline',
    'New SIM is not active',
    now - 4 * SECOND,
    now + 724 * SECOND,
  ),
];

export const counts = (now: number): QueueCounts => ({
  queue: 'care',
  name: 'Airline disruption',
  waiting: 9,
  available: 5,
  open: true,
  at: now,
});

export function tomas(now: number, left = 24 * SECOND, change: Partial<OfferView> = {}): OfferView {
  const who: Person = {
    id: 'tomas',
    name: 'Tomás Albrecht',
    organisation: 'Northline',
    account: { plan: 'Fibre 500', value: 888, currency: 'EUR', since: '2020-11-01' },
    preview: 'No. Your competitor offers me €59, and I will leave for them.',
    lastAt: now - 45 * SECOND,
    openedAt: now - 150 * SECOND,
  };
  const {
    acceptedAt: _a,
    firstReplyAt: _f,
    owner: _o,
    ownerName: _n,
    ...asked
  } = handoff(who, {
    state: 'offered',
    ...{ initiatedAt: now - 35 * SECOND, queuedAt: now - 35 * SECOND, dueAt: now + 145 * SECOND },
    judgement: {
      fired: true,
      trigger: 'explicit_request',
      score: 840_000,
      threshold: 500_000,
      evidence: [],
      moods: [
        { turn: 1, mood: -150_000 },
        { turn: 3, mood: -420_000 },
        { turn: 5, mood: -560_000 },
      ],
    },
    context: {
      version: 2,
      fixed: false,
      intent: 'Leaving for another provider',
      goal: 'Wants to cancel after three outages this month; a competitor offered €59.',
      situation: 'Six years a customer. Says the last outage cost him a working day.',
      highlights: [{ text: '“Third outage this month”', turn: 1 }],
      facts: [{ label: 'Contract', value: 'NL-88213', turn: 1 }],
      tried: [
        { text: 'a line test', worked: false, turn: 2 },
        { text: 'a €5 credit; he refused both', worked: false, turn: 4 },
      ],
      greeting: 'Hello Mr Albrecht, I have read about the three outages.',
    },
  });
  return {
    id: 'o-tomas',
    state: 'open',
    expiresAt: now + left,
    conversation: conversation(who),
    handoff: asked,
    offer: {
      id: 'o-tomas',
      handoff: asked.id,
      conversation: 'tomas',
      person: 'marta',
      fence: 1,
      state: 'pending',
      madeAt: now + left - 40 * SECOND,
      expiresAt: now + left,
      why: 'You know this customer; you have retention 5',
      match: {
        of: 6,
        knows: true,
        asked: { skills: { retention: 5 } },
        next: { person: 'ana', name: 'Ana Reis', change: { kind: 'load', less: 1 } },
      },
    },
    ...change,
  };
}

export const tomasEntries = (now: number): Entry[] =>
  (
    [
      [150, 'END_USER', 'Third outage this month. I want to cancel contract NL-88213.'],
      [128, 'AUTOMATED_AGENT', 'I am sorry to hear that. I have run a line test: your line is in order now.'],
      [96, 'END_USER', 'In order until the next one. The last outage cost me a working day.'],
      [74, 'AUTOMATED_AGENT', 'I can give you a credit of €5. Shall I add it to your account?'],
      [45, 'END_USER', 'No. Your competitor offers me €59, and I will leave for them. Is there a person?'],
    ] as const
  ).map(([ago, role, text], seq) => ({
    type: 'turn',
    seq,
    at: now - ago * SECOND,
    id: `t-${seq}`,
    index: seq + 1,
    role,
    author: { name: role === 'END_USER' ? 'Tomás Albrecht' : 'Ava' },
    text,
  }));

const colleague = (id: string, name: string, change: Partial<PersonView> = {}): PersonView => ({
  id,
  name,
  roles: ['agent'],
  queues: ['care'],
  skills: { seating: 4 },
  languages: ['en'],
  status: 'available',
  connected: true,
  load: 2,
  capacity: 5,
  ...change,
});

export const people = (): PersonView[] => [
  colleague('marta', 'Marta Rocha', { load: 4 }),
  colleague('ana', 'Ana Reis', { skills: { seating: 5 }, languages: ['en', 'nl'], load: 4 }),
  colleague('anneke', 'Anneke Retief', { languages: ['en', 'nl'] }),
  colleague('imre', 'Imre Szabó', { load: 5 }),
  colleague('jakub', 'Jakub Marek', { roles: ['agent', 'lead'], skills: { refunds: 5 }, load: 1 }),
  colleague('carla', 'Carla Mendes', { connected: false, status: 'offline', load: 0 }),
];
