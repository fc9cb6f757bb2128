// Owns the OpenAPI 3.1 document, made from the same schemas that check the requests.
import { z } from 'zod';
import { operationNames, operations, problemAnswer, webhookEvent, wholeFile } from './operations.ts';

const IDEMPOTENCY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The first answer under a key is given again; another request under the same key is refused.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

const SIGNATURE = [
  ['Baton-Signature', 't=SECONDS,v1=HEX where HEX is HMAC-SHA256(secret, SECONDS + "." + body)'],
  ['Baton-Event-Id', 'Stable through every attempt: apply once'],
  ['Baton-Delivery-Attempt', '1 on the first attempt'],
] as const;

/** A schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1; without the `$schema` that only documents carry. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io });
  return rest;
}

function parameters(schema: z.ZodObject, place: 'path' | 'query') {
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(field as z.ZodType, undefined).success,
    schema: jsonSchema(field as z.ZodType, 'output'),
  }));
}

const json = (schema: z.ZodType, io: 'input' | 'output') => ({
  'application/json': { schema: jsonSchema(schema, io) },
});

/** The type is in the header of the answer. */
const BYTES = { '*/*': { schema: { type: 'string', format: 'binary' } } };

function describe(name: (typeof operationNames)[number]) {
  const { method, summary, params, query, body, answer, refusals } = operations[name];
  return {
    operationId: name,
    summary,
    parameters: [
      ...parameters(params, 'path'),
      ...parameters(query, 'query'),
      ...(method === 'POST' ? [IDEMPOTENCY] : []),
    ],
    ...(body === undefined
      ? {}
      : { requestBody: { required: !body.safeParse({}).success, content: json(body, 'input') } }),
    responses: {
      200: {
        description: 'Done, or done before under the same id or key',
        content: answer === wholeFile ? BYTES : json(answer, 'output'),
      },
      ...(refusals.some((code) => code === 'not_found')
        ? { 404: { $ref: '#/components/responses/Problem' } }
        : {}),
      ...(method === 'POST' ? { 409: { $ref: '#/components/responses/Problem' } } : {}),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

/** The document, the same for every bot and request. */
export function openApi(version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const name of operationNames) {
    const { path, method } = operations[name];
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(name) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Baton bot edge',
      version,
      description:
        'Stream a conversation in, ask for a person, get the person’s words back, go on afterwards. Unknown fields are ignored; new event types may appear.',
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    security: [{ key: [] }],
    paths,
    webhooks: {
      event: {
        post: {
          operationId: 'receiveEvent',
          summary: 'Sent to your webhook, in order within a conversation, at least once',
          parameters: SIGNATURE.map(([name, description]) => ({
            name,
            in: 'header',
            required: true,
            description,
            schema: { type: 'string' },
          })),
          requestBody: { required: true, content: json(webhookEvent, 'output') },
          responses: {
            '2XX': { description: 'Taken' },
            410: { description: 'Gave up for good: not sent again' },
            default: { description: 'Tried again later' },
          },
        },
      },
    },
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'The bot key from baton.config.json' },
      },
      responses: {
        Problem: { description: 'Refused, with the reason', content: json(problemAnswer, 'output') },
      },
    },
  };
}
