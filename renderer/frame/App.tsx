// Owns the window: title, rail, banner and the place that is open. Refuses: what is in a pane.
import { useEffect, useLayoutEffect } from 'react';
import { isDoNotDisturb } from '#shared/contract/settings.ts';
import { Give } from '../features/conversation/Give.tsx';
import { ShiftEnd } from '../features/conversation/ShiftEnd.tsx';
import { History } from '../features/history/History.tsx';
import { Compare } from '../features/matching/Compare.tsx';
import { OfferCard } from '../features/offer/OfferCard.tsx';
import { OfferStrip } from '../features/offer/OfferStrip.tsx';
import { FirstStart } from '../features/onboarding/FirstStart.tsx';
import { Tour } from '../features/onboarding/Tour.tsx';
import { Palette } from '../features/palette/Palette.tsx';
import { SettingsPlace } from '../features/settings/Settings.tsx';
import { Studio } from '../features/triggers/Studio.tsx';
import { WallPlace } from '../features/wall/WallPlace.tsx';
import { WhatIf } from '../features/whatif/WhatIf.tsx';
import { useKey } from '../keys/keys.tsx';
import { hasWork, showsFirstStart } from '../state/first-start.ts';
import { givenOf, type PageState, tablesOf, useActions, usePage } from '../state/page.ts';
import { isOpenOffer } from '../state/queue.ts';
import { mayLead } from '../state/wall.ts';
import { wear } from '../styles/theme.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { AboveDialogs } from '../ui/Dialog.tsx';
import { explain, t } from '../ui/words.ts';
import styles from './App.module.css';
import { Banner } from './Banner.tsx';
import { CheatSheet } from './CheatSheet.tsx';
import { Inbox } from './Inbox.tsx';
import { News } from './News.ts';
import { Notices } from './Notices.tsx';
import { Rail } from './Rail.tsx';
import { TitleBar } from './TitleBar.tsx';

/** Things that want the person now: open offers, and own conversations with unread words. */
function wants(state: PageState): number {
  const { offers, conversations } = tablesOf(state);
  let count = 0;
  for (const offer of offers.values()) if (isOpenOffer(offer)) count += 1;
  for (const { right, unread } of conversations.values()) if (right === 'owner' && unread > 0) count += 1;
  return count;
}

/** Made once: dialogs are not drawn anew for it. */
const OFFER = <OfferStrip />;

export function App() {
  const leads = usePage(mayLead);
  // Who leads no more is back where everybody is.
  const place = usePage(({ place: at }) => ((at === 'triggers' || at === 'whatif') && !leads ? 'inbox' : at));
  const settings = usePage((state) => state.settings);
  const sheet = usePage((state) => state.sheet);
  const first = usePage(showsFirstStart);
  const busy = usePage(hasWork);
  const palette = usePage((state) => state.palette);
  const compared = usePage((state) => state.compared);
  const given = usePage(givenOf);
  const count = usePage(wants);
  const {
    go,
    search,
    showSheet,
    showPalette,
    saveDrafts,
    retryLink,
    saveSettings,
    announce,
    askFirstStart,
    stepAside,
  } = useActions();
  useEffect(() => {
    if (busy) stepAside();
  }, [busy, stepAside]);
  useLayoutEffect(() => wear(settings), [settings]);
  useEffect(() => {
    document.title = count > 0 ? `(${count}) ${t('app.name')}` : t('app.name');
  }, [count]);
  useEffect(() => {
    window.addEventListener('pagehide', saveDrafts);
    return () => window.removeEventListener('pagehide', saveDrafts);
  }, [saveDrafts]);
  useKey('palette', () => showPalette(!palette));
  useKey('sheet', () => showSheet(true));
  useKey('goInbox', () => go('inbox'));
  useKey('goHistory', search);
  // Known to the keyboard of those who have it.
  useKey('goWall', leads ? () => go('wall') : null);
  useKey('goTriggers', leads ? () => go('triggers') : null);
  useKey('goWhatIf', leads ? () => go('whatif') : null);
  useKey('goSettings', () => go('settings'));
  useKey('retryLink', retryLink);
  useKey('firstStart', askFirstStart);
  useKey('doNotDisturb', () => {
    const doNotDisturb = !isDoNotDisturb(settings.doNotDisturb, Date.now());
    saveSettings({ doNotDisturb }).then(
      () => announce(t(doNotDisturb ? 'settings.quietOn' : 'settings.quietOff'), 'polite'),
      (error: unknown) => announce(explain(error), 'assertive'),
    );
  });

  return (
    <AboveDialogs value={OFFER}>
      <div className={styles.app}>
        <News />
        <TitleBar />
        <Rail wants={count} />
        <div className={styles.main}>
          <Banner />
          <div className={styles.place}>
            {place === 'inbox' && (first ? <FirstStart /> : <Inbox />)}
            {place !== 'inbox' && (
              <div className={styles.offer}>
                <OfferCard />
              </div>
            )}
            {place === 'history' && <History />}
            {place === 'wall' && <WallPlace />}
            {place === 'triggers' && <Studio />}
            {place === 'whatif' && <WhatIf />}
            {place === 'settings' && <SettingsPlace />}
          </div>
        </div>
        <Notices />
        <Announcer />
        <Tour />
        {palette && <Palette />}
        {compared !== null && <Compare key={compared} handoff={compared} />}
        {given !== undefined && <Give key={given.handoff} row={given} />}
        <ShiftEnd />
        {sheet && <CheatSheet onClose={() => showSheet(false)} />}
      </div>
    </AboveDialogs>
  );
}
