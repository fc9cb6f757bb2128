// Owns the first start: what this is in one look, one button to begin, and the checks of this machine and of a router one may
// connect to, made while one types. It steps aside for work by itself. Refuses: changing the router of a running console.
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { linkOf, meOf, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { Cap, Caps } from '../../ui/Caps.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { explain, t } from '../../ui/words.ts';
import { Connect } from './Connect.tsx';
import styles from './FirstStart.module.css';
import { OwnChecks } from './OwnChecks.tsx';

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly children: ReactNode;
}
function Step({ number, title, children }: StepProps) {
  return (
    <li className={styles.step}>
      <span className={styles.number}>{number}</span>
      <span>
        <strong className={styles.strong}>{title}</strong> {children}
      </span>
    </li>
  );
}

export function FirstStart() {
  const me = usePage(meOf);
  const demo = usePage((state) => linkOf(state)?.demo ?? false);
  const { setPresence, beginTour, leaveFirstStart, announce } = useActions();
  const start = useRef<HTMLButtonElement>(null);
  // It comes once the settings have; whoever was quicker keeps the focus, and what is open with it.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) start.current?.focus();
  }, []);
  function begin(): void {
    setPresence({ status: 'available' }).catch((error: unknown) => announce(explain(error), 'assertive'));
    beginTour();
  }
  return (
    <main className={styles.place} aria-label={t('first.title')}>
      <div className={styles.page}>
        <Mark size={38} dashed />
        <h2 className={styles.title}>{t('first.title')}</h2>
        <p className={styles.what}>{t('first.what')}</p>
        <div className={styles.columns}>
          <section className={styles.column} aria-label={t('first.begin')}>
            <h3 className={styles.heading}>
              {t('first.begin')}{' '}
              <span className={styles.aside}>{t(demo ? 'first.demo' : 'first.ready')}</span>
            </h3>
            <ol>
              <Step number={1} title={t('first.offer')}>
                {t('first.offerWhat')} <Caps name="accept" apart />
              </Step>
              <Step number={2} title={t('first.answer')}>
                {t('first.answerSend')} <Caps name="send" apart /> {t('first.answerWhat')}{' '}
                <Caps name="wrapUp" apart />
              </Step>
              <Step number={3} title={t('first.find')}>
                {t('first.findWhat')} <Caps name="palette" apart /> {t('palette.allKeys')}{' '}
                <Caps name="sheet" apart />
              </Step>
            </ol>
            {demo && <p className={styles.aside}>{t('first.demoWhat')}</p>}
            <div className={styles.buttons}>
              <Button ref={start} look="primary" onClick={begin}>
                {me === undefined ? t('calm.take') : t('first.start', { name: me.name })}
              </Button>
              <Button look="quiet" onClick={leaveFirstStart}>
                {t('first.skip')}
              </Button>
            </div>
            <OwnChecks />
          </section>
          <Connect />
        </div>
        <footer className={styles.foot}>
          <p>
            <strong className={styles.strong}>{t('first.next')}</strong> {t('first.nextWhat')}
          </p>
          <p>
            <strong className={styles.strong}>{t('first.again')}</strong> {t('first.againWhat')}{' '}
            <Caps name="palette" apart />
          </p>
          <p>
            <strong className={styles.strong}>{t('first.keys')}</strong> {t('first.keysWhat')} <Cap>Tab</Cap>{' '}
            <Cap>↵</Cap>
          </p>
        </footer>
      </div>
    </main>
  );
}
