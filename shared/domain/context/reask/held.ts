// Owns what a customer could be asked for again: the facts of a context package, what was found in the turns, and what is known
// of the customer, each with its type. Pure. Refuses: how it is called on the page.
import type { ContextPackage, EntityType } from '#shared/schema/context.ts';
import type { Customer } from '#shared/schema/conversation.ts';
import { entitiesIn } from '../entities/entities.ts';
import { foundBeyond } from '../found.ts';
import { kindsIn, typeOf } from './questions.ts';

/** What is known of a customer without a turn. */
export type Known = 'id' | 'name' | 'plan' | 'renewal' | 'since';

export interface Held {
  readonly type: EntityType;
  readonly value: string;
  /** As the bot called it. */
  readonly label?: string;
  readonly known?: Known;
  readonly turn?: number | undefined;
  /** What is said of it: "date.birth" (english/kinds.ts). */
  readonly kinds: ReadonlySet<string>;
}

interface Fact {
  readonly label: string;
  readonly value: string;
  readonly turn?: number | undefined;
}

/** Of these every value is a word; the others have a digit or a sign. */
const WORDS: ReadonlySet<EntityType> = new Set(['name', 'product']);

/** A fact is what its label says; what else stands in it is held too: the day in "Flight: HAT045, 20 May". */
function heldInFact({ label, value, turn }: Fact): Held[] {
  const kinds = kindsIn(label);
  const found = entitiesIn(value);
  const type = typeOf(label) ?? found.find(({ text }) => text === value)?.type;
  const parts = found
    .filter((entity) => entity.type !== type && entity.text !== value)
    .map((entity) => ({ type: entity.type, value: entity.text, label, turn, kinds }));
  const isOne = type !== undefined && (WORDS.has(type) || /[\d@]/u.test(value));
  return isOne ? [{ type, value, label, turn, kinds }, ...parts] : parts;
}

const known = (
  type: EntityType,
  field: Known,
  value: string | undefined,
  ...kinds: readonly string[]
): Held[] => (value === undefined ? [] : [{ type, value, known: field, kinds: new Set(kinds) }]);

/** In the order in which they are preferred. */
export function heldIn(context: ContextPackage, customer: Customer): Held[] {
  const { id, verified, name, account } = customer;
  return [
    ...(context.facts ?? []).flatMap(heldInFact),
    ...foundBeyond(context).map(({ type, value, turn }) => ({ type, value, turn, kinds: new Set<string>() })),
    ...known('name', 'name', name, 'name.customer'),
    ...known('account', 'id', verified ? id : undefined, 'account.customer'),
    ...known('product', 'plan', account?.plan, 'product.plan'),
    ...known('date', 'renewal', account?.renewal, 'date.renewal'),
    ...known('date', 'since', account?.since, 'date.since'),
  ];
}
