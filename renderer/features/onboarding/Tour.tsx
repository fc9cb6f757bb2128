// Owns the tour: three cards beside what they speak of, over nothing that works. Enter goes on, Esc leaves; an offer is
// answered while it stands there.
import { useEffect, useRef } from 'react';
import type { KeyName } from '../../keys/bindings.ts';
import { useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { Cap, Caps } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { useFocusHome } from '../../ui/focus.ts';
import { t } from '../../ui/words.ts';
import styles from './Tour.module.css';

const STEPS = [
  { words: 'queue', place: 'start', keys: ['goQueue', 'accept'] },
  { words: 'conversation', place: 'middle', keys: ['send', 'wrapUp'] },
  { words: 'context', place: 'end', keys: ['readContext', 'greeting'] },
] as const satisfies readonly { words: string; place: string; keys: readonly KeyName[] }[];

export function Tour() {
  const step = usePage((state) => state.tour);
  return step === null ? null : <Card step={step} />;
}

function Card({ step }: { readonly step: number }) {
  const { showTour, endTour } = useActions();
  const card = useRef<HTMLElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  useFocusHome(card);
  useEffect(() => {
    // Never out of a text box: somebody may be writing already.
    if (step === 0 || card.current?.contains(document.activeElement)) next.current?.focus();
  }, [step]);
  const shown = STEPS[step];
  if (shown === undefined) return null;
  const last = step === STEPS.length - 1;
  return (
    <section
      ref={card}
      className={classes(styles.card, styles[shown.place])}
      aria-label={t('tour.title', { step: step + 1, of: STEPS.length })}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        endTour();
      }}
    >
      <p className={styles.step}>{t('tour.title', { step: step + 1, of: STEPS.length })}</p>
      <h3 className={styles.heading}>{t(`tour.${shown.words}`)}</h3>
      <p className={styles.what}>{t(`tour.${shown.words}What`)}</p>
      <p className={styles.keys}>
        {shown.keys.map((name) => (
          <span key={name} className={styles.key}>
            <Caps name={name} apart /> {t(`key.${name}`)}
          </span>
        ))}
      </p>
      <div className={styles.buttons}>
        <Button ref={next} look="primary" onClick={() => (last ? endTour() : showTour(step + 1))}>
          {t(last ? 'tour.done' : 'tour.next')}
        </Button>
        {!last && (
          <Button look="quiet" onClick={endTour}>
            {t('tour.skip')} <Cap>Esc</Cap>
          </Button>
        )}
      </div>
    </section>
  );
}
