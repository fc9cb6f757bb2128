// Owns the smallest changes that would decide a case otherwise, with what each costs over the whole history, and trying one.
import { CornerDownLeft } from 'lucide-react';
import type { CaseResult } from '#shared/contract/triggers.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { useActions } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { ICON } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import styles from './Case.module.css';
import { nameOf } from './figures.ts';
import { figureWords, hundredths } from './sentences.ts';

type Change = CaseResult['smallest'][number];

/** One each: to fire earlier or at all, and not to fire; what people said of it stands first. */
function chosen({ smallest, needed }: CaseResult): readonly Change[] {
  const fires = smallest.find(({ turn }) => turn !== null);
  const never = smallest.find(({ turn }) => turn === null);
  return (needed === false ? [never, fires] : [fires, never]).filter((change) => change !== undefined);
}

function title({ turn }: Change, fires: number | null): string {
  if (turn === null) return t('smallest.never');
  if (fires === null) return t('smallest.at', { turn });
  return fires > turn ? t('smallest.earlier', { by: fires - turn, turn }) : t('smallest.at', { turn });
}

function costs({ adds, precision }: Change): string {
  const then =
    precision === null
      ? t('smallest.noPrecision')
      : t('smallest.precision', { value: hundredths(precision.value) });
  return adds < 0
    ? t('smallest.removes', { count: -adds, precision: then })
    : t('smallest.adds', { count: adds, precision: then });
}

export function Smallest({ found, policy }: { readonly found: CaseResult; readonly policy: Policy }) {
  const { changeFigure, announce } = useActions();
  const changes = chosen(found);
  if (changes.length === 0) return <p className={styles.noChange}>{t('smallest.none')}</p>;
  return changes.map((change) => {
    const { path, from, to } = change;
    const words = t('smallest.change', {
      ...{ name: nameOf(path), from: figureWords(from), to: figureWords(to) },
    });
    return (
      <section key={`${path} ${to}`} className={styles.smallest}>
        <CornerDownLeft {...ICON} />
        <div className={styles.smallestWords}>
          <h3 className={styles.smallestTitle}>{title(change, found.fires.draft)}</h3>
          <p>
            {words} {costs(change)}
          </p>
        </div>
        <Button
          aria-label={`${t('smallest.try')}: ${words}`}
          onClick={() => {
            changeFigure(policy.id, path, to);
            announce(words, 'polite');
          }}
        >
          {t('smallest.try')}
        </Button>
      </section>
    );
  });
}
