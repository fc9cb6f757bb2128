// Owns the one line under the head that says how a draft stands with the router: refused, overtaken, on its way, no policy yet, not kept, changed in another window; with
// the way on. Nothing is decided here without the person.
import { AppWindow, Clock, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OutboxView } from '#shared/contract/views.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import { useNow } from '../../state/clock.ts';
import type { Drafted, Working } from '../../state/drafted.ts';
import { isLive, type PageState, tablesOf, useActions, usePage } from '../../state/page.ts';
import { clashesOf } from '../../state/policy-changes.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { HOME_ID } from '../../ui/focus.ts';
import { ICON } from '../../ui/icons.tsx';
import { whenOf } from '../../ui/time.ts';
import { explain, refusal, t } from '../../ui/words.ts';
import { nameOf } from './figures.ts';
import styles from './Studio.module.css';

/** The publication or undo of a policy that is not known to be done. */
export function underWay(state: PageState, policy: string): OutboxView | undefined {
  for (const row of tablesOf(state).outbox.values())
    if (row.policy === policy && row.state !== 'refused') return row;
  return undefined;
}
function refusedOf(state: PageState, policy: string): OutboxView | undefined {
  for (const row of tablesOf(state).outbox.values())
    if (row.policy === policy && row.state === 'refused') return row;
  return undefined;
}

interface LineProps {
  readonly look: string | undefined;
  readonly icon: ReactNode;
  readonly title: string;
  readonly what: string;
  readonly children?: ReactNode;
}

const Line = ({ look, icon, title, what, children }: LineProps) => (
  <div className={classes(styles.line, look)} role="status">
    {icon}
    <span className={styles.lineWords}>
      <strong className={styles.strong}>{title}</strong> {what}
    </span>
    {children}
  </div>
);

interface StandingProps {
  readonly row: LivePolicy;
  readonly working: Working;
  readonly drafted: Drafted | undefined;
  /** Shows the draft beside what is live. */
  readonly onCompare: () => void;
}

export function Standing({ row, working, drafted, onCompare }: StandingProps) {
  const now = useNow();
  const live = usePage(isLive);
  const refused = usePage((state) => refusedOf(state, row.id));
  const going = usePage((state) => underWay(state, row.id));
  const { discard, withdraw, announce, rebaseDraft, discardDraft, showStudio } = useActions();
  const view = usePage((state) => state.studio.view);
  const { revision } = row.policy;
  const whyRefused =
    refused === undefined ? null : t('studio.refused', { why: refusal(refused.refusal ?? '') });
  if (working.moved && going === undefined) {
    const { base, policy } = working;
    const who =
      row.by === undefined || row.at === undefined
        ? t('studio.movedWhat', { base: base.revision })
        : t('studio.movedBy', { name: row.by.name, time: whenOf(row.at, now), base: base.revision });
    const clashes = clashesOf(base, policy, row.policy);
    // Whoever goes on has seen what was refused.
    const goOn = (how: () => void) => () => {
      if (refused !== undefined) discard(refused.id);
      how();
    };
    return (
      <Line
        look={whyRefused === null ? styles.moved : styles.refused}
        icon={<TriangleAlert {...ICON} />}
        title={whyRefused ?? t('studio.moved', { revision })}
        what={`${who} ${t('studio.clashes', { count: clashes.length, names: clashes.map(nameOf).join(', ') })}`}
      >
        <Button className={styles.lineButton} onClick={onCompare}>
          {t('studio.compare', { revision })}
        </Button>
        <Button className={styles.lineButton} onClick={goOn(() => rebaseDraft(row.id))}>
          {t('studio.rebase', { revision })}
        </Button>
        <Button className={styles.lineButton} onClick={goOn(() => discardDraft(row.id))}>
          {t('studio.discardMine')}
        </Button>
      </Line>
    );
  }
  if (refused !== undefined && whyRefused !== null)
    return (
      <Line
        look={styles.refused}
        icon={<TriangleAlert {...ICON} />}
        title={whyRefused}
        what={working.changes > 0 ? t('studio.refusedWhat') : ''}
      >
        <Button className={styles.lineButton} onClick={() => discard(refused.id)}>
          {t('studio.refusedClose')}
        </Button>
      </Line>
    );
  if (going !== undefined) {
    const undo = going.kind === 'policy.undo';
    const at = live ? 'going' : going.state === 'waiting' ? 'queued' : 'unheard';
    return (
      <Line
        look={undefined}
        icon={<Clock {...ICON} />}
        title={undo ? t(`studio.undo.${at}`) : t(`studio.publishing.${at}`, { revision: revision + 1 })}
        what={undo ? '' : t('studio.queuedDraft')}
      >
        {at === 'queued' && (
          <Button
            className={styles.lineButton}
            onClick={() => {
              document.getElementById(HOME_ID)?.focus();
              withdraw(going.id).then(
                () => announce(t(undo ? 'studio.undoWithdrawn' : 'studio.withdrawn'), 'polite'),
                (error: unknown) => announce(explain(error), 'assertive'),
              );
            }}
          >
            {undo ? t('studio.withdrawUndo') : t('studio.withdraw', { revision: revision + 1 })}
          </Button>
        )}
      </Line>
    );
  }
  if (drafted?.text != null && view !== 'json')
    return (
      <Line
        look={styles.moved}
        icon={<TriangleAlert {...ICON} />}
        title={t('json.held')}
        what={t('json.heldWhat')}
      >
        <Button className={styles.lineButton} onClick={() => showStudio('json')}>
          {t('json.show')}
        </Button>
      </Line>
    );
  if (drafted?.state === 'ready' && drafted.error !== null)
    return (
      <Line
        look={styles.refused}
        icon={<TriangleAlert {...ICON} />}
        title={t('studio.keepFailed', { why: explain(drafted.error) })}
        what=""
      />
    );
  if (drafted?.elsewhere === true)
    return (
      <Line
        look={undefined}
        icon={<AppWindow {...ICON} />}
        title={t('studio.elsewhere')}
        what={t(drafted.text === null ? 'studio.elsewhereSame' : 'studio.elsewhereText')}
      />
    );
  return null;
}
