// Owns checking a value against the few words of JSON Schema that a tool definition needs, naming the first place that
// does not fit. Refuses the rest of the language: a schema here is written for this file, and the type says what it may hold.

interface Described {
  readonly description?: string;
}

export type JsonSchema = Described &
  (
    | {
        readonly type: 'string';
        readonly minLength?: number;
        readonly maxLength?: number;
        readonly enum?: readonly string[];
      }
    | { readonly type: 'number' | 'integer'; readonly minimum?: number; readonly maximum?: number }
    | { readonly type: 'boolean' }
    | { readonly type: 'array'; readonly items: JsonSchema; readonly maxItems?: number }
    | ObjectSchema
  );

export interface ObjectSchema extends Described {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** What is wrong and where, as `$.facts[2].value must be at most 1000 characters`; undefined when it fits. */
export function misfit(schema: JsonSchema, value: unknown, at = '$'): string | undefined {
  switch (schema.type) {
    case 'string':
      return text(schema, value, at);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : `${at} must be true or false`;
    case 'array':
      if (!Array.isArray(value)) return `${at} must be a list`;
      if (value.length > (schema.maxItems ?? Number.POSITIVE_INFINITY))
        return `${at} must have at most ${schema.maxItems} items`;
      return first(value.map((item, n) => misfit(schema.items, item, `${at}[${n}]`)));
    case 'object':
      return object(schema, value, at);
    default: {
      const { type, minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = schema;
      const fits = type === 'integer' ? Number.isSafeInteger(value) : Number.isFinite(value);
      if (!fits) return `${at} must be ${type === 'integer' ? 'a whole number' : 'a number'}`;
      const number = value as number;
      return number >= minimum && number <= maximum
        ? undefined
        : `${at} must be from ${minimum} to ${maximum}`;
    }
  }
}

const first = (found: readonly (string | undefined)[]) => found.find((each) => each !== undefined);

function text(
  schema: Extract<JsonSchema, { type: 'string' }>,
  value: unknown,
  at: string,
): string | undefined {
  if (typeof value !== 'string') return `${at} must be text`;
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, enum: words } = schema;
  if (value.length < minLength) return `${at} must have at least ${minLength} characters`;
  if (value.length > maxLength) return `${at} must have at most ${maxLength} characters`;
  if (words !== undefined && !words.includes(value)) return `${at} must be one of ${words.join(', ')}`;
  return undefined;
}

function object(schema: ObjectSchema, value: unknown, at: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at} must be an object`;
  const missing = schema.required?.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `${at}.${missing} is missing`;
  return first(
    Object.entries(value).map(([name, inner]) => {
      const property = Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
      return property === undefined
        ? `${at}.${name} is not known here`
        : misfit(property, inner, `${at}.${name}`);
    }),
  );
}
