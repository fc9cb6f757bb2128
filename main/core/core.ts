// Owns the list of what handlers may use. Made once, by console.ts, when everything in it is ready.
import type { CallError } from '#shared/contract/errors.ts';
import type { NoticeKind } from '#shared/contract/notices.ts';
import type { Change, Store } from '#store/port.ts';
import type { RouterLink } from './link/link.ts';
import type { News } from './notify/news.ts';
import type { Ports } from './ports.ts';
import type { Preview } from './preview/preview.ts';
import type { Rights } from './rights.ts';
import type { Preferences } from './settings.ts';
import type { State } from './state.ts';
import type { Downloads } from './sync/downloads.ts';
import type { Drafts } from './sync/drafts.ts';
import type { Matches } from './sync/matches.ts';
import type { Offers } from './sync/offers.ts';
import type { Outbox } from './sync/outbox.ts';
import type { Recorded } from './sync/recorded.ts';
import type { Wall } from './sync/wall.ts';
import type { View } from './view.ts';
import type { WhatIf } from './whatif/what-if.ts';
import type { CoreWords } from './words.ts';

export interface Core extends Omit<Rights, 'accepted'> {
  readonly ports: Ports;
  readonly store: Store;
  readonly state: State;
  readonly view: View;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  readonly downloads: Downloads;
  readonly matches: Matches;
  readonly recorded: Recorded;
  readonly preview: Preview;
  readonly whatIf: WhatIf;
  /** Files added on this device to the next reply, by conversation. */
  readonly staged: Map<string, Set<string>>;
  readonly offers: Offers;
  readonly link: RouterLink;
  readonly preferences: Preferences;
  readonly words: CoreWords;
  readonly wall: Wall;
  /** How long the copy may be read without the router, ms. */
  readonly leaseMs: number;
  /** Shows what changed in the store, and counts anew what wants the person. */
  readonly apply: (change: Change) => void;
  /** What is looked at, and what is read with it. */
  readonly news: News;
  /** Shows a sample notice. */
  readonly sample: (kind: NoticeKind) => void;
  readonly locked: () => CallError | null;
}
