// Owns the first start of a person on this device: shown until it was left, never while there is work, and the tour after it.
import type { Settings } from '#shared/contract/settings.ts';
import { type PageState, type PageStore, tablesOf } from './page.ts';

/** An offer, also one that just ended, or a conversation of one's own: the first start has had its turn. */
export function hasWork(state: PageState): boolean {
  const { offers, conversations } = tablesOf(state);
  if (offers.size > 0) return true;
  for (const { right } of conversations.values()) if (right === 'owner') return true;
  return false;
}

export function showsFirstStart(state: PageState): boolean {
  if (state.hello === null || state.copy === null || state.firstStart === 'left') return false;
  return (state.firstStart === 'asked' || !state.settings.onboarded) && !hasWork(state);
}

interface FirstStartPorts {
  readonly store: PageStore;
  readonly save: (change: Partial<Settings>) => Promise<void>;
}

export function createFirstStart({ store: { setState: set }, save }: FirstStartPorts) {
  /** What cannot be saved is asked once more next time; that is no reason to stay. */
  const remember = (): void => void save({ onboarded: true }).catch(() => undefined);
  return {
    askFirstStart: (): void => set({ place: 'inbox', firstStart: 'asked', tour: null }),
    /** Work came: it does not come back in this window, but was neither finished nor skipped. */
    stepAside: (): void => set({ firstStart: 'left' }),
    leaveFirstStart(): void {
      set({ firstStart: 'left', tour: null });
      remember();
    },
    beginTour(): void {
      set({ firstStart: 'left', tour: 0 });
      remember();
    },
    showTour: (tour: number): void => set({ tour }),
    endTour: (): void => set({ tour: null }),
  };
}
