// Days to try the desk with: a small office and everything that can happen in it, at random. Not a test itself.

import fc from 'fast-check';
import type { DeskCommand } from '#router/desk/port.ts';
import type { Command } from '#shared/protocol/commands.ts';
import type { TransferReason, TransferTarget } from '#shared/schema/handoff.ts';
import { office } from './desk-world.ts';

export const config = office({
  people: [
    {
      id: 'ana',
      name: 'Ana Reis',
      queues: ['main', 'spanish'],
      languages: ['en', 'es'],
      skills: { billing: 4 },
      capacity: 3,
    },
    { id: 'ben', name: 'Ben Okafor', queues: ['main'], skills: { billing: 2 }, capacity: 2 },
    {
      id: 'cleo',
      name: 'Cleo Ng',
      roles: ['lead'],
      queues: ['main', 'spanish'],
      languages: ['es-MX'],
      capacity: 5,
    },
  ],
  queues: [
    {
      id: 'main',
      name: 'Main',
      sla: { seconds: 60, share: 0.8 },
      offerSeconds: 20,
      graceSeconds: 40,
      maxWaiting: 3,
      keepDays: 1,
      relax: [
        { after: 15, skills: { billing: 2 } },
        { after: 45, skills: { billing: 0 } },
      ],
      dispositions: [{ id: 'solved', label: 'Solved' }],
    },
    {
      id: 'spanish',
      name: 'Spanish',
      sla: { seconds: 30, share: 0.8 },
      offerSeconds: 5,
      graceSeconds: 10,
      keepDays: 0,
      matching: 'fit',
      skills: {},
      dispositions: [{ id: 'solved', label: 'Solved' }],
    },
    {
      id: 'night',
      name: 'Night',
      sla: { seconds: 30, share: 0.8 },
      hours: { timeZone: 'Europe/Lisbon', weekly: { tue: [['20:00', '24:00']] } },
      dispositions: [{ id: 'solved', label: 'Solved' }],
    },
  ],
  bots: [
    { id: 'bot', name: 'Bot', queue: 'main' },
    { id: 'other', name: 'Other', queue: 'spanish' },
  ],
});

const people = fc.constantFrom('ana', 'ben', 'cleo');
const conversations = fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8');
const bots = fc.constantFrom(...Array.from({ length: 29 }, () => 'bot'), 'other');
const ids = fc.constantFrom(...Array.from({ length: 30 }, (_, at) => `i${at}`));
const turn = fc.record({
  id: ids,
  role: fc.constantFrom('END_USER' as const, 'AUTOMATED_AGENT' as const),
  text: fc.constantFrom(
    'hello',
    'I want to talk to a human agent',
    "I'm sorry, I can't do that",
    'I will transfer you to a human agent',
    'no human please',
  ),
});

/** What happens, before it is known what it meets. */
export type Happening =
  | { readonly what: 'bot'; readonly command: DeskCommand }
  | {
      readonly what: 'person';
      readonly person: string;
      readonly k: Command['k'];
      readonly conversation: string;
      readonly id: string;
      readonly text: string;
      readonly base: 'now' | 'old' | 'none';
      readonly to: TransferTarget;
      readonly why: TransferReason;
      /** Ms from now, for what is kept or held. */
      readonly for: number;
    }
  | { readonly what: 'accept'; readonly conversation: string }
  | { readonly what: 'link'; readonly person: string; readonly connected: boolean }
  | {
      readonly what: 'presence';
      readonly person: string;
      readonly status: 'available' | 'away' | 'break' | 'offline';
      readonly afterThis: boolean;
      readonly keep?: number;
    }
  | {
      readonly what: 'delivery';
      readonly conversation: string;
      readonly turn: string;
      readonly delivery: 'accepted' | 'failed';
    }
  | { readonly what: 'time'; readonly ms: number };

const customer = fc.record({
  id: fc.constantFrom('u1', 'u2', 'u3', 'u4', 'u5', 'u6'),
  verified: fc.boolean(),
  name: fc.constant('Maria'),
  language: fc.constantFrom('en', 'en-GB', 'es', 'de'),
});

const request = fc.oneof(
  fc.record({
    kind: fc.constant('open' as const),
    id: conversations,
    body: fc.record({
      channel: fc.constantFrom('chat' as const, 'chat' as const, 'voice' as const),
      customer,
    }),
  }),
  fc.record({
    kind: fc.constant('open' as const),
    id: conversations,
    body: fc.record({ channel: fc.constant('chat' as const), customer }),
  }),
  fc.record({ kind: fc.constant('turn' as const), conversation: conversations, body: turn }),
  fc.record({ kind: fc.constant('turn' as const), conversation: conversations, body: turn }),
  fc.record({
    kind: fc.constant('initiate' as const),
    conversation: conversations,
    body: fc.record(
      {
        queue: fc.constantFrom('main', 'main', 'main', 'spanish', 'night', 'nowhere'),
        skills: fc.constantFrom({}, { billing: 3 }),
        language: fc.constantFrom('en', 'es'),
        transcript: fc.array(turn, { maxLength: 3 }),
        context: fc.record({ intent: fc.constantFrom('refund', 'change') }),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    kind: fc.constant('cancel' as const),
    conversation: conversations,
    reason: fc.constant('solved'),
  }),
  fc.record({
    kind: fc.constant('event' as const),
    conversation: conversations,
    body: fc.record({
      type: fc.constantFrom('customer.left' as const, 'customer.back' as const, 'customer.typing' as const),
    }),
  }),
  fc.record({
    kind: fc.constant('close' as const),
    conversation: conversations,
    reason: fc.constant('done'),
  }),
);

const kinds = fc.constantFrom<Command['k']>(
  'offer.accept',
  'offer.accept',
  'offer.decline',
  'turn.send',
  'turn.send',
  'note.add',
  'draft.save',
  'context.opened',
  'context.hinted',
  'handoff.wrap',
  'handoff.complete',
  'handoff.return',
  'handoff.label',
  'handoff.transfer',
  'handoff.transfer',
  'handoff.transfer',
  'handoff.assign',
  'handoff.assign',
  'consult.start',
  'consult.start',
  'consult.end',
  'handoff.hold',
  'handoff.hold',
  'handoff.resume',
  'conversation.end',
  'conversation.end',
  'customer.unblock',
  'customer.unblock',
  'policy.publish',
  'policy.undo',
);

const targets = fc.constantFrom<TransferTarget>(
  { kind: 'queue', queue: 'main' },
  { kind: 'queue', queue: 'spanish' },
  { kind: 'queue', queue: 'night' },
  { kind: 'queue', queue: 'nowhere' },
  { kind: 'person', person: 'ana' },
  { kind: 'person', person: 'ben' },
  { kind: 'person', person: 'ben' },
  { kind: 'person', person: 'cleo' },
  { kind: 'person', person: 'nobody' },
  { kind: 'person', person: 'taken' },
  { kind: 'person', person: 'taken' },
  { kind: 'skill', skill: 'billing' },
  { kind: 'skill', skill: 'cooking' },
);
const reasons = fc.constantFrom<TransferReason>(
  'wrong_skill',
  'wrong_language',
  'needs_senior',
  'shift_end',
  'customer_asked',
  'other',
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      what: fc.constant('bot' as const),
      command: fc.record({ from: fc.constant('bot' as const), bot: bots, request }),
    }),
  },
  {
    weight: 20,
    arbitrary: fc.record({
      what: fc.constant('person' as const),
      person: fc.constantFrom('holder', 'holder', 'holder', 'holder', 'consulted', 'ana', 'ben', 'cleo'),
      k: kinds,
      conversation: conversations,
      id: ids,
      text: fc.constantFrom('', 'hi', 'bye'),
      base: fc.constantFrom('now' as const, 'now' as const, 'now' as const, 'old' as const, 'none' as const),
      to: targets,
      why: reasons,
      for: fc.constantFrom(0, 5_000, 30_000, 3_600_000, 100 * 86_400_000),
    }),
  },
  { weight: 10, arbitrary: fc.record({ what: fc.constant('accept' as const), conversation: conversations }) },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('link' as const),
      person: people,
      connected: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('presence' as const),
      keep: fc.constantFrom(0, 20_000, 20_000, 7_200_000),
      person: people,
      status: fc.constantFrom(
        'available' as const,
        'available' as const,
        'available' as const,
        'available' as const,
        'away' as const,
        'break' as const,
        'offline' as const,
      ),
      afterThis: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      what: fc.constant('delivery' as const),
      conversation: conversations,
      turn: ids,
      delivery: fc.constantFrom('accepted' as const, 'failed' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('time' as const),
      ms: fc.constantFrom(0, 1, 1_000, 1_000, 6_000, 21_000, 31_000, 45_000, 90_000_000),
    }),
  },
);

/** Three people at work and six conversations, so that a day does not begin in an empty office. */
const opening: Happening[] = [
  ...['ana', 'ben', 'cleo'].flatMap((person): Happening[] => [
    { what: 'link', person, connected: true },
    { what: 'presence', person, status: 'available', afterThis: false },
  ]),
  ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map(
    (id): Happening => ({
      what: 'bot',
      command: {
        from: 'bot',
        bot: 'bot',
        request: {
          kind: 'open',
          id,
          body: { channel: 'chat', customer: { id: `u${id.slice(1)}`, verified: false, name: 'Maria' } },
        },
      },
    }),
  ),
];

/** Some days begin with work in hand. */
const inHand: Happening[] = ['c1', 'c2', 'c3'].flatMap((conversation): Happening[] => [
  {
    what: 'bot',
    command: { from: 'bot', bot: 'bot', request: { kind: 'initiate', conversation, body: {} } },
  },
  { what: 'accept', conversation },
]);

export const day = fc
  .tuple(fc.boolean(), fc.array(happening, { minLength: 40, maxLength: 90 }))
  .map(([busy, rest]) => [...opening, ...(busy ? inHand : []), ...rest]);
