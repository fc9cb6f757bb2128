// Owns what would have made an offer somebody else's, in words.
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
