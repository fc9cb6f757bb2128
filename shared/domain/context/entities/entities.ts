// Owns what of a turn a person would copy: references, money, days, goods, people and how to reach them, each exactly as it
// stands there. Pure, for English; other languages give what needs no words. Refuses: what it means for the handoff.
import { amountsIn } from './amounts.ts';
import { emailsIn, phonesIn } from './contacts.ts';
import { datesIn } from './dates.ts';
import { namesIn } from './names.ts';
import { productsIn } from './products.ts';
import { referencesIn } from './references.ts';
import { type Entity, settled } from './spans.ts';

/** Characters of a turn that are looked at; what is longer was pasted. */
export const LOOKED_AT = 8_000;

/** In the order of the text; none overlap. */
export function entitiesIn(turn: string): Entity[] {
  const text = turn.slice(0, LOOKED_AT);
  return settled([
    ...emailsIn(text),
    ...phonesIn(text),
    ...referencesIn(text),
    ...amountsIn(text),
    ...datesIn(text),
    ...productsIn(text),
    ...namesIn(text),
  ]);
}
