// Owns the facts of a context package as they are shown: what the bot said they are, then what the router found in the turns.
import { foundBeyond } from '#shared/domain/context/found.ts';
import type { ContextPackage } from '#shared/schema/context.ts';
import { t } from './words.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly turn?: number | undefined;
}

export const factsOf = (context: ContextPackage): readonly Fact[] => [
  ...(context.facts ?? []),
  ...foundBeyond(context).map(({ type, value, turn }) => ({ label: t(`entity.${type}`), value, turn })),
];
