// Owns what every adapter needs of another system's things: an id of ours for an id of theirs, and a place for fields
// that the edge has no word for. Nothing that came is dropped: it goes along as facts, and behind those in the situation.
import { createHash } from 'node:crypto';
import type { ContextInput } from '../edge.ts';

/** Where the edge's limits are, see the router's OpenAPI. */
const FACTS = 50;
const LABEL = 200;
const VALUE = 1_000;
const SITUATION = 20_000;

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /[^\p{Cc}\p{Cf}\p{Z}]/u.test(value) ? value : undefined;

/** The same id for the same thing, always: theirs where it fits into 36 characters, else its hash. */
export function foreignId(prefix: string, id: string): string {
  const own = `${prefix}-${id}`;
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,35}$/.test(own)) return own;
  return `${prefix}-${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
}

/** `fields` without those that were read. */
export function without(fields: Fields, ...read: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !read.includes(name)));
}

/** Every value in it with the path to it, as `channelData.page: /checkout`; what is empty says nothing. */
function leaves(value: unknown, path: string): { label: string; value: string }[] {
  if (value === null || value === undefined || value === '') return [];
  if (typeof value !== 'object') return [{ label: path, value: String(value) }];
  // A date is an object without entries of its own.
  if (value instanceof Date) return [{ label: path, value: value.toISOString() }];
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, path === '' ? name : `${path}.${name}`),
  );
}

/** The context with everything in `fields`; where even the situation is full, its last line says how much is left out. */
export function keep(context: ContextInput, fields: Fields): ContextInput {
  const found = leaves(fields, '');
  const facts = [...(context.facts ?? [])];
  const lines: string[] = [];
  for (const { label, value } of found)
    if (facts.length < FACTS && label.length <= LABEL && value.length <= VALUE) facts.push({ label, value });
    else lines.push(`${label}: ${value}`);
  return {
    ...context,
    ...(facts.length === 0 ? {} : { facts }),
    ...(lines.length === 0 ? {} : { situation: within([context.situation ?? '', ...lines]) }),
  };
}

function within(lines: readonly string[]): string {
  const whole = lines.filter((line) => line !== '').join('\n');
  if (whole.length <= SITUATION) return whole;
  const end = `\n(${whole.length} characters in all)`;
  return whole.slice(0, SITUATION - end.length) + end;
}
