// Owns which entities of a conversation belong into the context package: what the customer named, and the references that
// the bot named; and which of it the bot's own facts do not say. Pure. Refuses: finding them in a turn (entities/).
import type { ContextPackage, EntityType, FoundEntity } from '#shared/schema/context.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { entitiesIn } from './entities/entities.ts';

interface Said {
  readonly index: number;
  readonly role: 'END_USER' | 'AUTOMATED_AGENT' | 'HUMAN_AGENT';
  readonly text: string;
}

/** A bot offers sums, days and flights by the dozen; a reference it names is one it looked up. */
const NAMED_BY_BOTS: ReadonlySet<EntityType> = new Set(['account', 'ticket', 'order', 'booking']);

const plain = (value: string): string => value.toLowerCase().replaceAll(/[\s().-]/gu, '');
const keyOf = ({ type, value }: Pick<FoundEntity, 'type' | 'value'>): string => `${type} ${plain(value)}`;

/** What was found, and what one more turn adds; the same array when it adds nothing. `known`: names that are no news. */
export function foundWith(
  before: readonly FoundEntity[],
  { index, role, text }: Said,
  known: readonly string[],
): readonly FoundEntity[] {
  const keys = new Set(before.map(keyOf));
  const added: FoundEntity[] = [];
  for (const { type, text: value } of entitiesIn(text)) {
    const entity = { type, value, turn: index };
    if (value.length > 120 || keys.has(keyOf(entity))) continue;
    if (role !== 'END_USER' && !NAMED_BY_BOTS.has(type)) continue;
    if (type === 'name' && known.some((name) => plain(name).includes(plain(value)))) continue;
    keys.add(keyOf(entity));
    added.push(entity);
  }
  return added.length === 0 ? before : [...before, ...added].slice(0, LIMITS.found);
}

/** What was found beyond the facts that the bot sent: a thing that it named, alone or among other words, is not named twice. */
export function foundBeyond({
  facts = [],
  found = [],
}: Pick<ContextPackage, 'facts' | 'found'>): FoundEntity[] {
  const said = facts.map(({ value }) => ` ${value.toLowerCase()} `.replaceAll(/[,;()]/gu, ' '));
  return found.filter(({ value }) => !said.some((words) => words.includes(` ${value.toLowerCase()} `)));
}
