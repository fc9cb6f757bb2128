// Owns the Trigger Studio's verbs: each change of a draft is kept by the core at once, the newest last; text that is no policy yet
// stays in this window. Refuses: judging conversations, and whether a policy may go live; that is the core's and the router's.

import { changed, type Figure } from '#shared/domain/trigger/counterfactual.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import type { Api } from '../api/client.ts';
import type { WindowNews } from '../api/windows.ts';
import { type Drafted, type Studio, type StudioView, UNKNOWN, workingOf } from './drafted.ts';
import { type PageState, type PageStore, tablesOf } from './page.ts';
import { changesOf, rebased } from './policy-changes.ts';

/** The policy that is looked at: the chosen one, else the first by name. */
export function policyOf(state: PageState): LivePolicy | undefined {
  const { policies } = tablesOf(state);
  const chosen = policies.get(state.studio.policy ?? '');
  if (chosen !== undefined) return chosen;
  return [...policies.values()].sort((a, b) => (a.policy.name < b.policy.name ? -1 : 1))[0];
}

export function createStudioVerbs(
  api: Api,
  { getState: get, setState: set }: PageStore,
  tell: (news: WindowNews) => void,
) {
  const draftedOf = (id: string): Drafted => get().studio.drafts[id] ?? UNKNOWN;
  const setStudio = (change: Partial<Studio>): void =>
    set(({ studio }) => ({ studio: { ...studio, ...change } }));
  const setDrafted = (id: string, change: Partial<Drafted>): void =>
    setStudio({ drafts: { ...get().studio.drafts, [id]: { ...draftedOf(id), ...change } } });
  const liveOf = (id: string): Policy | undefined => tablesOf(get()).policies.get(id)?.policy;

  const keeping = new Map<string, 'busy' | 'again'>();
  /** Drafts that another window kept while this one was keeping its own: which of them was the last, the core knows. */
  const doubtful = new Set<string>();
  /** One call at a time: a slider moves faster than a disk writes. */
  async function keep(id: string): Promise<void> {
    if (keeping.has(id)) {
      keeping.set(id, 'again');
      return;
    }
    keeping.set(id, 'busy');
    try {
      do {
        keeping.set(id, 'busy');
        const { draft, base } = draftedOf(id);
        const begun = base ?? liveOf(id);
        if (begun === undefined) break;
        await api.call('triggers.keep', { policy: id, draft, base: begun });
        if (draftedOf(id).error !== null) setDrafted(id, { error: null });
        tell({ kind: 'drafted', policy: id });
      } while (keeping.get(id) === 'again');
    } catch (error) {
      setDrafted(id, { error });
    } finally {
      keeping.delete(id);
    }
    if (doubtful.delete(id)) await followDraft(id);
  }

  /** Another window kept a draft: this one goes on from it. What is typed here meanwhile is kept later, and told to the other. */
  async function followDraft(id: string): Promise<void> {
    const before = draftedOf(id);
    if (before.state !== 'ready') return;
    if (keeping.has(id)) {
      doubtful.add(id);
      return;
    }
    try {
      const { draft, base } = await api.call('triggers.draft', { policy: id });
      if (keeping.has(id) || draftedOf(id).draft !== before.draft) return;
      setDrafted(id, { draft, base, elsewhere: true });
    } catch (error) {
      setDrafted(id, { error });
    }
  }

  function change(id: string, policy: Policy): void {
    const live = liveOf(id);
    if (live === undefined) return;
    const { base, changes } = workingOf(live, draftedOf(id));
    const draft = changesOf(live, policy).length === 0 ? null : policy;
    setDrafted(id, {
      draft,
      base: draft === null ? null : changes === 0 ? live : base,
      text: null,
      elsewhere: false,
    });
    void keep(id);
  }

  return {
    choosePolicy: (policy: string): void => setStudio({ policy, chosen: null, turn: null }),
    showStudio: (view: StudioView): void => setStudio({ view }),
    chooseCase: (chosen: string | null): void => setStudio({ chosen, turn: null, toSaid: false }),
    chooseTurn: (turn: number): void => setStudio({ turn }),
    focusSaid: (): void => setStudio({ toSaid: true }),
    saidReached: (): void => setStudio({ toSaid: false }),

    /** Once per window; what is typed meanwhile wins. */
    async loadDraft(id: string): Promise<void> {
      if (draftedOf(id).state === 'ready') return;
      setDrafted(id, { state: 'loading', error: null });
      try {
        const { draft, base } = await api.call('triggers.draft', { policy: id });
        setDrafted(id, { state: 'ready', ...(draftedOf(id).draft === null ? { draft, base } : {}) });
      } catch (error) {
        setDrafted(id, { state: 'failed', error });
      }
    },
    /**
     * Other policies are live: a draft that says what one of them says now has come to its end in this window. The one that is
     * kept goes when the router took it; another window may have gone on from it since.
     */
    settleDrafts(): void {
      for (const [id, { draft }] of Object.entries(get().studio.drafts)) {
        const live = liveOf(id);
        if (draft === null || live === undefined || changesOf(live, draft).length > 0) continue;
        setDrafted(id, { draft: null, base: null });
      }
    },
    followDraft,
    changePolicy: change,
    /** Text that is no policy yet is not overridden: it is shown instead. */
    changeFigure(id: string, path: string, to: Figure): void {
      if (draftedOf(id).text !== null) return setStudio({ view: 'json' });
      const live = liveOf(id);
      if (live !== undefined) change(id, changed(workingOf(live, draftedOf(id)).policy, path, to));
    },
    /** What is typed as JSON and cannot be the draft. */
    holdText: (id: string, text: string): void => setDrafted(id, { text }),
    discardDraft(id: string): void {
      setDrafted(id, { draft: null, base: null, text: null, elsewhere: false });
      void keep(id);
    },
    /** The draft's own changes on top of what is live now. */
    rebaseDraft(id: string): void {
      const live = liveOf(id);
      if (live === undefined) return;
      const { policy, base } = workingOf(live, draftedOf(id));
      const draft = rebased(base, policy, live);
      setDrafted(id, { draft, base: live, text: null, elsewhere: false });
      void keep(id);
    },
    /** Rejects with CallError; the draft is kept until it is live. */
    async publish(id: string, note: string): Promise<void> {
      const live = liveOf(id);
      if (live === undefined) return;
      const { policy, base } = workingOf(live, draftedOf(id));
      const next = { ...policy, revision: base.revision + 1 };
      await api.call('triggers.publish', {
        policy: next,
        base: base.revision,
        ...(note === '' ? {} : { note }),
      });
      setDrafted(id, { sent: next });
    },
    /** Rejects with CallError. */
    async undo(id: string, base: number): Promise<void> {
      await api.call('triggers.undo', { policy: id, base });
    },
    /** Takes back a publication or an undo that has not gone. Rejects with CallError, as do the next two. */
    withdraw: (operation: string) => api.call('outbox.discard', { operation }),
    backtest: (draft: Policy) => api.call('triggers.backtest', { draft }),
    /** `around`: the turn whose neighbours are wanted; null = where it opens. */
    openCase: (conversation: string, draft: Policy, around: number | null) =>
      api.call('triggers.case', { conversation, draft, ...(around === null ? {} : { around }) }),
  };
}
