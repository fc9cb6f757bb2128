import { createIntl } from '@formatjs/intl';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { LANGUAGES, languageOf } from './languages.ts';
import { type Translation, wordsOf } from './words.ts';

const speakerOf = (messages: Translation, locale = 'en') => {
  const intl = createIntl({
    locale,
    messages,
    onError(error) {
      throw error;
    },
  });
  return {
    has: (key: string) => Object.hasOwn(messages, key),
    say: (key: string, values = {}) => intl.formatMessage({ id: key }, values),
  };
};
const named = (message: string): string[] =>
  [...message.matchAll(/\{(\w+)(?=[,}])/g)].map(([, name = '']) => name).sort();
/** A value for each name, of the kind the message asks for. */
const valuesFor = (message: string) =>
  Object.fromEntries(
    [...message.matchAll(/\{(\w+)(, (?:number|plural))?(?=[,}])/g)].map(([, name = '', counted]) => [
      name,
      counted === undefined ? '“text”' : 3,
    ]),
  );

test('counts choose the form and are written as the language writes them', () => {
  const t = wordsOf(speakerOf(en));
  expect([0, 1, 2, 1_500].map((count) => t('offer.more', { count }))).toEqual([
    '0 more offers',
    '1 more offer',
    '2 more offers',
    '1,500 more offers',
  ]);
  expect(t('queue.below', { count: 10_204 })).toBe('10,204 more below');
  expect(t('queue.with', { name: '{braces} and <b> stay' })).toBe('With {braces} and <b> stay');
});

test('ids from the wire are found or not, never a property of the object itself', () => {
  const t = wordsOf(speakerOf(en));
  expect(t.find('refusal.not_owner')).toBe(en['refusal.not_owner']);
  expect(['toString', 'constructor', 'nothing.like.this'].map(t.find)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test.each(LANGUAGES)(
  '$id: every message can be said, with the values of the English one',
  async (language) => {
    const messages = await language.load();
    const speaker = speakerOf(messages, language.locale);
    expect(Object.keys(messages)).toEqual(Object.keys(en));
    for (const [key, message] of Object.entries(messages)) {
      expect(named(message), key).toEqual(named(en[key as keyof typeof en]));
      const said = speaker.say(key, valuesFor(message));
      expect(said.trim(), key).not.toBe('');
      expect(said, key).not.toMatch(/[{}#]/);
    }
  },
);

test('the long language is as long as German, the mirrored one marks every word', async () => {
  const length = (messages: Translation) =>
    Object.values(messages)
      .join('')
      .replace(/\{[^}]*\}/g, '').length;
  const long = await languageOf('en-XA').load();
  expect(length(long) / length(en)).toBeGreaterThan(1.35);
  expect(length(long) / length(en)).toBeLessThan(1.6);
  expect(long['queue.typing']).toMatch(/^Ťýpīñģ .*…$/);
  expect(long['offer.more']).toMatch(/^\{count, plural, one \{# mōřē .*\} other \{# mōřē .*\}\}$/);
  const mirrored = await languageOf('en-XB').load();
  expect(mirrored['pane.queue']).toBe('\u200f\u202eQueue\u202c');
});

test('a language that is not there is English', () => {
  expect([undefined, 'xx', 'en-XB'].map((id) => languageOf(id).id)).toEqual(['en', 'en', 'en-XB']);
});
