// Owns what this window knows of the drafts of policies, and how one stands beside what is live. Pure; its verbs are in studio.ts.
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { changesOf } from './policy-changes.ts';

/** A draft as this window knows it. */
export interface Drafted {
  readonly state: 'loading' | 'ready' | 'failed';
  /** Why it did not load, or is not kept. */
  readonly error: unknown;
  /** Null = as live. */
  readonly draft: Policy | null;
  /** The live policy it was begun on. */
  readonly base: Policy | null;
  /** What is typed as JSON and is no policy yet. */
  readonly text: string | null;
  /** What was published from here last. */
  readonly sent: Policy | null;
  /** The draft is as another window left it, and nothing was changed here since. */
  readonly elsewhere: boolean;
}

export type StudioView = 'sliders' | 'json' | 'diff';
export interface Studio {
  /** Null = the first there is. */
  readonly policy: string | null;
  readonly view: StudioView;
  /** The conversation that is looked into, and its turn; null = where it fires. */
  readonly chosen: string | null;
  readonly turn: number | null;
  /** The focus should go to what was said in it, as soon as that is there; once. */
  readonly toSaid: boolean;
  readonly drafts: Readonly<Record<string, Drafted>>;
}

export const UNKNOWN: Drafted = {
  state: 'loading',
  error: null,
  draft: null,
  base: null,
  text: null,
  sent: null,
  elsewhere: false,
};
export const NEW_STUDIO: Studio = {
  policy: null,
  view: 'sliders',
  chosen: null,
  turn: null,
  toSaid: false,
  drafts: {},
};

export interface Working {
  /** What would be published: the draft, or the live policy where there is none. */
  readonly policy: Policy;
  readonly base: Policy;
  /** Figures that the draft changes. */
  readonly changes: number;
  /** Something else went live under the draft. */
  readonly moved: boolean;
}

/** The draft beside what is live. A draft that says what is live is none. */
export function workingOf(live: Policy, drafted: Drafted | undefined): Working {
  const { draft = null, base = null, sent = null } = drafted ?? {};
  const changes = draft === null ? 0 : changesOf(live, draft).length;
  if (draft === null || changes === 0) return { policy: live, base: live, changes: 0, moved: false };
  // Whoever goes on after publishing works on top of that.
  const own = sent !== null && sent.revision === live.revision && changesOf(sent, live).length === 0;
  const begun = own ? live : (base ?? live);
  const moved = begun.revision !== live.revision;
  return { policy: draft, base: begun, changes: moved ? changesOf(begun, draft).length : changes, moved };
}
