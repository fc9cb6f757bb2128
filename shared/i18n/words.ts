// Owns the one function that says something in words: key and values in, sentence out, each key with exactly its values.
// Refuses: formatting; engines differ in numbers and plural rules, so page and core bring a formatter of ICU messages.
import type { en } from './en.ts';

export type MessageKey = keyof typeof en;
/** ICU messages by key. */
export type Catalogue = Readonly<Record<string, string>>;
/** A translation of the whole product. */
export type Translation = Readonly<Record<MessageKey, string>>;

/** Values of an ICU message: what stands in `{}` up to the first `}`, then what follows. */
type ValuesIn<S> = S extends `${string}{${infer Head}}${infer Rest}`
  ? Argument<Head> & ValuesIn<Rest>
  : object;
type Argument<Head> = Head extends `${infer Name}, plural,${string}{${infer Form}`
  ? { readonly [N in Name]: number } & ValuesIn<`${Form}}`>
  : Head extends `${string}{${string}`
    ? ValuesIn<`${Head}}`>
    : Head extends `${infer Name}, number${string}`
      ? { readonly [N in Name]: number }
      : Head extends `${string}${' ' | '#'}${string}` | ''
        ? object
        : { readonly [N in Head & string]: string };
/** Nothing for a message without values, else exactly its values: a number where the message says so, else text. */
export type Arguments<M> = [keyof ValuesIn<M>] extends [never] ? [] : [values: ValuesIn<M>];

export interface Words {
  <K extends MessageKey>(key: K, ...values: Arguments<(typeof en)[K]>): string;
  /** For an id that came over the wire: its words, or undefined when the catalogue does not know it. */
  find(key: string): string | undefined;
}

type Values = Readonly<Record<string, string | number>>;

/** Whoever knows a language: the catalogue of this moment and its rules. */
export interface Speaker {
  has(key: string): boolean;
  /** Of an ICU message; throws nothing. */
  say(key: string, values?: Values): string;
}

export const wordsOf = (speaker: Speaker): Words =>
  Object.assign((key: MessageKey, values?: object): string => speaker.say(key, values as Values), {
    find: (key: string): string | undefined => (speaker.has(key) ? speaker.say(key) : undefined),
  });
