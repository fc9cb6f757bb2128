// What other systems send, as calls of the edge: the recorded messages, what the router's own schemas say to the calls,
// and that no field that nobody foresaw is lost.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Activity, fromBot, fromCustomer, toActivities } from '#sdk/adapters/bot-framework.ts';
import { fromMessage, startHitl, stopHitl, toBotpress } from '#sdk/adapters/botpress.ts';
import type { Mapped } from '#sdk/adapters/bridge.ts';
import { fromWebhook, toRequests } from '#sdk/adapters/chatwoot.ts';
import { foreignId, keep } from '#sdk/adapters/foreign.ts';
import type { BotEvent } from '#sdk/index.ts';
import { edgeEvent, edgeTurn, initiateHandoff, openConversation } from '#shared/protocol/edge.ts';
import { contextInput } from '#shared/schema/context.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../fixtures/bots/${name}.json`), 'utf8'));
const recorded = fixture('bot-framework') as { direction: 'customer' | 'bot'; activity: Activity }[];
const chatwoot = fixture('chatwoot') as Record<string, unknown>[];
const botpress = fixture('botpress') as Record<'startHitl' | 'message' | 'stopHitl', object>;

const fromActivity = ({ direction, activity }: (typeof recorded)[number]) =>
  direction === 'customer' ? fromCustomer(activity) : fromBot(activity);

/** What the router would say to it, before it decides anything. */
function refusedParts({ open, calls }: Mapped): unknown[] {
  const schemas = { turn: edgeTurn, transfer: initiateHandoff, report: edgeEvent };
  const checks = calls.flatMap((each) =>
    'body' in each && each.call !== 'file' ? [schemas[each.call].safeParse(each.body)] : [],
  );
  return [openConversation.safeParse(open), ...checks].flatMap(({ error }) => error ?? []);
}
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('Bot Framework: words, typing and the handoff as its library sends them', () => {
  const all = recorded.map(fromActivity);
  expect(all.flatMap(refusedParts)).toEqual([]);
  const [first] = all;
  expect(plain(first?.open)).toEqual({
    id: expect.stringMatching(/^bf-[0-9a-f]{32}$/),
    customer: {
      id: foreignId('bf', 'webchat_dl_7f3c'),
      verified: false,
      name: 'Ilse Verhoeven',
      language: 'en-GB',
    },
  });
  expect(new Set(all.map(({ open }) => JSON.stringify(open))).size).toBe(1);
  const calls = all.map((each) => each.calls);
  const said = [
    { id: 'a-0', role: 'END_USER', text: 'Our seats are apart, booking K7QX4M.', at: expect.any(Number) },
    {
      id: expect.stringMatching(/^a-[0-9a-f]{32}$/),
      role: 'AUTOMATED_AGENT',
      text: 'I cannot change K7QX4M.\n[attachment: seats.png image/png https://example.com/seats.png ]',
    },
  ];
  expect(plain(calls)).toEqual([
    [{ call: 'turn', body: { ...said[0], at: expect.any(Number) } }],
    [{ call: 'turn', body: said[1] }],
    [{ call: 'report', body: { type: 'customer.typing' } }],
    [{ call: 'turn', body: expect.objectContaining({ text: 'Give me a human, please.' }) }],
    [
      {
        call: 'transfer',
        body: {
          reason: 'The fare forbids changes.',
          language: 'en-GB',
          transcript: [said[0], { ...said[1], at: expect.any(Number) }],
          context: {
            facts: [
              { label: 'Skill', value: 'changes' },
              { label: 'Customer.tier', value: 'gold' },
              { label: 'Customer.trips', value: '12' },
              { label: 'Priority', value: '2' },
            ],
          },
        },
      },
    ],
  ]);
  // The bot's words have one id wherever they come from, or they would stand there twice.
  const [, told, , , asked] = calls as unknown as { body: { id: string; transcript: { id: string }[] } }[][];
  expect(asked?.[0]?.body.transcript[1]?.id).toBe(told?.[0]?.body.id);
  expect(first?.rest).toEqual({ channelData: { page: '/my-trips', clientActivityID: '17' } });
});

test('Chatwoot: messages, the opening for a person, the end; notes and other events are no words', () => {
  const all = chatwoot.map((payload) => fromWebhook(payload));
  expect(all.flatMap((each) => (each === undefined ? [] : refusedParts(each)))).toEqual([]);
  expect(all[0]?.open).toEqual({
    id: 'cw-3-13098',
    channel: 'chat',
    customer: { id: 'cw-3-52870', verified: true, name: 'Ilse Verhoeven' },
  });
  expect(all.map((each) => each?.open.id)).toEqual(
    chatwoot.map(({ event }) => (event === 'webwidget_triggered' ? undefined : 'cw-3-13098')),
  );
  expect(plain(all.map((each) => each?.calls ?? null))).toEqual([
    [
      {
        call: 'turn',
        body: {
          id: 'm-77287',
          role: 'END_USER',
          text: 'Our seats are apart, booking K7QX4M.',
          at: Date.parse('2026-07-10T15:36:22.262Z'),
        },
      },
    ],
    [
      {
        call: 'turn',
        body: expect.objectContaining({ role: 'AUTOMATED_AGENT', text: 'I cannot change this fare.' }),
      },
    ],
    [],
    [
      {
        call: 'transfer',
        body: {
          reason: 'Opened for a person in Chatwoot.',
          context: {
            facts: [
              { label: 'channel', value: 'Channel::WebWidget' },
              { label: 'account_id', value: '3' },
              { label: 'additional_attributes.referer', value: 'https://meridian.example/my-trips' },
              { label: 'labels.0', value: 'seats' },
              { label: 'custom_attributes.booking', value: 'K7QX4M' },
              { label: 'priority', value: 'high' },
              { label: 'created_at', value: '1783697780' },
              { label: 'team.id', value: '2' },
              { label: 'team.name', value: 'care' },
              { label: 'hmac_verified', value: 'true' },
              { label: 'contact.email', value: 'ilse@example.com' },
              { label: 'contact.identifier', value: 'mer-88412' },
            ],
          },
        },
      },
    ],
    null,
    [{ call: 'close', reason: 'resolved in Chatwoot' }],
  ]);
  expect(all[0]?.rest).toMatchObject({
    contact: { custom_attributes: { tier: 'platinum' } },
    priority: 'high',
  });
  expect(JSON.stringify(all)).not.toContain('pubsub_token');
});

test('Botpress: a session with its history, its messages, its end', () => {
  const all = [
    startHitl(botpress.startHitl, 'conv_01JZV7QF5S', { name: 'Ilse Verhoeven', email: 'ilse@example.com' }),
    fromMessage(botpress.message, 'conv_01JZV7QF5S', { name: 'Ilse Verhoeven' }),
    stopHitl(botpress.stopHitl, 'conv_01JZV7QF5S'),
  ];
  expect(all.flatMap(refusedParts)).toEqual([]);
  expect(all.map(({ open }) => open.id)).toEqual(Array(3).fill('bp-conv_01JZV7QF5S'));
  expect(plain(all.map(({ calls }) => calls))).toEqual([
    [
      {
        call: 'transfer',
        body: {
          reason: 'Seats apart',
          transcript: [
            { id: 'history-1', role: 'END_USER', text: 'Our seats are apart, booking K7QX4M.' },
            {
              id: 'history-2',
              role: 'AUTOMATED_AGENT',
              text: 'What shall I do?\n- Change seats\n- A person',
            },
            { id: 'history-3', role: 'END_USER', text: '[image: https://example.com/seats.png]' },
            {
              id: 'history-4',
              role: 'AUTOMATED_AGENT',
              text: '[location: {"latitude":51.2,"longitude":4.4}]',
            },
          ],
          context: {
            situation: 'Two passengers, the fare forbids changes.',
            facts: [
              { label: 'hitlSession.priority', value: 'high' },
              { label: 'hitlSession.team', value: 'care' },
              { label: 'email', value: 'ilse@example.com' },
            ],
          },
        },
      },
    ],
    [
      {
        call: 'turn',
        body: {
          ...{ id: 'm-msg_01JZV7R9K2', role: 'END_USER', text: 'Row 11, please.' },
          at: Date.parse('2026-11-30T10:00:00.000Z'),
        },
      },
    ],
    [{ call: 'close', reason: 'Botpress ended it: timeout' }],
  ]);
  expect(all[1]?.rest).toEqual({ tags: { origin: 'whatsapp' } });
});

test('a field that nobody foresaw is with the conversation, wherever it stood', () => {
  const unknown = fc.dictionary(
    fc.stringMatching(/^x[A-Za-z]{1,8}$/),
    fc.oneof(
      fc.stringMatching(/^[a-z]{12}$/),
      fc.integer({ min: 1e9 }),
      fc.record({ deep: fc.array(fc.uuid(), { minLength: 1 }) }),
    ),
    { minKeys: 1, maxKeys: 80 },
  );
  fc.assert(
    fc.property(unknown, (extra) => {
      const all = [
        ...recorded.map(({ direction, activity }) =>
          fromActivity({ direction, activity: { ...activity, ...extra } }),
        ),
        ...chatwoot.flatMap((payload) => fromWebhook({ ...payload, ...extra }) ?? []),
        startHitl({ ...botpress.startHitl, ...extra }, 'one'),
        fromMessage({ ...botpress.message, ...extra }, 'one'),
      ].filter(({ calls }) => !calls.some(({ call }) => call === 'close'));
      for (const { calls, rest } of all) {
        const transfer = calls.find((each) => each.call === 'transfer');
        const context = keep(transfer?.body.context ?? {}, rest);
        expect(contextInput.safeParse(context).error).toBeUndefined();
        const text = JSON.stringify(context);
        for (const value of Object.values(extra))
          for (const leaf of typeof value === 'object' ? value.deep : [value])
            expect(text).toContain(String(leaf));
      }
    }),
    { numRuns: 60 },
  );
});

test('more than a context holds is cut where it ends, and says so', () => {
  const facts = Array(49).fill({ label: 'known', value: 'x' });
  const context = keep(
    { situation: 'Before.', facts },
    { first: 'fits', long: 'y'.repeat(1_001), huge: 'z'.repeat(30_000) },
  );
  expect(context.facts?.at(-1)).toEqual({ label: 'first', value: 'fits' });
  expect(context.situation).toMatch(/^Before\.\nlong: y{1001}\nhuge: z+\n\(31022 characters in all\)$/);
  expect(context.situation).toHaveLength(20_000);
  expect(keep({}, { empty: '', none: null, list: [] })).toEqual({});
});

test('an id of theirs is always the same id here, and one that a router takes', () => {
  const ids = ['a:1pF|livechat', 'plain_id-7', '', '_x', 'ü', 'a.2', 'x'.repeat(33), 'x'.repeat(34)].map(
    (id) => foreignId('bf', id),
  );
  expect(ids).toEqual(
    ['a:1pF|livechat', 'plain_id-7', '', '_x', 'ü', 'a.2', 'x'.repeat(33), 'x'.repeat(34)].map((id) =>
      foreignId('bf', id),
    ),
  );
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[1]).toBe('bf-plain_id-7');
  // Room for the number of a later conversation.
  for (const id of ids) expect(openConversation.shape.id.safeParse(`${id}.999`).success).toBe(true);
});

const base = { id: 'e1', offset: 7, at: 1, conversation: 'cw-3-13098.2' };
const status = (
  of: 'accepted' | 'failed' | 'canceled' | 'completed' | 'returned' | 'queued',
  reason?: string,
) => ({
  ...{ handoff: 'h.1', conversation: base.conversation, status: of, state: of },
  ...(reason === undefined ? {} : { reason }),
  ...(of === 'accepted' ? { agent: { name: 'Ana' } } : {}),
});
const events: BotEvent[] = [
  { ...base, type: 'handoff.queued', data: status('queued') },
  { ...base, type: 'handoff.status', data: status('accepted') },
  {
    ...base,
    type: 'human.turn',
    data: {
      ...{ id: 't', index: 3, text: 'Hello.', agent: { name: 'Ana' } },
      attachments: [{ id: 'f', name: 'seats.pdf', type: 'application/pdf', size: 1, url: '/v1/files/f' }],
    },
  },
  { ...base, type: 'handoff.status', data: status('completed', 'solved') },
  { ...base, type: 'handoff.returned', data: { handoff: status('returned') } },
  { ...base, type: 'handoff.status', data: status('failed', 'closed') },
  { ...base, type: 'handoff.status', data: status('canceled') },
];

test('events, as each system hears of them', () => {
  const text = 'Hello.\n[file: seats.pdf]';
  const value = events
    .flatMap(toActivities)
    .map(({ type, name, text, value }) => text ?? [type, name, value]);
  expect(value).toEqual([
    ['event', 'handoff.status', { state: 'accepted', message: undefined }],
    text,
    ['event', 'handoff.status', { state: 'completed', message: 'solved' }],
    ['event', 'handoff.status', { state: 'completed', message: 'returned' }],
    ['event', 'handoff.status', { state: 'failed', message: 'closed' }],
    ['event', 'handoff.status', { state: 'failed', message: 'canceled' }],
  ]);
  expect(events.flatMap(toActivities).every(({ channelData }) => 'baton' in (channelData as object))).toBe(
    true,
  );

  const at = '/api/v1/accounts/3/conversations/13098';
  expect(events.flatMap(toRequests)).toMatchObject([
    { path: `${at}/toggle_status`, body: { status: 'open' } },
    { path: `${at}/messages`, body: { content: text, message_type: 'outgoing', private: false } },
    { path: `${at}/toggle_status`, body: { status: 'resolved' } },
    { path: `${at}/toggle_status`, body: { status: 'pending' } },
    { path: `${at}/toggle_status`, body: { status: 'pending' } },
    { path: `${at}/toggle_status`, body: { status: 'pending' } },
  ]);
  expect(toRequests({ ...events[1], conversation: 'other' } as BotEvent)).toEqual([]);

  expect(events.map(toBotpress)).toEqual([
    undefined,
    { event: 'hitlAssigned', agent: 'Ana' },
    { message: { type: 'text', payload: { text } }, agent: 'Ana' },
    { event: 'hitlStopped' },
    { event: 'hitlStopped' },
    { event: 'hitlStopped', reason: 'closed' },
    { event: 'hitlStopped', reason: 'canceled' },
  ]);
});

test('what comes back to us is not said again, and what cannot be read names the place', () => {
  const [own] = toActivities(events[2] as BotEvent);
  expect(fromBot(own as Activity)).toMatchObject({ calls: [], rest: {} });
  const [{ body }] = toRequests(events[2] as BotEvent) as unknown as [{ body: object }];
  expect(fromWebhook({ ...chatwoot[1], ...body })?.calls).toEqual([]);
  expect(() => fromWebhook('x')).toThrow('fromWebhook: $ is not an object (invalid_input)');
  expect(() => fromWebhook({})).toThrow('$.event is missing');
  expect(() => fromWebhook({ ...chatwoot[0], account: {} })).toThrow('$.account.id is missing');
  expect(() => fromWebhook({ ...chatwoot[0], conversation: {} })).toThrow('$.conversation.id is missing');
  expect(() => startHitl({}, 'one')).toThrow('startHitl: $.title is missing (invalid_input)');
  expect(() => startHitl({ title: 'x', messageHistory: [{}] }, 'one')).toThrow(
    '$.messageHistory[0] has no payload',
  );
  expect(() => fromMessage({ id: 'm' }, 'one')).toThrow('fromMessage: $.payload is missing');
});
