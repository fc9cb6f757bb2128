// Owns the one function that says something in words: key and values in, sentence out.
import { en } from './en.ts';
import { type Arguments, type Catalogue, type Formatters, format, type Message } from './format.ts';

export type MessageKey = keyof typeof en;

export interface Words {
  <K extends MessageKey>(key: K, ...values: Arguments<(typeof en)[K]>): string;
  /** For an id that came over the wire: its words, or undefined when this catalogue does not know it. */
  find(key: string): string | undefined;
}

/** `catalogue`: a translation of `en` with the same keys. */
export function wordsOf(
  formatters: Formatters,
  catalogue: Readonly<Record<MessageKey, Message>> = en,
): Words {
  const known: Catalogue = catalogue;
  const say = (key: MessageKey, values = {}): string => format(catalogue[key], values, formatters);
  return Object.assign(say, {
    find: (key: string): string | undefined => {
      const message = Object.hasOwn(known, key) ? known[key] : undefined;
      return message === undefined ? undefined : format(message, {}, formatters);
    },
  });
}
