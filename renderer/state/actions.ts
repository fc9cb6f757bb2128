// Owns the verbs of the page: each asks the core and does what follows from it in this window. An error of the core is
// kept beside what it is about; nothing typed is ever dropped for it.
import type { Input } from '#shared/contract/calls.ts';
import type { HistoryFilter } from '#shared/contract/history.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { OfferView } from '#shared/contract/views.ts';
import type { DeclineReason, Handoff, HandoffLabel, HintOutcome } from '#shared/schema/handoff.ts';
import type { Api } from '../api/client.ts';
import { openWindow, type WindowNews } from '../api/windows.ts';
import { createBringing } from './bringing.ts';
import { linesOf } from './entries.ts';
import { createFirstStart } from './first-start.ts';
import { missedVerbs } from './missed.ts';
import {
  askForBox,
  NEW_WRAP,
  type PageState,
  type PageStore,
  type Place,
  tablesOf,
  type WrapForm,
} from './page.ts';
import { createPanes } from './panes.ts';
import { recalled, withRemembered } from './remembered.ts';
import { createShowing } from './showing.ts';
import { createStudioVerbs } from './studio.ts';
import { addRows } from './tables.ts';
import { createWallVerbs } from './wall.ts';
import { createWhatIfVerbs } from './what-if.ts';
import { createWork } from './work.ts';
import { createWriting } from './writing.ts';

/** What a conversation in a window of its own begins with, px. */
const OWN_WINDOW = { width: 760, height: 820 };
/** Ended notices and offers are not kept for ever. */
const KEEP_CLOSED = 50;

export interface ActionsPorts {
  /** Writes the diffs that wait for the frame. */
  readonly settle: () => void;
  readonly tellWindows: (news: WindowNews) => void;
}

export function createActions(api: Api, store: PageStore, { settle, tellWindows }: ActionsPorts) {
  const { getState: get, setState: set } = store;
  const { typedOf, setTyped, passOnReply, takeTyped, verbs: writing } = createWriting(api, store);
  /** How often the text box was asked for, as far as the focus went there. */
  let reached = 0;
  const wrapOf = (handoff: string): WrapForm => get().wraps[handoff] ?? NEW_WRAP;
  const setWrap = (handoff: string, change: Partial<WrapForm>): void =>
    set(({ wraps }) => ({ wraps: { ...wraps, [handoff]: { ...(wraps[handoff] ?? NEW_WRAP), ...change } } }));

  /** What the page knows once it is left: it is not open any more, and its words are remembered. */
  function closed(state: PageState, conversation: string): Partial<PageState> {
    const { [conversation]: was, ...opened } = state.opened;
    const { conversations, entries } = tablesOf(state);
    const right = conversations.get(conversation)?.right;
    if (was?.state !== 'ready' || right === undefined) return { opened };
    const lines = linesOf(entries, conversation);
    return { opened, remembered: withRemembered(state.remembered, conversation, { right, lines }) };
  }

  async function open(conversation: string): Promise<void> {
    set(({ opened }) => ({ opened: { ...opened, [conversation]: { state: 'loading' } } }));
    try {
      const { entries, draft, note = '' } = await api.call('conversation.open', { conversation });
      settle();
      const { copy, opened, remembered } = get();
      if (copy === null || opened[conversation] === undefined) return;
      set({
        copy: addRows(
          copy,
          'entries',
          recalled(remembered[conversation], entries).map(
            (entry) => [`${conversation}/${entry.seq}`, { conversation, entry }] as const,
          ),
        ),
        opened: { ...opened, [conversation]: { state: 'ready' } },
      });
      const typed = typedOf(conversation);
      if (typed.reply === '' && draft !== '') setTyped(conversation, { reply: draft });
      if (typed.note === '' && note !== '') setTyped(conversation, { note });
    } catch (error) {
      if (get().opened[conversation] === undefined) return;
      set(({ opened }) => ({ opened: { ...opened, [conversation]: { state: 'failed', error } } }));
    }
  }

  /** `also`: what changes with it, in one step: each step asks everything on the page whether it is another one. */
  function take(
    slot: 'selected' | 'past' | 'beside',
    conversation: string | null,
    also: Partial<PageState> = {},
  ): void {
    const state = get();
    const before = state[slot];
    if (before === conversation && conversation !== null && state.opened[conversation]?.state === 'ready')
      return set(also);
    const { selected, past, beside }: PageState = { ...state, [slot]: conversation };
    const left = before !== null && ![selected, past, beside].includes(before) ? before : null;
    set({ ...also, ...(left === null ? {} : closed(state, left)), [slot]: conversation, lit: null });
    if (left !== null && state.opened[left] !== undefined)
      api.call('conversation.leave', { conversation: left }).catch(() => undefined);
    if (conversation !== null && get().opened[conversation]?.state !== 'ready') void open(conversation);
  }

  /** Rejects with CallError; what was set is back then. */
  let lastSave = 0;
  async function saveSettings(change: Partial<Settings>): Promise<void> {
    const before = get().settings;
    lastSave += 1;
    const save = lastSave;
    // The answer to an earlier change knows nothing of a later one, which may be made from what is shown here.
    const show = (settings: Settings): void => {
      if (save === lastSave) set({ settings });
    };
    set({ settings: { ...before, ...change } });
    try {
      show(await api.call('settings.set', change));
    } catch (error) {
      show(before);
      throw error;
    }
  }
  const firstStart = createFirstStart({ store, save: saveSettings });
  const panes = createPanes({
    store,
    take,
    saveDrafts: writing.saveDrafts,
    openWindow: (id) => openWindow({ kind: 'conversation', id }, OWN_WINDOW),
    tell: tellWindows,
    forgetTyped: writing.dropTyped,
    takeTyped,
    reopen: (conversation) => void open(conversation),
  });

  function read(offer: OfferView | null): void {
    set({ reading: offer?.id ?? null, lit: null, ...(offer === null ? {} : { contextDrawer: true }) });
  }

  const { show, showAwaited } = createShowing({ store, read, select: (id) => take('selected', id) });

  return {
    go(place: Place): void {
      set({ place, lit: null });
    },
    search(): void {
      set(({ toSearch }) => ({ place: 'history', toSearch: toSearch + 1, sheet: false }));
    },
    /** Searches the history for these words. */
    searchFor(searched: string): void {
      set(({ toSearch }) => ({ searched, place: 'history', toSearch: toSearch + 1, sheet: false }));
    },
    setFilter: (filter: HistoryFilter): void => set({ filter }),
    showFilters: (filterDrawer: boolean): void => set({ filterDrawer }),
    setSearched: (searched: string): void => set({ searched }),
    showSheet: (sheet: boolean): void => set({ sheet, palette: false }),
    askFor: (askedFor: string): void => set({ askedFor }),
    showPalette: (palette: boolean): void => set({ palette, sheet: false }),
    showSettings: (section: string): void => set({ place: 'settings', section, sheet: false }),
    showDrawer: (contextDrawer: boolean): void => set({ contextDrawer }),
    light: (lit: number | null): void => set({ lit }),
    focusComposer: (): void => set(askForBox),
    /** By what stands at the foot of the conversation: whether the focus is to go there, true once. */
    takeFocus(): boolean {
      const { toComposer } = get();
      const asked = toComposer > reached;
      reached = toComposer;
      return asked;
    },

    ...panes,
    ...firstStart,
    ...createWallVerbs(api),
    ...createStudioVerbs(api, store, tellWindows),
    ...createWhatIfVerbs(api, store),
    ...createBringing(api, store),
    ...createWork({
      api,
      store,
      thaw: () => set(({ thaw }) => ({ thaw: thaw + 1 })),
      passOnReply,
      forgetReply: (conversation) => setTyped(conversation, { reply: '' }),
    }),
    select(conversation: string | null): void {
      if (conversation !== null && conversation === get().beside) return panes.swap();
      const { selected, before } = get();
      const offered = (id: string | null): boolean =>
        id !== null && tablesOf(get()).conversations.get(id)?.right === 'offered';
      take('selected', conversation, {
        before: offered(conversation) ? (offered(selected) ? before : selected) : null,
      });
    },
    selectPast: (conversation: string | null): void => take('past', conversation),
    openAgain: (conversation: string): void => void open(conversation),
    /** A new core knows nothing of what was open. */
    openEverythingAgain(): void {
      for (const conversation of Object.keys(get().opened)) void open(conversation);
    },

    read,
    /** The receipt: told once a handoff's context has been on the screen. */
    contextShown({ id }: Handoff): void {
      api.call('context.opened', { handoff: id }).catch(() => undefined);
    },
    /** Of a warning while typing; counted on the handoff. */
    hinted(handoff: string, what: HintOutcome): void {
      api.call('context.hinted', { handoff, what }).catch(() => undefined);
    },
    /** Whether it was. `stay`: what is open stays open. */
    async accept(offer: OfferView, where: 'go' | 'stay' = 'go'): Promise<boolean> {
      try {
        const { conversation } = await api.call('offer.accept', { offer: offer.id });
        set(({ thaw, whys }) => ({
          whys: { ...whys, [offer.handoff.id]: offer.offer },
          reading: null,
          thaw: thaw + 1,
        }));
        if (where === 'stay') return true;
        take('selected', conversation, { place: 'inbox', ...askForBox(get()) });
        return true;
      } catch (error) {
        set(({ refusals }) => ({ refusals: { ...refusals, [offer.id]: error } }));
        return false;
      }
    },
    async decline(offer: OfferView, reason: DeclineReason): Promise<void> {
      set(({ thaw }) => ({ thaw: thaw + 1 }));
      try {
        await api.call('offer.decline', { offer: offer.id, reason });
        set(({ reading }) => ({ reading: reading === offer.id ? null : reading }));
      } catch (error) {
        set(({ refusals }) => ({ refusals: { ...refusals, [offer.id]: error } }));
      }
    },
    closeOffer(offer: string): void {
      set(({ closedOffers }) => ({ closedOffers: [...closedOffers, offer].slice(-KEEP_CLOSED) }));
    },

    compare: (compared: string | null): void => set({ compared }),
    give: (given: string | null): void => set({ given, compared: null }),
    /** Rejects with CallError. */
    listen: (conversation: string) => api.call('conversation.listen', { conversation }),
    /** Rejects with CallError. */
    explainMatch: (handoff: string) => api.call('handoff.explain', { handoff }),

    ...writing,

    beginWrap({ id, state }: Handoff): void {
      setWrap(id, { shown: true, error: null });
      if (state === 'wrapping') return;
      api.call('handoff.wrap', { handoff: id }).catch((error: unknown) => setWrap(id, { error }));
    },
    wrapLater: (handoff: string): void => setWrap(handoff, { shown: false }),
    setWrap,
    async finishWrap({ id }: Handoff): Promise<void> {
      const { disposition, tags, summary, toBot, label, category } = wrapOf(id);
      if (disposition === null) return;
      const input: Input<'handoff.complete'> = {
        handoff: id,
        outcome: { disposition, tags: [...tags], summary, toBot },
        ...(label === null ? {} : { label, ...(category === null ? {} : { category }) }),
      };
      try {
        await api.call('handoff.complete', input);
        // Its rows may say for a moment that it is still to be wrapped up: the form does not come back for that.
        setWrap(id, { ...NEW_WRAP, shown: false });
        set(({ thaw }) => ({ thaw: thaw + 1 }));
      } catch (error) {
        setWrap(id, { error });
      }
    },
    /** Rejects with CallError. */
    async giveBack(handoff: string, reason: string): Promise<void> {
      await api.call('handoff.return', reason === '' ? { handoff } : { handoff, reason });
      set(({ thaw }) => ({ thaw: thaw + 1 }));
    },
    /** Rejects with CallError. */
    judge: (handoff: string, label: HandoffLabel) => api.call('handoff.label', { handoff, label }),

    /** Rejects with CallError. */
    setPresence: (input: Input<'presence.set'>) => api.call('presence.set', input),
    retryLink(): void {
      api.retry();
      api.call('link.retry', {}).catch(() => undefined);
    },
    discard(operation: string): void {
      api.call('outbox.discard', { operation }).catch(() => undefined);
    },
    /** Rejects with CallError, as do the next four. */
    searchHistory: (input: Input<'history.search'>) => api.call('history.search', input),
    listHistory: (input: Input<'history.list'>) => api.call('history.list', input),
    diagnose: () => api.call('diagnostics.run', {}),
    checkRouter: (input: Input<'link.check'>) => api.call('link.check', input),
    saveSettings,

    closeNotice(tag: string): void {
      set(({ notices }) => ({ notices: notices.filter((notice) => notice.tag !== tag) }));
    },
    /** What a notification or a link points at. */
    show,
    showAwaited,
    ...missedVerbs(api, store, show),
    announce(text: string, how: 'assertive' | 'polite'): void {
      set((state) => ({ [how]: { n: state[how].n + 1, text } }));
    },
  };
}

export type Actions = ReturnType<typeof createActions>;
