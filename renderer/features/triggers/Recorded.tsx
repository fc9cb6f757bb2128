// Owns what the backtest has to read from: that there is nothing yet and what will come, how far it is read, and bringing more
// in from a file, with every line that was refused.
import { FileUp, TriangleAlert } from 'lucide-react';
import { useId, useRef } from 'react';
import type { PreviewView } from '#shared/contract/triggers.ts';
import { useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { ICON, SMALL } from '../../ui/icons.tsx';
import { explain, t } from '../../ui/words.ts';
import styles from './Recorded.module.css';
import { expectedWords } from './sentences.ts';

const FILES = '.jsonl,.ndjson,application/x-ndjson,application/jsonl';

interface RecordedProps {
  readonly preview: PreviewView;
  /** There is nothing yet: it fills the place. */
  readonly whole?: boolean;
}

export function Recorded({ preview, whole = false }: RecordedProps) {
  const bringing = usePage((state) => state.bringing);
  const { importHistory, forgetImported, announce } = useActions();
  const chooser = useRef<HTMLInputElement>(null);
  const heading = useId();
  const { conversations, read, imported, problem } = preview;
  const choose = (
    <>
      <input
        ref={chooser}
        type="file"
        accept={FILES}
        hidden
        aria-label={t('recorded.import')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file may be chosen again.
          if (file !== undefined) importHistory(file);
          target.value = '';
        }}
      />
      <Button
        icon={<FileUp {...ICON} />}
        disabled={bringing?.state === 'reading'}
        onClick={() => chooser.current?.click()}
      >
        {t('recorded.import')}
      </Button>
    </>
  );
  if (whole)
    return (
      <div className={styles.whole}>
        <h2 className={styles.title}>{t('recorded.none')}</h2>
        <p className={styles.what}>{t('recorded.noneWhat')}</p>
        {problem !== undefined && <Problem problem={problem} />}
        <div>{choose}</div>
        <Progress />
      </div>
    );
  return (
    <footer className={styles.foot}>
      {problem !== undefined && <Problem problem={problem} />}
      {read < conversations && (
        <div className={styles.reading}>
          <span id={heading}>{t('recorded.reading', { read, count: conversations })}</span>
          <progress className={styles.progress} aria-labelledby={heading} max={conversations} value={read} />
          <span className={styles.aside}>{t('recorded.readingWhat')}</span>
        </div>
      )}
      <Progress />
      <div className={styles.buttons}>
        {choose}
        {imported > 0 && (
          <Button
            look="quiet"
            disabled={bringing?.state === 'reading'}
            onClick={() => {
              forgetImported().catch((error: unknown) => announce(explain(error), 'assertive'));
            }}
          >
            {t('recorded.forget')}
          </Button>
        )}
      </div>
    </footer>
  );
}

const Problem = ({ problem }: { readonly problem: string }) => (
  <p className={styles.problem} role="alert">
    <TriangleAlert {...SMALL} /> {t.find(problem) ?? t('error.internal')}
  </p>
);

function Progress() {
  const bringing = usePage((state) => state.bringing);
  const { stopImport, closeImport } = useActions();
  const words = useId();
  if (bringing === null) return null;
  const { name, state, size, read, taken, refused, refusedTotal, error } = bringing;
  const counts = t('recorded.lines', { taken, refused: refusedTotal });
  return (
    <section className={styles.import} role="status" aria-labelledby={words}>
      <div className={styles.importHead}>
        <strong id={words} className={styles.name}>
          {state === 'reading'
            ? t('recorded.importing', { name })
            : t('recorded.imported', { name, taken, refused: refusedTotal })}
          {state === 'stopped' && `, ${t('recorded.stopped')}`}
        </strong>
        <Button look="quiet" onClick={state === 'reading' ? stopImport : closeImport}>
          {t(state === 'reading' ? 'recorded.stop' : 'recorded.close')}
        </Button>
      </div>
      {state === 'reading' && (
        <div className={styles.reading}>
          <progress
            className={styles.progress}
            aria-labelledby={words}
            max={Math.max(1, size)}
            value={read}
          />
          <span className={styles.aside}>{counts}</span>
        </div>
      )}
      {state === 'failed' && (
        <p className={styles.problem} role="alert">
          <TriangleAlert {...SMALL} /> {t('recorded.failed', { why: explain(error) })}
        </p>
      )}
      {refused.length > 0 && (
        <ul className={styles.refused}>
          {refused.map(({ line, fault }) => (
            <li key={line}>
              {t('recorded.refusedLine', {
                line,
                reason:
                  fault === null
                    ? t('recorded.tooLong')
                    : `${fault.path} ${expectedWords(fault.expected)}`.trimStart(),
              })}
            </li>
          ))}
          {refusedTotal > refused.length && (
            <li>{t('recorded.refusedMore', { count: refusedTotal - refused.length })}</li>
          )}
        </ul>
      )}
    </section>
  );
}
