// Owns the policy as sliders: what all add up to, then the four categories with their signals, then the guards.
import { useId } from 'react';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { CATEGORIES } from '#shared/domain/trigger/policy.ts';
import type { Category } from '#shared/schema/primitives.ts';
import { useActions } from '../../state/page.ts';
import { figureAt } from '../../state/policy-changes.ts';
import { classes } from '../../ui/classes.ts';
import { Switch } from '../../ui/Switch.tsx';
import { t } from '../../ui/words.ts';
import {
  COMBINED,
  categoryName,
  type FigureSpec,
  fineOf,
  GUARDS,
  nameOf,
  thresholdOf,
  weightOf,
} from './figures.ts';
import { Slider } from './Slider.tsx';
import styles from './Sliders.module.css';
import { Swatch } from './Swatch.tsx';
import { figureWords } from './sentences.ts';

interface SlidersProps {
  readonly live: Policy;
  readonly policy: Policy;
}

/** A signal that a policy leaves out weighs nothing. */
const numberAt = (policy: Policy, path: string): number | null => {
  const figure = figureAt(policy, path);
  return typeof figure === 'number' ? figure : null;
};

function Figure({ spec, live, policy }: SlidersProps & { readonly spec: FigureSpec }) {
  const { changeFigure } = useActions();
  const was = numberAt(live, spec.path);
  return (
    <Slider
      spec={spec}
      live={was ?? 0}
      draft={numberAt(policy, spec.path) ?? 0}
      onChange={(to) => changeFigure(live.id, spec.path, was === null && to === 0 ? undefined : to)}
    />
  );
}

/** Where a category begins that may fire by itself from now on. */
const HIGH = 0.9;

function OwnThreshold({ category, live, policy }: SlidersProps & { readonly category: Category }) {
  const { changeFigure } = useActions();
  const spec = thresholdOf(category);
  const was = live[category].threshold;
  const now = policy[category].threshold;
  const toggle = (
    <Switch
      className={styles.toggle}
      label={t('figure.mayAlone', { category: categoryName(category) })}
      on={now !== null}
      onChange={(on) => changeFigure(live.id, spec.path, on ? (was ?? HIGH) : null)}
    />
  );
  if (now !== null)
    return (
      <Slider
        spec={spec}
        live={was}
        draft={now}
        aside={toggle}
        onChange={(to) => changeFigure(live.id, spec.path, to)}
      />
    );
  return (
    <div className={classes(styles.row, was !== null && styles.changed)}>
      <span className={styles.name}>{t(spec.words)}</span>
      {was !== null && <span className={styles.was}>{t('figure.to', { from: figureWords(was) })}</span>}
      <span className={styles.off}>{t('figure.onlyTogether')}</span>
      {toggle}
    </div>
  );
}

function CategorySection({ category, live, policy }: SlidersProps & { readonly category: Category }) {
  const heading = useId();
  const fine = fineOf(category);
  const changes = fine.filter(({ path }) => figureAt(live, path) !== figureAt(policy, path)).length;
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h3 id={heading} className={styles.heading}>
        <Swatch category={category} /> {categoryName(category)}
      </h3>
      <Figure spec={weightOf(category)} live={live} policy={policy} />
      <OwnThreshold category={category} live={live} policy={policy} />
      <details className={styles.fine}>
        <summary className={styles.summary}>
          {category === 'value' ? t('figure.account') : t('figure.fine', { count: fine.length })}
          {changes > 0 && <strong className={styles.count}>{t('figure.changed', { count: changes })}</strong>}
        </summary>
        {fine.map((spec) => (
          <Figure key={spec.path} spec={spec} live={live} policy={policy} />
        ))}
      </details>
    </section>
  );
}

export function Sliders({ live, policy }: SlidersProps) {
  const { changeFigure } = useActions();
  const combined = useId();
  const guards = useId();
  return (
    <div className={styles.sliders}>
      <section className={styles.section} aria-labelledby={combined}>
        <h3 id={combined} className={styles.heading}>
          {t('figure.combined')}
        </h3>
        {COMBINED.map((spec) => (
          <Figure key={spec.path} spec={spec} live={live} policy={policy} />
        ))}
      </section>
      {CATEGORIES.map((category) => (
        <CategorySection key={category} category={category} live={live} policy={policy} />
      ))}
      <section className={styles.section} aria-labelledby={guards}>
        <h3 id={guards} className={styles.heading}>
          {t('figure.guards')}
        </h3>
        {GUARDS.map(({ path }) => {
          const on = figureAt(policy, path) === true;
          return (
            <Switch
              key={path}
              className={styles.switchRow}
              on={on}
              onChange={(to) => changeFigure(live.id, path, to)}
            >
              <span className={styles.name}>
                {nameOf(path)}
                {figureAt(live, path) !== on && <span className={styles.dot} />}
              </span>
            </Switch>
          );
        })}
      </section>
    </div>
  );
}
