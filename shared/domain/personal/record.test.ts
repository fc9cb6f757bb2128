// Every field of a past conversation has its class, and what identifies a person leaves none of them; what a wall is told can hold
// nothing of the kind.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { wallServerFrame } from '../../protocol/wall.ts';
import { conversation, entry } from '../../schema/conversation.ts';
import { handoff } from '../../schema/handoff.ts';
import { type Fields, PAST, WALL } from './fields.ts';
import { maskRecord } from './record.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly format?: string;
}

/** Every place where a value may stand, with its schema. */
function* leaves(
  schema: Schema,
  path: readonly string[] = [],
): Generator<readonly [readonly string[], Schema]> {
  for (const each of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.prefixItems ?? [])])
    yield* leaves(each, path);
  if (schema.items !== undefined) yield* leaves(schema.items, path);
  for (const [key, inner] of Object.entries(schema.properties ?? {})) yield* leaves(inner, [...path, key]);
  if (schema.type !== undefined && schema.type !== 'object' && schema.type !== 'array') yield [path, schema];
}

const past = z.toJSONSchema(z.object({ conversation, handoff, entries: z.array(entry) })) as Schema;
const wall = z.toJSONSchema(wallServerFrame) as Schema;

function classAt(fields: Fields, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    fields,
  );
}

test('every place of the schemas has a class, and free text has never the class of what says nothing', () => {
  const places = [...leaves(past)];
  expect(places.length).toBeGreaterThan(150);
  for (const [path] of places) expect(classAt(PAST, path), path.join('.')).toBeTypeOf('string');
  const open = places.filter(
    ([path, { type, pattern, format, ...rest }]) =>
      type === 'string' &&
      pattern === undefined &&
      format === undefined &&
      rest.enum === undefined &&
      rest.const === undefined &&
      classAt(PAST, path) === 'none',
  );
  // Names of what is configured, or of our own making.
  expect(new Set(open.map(([path]) => path.join('.')))).toEqual(
    new Set([
      'conversation.botName',
      'conversation.customer.earlier.disposition',
      'conversation.customer.lookup.source',
      'entries.attachments.type',
      'handoff.context.summary.source',
      'handoff.judgement.evidence.signal',
      'handoff.judgement.grounds.contributions.source',
      'handoff.judgement.grounds.policy.id',
      'handoff.judgement.grounds.policy.name',
    ]),
  );
});

test('of what a wall is told, text is names and ids of queues and of the display alone', () => {
  const text = [...leaves(wall)].filter(
    ([, { type, enum: one, const: only }]) => type === 'string' && one === undefined && only === undefined,
  );
  for (const [path] of leaves(wall)) expect(classAt(WALL, path), path.join('.')).toBe('none');
  expect(new Set(text.map(([path]) => path.slice(1).join('.')))).toEqual(
    new Set(['title', 'queues.id', 'queues.name', 'missing', 'alerts.queue', 'alerts.name']),
  );
});

const SECRETS = [
  'Ilse Verhoeven',
  'Verhoeven',
  'ilse.v@example.org',
  '4111 1111 1111 1111',
  '+49 170 1234567',
  'c-ilse-17',
];
const SAID = `Hello, I am Ilse Verhoeven; ilse.v@example.org, +49 170 1234567, card 4111 1111 1111 1111.`;

/** By class; of all others what was said. */
const TELLING: Readonly<Record<string, string>> = {
  person: 'c-ilse-17',
  name: 'Ilse Verhoeven',
  none: 'x1',
  profile: 'p1',
};

/** A value for every place, each text as telling as may be. */
function full(schema: Schema, path: readonly string[] = []): unknown {
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.properties !== undefined)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([key, inner]) => [key, full(inner, [...path, key])]),
    );
  if (choice !== undefined) return full(choice, path);
  if (schema.type === 'array') return schema.items === undefined ? [] : [full(schema.items, path)];
  if (schema.type === 'string') {
    const of = String(classAt(PAST, path));
    return TELLING[of] ?? SAID;
  }
  return schema.type === 'boolean' ? true : 7;
}

const how = {
  surface: 'file',
  person: (id: string) => (id.startsWith('person-') ? id : `person-${id.length}`),
} as const;

test('nothing that identifies a person is left in any field; what is no secret is as it was', () => {
  const given = full(past);
  const masked = maskRecord(given, PAST, how);
  const text = JSON.stringify(masked);
  expect(JSON.stringify(given)).toContain(SECRETS[0]);
  for (const secret of SECRETS) expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
  expect(maskRecord(masked, PAST, how)).toEqual(masked);
  expect(masked).toMatchObject({
    conversation: { id: 'x1', customer: { id: 'person-9', name: 'I•••', account: { plan: 'p1', value: 7 } } },
    handoff: {
      queue: 'x1',
      context: { fixed: true, version: 7, open: [expect.stringContaining('Hello, I am I••• V•••;')] },
    },
  });
});

test('a name in one field is masked in the words of every other, and the label of a fact helps to read its value', () => {
  expect(
    maskRecord(
      {
        conversation: { customer: { name: 'Oona Quist' }, unknown: 'Oona' },
        handoff: {
          context: {
            greeting: 'hi oona',
            facts: [
              { label: 'Order number', value: '77-1234' },
              { label: 'Seats', value: '77-1234' },
            ],
            found: [
              { type: 'email', value: 'oona@example.org', turn: 1 },
              { type: 'amount', value: '$5', turn: 1 },
              { type: 'strange', value: 'oona', turn: 2 },
            ],
          },
          judgement: { evidence: [{ turn: 1, start: 3, end: 9, quote: 'Quist here' }] },
        },
        entries: [{ type: 'turn', text: 7, mentions: ['a', 'bb'] }],
      },
      PAST,
      how,
    ),
  ).toEqual({
    conversation: { customer: { name: 'O•••' } },
    handoff: {
      context: {
        greeting: 'hi o•••',
        facts: [
          { label: 'Order number', value: '•••34' },
          { label: 'Seats', value: '77-1234' },
        ],
        found: [
          { type: 'email', value: 'o•••@example.org', turn: 1 },
          { type: 'amount', value: '$5', turn: 1 },
          { type: 'strange', turn: 2 },
        ],
      },
      judgement: { evidence: [{ turn: 1, quote: 'Q••• here' }] },
    },
    entries: [{ type: 'turn', mentions: ['person-1', 'person-2'] }],
  });
});

test('whatever stands in the fields, it is masked without an error, and twice is once', () => {
  const json = fc.jsonValue({ maxDepth: 4 });
  const like = fc.record(
    {
      conversation: fc.record({ customer: fc.record({ name: fc.string(), id: json }), preview: json }),
      handoff: json,
      entries: fc.array(fc.record({ text: fc.string({ unit: 'binary' }), author: json })),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(json, like), (given) => {
      const masked = maskRecord(given, PAST, how);
      expect(maskRecord(masked, PAST, how)).toEqual(masked);
    }),
    { numRuns: 100 },
  );
});
