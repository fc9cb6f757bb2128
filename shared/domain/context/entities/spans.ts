// Owns what an entity is: a stretch of a turn that names one thing, and how stretches that overlap are settled.
import { type EntityType, entityType } from '#shared/schema/context.ts';

export interface Entity {
  readonly type: EntityType;
  /** As it stands in the turn. */
  readonly text: string;
  /** UTF-16 offset into the turn. */
  readonly start: number;
}

export const endOf = ({ start, text }: Entity): number => start + text.length;

/** At most `length` characters before a place. */
export const textBefore = (text: string, at: number, length: number): string =>
  text.slice(at > length ? at - length : 0, at);

/** All matches of a pattern with the flag `g`; the group `it` is the entity where there is one, else the whole match. */
export function matchesOf(type: EntityType, text: string, pattern: RegExp): Entity[] {
  return [...text.matchAll(pattern)].map((match) => {
    const whole = match[0];
    const found = match.groups?.it ?? whole;
    return { type, text: found, start: match.index + whole.lastIndexOf(found) };
  });
}

/** A pattern, and what must stand somewhere in a turn before it is worth to be looked for: most turns name nothing of the kind. */
export type Sought = readonly [hint: RegExp, pattern: RegExp];

export const soughtIn = (text: string, sought: readonly Sought[]): RegExp[] =>
  sought.flatMap(([hint, pattern]) => (hint.test(text) ? [pattern] : []));

const rank = new Map(entityType.options.map((type, at) => [type, at]));

/**
 * Of stretches that overlap the one whose type comes first in the schema stays, of one type the longer one. In the order
 * of the text.
 */
export function settled(found: readonly Entity[]): Entity[] {
  const order = [...found].sort(
    (a, b) =>
      (rank.get(a.type) ?? 0) - (rank.get(b.type) ?? 0) || b.text.length - a.text.length || a.start - b.start,
  );
  const kept: Entity[] = [];
  for (const entity of order)
    if (!kept.some((other) => entity.start < endOf(other) && other.start < endOf(entity))) kept.push(entity);
  return kept.sort((a, b) => a.start - b.start);
}
