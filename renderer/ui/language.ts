// Owns the language the page speaks: its catalogue through ICU, its numbers and days through Intl, its direction. Changed as
// a whole, before what is shown is drawn anew.
import { createIntl, createIntlCache, type IntlShape } from '@formatjs/intl';
import { en } from '#shared/i18n/en.ts';
import { type Language, languageOf } from '#shared/i18n/languages.ts';
import type { Speaker, Translation } from '#shared/i18n/words.ts';

interface Spoken {
  readonly language: Language;
  readonly messages: Translation;
  readonly intl: IntlShape;
  /** Sentences without values, most of what is said: made once. */
  readonly plain: Map<string, string>;
}

const spoken = (language: Language, messages: Translation): Spoken => ({
  language,
  messages,
  // A message that cannot be formatted is shown as it stands: ugly, and seen.
  intl: createIntl({ locale: language.locale, messages, onError: () => undefined }, createIntlCache()),
  plain: new Map(),
});

let now = spoken(languageOf(undefined), en);

export const speaker: Speaker = {
  has: (key) => Object.hasOwn(now.messages, key),
  say(key, values) {
    if (values !== undefined) return now.intl.formatMessage({ id: key }, values);
    let sentence = now.plain.get(key);
    if (sentence === undefined) {
      sentence = now.intl.formatMessage({ id: key });
      now.plain.set(key, sentence);
    }
    return sentence;
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
