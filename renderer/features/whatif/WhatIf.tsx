// Owns the what-if: a lead's question about staff, arrivals or routing, what it would have done over the day, and the figures.
// For leads, with and without a link. Refuses: computing any of it; that is the core's.
import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { CallError } from '#shared/contract/errors.ts';
import { WHAT_IF_NEEDS, type WhatIfBasis, type WhatIfResult } from '#shared/schema/what-if.ts';
import { useKey } from '../../keys/keys.tsx';
import { tablesOf, useActions, usePage } from '../../state/page.ts';
import { changesAnything, type WhatIfForm } from '../../state/what-if-form.ts';
import { Button } from '../../ui/Button.tsx';
import { HOME_ID } from '../../ui/focus.ts';
import { SMALL } from '../../ui/icons.tsx';
import { Segment } from '../../ui/Segment.tsx';
import { Empty, Failed, Loading } from '../../ui/States.tsx';
import { useWidth } from '../../ui/width.ts';
import { explain, t, tenths } from '../../ui/words.ts';
import { Form } from './Form.tsx';
import { HourPlots } from './HourPlots.tsx';
import { DRAWN, type Drawn, gapOf, saysOf, written } from './measures.ts';
import { Results } from './Results.tsx';
import styles from './WhatIf.module.css';

/** Narrower than this the figures stand under the plots, px at the usual size of text. */
const WIDE = 1_100;

/** The record holds less than a run needs. */
const isTooLittle = ({ handoffs, days, spoken }: WhatIfBasis): boolean =>
  spoken !== null && (handoffs < WHAT_IF_NEEDS.handoffs || days < WHAT_IF_NEEDS.days);

export function WhatIf() {
  const form = usePage((state) => state.whatIf);
  const scale = usePage((state) => state.settings.textSize / 100);
  const read = usePage((state) => tablesOf(state).preview.get('preview')?.conversations);
  const { lookAtBasis, announce } = useActions();
  const [place, width] = useWidth();
  const results = useRef<HTMLElement>(null);
  const { basis, run } = form;
  const isRecord = form.source.kind === 'recorded';
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was recorded since is there too.
  useEffect(() => {
    if (isRecord) lookAtBasis();
  }, [isRecord, lookAtBasis, read]);
  const { value } = run;
  const running = run.state === 'running';
  useEffect(() => {
    if (value !== null && !running) announce(saysOf(value.plan, value.result, 'wait').join(' '), 'polite');
  }, [value, running, announce]);
  return (
    <div className={styles.place} data-narrow={width > 0 && width / scale < WIDE ? '' : undefined}>
      <Head form={form} />
      <div ref={place} className={styles.panes}>
        <section className={styles.question} aria-label={t('whatif.form')}>
          <Form basis={basis.value} />
        </section>
        <main id={HOME_ID} className={styles.middle} aria-label={t('whatif.plots')} tabIndex={-1}>
          <Middle form={form} />
        </main>
        {value !== null && (
          <button
            type="button"
            className={styles.jump}
            onClick={() => {
              results.current?.scrollIntoView({ block: 'start' });
              results.current?.focus({ preventScroll: true });
            }}
          >
            {t('whatif.toResults')} <ChevronDown {...SMALL} />
          </button>
        )}
        {value !== null && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys.
          <aside ref={results} tabIndex={0} className={styles.results} aria-label={t('whatif.result')}>
            <Results plan={value.plan} result={value.result} basis={basis.value} />
          </aside>
        )}
      </div>
    </div>
  );
}

/** Why it cannot be run now; empty where it can. */
function obstacleOf({ basis, plan }: WhatIfForm): string {
  if (basis.value === null || isTooLittle(basis.value)) return t('whatif.none');
  if (!changesAnything(plan)) return t('whatif.nothing');
  const { people, languages } = plan.change;
  return people > 0 && languages.length === 0 && basis.value.languages.length > 0
    ? t('whatif.noLanguage')
    : '';
}

function Head({ form }: { readonly form: WhatIfForm }) {
  const progress = usePage((state) => tablesOf(state).whatif.get(form.run.id ?? ''));
  const { runWhatIf, stopWhatIf } = useActions();
  const obstacle = obstacleOf(form);
  const { state, value } = form.run;
  const isRunning = state === 'running';
  const canRun = obstacle === '' && !isRunning;
  useKey('runWhatIf', canRun ? () => void runWhatIf() : null);
  const { done, of } = progress ?? { done: 0, of: form.plan.seeds };
  return (
    <section className={styles.head} aria-label={t('whatif.title')}>
      <h2 className={styles.title}>{t('whatif.title')}</h2>
      <span className={styles.standing} role="status">
        {isRunning ? (
          <>
            <progress
              className={styles.progress}
              aria-label={t('whatif.running', { done, of })}
              max={of}
              value={done}
            />
            {t('whatif.running', { done, of })}
          </>
        ) : value !== null ? (
          t('whatif.ran', {
            ...{ seeds: value.result.seeds, days: value.result.days },
            seconds: tenths(value.result.tookMs / 1_000),
          })
        ) : null}
      </span>
      {isRunning ? (
        <Button onClick={stopWhatIf}>{t('whatif.stop')}</Button>
      ) : (
        <Button
          look="primary"
          hint="runWhatIf"
          disabled={!canRun}
          title={obstacle}
          onClick={() => void runWhatIf()}
        >
          {t(value === null ? 'whatif.run' : 'whatif.again')}
        </Button>
      )}
    </section>
  );
}

interface TroubleProps {
  readonly error: unknown;
  readonly onAgain: () => void;
}

/** What was wrong with what was asked is said in full, with its place: to ask it again changes nothing. */
function Trouble({ error, onAgain }: TroubleProps) {
  if (!(error instanceof CallError) || error.body.code !== 'invalid_input')
    return <Failed title={t('whatif.failed')} error={error} onAgain={onAgain} />;
  return (
    <div className={styles.refused} role="alert">
      <h3>{t('whatif.refused')}</h3>
      <p>{error.body.detail ?? explain(error)}</p>
    </div>
  );
}

/** How far what is played again is from what was. */
function Replayed({ result: { recorded, all } }: { readonly result: WhatIfResult }) {
  if (recorded === null || all.wait === null) return null;
  const [wait, left] = [all.wait.base.mean, all.left.base.mean];
  const words = t('whatif.replayed', {
    ...{ wait: written('wait', recorded.wait), left: written('left', recorded.left) },
    ...{ baseWait: written('wait', wait), baseLeft: written('left', left) },
    waitGap: gapOf('wait', recorded.wait, wait),
    leftGap: gapOf('left', recorded.left, left),
  });
  return <p className={styles.replayed}>{words}</p>;
}

function Middle({ form }: { readonly form: WhatIfForm }) {
  const { lookAtBasis, runWhatIf } = useActions();
  const [drawn, setDrawn] = useState<Drawn>('wait');
  const { basis, run, plan, source } = form;
  if (basis.state === 'failed') return <Trouble error={basis.error} onAgain={lookAtBasis} />;
  if (run.state === 'failed') return <Trouble error={run.error} onAgain={() => void runWhatIf()} />;
  if (basis.value === null) return <Loading rows={6} />;
  const { value } = run;
  if (value === null) {
    if (isTooLittle(basis.value) && source.kind === 'recorded')
      return (
        <Empty title={t('whatif.none')}>
          {t('whatif.noneWhat', {
            ...WHAT_IF_NEEDS,
            ...{ has: basis.value.handoffs, hasDays: basis.value.days },
          })}
        </Empty>
      );
    return run.state === 'running' ? (
      <Loading rows={6} />
    ) : (
      <Empty title={t('whatif.ready')}>{t('whatif.readyWhat')}</Empty>
    );
  }
  const [first, ...others] = saysOf(value.plan, value.result, drawn);
  const hasChanged = JSON.stringify(plan) !== JSON.stringify(value.plan);
  return (
    <>
      {hasChanged && run.state !== 'running' && <p className={styles.changed}>{t('whatif.changed')}</p>}
      <p className={styles.says}>
        <strong>{first}</strong> {others.join(' ')}
      </p>
      <Replayed result={value.result} />
      <div className={styles.measure}>
        <Segment
          label={t('whatif.measure')}
          value={drawn}
          options={DRAWN.map((name) => ({ value: name, label: t(`whatif.${name}`) }))}
          onChange={setDrawn}
        />
      </div>
      <HourPlots drawn={drawn} plan={value.plan} result={value.result} />
    </>
  );
}
