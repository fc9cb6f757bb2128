// The client's own shapes against the router's schemas: what one side can say, the other understands.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { operationNames, type operations } from '#router/server/edge/operations.ts';
import { sign } from '#router/server/edge/post.ts';
import * as sdk from '#sdk/index.ts';
import type * as edge from '#shared/protocol/edge.ts';
import { type edgeTurn, initiateHandoff, type openConversation } from '#shared/protocol/edge.ts';
import { batonConfig } from '#shared/schema/config.ts';
import type { contextInput } from '#shared/schema/context.ts';

test('every shape of the edge is the same type at both sides', () => {
  expectTypeOf<sdk.OpenConversation>().toEqualTypeOf<z.input<typeof openConversation>>();
  expectTypeOf<sdk.EdgeTurn>().toEqualTypeOf<z.input<typeof edgeTurn>>();
  expectTypeOf<sdk.ContextInput>().toEqualTypeOf<z.input<typeof contextInput>>();
  expectTypeOf<sdk.InitiateHandoff>().toEqualTypeOf<z.input<typeof initiateHandoff>>();
  expectTypeOf<sdk.FilePart>().toEqualTypeOf<edge.FilePart>();
  expectTypeOf<sdk.EdgeEvent>().toEqualTypeOf<edge.EdgeEvent>();
  expectTypeOf<sdk.HandoffStatus>().toEqualTypeOf<edge.HandoffStatus>();
  expectTypeOf<sdk.ConversationAnswer>().toEqualTypeOf<edge.ConversationAnswer>();
  expectTypeOf<sdk.TurnAnswer>().toEqualTypeOf<edge.TurnAnswer>();
  expectTypeOf<sdk.Availability>().toEqualTypeOf<edge.Availability>();
  expectTypeOf<sdk.DeliveryPage>().toEqualTypeOf<edge.DeliveryPage>();
  expectTypeOf<sdk.EdgeErrorCode>().toEqualTypeOf<edge.EdgeErrorCode>();
  expectTypeOf<sdk.BotEvent['type']>().toEqualTypeOf<edge.BotEvent['type']>();
  // Events that share their data are one member here and several there.
  expectTypeOf<sdk.EventPage>().toExtend<edge.EventPage>();
  expectTypeOf<edge.EventPage>().toExtend<sdk.EventPage>();
});

test('every operation of the router has its call', () => {
  const calls: Record<keyof typeof operations, string> = {
    openConversation: 'open',
    readConversation: 'state',
    addTurn: 'turn',
    putFile: 'putFile',
    initiateHandoff: 'transfer',
    readHandoff: 'handoff',
    cancelHandoff: 'cancel',
    reportEvent: 'report',
    closeConversation: 'close',
    readAvailability: 'availability',
    readEvents: 'page',
    readFile: 'file',
    readDeliveries: 'deliveries',
    redeliver: 'redeliver',
  };
  const client = sdk.connect({ url: 'http://127.0.0.1:1', key: 'k' });
  const there = { ...client, ...client.conversation('one') };
  expect(operationNames.filter((name) => !(calls[name] in there))).toEqual([]);
});

test('the longest arguments that the tool allows are a handoff that the router takes', () => {
  const schema = z.fromJSONSchema(
    sdk.transferToHuman.parameters as unknown as Parameters<typeof z.fromJSONSchema>[0],
  );
  const line = 'x'.repeat(1_000);
  const longest = {
    reason: line,
    intent: 'x'.repeat(200),
    summary: 'x'.repeat(5_000),
    facts: Array(50).fill({ label: 'x'.repeat(200), value: line }),
    tried: Array(20).fill({ text: line, worked: true }),
    open: Array(20).fill(line),
    queue: 'x'.repeat(64),
    language: 'pt-BR',
  };
  expect(schema.safeParse(longest).success).toBe(true);
  expect(initiateHandoff.safeParse(sdk.readTransfer(longest)).error).toBeUndefined();
  // Both readings of the definition refuse the same.
  for (const bad of [{ ...longest, open: Array(21).fill('x') }, { ...longest, other: 1 }, { intent: 'x' }]) {
    expect(schema.safeParse(bad).success).toBe(false);
    expect(() => sdk.readTransfer(bad)).toThrow(sdk.BatonError);
  }
});

test('the configuration that docs/bots.md begins with is one that a router takes', () => {
  const docs = readFileSync(join(import.meta.dirname, '../../docs/bots.md'), 'utf8');
  const printed = /^ {3}```json\n([\s\S]*?)^ {3}```/m.exec(docs)?.[1] ?? '';
  expect(batonConfig.parse(JSON.parse(printed)).bots.map(({ id }) => id)).toEqual(['ava']);
});

test('a delivery is believed when the router signed just this, just now', () => {
  const secret = 'whsec-0123456789abcdef';
  const body = JSON.stringify({ id: 'e1', type: 'human.turn', data: { text: 'Grüße' } });
  const now = 1_780_000_000_000;
  const signature = sign(secret, body, now);
  const read = (more: object) => () => sdk.readWebhook({ body, signature, secret, now, ...more });
  expect(read({})()).toEqual(JSON.parse(body));
  expect(read({ body: new TextEncoder().encode(body), now: now + 299_000 })()).toEqual(JSON.parse(body));
  for (const more of [
    { body: `${body} ` },
    { secret: 'other' },
    { signature: signature.replace(/t=\d/, 't=2') },
  ])
    expect(read(more)).toThrow('the signature does not fit the body (bad_signature)');
  expect(read({ now: now + 301_000 })).toThrow('301 s away from now, 300 s are allowed');
  for (const none of [null, undefined, '', 'v1=00', `${signature}0`])
    expect(read({ signature: none })).toThrow('readWebhook: the header Baton-Signature is missing or not');
});
