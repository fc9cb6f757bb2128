// Owns who could take a handoff at all: queue, room, language, minimum skills and pauses. One rule for matcher, admission
// and the desk's check of the matcher's word. Refuses: who is best.
import type { FreePerson, WaitingHandoff } from './port.ts';

/** Does somebody who speaks `spoken` serve a customer of `wanted`? `pt` and `pt-BR` serve each other, `pt-BR` and `pt-PT` do not. */
function speaks(spoken: string, wanted: string): boolean {
  const a = spoken.toLowerCase();
  const b = wanted.toLowerCase();
  return a === b || b.startsWith(`${a}-`) || a.startsWith(`${b}-`);
}

export interface Abilities {
  readonly skills: Readonly<Record<string, number>>;
  readonly languages: readonly string[];
}

export interface Demands {
  /** Minimum proficiency 1-5 for each skill. */
  readonly skills: Readonly<Record<string, number>>;
  /** BCP 47; undefined = any. */
  readonly language: string | undefined;
}

/** A skill the person lacks, or has below the minimum. */
export const lacking = (person: Abilities, { skills }: Demands): string | undefined =>
  Object.keys(skills).find((skill) => (person.skills[skill] ?? 0) < (skills[skill] ?? 0));

export const understands = ({ languages }: Abilities, { language }: Demands): boolean =>
  language === undefined || languages.some((spoken) => speaks(spoken, language));

/** Every skill at its minimum or above, and the language. */
export const isEligible = (person: Abilities, wanted: Demands): boolean =>
  lacking(person, wanted) === undefined && understands(person, wanted);

/** May they be given it now? The hard constraints; nothing outweighs one. */
export const mayTake = (person: Omit<FreePerson, 'busyness'>, work: WaitingHandoff, now: number): boolean =>
  person.room >= work.weight &&
  person.queues.includes(work.queue) &&
  (work.pauses[person.person] ?? 0) <= now &&
  isEligible(person, work);
