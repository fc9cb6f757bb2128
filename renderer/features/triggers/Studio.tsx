// Owns the Trigger Studio: a policy's draft, what it would have done with recorded conversations, and one of them turn by turn;
// side by side, or as drawers where the window is narrow. For leads. Refuses: computing any of it; that is the core's.
import { type KeyboardEvent, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import { useKey } from '../../keys/keys.tsx';
import { workingOf } from '../../state/drafted.ts';
import { first, tablesOf, useActions, usePage } from '../../state/page.ts';
import { isOpenOffer } from '../../state/queue.ts';
import { policyOf } from '../../state/studio.ts';
import { classes } from '../../ui/classes.ts';
import { HOME_ID } from '../../ui/focus.ts';
import { Empty, Failed, Loading } from '../../ui/States.tsx';
import { t } from '../../ui/words.ts';
import { useAnswer } from './answer.ts';
import { Backtest } from './Backtest.tsx';
import { Case, type Looked } from './Case.tsx';
import { Diff } from './Diff.tsx';
import { Head } from './Head.tsx';
import { Json } from './Json.tsx';
import { Recorded } from './Recorded.tsx';
import { Sliders } from './Sliders.tsx';
import { Standing } from './Standing.tsx';
import styles from './Studio.module.css';
import { triedOf } from './sentences.ts';

export function Studio() {
  const row = usePage(policyOf);
  const known = usePage((state) => state.copy !== null);
  if (row === undefined)
    return (
      <main id={HOME_ID} className={styles.studio} aria-label={t('place.triggers')} tabIndex={-1}>
        <header className={styles.head}>
          <h2 className={styles.title}>{t('studio.title')}</h2>
        </header>
        {known ? <Empty title={t('studio.none')}>{t('studio.noneWhat')}</Empty> : <Loading rows={6} />}
      </main>
    );
  return <OnePolicy key={row.id} row={row} />;
}

/** Of a history that is being read: so many steps, and the backtest runs anew after each. */
const STEPS = 10;

/** Which panes are drawers: the backtest first, then the policy too. Larger text needs more room. */
export type Fold = 'none' | 'backtest' | 'both';
function watchWidth(watch: () => void): () => void {
  window.addEventListener('resize', watch);
  return () => window.removeEventListener('resize', watch);
}
function useFold(): Fold {
  const scale = usePage((state) => state.settings.textSize / 100);
  const width = useSyncExternalStore(watchWidth, () => window.innerWidth) / scale;
  return width < 1_040 ? 'both' : width < 1_200 ? 'backtest' : 'none';
}

/** A case that somebody has left must not take the place of the one they came back to, nor its focus. */
const sameCase = (answered: Looked, wanted: Looked): boolean => answered.conversation === wanted.conversation;

/** The panes that are drawers in a narrow window; one at a time. */
export type Drawer = 'policy' | 'backtest';

function OnePolicy({ row }: { readonly row: LivePolicy }) {
  const { loadDraft, backtest, openCase, chooseCase, showStudio, announce } = useActions();
  const drafted = usePage((state) => state.studio.drafts[row.id]);
  const view = usePage((state) => state.studio.view);
  const chosen = usePage((state) => state.studio.chosen);
  const preview = usePage((state) => first(tablesOf(state).preview));
  const offered = usePage((state) => [...tablesOf(state).offers.values()].some(isOpenOffer));
  const fold = useFold();
  const [drawer, setDrawer] = useState<Drawer | null>('backtest');
  useEffect(() => void loadDraft(row.id), [loadDraft, row.id]);
  /** A drawer that goes takes no focus with it. */
  function show(next: Drawer | null): void {
    const from = document.activeElement?.closest<HTMLElement>('[data-drawer]');
    if (from?.dataset.drawer !== undefined && from.dataset.drawer !== next && fold !== 'none')
      document.getElementById(HOME_ID)?.focus();
    setDrawer(next);
  }
  /** Escape closes a drawer, whatever in it has the focus. */
  const closing =
    fold === 'none' ? undefined : (event: KeyboardEvent) => event.key === 'Escape' && show(null);
  useKey('readContext', offered ? null : () => show(drawer === 'backtest' ? null : 'backtest'));

  const live = row.policy;
  const working = useMemo(() => workingOf(live, drafted), [live, drafted]);
  const { policy } = working;
  const ready = drafted?.state === 'ready';
  const { conversations = 0, read = 0 } = preview ?? {};
  const step = read === conversations ? read : Math.floor((read / conversations) * STEPS);
  // Without the draft, what is live can be looked at all the same.
  const settled = ready || drafted?.state === 'failed';
  const asked = settled && read > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is live and what is read change the answer too.
  const question = useMemo(() => (asked ? { policy } : null), [asked, policy, live, step]);
  const result = useAnswer(question, (of) => backtest(of.policy));
  const { value } = result;
  const changes = working.changes > 0;
  useEffect(() => {
    if (value === null || !changes) return;
    const { newly, noLonger: gone, earlier, later } = value.changes;
    announce(t('backtest.said', { fires: value.draft.fired, newly, gone, earlier, later }), 'polite');
  }, [value, changes, announce]);
  const [part, setPart] = useState<{ readonly of: string; readonly around: number } | null>(null);
  const around = part !== null && part.of === chosen ? part.around : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: likewise.
  const looked = useMemo(
    () => (settled && chosen !== null ? { conversation: chosen, policy, live, around } : null),
    [settled, chosen, policy, live, around, step],
  );
  const found = useAnswer(looked, (of) => openCase(of.conversation, of.policy, of.around), sameCase);
  const turn = usePage((state) => state.studio.turn);
  // Of a long conversation a part is told: whoever goes on beyond it is told the next.
  useEffect(() => {
    if (chosen === null || found.value === null || found.of?.conversation !== chosen) return;
    const { turns, shows } = found.value;
    const wanted = turn ?? shows;
    if (turns.length > 0 && !turns.some(({ index }) => index === wanted))
      setPart({ of: chosen, around: wanted });
  }, [chosen, turn, found.value, found.of]);

  return (
    <div className={styles.studio} data-fold={fold}>
      <Head
        row={row}
        working={working}
        faulty={drafted?.text != null}
        tried={triedOf(preview, question, result)}
        fold={fold}
        drawer={drawer}
        onDrawer={show}
      />
      <Standing
        row={row}
        working={working}
        drafted={drafted}
        onCompare={() => {
          showStudio('diff');
          show('policy');
        }}
      />
      <div className={classes(styles.panes, view !== 'sliders' && styles.written)}>
        <section
          className={classes(styles.policy, drawer === 'policy' && styles.shown)}
          data-drawer="policy"
          onKeyDown={fold === 'both' ? closing : undefined}
          aria-label={t('studio.pane')}
        >
          {drafted?.state === 'failed' ? (
            <Failed
              title={t('studio.loadFailed')}
              error={drafted.error}
              onAgain={() => void loadDraft(row.id)}
            />
          ) : !ready ? (
            <Loading rows={6} />
          ) : view === 'json' ? (
            <Json row={row} working={working} text={drafted.text} />
          ) : view === 'diff' ? (
            <Diff live={live} policy={policy} />
          ) : (
            <Sliders live={live} policy={policy} />
          )}
        </section>
        <main id={HOME_ID} className={styles.case} aria-label={t('case.pane')} tabIndex={-1}>
          {preview !== undefined && conversations === 0 ? (
            <Recorded preview={preview} whole />
          ) : (
            <Case
              answer={found}
              chosen={chosen}
              live={live}
              changes={working.changes}
              onBacktest={fold === 'none' ? null : () => show('backtest')}
            />
          )}
        </main>
        <aside
          className={classes(styles.backtest, drawer === 'backtest' && styles.shown)}
          data-drawer="backtest"
          onKeyDown={closing}
          aria-label={t('backtest.title')}
        >
          <Backtest
            preview={preview}
            answer={result}
            hasDraft={changes}
            onChoose={(conversation) => {
              chooseCase(conversation);
              show(null);
            }}
            onClose={fold === 'none' ? null : () => show(null)}
          />
        </aside>
      </div>
    </div>
  );
}
