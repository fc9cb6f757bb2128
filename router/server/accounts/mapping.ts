// Owns the mapping file of a source: where its fields stand, and turning what stands there into an account.
// Refuses: guessing. What is not there is left out; what is there and is no such thing is an error that names the place.
import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { type AccountField, account, accountFact } from '#shared/schema/account.ts';
import { type AccountMapping, accountMapping } from '#shared/schema/account-source.ts';
import { time } from '#shared/schema/primitives.ts';
import { SourceError } from '../source-error.ts';
import type { Known } from './port.ts';

/** What stands at a place; undefined = nothing. */
export type ReadPlace = (place: string) => unknown;

/** @throws Error whose message names what is wrong in which place of the file. */
export function readMapping(file: string, fault: (place: string) => string | null): AccountMapping {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ENOENT' ? `${file} is not there` : `${file} cannot be read (${code})`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
  const parsed = accountMapping.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(
      `${file}: $${(issue?.path ?? []).map((part) => `.${String(part)}`).join('')}: ${issue?.message}`,
    );
  }
  const { asOf, account: places, facts } = parsed.data;
  const named: [string, string | undefined][] = [
    ['$.asOf', asOf],
    ...Object.entries(places).map(([field, place]): [string, string | undefined] => [
      `$.account.${field}`,
      place,
    ]),
    ...facts.map(({ at }, index): [string, string] => [`$.facts.${index}.at`, at]),
  ];
  for (const [path, place] of named) {
    const reason = place === undefined ? null : fault(place);
    if (reason !== null) throw new Error(`${file}: ${path}: ${reason}`);
  }
  return parsed.data;
}

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';

const number = (value: unknown): unknown =>
  typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
const words = (value: unknown): unknown => (typeof value === 'number' ? String(value) : value);
/** Of a day with a time, the day. */
const day = (value: unknown): unknown =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? value.slice(0, 10) : value;
const moment = (value: unknown): unknown =>
  typeof value === 'string' && !/^\d+$/.test(value) ? Date.parse(value) : number(value);

const AS: Readonly<Record<AccountField, (value: unknown) => unknown>> = {
  tier: words,
  plan: words,
  value: number,
  currency: words,
  renewal: day,
  since: day,
  openDeals: number,
  owner: words,
};

function taken<T>(schema: z.ZodType<T>, value: unknown, field: string, place: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SourceError('shape', `${field} at ${place}: ${parsed.error.issues[0]?.message}`);
}

/** @throws SourceError */
export function mapped(mapping: AccountMapping, read: ReadPlace): Known {
  const { asOf, account: places, tiers, facts } = mapping;
  const found: Record<string, unknown> = {};
  for (const field of account.keyof().options) {
    const place = places[field];
    const value = place === undefined ? undefined : read(place);
    if (place === undefined || isNothing(value)) continue;
    const own = AS[field](value);
    const ours = field === 'tier' && typeof own === 'string' ? (tiers[own] ?? own) : own;
    found[field] = taken<unknown>(account.shape[field], ours, field, place);
  }
  const since = asOf === undefined ? undefined : read(asOf);
  return {
    account: account.parse(found),
    facts: facts.flatMap(({ label, at }) => {
      const value = read(at);
      if (isNothing(value)) return [];
      const said = typeof value === 'boolean' ? String(value) : words(value);
      return [{ label, value: taken(accountFact.shape.value, said, label, at) }];
    }),
    ...(asOf === undefined || isNothing(since) ? {} : { asOf: taken(time, moment(since), 'asOf', asOf) }),
  };
}
