// Owns the draft as what it changes: each figure live beside draft, and the way back for one of them.
import { Undo2 } from 'lucide-react';
import type { Figure } from '#shared/domain/trigger/counterfactual.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { useActions } from '../../state/page.ts';
import { changesOf } from '../../state/policy-changes.ts';
import { IconButton } from '../../ui/Button.tsx';
import { SMALL } from '../../ui/icons.tsx';
import { Empty } from '../../ui/States.tsx';
import { t } from '../../ui/words.ts';
import styles from './Diff.module.css';
import { nameOf } from './figures.ts';
import { figureWords } from './sentences.ts';

interface Shown {
  readonly path: string;
  readonly from?: Figure;
  readonly to?: Figure;
}

interface ChangesTableProps {
  readonly changes: readonly Shown[];
  /** What it becomes; the draft where nothing is named. */
  readonly to?: string;
  readonly onBack?: (change: Shown) => void;
}

export const ChangesTable = ({ changes, to = t('diff.draft'), onBack }: ChangesTableProps) => (
  <table className={styles.table}>
    <thead>
      <tr>
        <th scope="col">{t('diff.figure')}</th>
        <th scope="col">{t('diff.live')}</th>
        <th scope="col">{to}</th>
        {onBack !== undefined && <td />}
      </tr>
    </thead>
    <tbody>
      {changes.map((change) => (
        <tr key={change.path}>
          <th scope="row">
            {nameOf(change.path)}
            <code dir="ltr" className={styles.path}>
              {change.path}
            </code>
          </th>
          <td className={styles.live}>{figureWords(change.from)}</td>
          <td className={styles.draft}>{figureWords(change.to)}</td>
          {onBack !== undefined && (
            <td className={styles.back}>
              <IconButton
                label={t('diff.back', { name: nameOf(change.path) })}
                onClick={() => onBack(change)}
              >
                <Undo2 {...SMALL} />
              </IconButton>
            </td>
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

export function Diff({ live, policy }: { readonly live: Policy; readonly policy: Policy }) {
  const { changeFigure } = useActions();
  const changes = changesOf(live, policy);
  if (changes.length === 0) return <Empty title={t('diff.none')}>{t('diff.noneWhat')}</Empty>;
  return (
    <div className={styles.diff}>
      <ChangesTable changes={changes} onBack={({ path, from }) => changeFigure(live.id, path, from)} />
    </div>
  );
}
