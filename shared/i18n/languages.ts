// Owns which languages there are. Two are made from English for testing: one with the length and accents of German, one
// that runs from right to left.
import type { Translation } from './words.ts';

export interface Language {
  readonly id: string;
  /** Its own name, in its own words. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** For numbers, plurals and sentences, BCP 47. */
  readonly locale: string;
  /** For days and months. */
  readonly dates: string;
  /** Made from English: not among the choices, unless it is the one that is spoken. */
  readonly made?: true;
  readonly load: () => Promise<Translation>;
}

export const ENGLISH = 'en';

const english = async (): Promise<Translation> => (await import('./en.ts')).en;
const pseudo = async (kind: 'long' | 'mirrored'): Promise<Translation> => {
  const [{ pseudoOf }, messages] = await Promise.all([import('./pseudo.ts'), english()]);
  return pseudoOf(messages, kind);
};

export const LANGUAGES: readonly Language[] = [
  { id: ENGLISH, name: 'English', direction: 'ltr', locale: 'en', dates: 'en-GB', load: english },
  {
    ...{ id: 'en-XA', name: 'Ēñǧļīšħ, longer', direction: 'ltr', locale: 'en', dates: 'en-GB', made: true },
    load: () => pseudo('long'),
  },
  {
    ...{
      id: 'en-XB',
      name: '\u202ehsilgnE\u202c, right to left',
      direction: 'rtl',
      locale: 'en',
      dates: 'en-GB',
      made: true,
    },
    load: () => pseudo('mirrored'),
  },
];

/** The language of this id; English for one that is not there. */
export function languageOf(id: string | undefined): Language {
  const [first] = LANGUAGES;
  const found = LANGUAGES.find((language) => language.id === id) ?? first;
  if (found === undefined) throw new Error('there is no language');
  return found;
}
