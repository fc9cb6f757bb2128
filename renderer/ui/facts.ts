// Owns the facts of a context package as they are shown: what the bot said they are, then what the router found in the turns.
import type { ContextPackage } from '#shared/schema/context.ts';
import { t } from './words.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly turn?: number | undefined;
}

/** A thing that the bot named already is not named twice. */
export function factsOf({ facts = [], found = [] }: ContextPackage): readonly Fact[] {
  const said = facts.map(({ value }) => ` ${value.toLowerCase()} `.replaceAll(/[,;()]/gu, ' '));
  const more = found.filter(({ value }) => !said.some((words) => words.includes(` ${value.toLowerCase()} `)));
  return [...facts, ...more.map(({ type, value, turn }) => ({ label: t(`entity.${type}`), value, turn }))];
}
