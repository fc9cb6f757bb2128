// Owns the words the core says by itself, in notifications, the tray and the badge: the catalogue through ICU, in the
// language of the settings.
import { createIntl, createIntlCache } from '@formatjs/intl';
import { isolated } from '#shared/i18n/bidi.ts';
import { en } from '#shared/i18n/en.ts';
import { type Language, languageOf } from '#shared/i18n/languages.ts';
import { type Translation, type Words, wordsOf } from '#shared/i18n/words.ts';

const speak = ({ locale }: Language, messages: Translation) =>
  createIntl({ locale, messages, onError: () => undefined }, createIntlCache());

export interface CoreWords {
  readonly t: Words;
  /** Resolves when words are of this language; one that is not there or does not load leaves English. */
  setLanguage(id: string | undefined): Promise<void>;
}

export function createWords(): CoreWords {
  let messages: Translation = en;
  let language = languageOf(undefined);
  let intl = speak(language, en);
  return {
    t: wordsOf({
      has: (key) => Object.hasOwn(messages, key),
      say: (key, values) => intl.formatMessage({ id: key }, values && isolated(values, language.direction)),
    }),
    async setLanguage(id) {
      const next = languageOf(id);
      messages = await next.load().catch(() => en);
      language = next;
      intl = speak(next, messages);
    },
  };
}
