// Owns which classes of personal data there are, of which class each thing is that is found in words, and what each surface
// masks. Sources: GDPR (EU 2016/679) art. 4(1) for what identifies a person, recital 14 for firms; PCI DSS 4.0.1 for cards.
// Refuses: finding it (words.ts) and which field holds what (fields.ts).
import type { EntityType } from '../../schema/context.ts';

/**
 * `none`: says nothing of a person. `profile`: says something of whoever is identified otherwise (art. 4(4)): worth, mood, plan.
 * `name`, `contact` (where a person is reached), `identifier` (an identification number, or a day that serves as one) and
 * `payment` identify by themselves. `words`: what people wrote, which may hold any of them, and what nobody can find in it
 * (art. 9).
 */
export type PersonalClass = 'none' | 'profile' | Identifying | 'words';
type Identifying = 'name' | 'contact' | 'identifier' | 'payment';

/** What is found in words: entities, and of these what is more than its type says. */
export const KINDS = {
  card: 'payment',
  iban: 'payment',
  birth: 'identifier',
  email: 'contact',
  phone: 'contact',
  /** With one of these numbers, or with one and a name, many companies let anybody in. */
  account: 'identifier',
  ticket: 'identifier',
  order: 'identifier',
  booking: 'identifier',
  name: 'name',
  flight: 'none',
  amount: 'none',
  date: 'none',
  product: 'none',
} as const satisfies Record<EntityType | 'card' | 'iban' | 'birth', Exclude<PersonalClass, 'words'>>;

export type Kind = keyof typeof KINDS;
export type MaskedKind = {
  [K in Kind]: (typeof KINDS)[K] extends Identifying ? K : never;
}[Kind];

/**
 * Where masked words are read. `notice`: on a screen that others may see, by somebody who may read all of it in the
 * console. `file`: by whoever is given an export. `log`: by whoever helps, in lines and diagnostics. A wall holds nothing
 * that could be masked: fields.ts.
 */
export type Surface = 'notice' | 'file' | 'log';

const MASKED: Readonly<Record<Surface, Readonly<Record<Identifying, boolean>>>> = {
  // Whoever lets words be shown on notices has asked for the name of who wrote them.
  notice: { name: false, contact: true, identifier: true, payment: true },
  file: { name: true, contact: true, identifier: true, payment: true },
  log: { name: true, contact: true, identifier: true, payment: true },
};

export const isMaskedOn = (surface: Surface, kind: Kind): kind is MaskedKind => {
  const of = KINDS[kind];
  return of !== 'none' && MASKED[surface][of];
};
