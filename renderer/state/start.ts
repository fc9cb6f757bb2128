// Owns wiring the page's store to the core: sync, hello, settings, events, and what is said to a screen reader.
import type { ConversationView } from '#shared/contract/views.ts';
import type { Api } from '../api/client.ts';
import { claimVoice } from '../api/voice.ts';
import { joinWindows, type WindowKind, type WindowNews } from '../api/windows.ts';
import { createActions } from './actions.ts';
import { createAhead } from './ahead.ts';
import { followAttention } from './attention.ts';
import { type Back, follow, type Loss } from './back.ts';
import { inFrame, keepFramesOfHands } from './frames.ts';
import { takeNotices } from './notices.ts';
import { createPageStore, linkOf, type Page, tablesOf } from './page.ts';
import { stillSeen } from './remembered.ts';
import { keepInSync } from './sync.ts';

/** How long the page says that the link is back, ms. */
const BACK_MS = 8_000;
/** Before a failed snapshot is asked for again, ms. */
const AGAIN_MS = 1_000;

export interface StartOptions {
  readonly api: Api;
  /** The host runs another version now: the page has to be its page. */
  readonly reload: () => void;
  /** What this window shows. */
  readonly shows: WindowKind;
  readonly close: () => void;
}

export function startPage({
  api,
  reload,
  shows,
  close,
}: StartOptions): Page & { readonly sayGone: () => void; readonly stop: () => void } {
  const store = createPageStore();
  const neighbours = joinWindows(hearWindow);
  const actions = createActions(api, store, {
    settle: () => sync.settle(),
    tellWindows: neighbours.tell,
  });
  const { getState: get, setState: set } = store;
  // A window of its own shows one conversation.
  const lookAhead = shows.kind === 'conversation' ? () => undefined : createAhead(api, store);
  let loss: Loss | null = null;

  function hearWindow(news: WindowNews): void {
    if (shows.kind === 'conversation') {
      if (news.kind === 'who') neighbours.tell({ kind: 'here', id: shows.id });
      else if (news.kind === 'return' && news.id === shows.id) close();
    } else if (news.kind === 'drafted') void actions.followDraft(news.policy);
    else if (news.kind === 'here') actions.windowHere(news.id);
    else if (news.kind === 'gone') actions.windowGone(news.id, news.words);
  }

  async function greet(): Promise<void> {
    const [hello, settings] = await Promise.all([api.call('app.hello', {}), api.call('settings.get', {})]);
    const before = get().hello;
    if (before !== null && before.version !== hello.version) return reload();
    set({ hello, settings });
  }

  function followLink(): void {
    const link = linkOf(get());
    if (link === undefined) return;
    const next = follow(loss, link, Date.now());
    loss = next.loss;
    if (next.back !== null) showBack(next.back);
  }

  function showBack(back: Back): void {
    set({ back });
    setTimeout(() => {
      if (get().back === back) set({ back: null });
    }, BACK_MS);
  }

  /** A conversation that went away is not open any more; should it return, it is opened anew. */
  function forget(
    before: ReadonlyMap<string, ConversationView>,
    now: ReadonlyMap<string, ConversationView>,
  ): void {
    if (before === now) return;
    const { selected, past, beside, before: earlier } = get();
    const lookedInto = selected !== null && before.get(selected)?.right === 'offered' && !now.has(selected);
    const opened = Object.entries(get().opened);
    const there = opened.filter(([id]) => !before.has(id) || now.has(id));
    if (there.length < opened.length) set({ opened: Object.fromEntries(there) });
    const remembered = stillSeen(get().remembered, now);
    if (remembered !== get().remembered) set({ remembered });
    if (past !== null && before.has(past) && !now.has(past)) actions.selectPast(null);
    if (beside !== null && before.has(beside) && !now.has(beside)) actions.dropBeside();
    if (lookedInto) actions.select(earlier !== null && now.has(earlier) ? earlier : null);
  }

  const sync = keepInSync({
    api,
    read: () => get().copy,
    write(copy) {
      const before = tablesOf(get());
      set({ copy, trouble: null });
      forget(before.conversations, copy.tables.conversations);
      if (before.conversations !== copy.tables.conversations) lookAhead(copy.tables.conversations);
      if (before.policies !== copy.tables.policies) actions.settleDrafts();
      actions.adoptDrafts();
      actions.showAwaited();
      followLink();
    },
    onSnapshot: actions.openEverythingAgain,
    frame: inFrame,
    onFailure(trouble) {
      set({ trouble });
      setTimeout(() => {
        if (get().host.kind === 'open' && get().trouble === trouble) sync.again();
      }, AGAIN_MS);
    },
  });
  const stops = [
    sync.stop,
    api.watch((host) => {
      set({ host });
      if (host.kind === 'open') greet().catch((trouble: unknown) => set({ trouble }));
    }),
    api.on('app.open', (target) => actions.show(target)),
    api.on('app.notice', takeNotices({ store, speaks: claimVoice(), show: actions.show })),
    followAttention(api),
    keepFramesOfHands(),
  ];
  neighbours.tell(shows.kind === 'conversation' ? { kind: 'here', id: shows.id } : { kind: 'who' });
  const sayGone = (): void => {
    if (shows.kind !== 'conversation') return;
    const { reply, note } = get().typed[shows.id] ?? {};
    const words = reply === undefined || note === undefined ? undefined : { reply, note };
    neighbours.tell({ kind: 'gone', id: shows.id, words });
  };
  return {
    store,
    actions,
    sayGone,
    stop() {
      neighbours.leave();
      for (const stop of stops) stop();
    },
  };
}
