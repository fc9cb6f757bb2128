import { expect, test } from 'vitest';
import { parseScenario } from './scenario.ts';

const same = { '1': 1, '2': 1, '3': 1, '4': 1, '5': 1 };
const ana = { id: 'ana', skills: { PS: 5 }, languages: ['he'] };
const tiers = {
  regular: { priorityIn: [0, 1], value: 1, slaSeconds: 20 },
  vip: { priorityIn: [2], value: 3, slaSeconds: 20 },
};
const serviceSeconds = { cap: 3_600, factorByProficiency: same, factorWhenSamePersonAsLastTime: 1 };
const offers = { decline: 0.05, timeout: 0.03, timeoutSeconds: 15, acceptSeconds: 3 };
const small = {
  ...{ name: 'small', version: 1, people: [ana], capacityPerPerson: 1, serviceSeconds, tiers, offers },
  headcountByHour: Array(24).fill(1),
  concurrencySlowdownPerExtraConversation: 0,
  language: { draw: { he: 0.98, ru: 0.02 } },
  outcomeValue: { quality: same, continuityBonus: 0.02 },
  stress: [],
};
const flash = { kind: 'flash', fromHour: 10, minutes: 10, times: 5, everyNthDay: 5 };

test('a byte order mark before it and words that only explain are passed over', () => {
  expect(parseScenario(`\ufeff${JSON.stringify({ ...small, why: 'x' })}`)).toEqual(small);
});

test.each([
  [[], 'scenario: '],
  [null, 'scenario: '],
  [{ ...small, version: 2 }, 'version: '],
  [{ ...small, people: undefined }, 'people: '],
  [{ ...small, people: [] }, 'people: '],
  [{ ...small, people: 'ana' }, 'people: '],
  [{ ...small, people: [ana, { ...ana, languages: ['ru'] }] }, 'people.1.id: "ana" is there twice'],
  [{ ...small, people: [{ ...ana, id: '' }] }, 'people.0.id: '],
  [{ ...small, people: [{ ...ana, skills: { PS: 0 } }] }, 'people.0.skills.PS: '],
  [{ ...small, people: [{ ...ana, languages: [] }] }, 'people.0.languages: '],
  [{ ...small, people: [{ ...ana, capacity: 1e9 }] }, 'people.0.capacity: '],
  [{ ...small, headcountByHour: Array(23).fill(1) }, 'headcountByHour: '],
  [{ ...small, headcountByHour: Array(24).fill(1e300) }, 'headcountByHour.0: '],
  [{ ...small, language: { draw: {} } }, 'language.draw: the shares come to 0, not to 1'],
  [{ ...small, language: { draw: { he: 1, ru: 1 } } }, 'language.draw: the shares come to 2, not to 1'],
  [{ ...small, offers: { ...offers, decline: 1 } }, 'offers: decline and timeout come to more than 0.95'],
  [{ ...small, offers: { ...offers, timeoutSeconds: -1 } }, 'offers.timeoutSeconds: '],
  [{ ...small, serviceSeconds: { ...serviceSeconds, cap: 1e300 } }, 'serviceSeconds.cap: '],
  [
    { ...small, serviceSeconds: { ...serviceSeconds, factorByProficiency: { ...same, '2': -1 } } },
    'serviceSeconds.factorByProficiency.2: ',
  ],
  [{ ...small, concurrencySlowdownPerExtraConversation: 1e300 }, 'concurrencySlowdownPerExtraConversation: '],
  [{ ...small, tiers: { ...tiers, vip: { ...tiers.vip, value: 1e300 } } }, 'tiers.vip.value: '],
  [{ ...small, stress: [{ ...flash, times: 1e9 }] }, 'stress.0.times: '],
  [{ ...small, stress: [{ ...flash, kind: 'storm' }] }, 'stress.0.kind: '],
])('what would not be played to its end is refused with its place: %#', (given, message) => {
  expect(() => parseScenario(JSON.stringify(given))).toThrow(message);
});

test.each(['', '{"name":', '['.repeat(100_000)])('what is no JSON is refused in one line: %#', (text) => {
  expect(() => parseScenario(text)).toThrow(/^not JSON: [^\n]+$/);
});
