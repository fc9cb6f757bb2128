// Owns the list of what was live before: revision, by whom, when, why.
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import { useNow } from '../../state/clock.ts';
import { usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { whenOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './Diff.module.css';
import { underWay } from './Standing.tsx';

interface PastDialogProps {
  readonly row: LivePolicy;
  readonly onClose: () => void;
  readonly onUndo: () => void;
}

interface Line {
  readonly revision: number;
  readonly at?: number | undefined;
  readonly by?: { readonly name: string } | undefined;
  readonly note?: string | undefined;
  readonly undoes?: number | undefined;
}

export function PastDialog({ row, onClose, onUndo }: PastDialogProps) {
  const now = useNow();
  const busy = usePage((state) => underWay(state, row.id) !== undefined);
  const { policy, at, by, past, undoable, mayPublish } = row;
  const { revision } = policy;
  const lines: readonly Line[] = past.some((each) => each.revision === revision)
    ? past
    : [{ revision, at, by }, ...past];
  return (
    <Dialog
      title={t('studio.pastTitle', { name: policy.name })}
      onClose={onClose}
      footer={
        <>
          <span className={styles.effect}>{past.length === 0 && t('studio.pastNone')}</span>
          {undoable && mayPublish && (
            <Button disabled={busy} onClick={onUndo}>
              {t('studio.undo', { revision })}
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
            </span>
            {each.revision === revision && <span className={styles.now}>{t('studio.pastNow')}</span>}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
