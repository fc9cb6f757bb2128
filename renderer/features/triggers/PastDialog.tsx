// Owns the list of what was live before: revision, by whom, when, why, and which figures it changed.
import type { LivePolicy, Publication } from '#shared/schema/live-policy.ts';
import { useNow } from '../../state/clock.ts';
import { usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { whenOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './Diff.module.css';
import { nameOf } from './figures.ts';
import { underWay } from './Standing.tsx';
import { figureWords, undoName } from './sentences.ts';

interface PastDialogProps {
  readonly row: LivePolicy;
  readonly onClose: () => void;
  readonly onUndo: () => void;
}

type Line = Pick<Publication, 'revision'> & Partial<Publication>;

/** What one of them changed; of those from before this was kept nothing is known. */
function Changed({ changes = [], more = 0 }: Pick<Line, 'changes' | 'more'>) {
  if (changes.length === 0) return null;
  return (
    <details className={styles.changed}>
      <summary>{t('studio.pastChanged', { count: changes.length + more })}</summary>
      <ul>
        {changes.map(({ path, from, to }) => (
          <li key={path} dir="auto" title={path}>
            {t('studio.pastFigure', {
              name: nameOf(path),
              from: figureWords(from),
              to: figureWords(to),
            })}
          </li>
        ))}
        {more > 0 && <li>{t('studio.pastMore', { count: more })}</li>}
      </ul>
    </details>
  );
}

export function PastDialog({ row, onClose, onUndo }: PastDialogProps) {
  const now = useNow();
  const busy = usePage((state) => underWay(state, row.id) !== undefined);
  const { policy, at, by, past, undoable, mayPublish } = row;
  const { revision } = policy;
  const lines: readonly Line[] = past.some((each) => each.revision === revision)
    ? past
    : [{ revision, ...(at === undefined || by === undefined ? {} : { at, by }) }, ...past];
  return (
    <Dialog
      title={t('studio.pastTitle', { name: policy.name })}
      onClose={onClose}
      footer={
        <>
          <span className={styles.effect}>{past.length === 0 && t('studio.pastNone')}</span>
          {undoable && mayPublish && (
            <Button disabled={busy} onClick={onUndo}>
              {undoName(row)}
            </Button>
          )}
          <Button onClick={onClose}>{t('studio.done')}</Button>
        </>
      }
    >
      <ul className={styles.past}>
        {lines.map((each) => (
          <li key={each.revision} className={styles.revision}>
            <strong className={styles.number}>{t('context.version', { version: each.revision })}</strong>
            <span className={styles.who}>
              {each.at === undefined || each.by === undefined
                ? t('studio.pastConfigured')
                : t('studio.pastBy', { name: each.by.name, time: whenOf(each.at, now) })}
              {each.undoes !== undefined && ` · ${t('studio.pastUndoes', { revision: each.undoes })}`}
              {each.note !== undefined && (
                <q dir="auto" className={styles.said}>
                  {each.note}
                </q>
              )}
              <Changed {...each} />
            </span>
            {each.revision === revision && <span className={styles.now}>{t('studio.pastNow')}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
