// Owns a conversation in a window of its own: the conversation, its context where there is room, the state of the link.
// Closing it gives the conversation back to the window it came from.
import { useEffect, useLayoutEffect } from 'react';
import { ContextPane } from '../features/context/ContextPane.tsx';
import { ConversationPane } from '../features/conversation/ConversationPane.tsx';
import { useKey } from '../keys/keys.tsx';
import { tablesOf, useActions, usePage } from '../state/page.ts';
import { wear } from '../styles/theme.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { classes } from '../ui/classes.ts';
import { HOME_ID } from '../ui/focus.ts';
import { Mark } from '../ui/Mark.tsx';
import { t } from '../ui/words.ts';
import { Banner } from './Banner.tsx';
import { LinkState } from './LinkState.tsx';
import styles from './OwnWindow.module.css';

export function OwnWindow({ conversation }: { readonly conversation: string }) {
  const settings = usePage((state) => state.settings);
  const drawer = usePage((state) => state.contextDrawer);
  const view = usePage((state) => tablesOf(state).conversations.get(conversation));
  const opened = usePage((state) => state.opened[conversation]);
  const { select, openAgain, showDrawer, focusComposer } = useActions();
  const name = view?.conversation.customer.name;
  const there = view !== undefined;
  useLayoutEffect(() => wear(settings), [settings]);
  useEffect(() => {
    select(conversation);
    focusComposer();
  }, [conversation, select, focusComposer]);
  // It went away and came back.
  useEffect(() => {
    if (there && opened === undefined) openAgain(conversation);
  }, [there, opened, conversation, openAgain]);
  useEffect(() => {
    document.title = name === undefined ? t('app.name') : `${name} · ${t('app.name')}`;
  }, [name]);
  useKey('context', () => {
    showDrawer(!drawer);
    document.getElementById('context')?.focus();
  });
  return (
    <div className={styles.window}>
      <header className={styles.title}>
        <h1 className={styles.brand}>
          <Mark />
          {t('app.name')}
        </h1>
        <LinkState />
      </header>
      <Banner />
      <div className={styles.panes}>
        <main id={HOME_ID} className={styles.conversation} aria-label={t('pane.conversation')} tabIndex={-1}>
          <ConversationPane offer={null} alone />
        </main>
        <aside
          id="context"
          className={classes(styles.context, drawer && styles.shown)}
          aria-label={t('pane.context')}
          tabIndex={-1}
        >
          <ContextPane />
        </aside>
      </div>
      <Announcer />
    </div>
  );
}
