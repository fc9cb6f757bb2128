// Owns which conversations stand side by side in this window, which of them is the current one, and which are in windows of
// their own. Refuses: where windows come from (api/windows.ts) and how panes look.
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import type { WindowNews, Words } from '../api/windows.ts';
import { meOf, type PageState, type PageStore, tablesOf } from './page.ts';

export interface PanesPorts {
  readonly store: PageStore;
  readonly take: (slot: 'selected' | 'beside', conversation: string | null) => void;
  /** Saves what is typed, so that another window finds it. */
  readonly saveDrafts: () => void;
  /** False when the host does not let it open. */
  readonly openWindow: (conversation: string) => boolean;
  readonly tell: (news: WindowNews) => void;
  readonly forgetTyped: (conversation: string) => void;
  readonly takeTyped: (conversation: string, words: Words) => void;
  readonly reopen: (conversation: string) => void;
}

/** Own conversations other than those shown, the one that is due first leading. */
export function besideChoices(state: PageState): readonly string[] {
  const me = meOf(state);
  return [...tablesOf(state).conversations.values()]
    .filter(({ id, right }) => right === 'owner' && id !== state.selected && !state.popped.includes(id))
    .map((view) => ({ id: view.id, at: replyDue(view, me)?.at ?? Number.MAX_SAFE_INTEGER }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

export function createPanes({ store, take, tell, ...ports }: PanesPorts) {
  const { getState: get, setState: set } = store;

  /** The other side becomes the current one; both stay where they are. */
  function swap(): void {
    const { selected, beside, besideFirst, pane } = get();
    if (beside === null) return;
    set({
      selected: beside,
      beside: selected,
      besideFirst: !besideFirst,
      pane: pane === 0 ? 1 : 0,
      lit: null,
    });
  }

  return {
    swap,
    /** Null chooses the one that is due first. */
    openBeside(conversation: string | null): void {
      const chosen = conversation ?? besideChoices(get())[0];
      if (chosen === undefined || chosen === get().selected) return;
      set({ split: 'on' });
      if (chosen !== get().beside) take('beside', chosen);
    },
    /** Fills an empty place; unlike opening it, it is not the person's choice. */
    takeBeside: (conversation: string): void => take('beside', conversation),
    closeBeside(): void {
      set({ split: 'off', besideFirst: false });
      take('beside', null);
    },
    /** It went away; another may take its place. */
    dropBeside: (): void => take('beside', null),
    placeBeside: (besideShown: boolean): void => set({ besideShown }),
    /** By place, left first. */
    showSide(side: 'first' | 'second'): void {
      const { beside, besideFirst } = get();
      if (beside !== null && besideFirst === (side === 'first')) swap();
    },
    /** False when the host does not let it open. */
    popOut(conversation: string): boolean {
      ports.saveDrafts();
      return ports.openWindow(conversation);
    },
    bringBack(conversation: string): void {
      tell({ kind: 'return', id: conversation });
      this.windowGone(conversation);
    },
    windowHere(conversation: string): void {
      if (!get().popped.includes(conversation)) set(({ popped }) => ({ popped: [...popped, conversation] }));
    },
    /** What was typed there is newer than what this window remembers; the core may not have all of it yet. */
    windowGone(conversation: string, words?: Words): void {
      if (get().popped.includes(conversation)) {
        set(({ popped }) => ({ popped: popped.filter((other) => other !== conversation) }));
        ports.forgetTyped(conversation);
        if (get().opened[conversation] !== undefined) ports.reopen(conversation);
      }
      if (words !== undefined) ports.takeTyped(conversation, words);
    },
  };
}
