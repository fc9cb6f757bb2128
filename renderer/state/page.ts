// Owns the one store of the page: the core's rows, and what only this window knows (what is open, what is typed).
// Refuses: deciding anything about work; that is the router's. The verbs are in actions.ts.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Output } from '#shared/contract/calls.ts';
import type { EventBody } from '#shared/contract/events.ts';
import type { HistoryFilter } from '#shared/contract/history.ts';
import { type Settings, settings as settingsSchema } from '#shared/contract/settings.ts';
import type { LinkView, MeView } from '#shared/contract/views.ts';
import type { HandoffLabel, Offer } from '#shared/schema/handoff.ts';
import type { Category } from '#shared/schema/primitives.ts';
import type { QueueRow, TakenRow } from '#shared/schema/queue.ts';
import type { HostState } from '../api/transport.ts';
import type { Actions } from './actions.ts';
import type { Back } from './back.ts';
import type { Bringing } from './bringing.ts';
import { NEW_STUDIO, type Studio } from './drafted.ts';
import type { RememberedOnes } from './remembered.ts';
import { rowIn } from './shards.ts';
import { type Copy, NO_TABLES, type Tables } from './tables.ts';
import { NEW_WHAT_IF, type WhatIfForm } from './what-if-form.ts';

export type Place = 'inbox' | 'history' | 'wall' | 'triggers' | 'whatif' | 'settings';
export type Mode = 'reply' | 'note';

/** What is typed in one conversation. Reply and note are apart: a note must never become a reply by accident. */
export interface Typed {
  /** Whom it is for: known here still when the person may not see the conversation any more. */
  readonly customer?: string | undefined;
  readonly reply: string;
  readonly note: string;
  readonly mode: Mode;
  readonly saved: 'saved' | 'saving' | 'failed';
  /** Why the last send did not work; the words are back. */
  readonly error: unknown;
}

/** A file chosen for the next reply. */
export interface Attached {
  readonly key: number;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Null while it is being taken in, and when it was not. */
  readonly id: string | null;
  readonly error: unknown;
}

/** The wrap-up form of one handoff, kept while the person looks elsewhere. */
export interface WrapForm {
  readonly shown: boolean;
  readonly disposition: string | null;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly label: HandoffLabel | null;
  /** What of the trigger the label speaks of. */
  readonly category: Category | null;
  readonly toBot: boolean;
  readonly error: unknown;
}

export type Opened =
  | { readonly state: 'loading' | 'ready' }
  | { readonly state: 'failed'; readonly error: unknown };

export type Notice = NonNullable<EventBody<'app.notice'>['notice']> & { readonly tag: string };
export interface Said {
  readonly n: number;
  readonly text: string;
}

export interface PageState {
  readonly host: HostState;
  readonly copy: Copy | null;
  /** Why the last snapshot failed. */
  readonly trouble: unknown;
  readonly hello: Output<'app.hello'> | null;
  readonly settings: Settings;
  /** The link came back a moment ago. */
  readonly back: Back | null;

  readonly place: Place;
  /** The conversation open in the inbox. */
  readonly selected: string | null;
  /** What was open before an offered conversation was looked into; it comes back when the offer ends. */
  readonly before: string | null;
  /** A second conversation beside it, and whether it stands on the left. */
  readonly beside: string | null;
  readonly besideFirst: boolean;
  /** There is room for it: it is on the screen. */
  readonly besideShown: boolean;
  /** Which of the two panes shows the selected one: a pane keeps its conversation when the other becomes the current one. */
  readonly pane: 0 | 1;
  /** Two side by side: where there is room for it, because the person wants it, or not at all. */
  readonly split: 'auto' | 'on' | 'off';
  /** Conversations that are open in windows of their own. */
  readonly popped: readonly string[];
  /** Why this person was asked, by handoff: the offer that said so is gone after accept. */
  readonly whys: Readonly<Record<string, Pick<Offer, 'why' | 'match'>>>;
  /** The handoff whose choice of a person a lead looks into. */
  readonly compared: string | null;
  /** The handoff that is to be given to one person: it waits, or a colleague has it. */
  readonly given: string | null;
  /** The conversation open in the history. */
  readonly past: string | null;
  readonly opened: Readonly<Record<string, Opened>>;
  readonly remembered: RememberedOnes;
  /** The offer whose context fills the pane before it is accepted. */
  readonly reading: string | null;
  /** The turn a context line points at. */
  readonly lit: number | null;
  /** Grows when the person's own act may re-sort the queue under the pointer. */
  readonly thaw: number;
  /** Grows when the focus should go to the text box, as soon as it is there. */
  readonly toComposer: number;
  /** Grows when the focus should go to the search field. */
  readonly toSearch: number;
  readonly typed: Readonly<Record<string, Typed>>;
  readonly files: Readonly<Record<string, readonly Attached[]>>;
  readonly wraps: Readonly<Record<string, WrapForm>>;
  /** Why an answer to an offer failed, by offer. */
  readonly refusals: Readonly<Record<string, unknown>>;
  /** Ended offers the person has closed. */
  readonly closedOffers: readonly string[];
  readonly sheet: boolean;
  readonly palette: boolean;
  /** A colleague named in the palette, for the dialog that opens next. */
  readonly askedFor: string;
  /** `asked`: by name, also when it was left before. `left`: for as long as this window lives. */
  readonly firstStart: 'auto' | 'asked' | 'left';
  /** The step of the tour; null = none. */
  readonly tour: number | null;
  /** The section of the settings that is asked for. */
  readonly section: string | null;
  /** What the history is searched for; kept while the person is elsewhere. */
  readonly searched: string;
  readonly filter: HistoryFilter;
  /** The filters of a narrow window, over the list. */
  readonly filterDrawer: boolean;
  /** Signing out with open conversations: what becomes of each is asked. */
  readonly leaving: boolean;
  readonly contextDrawer: boolean;
  readonly studio: Studio;
  readonly whatIf: WhatIfForm;
  /** History that is brought in from a file. */
  readonly bringing: Bringing | null;
  /** The list of what was missed is open. */
  readonly missed: boolean;
  readonly notices: readonly Notice[];
  readonly assertive: Said;
  readonly polite: Said;
}

export const NOT_TYPED: Typed = { reply: '', note: '', mode: 'reply', saved: 'saved', error: null };
export const NEW_WRAP: WrapForm = {
  shown: true,
  disposition: null,
  tags: [],
  summary: '',
  label: null,
  category: null,
  toBot: true,
  error: null,
};

export type PageStore = StoreApi<PageState>;

export const createPageStore = (): PageStore =>
  createStore<PageState>()(() => ({
    host: { kind: 'connecting' },
    copy: null,
    trouble: null,
    hello: null,
    settings: settingsSchema.parse({}),
    back: null,
    place: 'inbox',
    selected: null,
    before: null,
    beside: null,
    besideFirst: false,
    besideShown: false,
    pane: 0,
    split: 'auto',
    popped: [],
    whys: {},
    compared: null,
    given: null,
    past: null,
    opened: {},
    remembered: {},
    reading: null,
    lit: null,
    thaw: 0,
    toComposer: 0,
    toSearch: 0,
    typed: {},
    files: {},
    wraps: {},
    refusals: {},
    closedOffers: [],
    sheet: false,
    palette: false,
    askedFor: '',
    firstStart: 'auto',
    tour: null,
    section: null,
    searched: '',
    filter: {},
    filterDrawer: false,
    leaving: false,
    contextDrawer: false,
    studio: NEW_STUDIO,
    whatIf: NEW_WHAT_IF,
    bringing: null,
    missed: false,
    notices: [],
    assertive: { n: 0, text: '' },
    polite: { n: 0, text: '' },
  }));

export interface Page {
  readonly store: PageStore;
  readonly actions: Actions;
}

export const PageContext = createContext<Page | null>(null);

function usePageModel(): Page {
  const page = useContext(PageContext);
  if (page === null) throw new Error('PageContext is missing');
  return page;
}

/** The change by which the focus goes to the text box, as soon as it is there. */
export const askForBox = ({ toComposer }: PageState): Partial<PageState> => ({ toComposer: toComposer + 1 });

/** Part of the page's state; `select` must return the same value for the same state. */
export const usePage = <T>(select: (state: PageState) => T): T => useStore(usePageModel().store, select);
export const useActions = (): Actions => usePageModel().actions;

export const tablesOf = (state: PageState): Tables => state.copy?.tables ?? NO_TABLES;

export function first<T>(rows: ReadonlyMap<string, T>): T | undefined {
  for (const row of rows.values()) return row;
  return undefined;
}
/** What is to be given to one person, while it can be. */
export function givenOf(state: PageState): QueueRow | TakenRow | undefined {
  const { given } = state;
  if (given === null) return undefined;
  const { queue, taken } = tablesOf(state);
  const rows = [...taken.values()].flatMap((list) => list.rows);
  return rowIn(queue, given) ?? rows.find(({ handoff }) => handoff === given);
}
export const linkOf = (state: PageState): LinkView | undefined => first(tablesOf(state).link);
export const meOf = (state: PageState): MeView | undefined => first(tablesOf(state).me);
/** Names of the ways the handoffs of a queue can end, by id; one map per profile. */
const endings = new WeakMap<MeView['queues'], Map<string, ReadonlyMap<string, string>>>();
export function endingsOf(
  state: PageState,
  queue: string | undefined,
): ReadonlyMap<string, string> | undefined {
  const queues = meOf(state)?.queues;
  if (queues === undefined || queue === undefined) return undefined;
  let known = endings.get(queues);
  if (known === undefined) {
    known = new Map(
      queues.map(({ id, dispositions }) => [id, new Map(dispositions.map((each) => [each.id, each.label]))]),
    );
    endings.set(queues, known);
  }
  return known.get(queue);
}

/** Where what is done here gets: the router now, the router `later`, or nowhere until what shuts it off is mended. */
export type Reach = 'now' | 'later' | 'refused' | 'gone';
export function reachOf(state: PageState): Reach {
  if (state.host.kind === 'gone' || state.host.kind === 'refused') return 'gone';
  if (linkOf(state)?.state === 'refused') return 'refused';
  return isLive(state) ? 'now' : 'later';
}
/** What shuts it off. */
export function shutBy(state: PageState): Extract<Reach, 'refused' | 'gone'> | null {
  const reach = reachOf(state);
  return reach === 'refused' || reach === 'gone' ? reach : null;
}

/** What is shown of others' work is current. */
export const isLive = (state: PageState): boolean =>
  state.host.kind === 'open' && linkOf(state)?.state === 'live';
