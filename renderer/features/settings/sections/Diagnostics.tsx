// Owns the section with the checks a person can run, the report they can hand on, and which version this is.
import { Check, Download, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Check as SelfCheck } from '#shared/contract/calls.ts';
import { useActions, usePage } from '../../../state/page.ts';
import { Button } from '../../../ui/Button.tsx';
import { classes } from '../../../ui/classes.ts';
import { ICON } from '../../../ui/icons.tsx';
import { timeWithSeconds } from '../../../ui/time.ts';
import { explain, t } from '../../../ui/words.ts';
import { Row, Section, Value } from '../Rows.tsx';
import styles from './Diagnostics.module.css';

type Run = { readonly at: number; readonly checks: readonly SelfCheck[] };

/** Saved as a file by the browser's own way; names and words are not in it. */
function download(report: object): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }));
  link.download = 'baton-report.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
}

export function Diagnostics() {
  const { diagnose } = useActions();
  const hello = usePage((state) => state.hello);
  const [run, setRun] = useState<Run | null>(null);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function check(): Promise<void> {
    setRunning(true);
    setError(null);
    try {
      const { checks } = await diagnose();
      setRun({ at: Date.now(), checks });
    } catch (reason) {
      setError(reason);
    } finally {
      setRunning(false);
    }
  }
  const well = run?.checks.filter(({ ok }) => ok).length ?? 0;
  return (
    <Section
      id="diagnostics"
      title={t('settings.diagnostics')}
      figure={
        run !== null && t('settings.checked', { time: timeWithSeconds(run.at), well, of: run.checks.length })
      }
    >
      {hello !== null && (
        <>
          <Row title={t('settings.router')}>
            <Value>{hello.router}</Value>
          </Row>
          <Row title={t('settings.version')}>
            <Value>{hello.version}</Value>
          </Row>
        </>
      )}
      {run?.checks.map(({ name, ok, detail }) => (
        <Row
          key={name}
          title={
            <span className={classes(styles.check, !ok && styles.failed)}>
              {ok ? <Check {...ICON} /> : <TriangleAlert {...ICON} />}
              {t.find(`checkName.${name}`) ?? name}
              <span className={styles.hidden}>{ok ? t('settings.ok') : t('settings.notOk')}</span>
            </span>
          }
        >
          <Value>{detail}</Value>
        </Row>
      ))}
      {error !== null && <p className={styles.failed}>{explain(error)}</p>}
      <div className={styles.buttons}>
        <Button disabled={running} onClick={() => void check()}>
          {running ? t('settings.checking') : t(run === null ? 'settings.check' : 'settings.checkAgain')}
        </Button>
        <Button
          icon={<Download {...ICON} />}
          disabled={run === null}
          onClick={() =>
            run !== null &&
            download({
              at: new Date(run.at).toISOString(),
              version: hello?.version,
              capabilities: hello?.capabilities,
              checks: run.checks,
            })
          }
        >
          {t('settings.export')}
        </Button>
        <span className={styles.what}>
          {t(run === null ? 'settings.exportFirst' : 'settings.exportWhat')}
        </span>
      </div>
    </Section>
  );
}
