// Owns values made from a JSON Schema: valid ones, and ones spoiled in one place.
// Refuses completeness: it knows the keywords that our own schemas produce and throws on others.
import type { Chance } from './random.ts';

export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

/** Strings that fit the patterns of our schemas, most of them naming things that exist in the office of the run. */
export type Words = (schema: JsonSchema, chance: Chance, path: string) => string;

export function valid(schema: JsonSchema, chance: Chance, words: Words, path = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return chance.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return valid(chance.pick(choices), chance, words, path);
  switch (schema.type) {
    case 'object':
      return validObject(schema, chance, words, path);
    case 'array':
      return validArray(schema, chance, words, path);
    case 'string':
      return words(schema, chance, path);
    case 'integer':
      return chance.whole(
        schema.minimum ?? 0,
        Math.min(schema.maximum ?? 1_000, (schema.minimum ?? 0) + 1_000),
      );
    case 'number':
      return (schema.minimum ?? 0) + chance.next() * Math.min(schema.maximum ?? 1, 1_000);
    case 'boolean':
      return chance.hit(0.5);
    case undefined:
      return chance.pick([null, 0, 'text', { a: [1] }]);
    default:
      throw new Error(`${path}: no values of type ${schema.type}`);
  }
}

function validObject(
  schema: JsonSchema,
  chance: Chance,
  words: Words,
  path: string,
): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(name) === true || chance.hit(0.5))
      made[name] = valid(inner, chance, words, `${path}.${name}`);
  }
  if (
    typeof schema.additionalProperties === 'object' &&
    Object.keys(schema.additionalProperties).length > 0
  ) {
    for (let left = chance.whole(0, 3); left > 0; left--) {
      const name =
        schema.propertyNames === undefined ? 'key' : words(schema.propertyNames, chance, `${path}[]`);
      made[name] = valid(schema.additionalProperties, chance, words, `${path}[]`);
    }
  }
  return made;
}

function validArray(schema: JsonSchema, chance: Chance, words: Words, path: string): unknown[] {
  if (schema.prefixItems !== undefined)
    return schema.prefixItems.map((inner) => valid(inner, chance, words, path));
  const { items } = schema;
  if (items === undefined) return [];
  const least = schema.minItems ?? 0;
  const length = chance.whole(least, Math.max(least, Math.min(schema.maxItems ?? 3, 3)));
  return Array.from({ length }, () => valid(items, chance, words, `${path}[]`));
}

const SPOILERS: readonly unknown[] = [
  null,
  -1,
  1e308,
  0.5,
  '',
  '\u0000',
  '__proto__',
  '../../etc/passwd',
  '😀'.repeat(50),
  'x'.repeat(5_000),
  [],
  {},
  [[[[[[]]]]]],
  true,
  '2026-02-30',
  Number.MAX_SAFE_INTEGER,
];

/** A copy that differs in one place: a value replaced, a field dropped, or one added. */
export function spoiled(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || chance.hit(0.15)) return chance.pick(SPOILERS);
  if (Array.isArray(value)) {
    if (value.length === 0) return [chance.pick(SPOILERS)];
    const at = chance.whole(0, value.length - 1);
    return value.map((item: unknown, index) => (index === at ? spoiled(item, chance) : item));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || chance.hit(0.1)) return { ...value, extra: chance.pick(SPOILERS) };
  const at = chance.whole(0, entries.length - 1);
  if (chance.hit(0.3)) return Object.fromEntries(entries.filter((_, index) => index !== at));
  return Object.fromEntries(
    entries.map(([name, inner], index) => [name, index === at ? spoiled(inner, chance) : inner]),
  );
}
