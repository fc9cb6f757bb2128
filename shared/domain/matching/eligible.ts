// Owns who could take a handoff at all: language and minimum skills. The same rule for matcher and admission.
// Refuses: who is free and who is best.

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

/** Every skill at its minimum or above, and the language. */
export function isEligible(person: Abilities, wanted: Demands): boolean {
  for (const skill of Object.keys(wanted.skills)) {
    if ((person.skills[skill] ?? 0) < (wanted.skills[skill] ?? 0)) return false;
  }
  const { language } = wanted;
  return language === undefined || person.languages.some((spoken) => speaks(spoken, language));
}
