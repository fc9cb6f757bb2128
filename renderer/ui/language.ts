// Owns the language the page speaks: its catalogue through ICU, its numbers and days through Intl, its direction. Changed as
// a whole, before what is shown is drawn anew.
import { createIntl, createIntlCache, type IntlShape } from '@formatjs/intl';
import { isolated } from '#shared/i18n/bidi.ts';
import { en } from '#shared/i18n/en.ts';
import { type Language, languageOf } from '#shared/i18n/languages.ts';
import type { MessageKey, Speaker, Translation } from '#shared/i18n/words.ts';

interface Spoken {
  readonly language: Language;
  readonly messages: Translation;
  readonly intl: IntlShape;
  /** Messages as they were read once: clocks say the same ones every second. */
  readonly read: Map<string, Message>;
  /** Those without values, as they were said once. */
  readonly said: Map<string, string>;
}
type Message = ReturnType<IntlShape['formatters']['getMessageFormat']>;

const spoken = (language: Language, messages: Translation): Spoken => ({
  language,
  messages,
  intl: createIntl({ locale: language.locale, messages, onError: () => undefined }, createIntlCache()),
  read: new Map(),
  said: new Map(),
});

function messageOf({ language, messages, intl, read }: Spoken, key: string): Message {
  const known = read.get(key);
  if (known !== undefined) return known;
  const { formatters } = intl;
  const message = formatters.getMessageFormat(wordsIn(messages, key), language.locale, undefined, {
    formatters,
  });
  read.set(key, message);
  return message;
}
const wordsIn = (messages: Translation, key: string): string => messages[key as MessageKey] ?? key;

let now = spoken(languageOf(undefined), en);

export const speaker: Speaker = {
  has: (key) => Object.hasOwn(now.messages, key),
  say(key, values) {
    const known = values === undefined ? now.said.get(key) : undefined;
    if (known !== undefined) return known;
    try {
      const words = String(messageOf(now, key).format(values && isolated(values, now.language.direction)));
      if (values === undefined) now.said.set(key, words);
      return words;
    } catch {
      // A message that cannot be formatted is shown as it stands: ugly, and seen.
      return wordsIn(now.messages, key);
    }
  },
};

/** A formatter of the language that is spoken, made once for it. */
export function inLanguage<T>(make: (language: Language) => T): () => T {
  let made: { readonly of: Language; readonly it: T } | undefined;
  return () => {
    if (made?.of !== now.language) made = { of: now.language, it: make(now.language) };
    return made.it;
  };
}

/** Resolves when the page's words are of this language; rejects when its catalogue cannot be loaded. */
export async function speak(id: string | undefined): Promise<void> {
  const language = languageOf(id);
  if (language.id !== now.language.id) now = spoken(language, await language.load());
  document.documentElement.lang = language.locale;
  document.documentElement.dir = language.direction;
}
