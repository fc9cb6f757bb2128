// Owns the head of the Trigger Studio: which policy, how far the draft is from what is live, how it is shown, and what becomes
// of it: discarded, published, the last publication undone, past ones looked at.
import { ChevronDown, History, Undo2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import { useKey } from '../../keys/keys.tsx';
import type { Working } from '../../state/drafted.ts';
import { isLive, tablesOf, useActions, usePage } from '../../state/page.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ICON, SMALL } from '../../ui/icons.tsx';
import { Menu, MenuChoice } from '../../ui/Menu.tsx';
import { Segment } from '../../ui/Segment.tsx';
import { t } from '../../ui/words.ts';
import { DiscardDialog, PublishDialog, UndoDialog } from './dialogs.tsx';
import { PastDialog } from './PastDialog.tsx';
import { underWay } from './Standing.tsx';
import styles from './Studio.module.css';
import type { Drawer, Fold } from './Studio.tsx';
import { type Tried, undoName } from './sentences.ts';

interface HeadProps {
  readonly row: LivePolicy;
  readonly working: Working;
  /** The JSON holds text that is no policy yet. */
  readonly faulty: boolean;
  readonly tried: Tried;
  readonly fold: Fold;
  readonly drawer: Drawer | null;
  readonly onDrawer: (drawer: Drawer | null) => void;
}

type Asked = 'publish' | 'discard' | 'undo' | 'past';

/** Whom it judges: queues, where bots of none are judged by it the bots. */
const judged = ({ queues, bots }: LivePolicy): string =>
  (queues.length > 0 ? queues : bots).map(({ name }) => name).join(', ');

export function Head({ row, working, faulty, tried, fold, drawer, onDrawer }: HeadProps) {
  const policies = usePage((state) => tablesOf(state).policies);
  const view = usePage((state) => state.studio.view);
  const going = usePage((state) => underWay(state, row.id));
  const busy = going !== undefined;
  const linked = usePage(isLive);
  const { choosePolicy, showStudio } = useActions();
  const [asked, setAsked] = useState<Asked | null>(null);
  const whyId = useId();
  const { policy, mayPublish } = row;
  const { changes, base, moved } = working;
  const whyNot = busy
    ? t(linked || going.state === 'sent' ? 'studio.notTwice' : 'studio.notTwiceQueued', {
        revision: policy.revision + 1,
      })
    : faulty
      ? t('studio.notWhole')
      : moved
        ? t('studio.notOnTop', { revision: policy.revision })
        : null;
  const canPublish = mayPublish && changes > 0 && whyNot === null;
  const aside = whyNot ?? (changes > 0 && tried.state === 'failed' ? t('studio.notTried') : null);
  useKey('publish', canPublish ? () => setAsked('publish') : null);
  const toggle = (which: Drawer) => () => onDrawer(drawer === which ? null : which);
  const close = (): void => setAsked(null);
  return (
    <section className={styles.head} aria-label={t('studio.title')}>
      <h2 className={styles.title}>{t('studio.title')}</h2>
      <Menu
        chosen={policy.name}
        trigger={
          <Button className={styles.which} aria-label={`${t('studio.policy')}: ${policy.name}`}>
            {policy.name} <ChevronDown {...SMALL} />
          </Button>
        }
      >
        {[...policies.values()].map((each) => (
          <MenuChoice
            key={each.id}
            label={each.policy.name}
            detail={
              judged(each) === '' ? t('studio.judgesNobody') : t('studio.judges', { names: judged(each) })
            }
            onSelect={() => choosePolicy(each.id)}
          />
        ))}
      </Menu>
      <IconButton label={t('studio.past')} onClick={() => setAsked('past')}>
        <History {...ICON} />
      </IconButton>
      <span className={styles.standing}>
        {changes === 0 ? (
          t('studio.isLive', { revision: policy.revision })
        ) : (
          <button
            type="button"
            className={styles.changes}
            title={t('studio.showDiff')}
            onClick={() => {
              showStudio('diff');
              onDrawer('policy');
            }}
          >
            {t('studio.onTop', { revision: base.revision, count: changes })}
          </button>
        )}
        {!mayPublish && ` · ${t('studio.mayNot')}`}
      </span>
      <span className={styles.actions}>
        {fold === 'both' && (
          <Button look="quiet" aria-pressed={drawer === 'policy'} onClick={toggle('policy')}>
            {t('studio.showPane')}
          </Button>
        )}
        {fold !== 'none' && (
          <Button
            look="quiet"
            hint="readContext"
            aria-pressed={drawer === 'backtest'}
            onClick={toggle('backtest')}
          >
            {t('backtest.title')}
          </Button>
        )}
        <Segment
          label={t('studio.view')}
          value={view}
          options={(['sliders', 'json', 'diff'] as const).map((value) => ({
            value,
            label: t(`studio.${value}`),
          }))}
          onChange={(chosen) => {
            showStudio(chosen);
            onDrawer('policy');
          }}
        />
        {changes === 0 && !faulty
          ? row.undoable &&
            mayPublish && (
              <Button
                look="quiet"
                icon={<Undo2 {...ICON} />}
                disabled={busy}
                onClick={() => setAsked('undo')}
              >
                {undoName(row)}
              </Button>
            )
          : // Of a draft that was overtaken the line below says what becomes of it.
            !(moved && !busy) && (
              <Button look="quiet" disabled={busy} onClick={() => setAsked('discard')}>
                {t('studio.discard')}
              </Button>
            )}
        {mayPublish && aside !== null && (
          <span id={whyId} className={styles.whyNot}>
            {aside}
          </span>
        )}
        <Button
          look="primary"
          hint="publish"
          disabled={!canPublish}
          aria-describedby={whyId}
          onClick={() => setAsked('publish')}
        >
          {t('studio.publish', { revision: policy.revision + 1 })}
        </Button>
      </span>
      {asked === 'publish' && <PublishDialog row={row} working={working} tried={tried} onClose={close} />}
      {asked === 'discard' && <DiscardDialog row={row} working={working} onClose={close} />}
      {asked === 'undo' && <UndoDialog row={row} working={working} onClose={close} />}
      {asked === 'past' && <PastDialog row={row} onClose={close} onUndo={() => setAsked('undo')} />}
    </section>
  );
}
