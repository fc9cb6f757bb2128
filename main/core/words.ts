// Owns the words the core says by itself, in notifications, the tray and the badge: the catalogue through ICU, in the
// language of the settings.
import { createIntl, createIntlCache } from '@formatjs/intl';
import { en } from '#shared/i18n/en.ts';
import { languageOf } from '#shared/i18n/languages.ts';
import { type Translation, type Words, wordsOf } from '#shared/i18n/words.ts';

const speak = (locale: string, messages: Translation) =>
  createIntl({ locale, messages, onError: () => undefined }, createIntlCache());

export interface CoreWords {
  readonly t: Words;
  /** Resolves when words are of this language; one that is not there or does not load leaves English. */
  setLanguage(id: string | undefined): Promise<void>;
}

export function createWords(): CoreWords {
  let messages: Translation = en;
  let intl = speak(languageOf(undefined).locale, en);
  return {
    t: wordsOf({
      has: (key) => Object.hasOwn(messages, key),
      say: (key, values) => intl.formatMessage({ id: key }, values),
    }),
    async setLanguage(id) {
      const language = languageOf(id);
      messages = await language.load().catch(() => en);
      intl = speak(language.locale, messages);
    },
  };
}
