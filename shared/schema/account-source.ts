// Owns how a router is told where accounts are kept: the sources in baton.config.json, and the mapping file of each.
// Refuses: how a place is asked over HTTP (http-place.ts).
import { z } from 'zod';
import { account, tier } from './account.ts';
import { httpPlace } from './http-place.ts';
import { id, label } from './primitives.ts';

const file = z.string().min(1).max(1_000);
const common = {
  id,
  /** As people know it. */
  name: label,
  /** Bots whose customer ids it knows; left out = all. */
  bots: z.array(id).min(1).optional(),
  /** Says where the fields are; lies beside this file. */
  mapping: file,
};

export const accountSource = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('http'),
    /** Answers JSON, or 404 for a customer it does not know. `{customer.id}` stands once or more in path or query. */
    ...httpPlace.shape,
    /** Seconds in which an answer is not asked for again. */
    freshSeconds: z.int().min(0).max(86_400).default(300),
  }),
  z.object({
    ...common,
    kind: z.literal('csv'),
    /** UTF-8, commas, a line of column names first; read again when it changed. */
    file,
    /** The column that holds the customer's id. */
    idColumn: label,
    maxBytes: z.int().min(1).max(67_108_864).default(8_388_608),
  }),
]);

/** Where something stands: a JSON Pointer (RFC 6901) into an answer, or a column of a file. */
const place = z.string().min(1).max(200);
const accountPlaces = z.strictObject(
  Object.fromEntries(account.keyof().options.map((field) => [field, place.optional()])) as Record<
    keyof typeof account.shape,
    z.ZodOptional<typeof place>
  >,
);

export const accountMapping = z.strictObject({
  /** Since when it holds: ISO 8601, or ms since 1970. */
  asOf: place.optional(),
  account: accountPlaces.default({}),
  /** The source's words for our tiers. */
  tiers: z.record(z.string(), tier).default({}),
  /** What else is shown, in this order. */
  facts: z
    .array(z.strictObject({ label, at: place }))
    .max(20)
    .default([]),
});

export type AccountSourceConfig = z.infer<typeof accountSource>;
export type AccountMapping = z.infer<typeof accountMapping>;
