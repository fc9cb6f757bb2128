// Owns what is asked before a draft goes live, is thrown away, or a publication is taken back.
import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Working } from '../../state/drafted.ts';
import { isLive, useActions, usePage } from '../../state/page.ts';
import { changesOf } from '../../state/policy-changes.ts';
import { ActionDialog, Field } from '../../ui/ActionDialog.tsx';
import { SMALL } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import styles from './Diff.module.css';
import { ChangesTable } from './Diff.tsx';
import { backTo, type Tried } from './sentences.ts';

interface DialogProps {
  readonly row: LivePolicy;
  readonly working: Working;
  readonly onClose: () => void;
}

/** What happens when: at once, or when the link is back. */
function useWhen(): (revision: number) => string {
  const live = usePage(isLive);
  return (revision) => (live ? t('studio.publishLive', { live: revision }) : t('studio.publishOffline'));
}

export function PublishDialog({ row, working, tried, onClose }: DialogProps & { readonly tried: Tried }) {
  const { publish, announce } = useActions();
  const live = usePage(isLive);
  const when = useWhen();
  const [note, setNote] = useState('');
  const { policy, base } = working;
  return (
    <ActionDialog
      title={t('studio.publishTitle', { revision: base.revision + 1, name: row.policy.name })}
      effect={when(base.revision)}
      confirm={t('studio.publishIt')}
      onClose={onClose}
      run={() =>
        publish(row.id, note.trim()).then(() =>
          announce(t(live ? 'studio.published' : 'studio.wasQueued'), 'polite'),
        )
      }
    >
      <p className={styles.what}>{t('studio.publishWhat', { names: row.bots.length })}</p>
      <p className={tried.state === 'tried' ? styles.what : styles.untried}>
        {tried.state !== 'tried' && <TriangleAlert {...SMALL} />}
        {tried.words}
      </p>
      <ChangesTable changes={changesOf(row.policy, policy)} />
      <Field
        autoFocus
        label={t('studio.note')}
        value={note}
        most={LIMITS.policyNote}
        look="note"
        onChange={setNote}
      />
    </ActionDialog>
  );
}

export function DiscardDialog({ row, working: { changes, policy }, onClose }: DialogProps) {
  const { discardDraft } = useActions();
  return (
    <ActionDialog
      danger
      title={t('studio.discardTitle')}
      effect={changes > 0 ? t('studio.discardWhat', { count: changes }) : t('studio.discardFaulty')}
      confirm={t('studio.discardIt')}
      cancel={t('studio.keepIt')}
      onClose={onClose}
      run={async () => discardDraft(row.id)}
    >
      {changes > 0 && <ChangesTable changes={changesOf(row.policy, policy)} />}
    </ActionDialog>
  );
}

export function UndoDialog({ row, working, onClose }: DialogProps) {
  const { undo } = useActions();
  const live = usePage(isLive);
  const { revision, name } = row.policy;
  const before = backTo(row);
  const effect =
    before === undefined
      ? t('studio.undoWhat', { revision: revision + 1 })
      : t('studio.undoToWhat', { before, revision: revision + 1 });
  const undone = row.past.find((each) => each.revision === revision);
  const figures = undone?.changes ?? [];
  return (
    <ActionDialog
      title={`${t('studio.undo', { revision })}, ${name}?`}
      effect={live ? t('studio.undoNow') : t('studio.publishOffline')}
      confirm={t('studio.undoAsk')}
      onClose={onClose}
      run={() => undo(row.id, revision)}
    >
      <p className={styles.what}>{effect}</p>
      {working.changes > 0 && <p className={styles.what}>{t('studio.undoDraft', { revision })}</p>}
      {figures.length > 0 && (
        <ChangesTable
          changes={figures.map(({ path, from, to }) => ({ path, from: to, to: from }))}
          to={t('diff.then')}
        />
      )}
      {undone?.more !== undefined && (
        <p className={styles.what}>{t('studio.pastMore', { count: undone.more })}</p>
      )}
    </ActionDialog>
  );
}
