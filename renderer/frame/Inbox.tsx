// Owns the inbox: queue, conversation and context side by side, the widths a person gave them, and the context as a drawer
// where the window is narrow.
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';
import { ContextPane } from '../features/context/ContextPane.tsx';
import { ConversationPane } from '../features/conversation/ConversationPane.tsx';
import { OfferCard } from '../features/offer/OfferCard.tsx';
import { QueuePane } from '../features/queue/QueuePane.tsx';
import { useKey } from '../keys/keys.tsx';
import { tablesOf, useActions, usePage } from '../state/page.ts';
import { isOpenOffer } from '../state/queue.ts';
import { classes } from '../ui/classes.ts';
import { HOME_ID } from '../ui/focus.ts';
import { useFocusWithin } from '../ui/painted.ts';
import { t } from '../ui/words.ts';
import styles from './Inbox.module.css';
import { Splitter, useWidth } from './Splitter.tsx';

const QUEUE = { least: 240, most: 480 };
const CONTEXT = { least: 280, most: 560 };

/** The panes are drawn anew for what they show, not for what the frame around them does. */
const OFFER = <OfferCard />;

/** Draws nothing: the panes around it are not drawn anew for what it listens to. */
function Again(): null {
  const selected = usePage((state) => state.selected);
  const opened = usePage((state) => (state.selected === null ? undefined : state.opened[state.selected]));
  const there = usePage((state) => selected !== null && tablesOf(state).conversations.has(selected));
  const { openAgain } = useActions();
  // It went away and came back, for example offered once more.
  useEffect(() => {
    if (selected !== null && there && opened === undefined) openAgain(selected);
  }, [selected, there, opened, openAgain]);
  return null;
}

export function Inbox() {
  const [queue, setQueue] = useWidth('queue', QUEUE);
  const [context, setContext] = useWidth('context', CONTEXT);
  const drawer = usePage((state) => state.contextDrawer);
  const { showDrawer } = useActions();
  useKey('context', () => {
    showDrawer(true);
    document.getElementById('context')?.focus();
  });
  // Without an offer to read, its key shows and hides the drawer of a narrow window.
  const offered = usePage((state) => [...tablesOf(state).offers.values()].some(isOpenOffer));
  useKey('readContext', offered ? null : () => showDrawer(!drawer));
  const widths = {
    ...(queue === null ? {} : { '--queue-width': `${queue}px` }),
    ...(context === null ? {} : { '--context-width': `${context}px` }),
  } as CSSProperties;
  return (
    <div className={classes(styles.inbox, drawer && styles.withDrawer)} style={widths}>
      <Again />
      <Strip>
        <QueuePane />
        <Splitter label={t('pane.resizeQueue')} range={QUEUE} edge="end" onResize={setQueue} />
      </Strip>
      <main id={HOME_ID} className={styles.conversation} aria-label={t('pane.conversation')} tabIndex={-1}>
        <ConversationPane offer={OFFER} />
      </main>
      <aside id="context" className={styles.context} aria-label={t('pane.context')} tabIndex={-1}>
        <Splitter label={t('pane.resizeContext')} range={CONTEXT} edge="start" onResize={setContext} />
        <ContextPane />
      </aside>
    </div>
  );
}

/** In a narrow window the queue is a strip; who walks it by keys gets the words. */
function Strip({ children }: { readonly children: ReactNode }) {
  const [unfolded, setUnfolded] = useState(false);
  const pointed = useRef(false);
  const focus = useFocusWithin(
    () => setUnfolded(!pointed.current),
    () => setUnfolded(false),
  );
  return (
    <section
      className={classes(styles.queue, unfolded && styles.unfolded)}
      data-strip={unfolded ? undefined : ''}
      aria-label={t('pane.queue')}
      onPointerDown={() => {
        pointed.current = true;
      }}
      onPointerUp={() => {
        pointed.current = false;
      }}
      {...focus}
    >
      {children}
    </section>
  );
}
