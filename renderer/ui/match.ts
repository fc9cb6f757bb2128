// Owns why an offer went to whom it went, and what would have made it somebody else's, in words.
import type { Offer } from '#shared/schema/handoff.ts';
import type { Counterfactual } from '#shared/schema/match.ts';
import { t } from './words.ts';

export function otherwise({ name, change }: Counterfactual): string {
  switch (change.kind) {
    case 'load':
      return t('match.load', { name, count: change.less });
    case 'skill':
      return t('match.skill', { name, skill: change.skill, level: change.to });
    case 'language':
      return t('match.language', { name, language: change.language });
    default:
      return t(`match.${change.kind}`, { name });
  }
}

/** Why you, in the page's language; as the router wrote it where it said no more than that. */
export function whyYou({ why, match }: Pick<Offer, 'why' | 'match'>): string {
  if (match?.asked === undefined) return why;
  const { skills, language } = match.asked;
  const has = [
    ...Object.entries(skills).map(([skill, level]) => t('target.skill', { skill, level })),
    ...(language === undefined ? [] : [language]),
  ].join(', ');
  const only = match.of === 1;
  if (has === '' && !match.knows) return t(only ? 'match.you.only' : 'match.you.least');
  const what =
    has === '' ? t('match.you.knows') : t(match.knows ? 'match.you.both' : 'match.you.has', { has });
  return only ? t('match.you.andOnly', { what }) : what;
}
