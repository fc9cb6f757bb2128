// Owns how a message of the catalogue becomes a sentence: {name} is replaced, `count` chooses the plural form.
// Refuses: numbers and plural rules of a language; engines differ in them, so the caller brings both.

/** The forms a language needs; English has two. `count` is the value that chooses. */
export interface Plural {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}
export type Message = string | Plural;
export type Catalogue = Readonly<Record<string, Message>>;

export interface Formatters {
  /** A count as this language writes it, e.g. 1,204. */
  number(value: number): string;
  /** The plural category of a count. */
  plural(count: number): keyof Plural;
}

type NamesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type NamesOf<M> = M extends string
  ? NamesIn<M>
  : M extends { readonly other: infer Other }
    ? NamesIn<Other> | 'count'
    : never;
export type Value = string | number;
/** Nothing for a message without placeholders, else exactly its values. */
export type Arguments<M> = [NamesOf<M>] extends [never]
  ? []
  : [values: { readonly [Name in NamesOf<M>]: Value }];

/** A placeholder without a value stays visible, so that it is found. Numbers are formatted, strings are taken as they are. */
export function format(
  message: Message,
  values: Readonly<Record<string, Value>>,
  formatters: Formatters,
): string {
  const pattern = typeof message === 'string' ? message : formOf(message, values.count, formatters);
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? formatters.number(value) : value;
  });
}

function formOf(message: Plural, count: Value | undefined, formatters: Formatters): string {
  if (typeof count !== 'number') return message.other;
  return message[formatters.plural(count)] ?? message.other;
}
