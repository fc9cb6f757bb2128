// Owns of which class every field is that holds something of a conversation: context package, handoff, conversation, entries; and
// that a wall holds nothing of a person. A field that is new and has no class here does not compile.
// Refuses: what is done with it (record.ts).
import type { WallServerFrame } from '../../protocol/wall.ts';
import type { ContextPackage } from '../../schema/context.ts';
import type { Conversation, Entry } from '../../schema/conversation.ts';
import type { Handoff } from '../../schema/handoff.ts';
import type { PersonalClass } from './classes.ts';

/**
 * Of text a class, or what it goes by. `person`: an id that stands for a person. `byType`: as `type` beside it says.
 * `byLabel`: words that are read behind the `label` beside them. `place`: an offset into words, which says nothing any more
 * where they are masked.
 */
type TextClass =
  | Exclude<PersonalClass, 'contact' | 'identifier' | 'payment'>
  | 'person'
  | 'byType'
  | 'byLabel';
type NumberClass = 'none' | 'profile' | 'place';
type Leaf = TextClass | NumberClass;

type KeysOf<T> = T extends unknown ? keyof T : never;
type Of<T, K> = T extends unknown ? (K extends keyof T ? NonNullable<T[K]> : never) : never;
/** A class for every field of T, of lists and of every variant; of a record by ids one for its values. */
type Classed<T, C extends Leaf = Leaf> = [T] extends [readonly (infer Item)[]]
  ? Classed<NonNullable<Item>, C>
  : [T] extends [object]
    ? string extends KeysOf<T>
      ? Classed<Of<T, string>, C>
      : { readonly [K in KeysOf<T>]: Classed<Of<T, K>, C> }
    : [T] extends [string]
      ? Extract<C, TextClass>
      : Extract<C, NumberClass>;

/** As `maskRecord` follows it. */
export type Fields = Leaf | { readonly [field: string]: Fields };

const TURN_LINE = { text: 'words', turn: 'none' } as const;

const CONTEXT = {
  intent: 'words',
  goal: 'words',
  situation: 'words',
  highlights: TURN_LINE,
  facts: { label: 'words', value: 'byLabel', turn: 'none' },
  tried: { ...TURN_LINE, worked: 'none' },
  open: 'words',
  greeting: 'words',
  found: { type: 'none', value: 'byType', turn: 'none' },
  drawn: {
    intent: TURN_LINE,
    situation: { ...TURN_LINE, bot: 'none' },
    highlights: TURN_LINE,
    tried: { ...TURN_LINE, worked: 'none' },
    open: TURN_LINE,
    promised: TURN_LINE,
    leaving: TURN_LINE,
  },
  summary: {
    source: 'none',
    state: 'none',
    at: 'none',
    reason: 'none',
    asked: 'none',
    of: 'none',
    writtenAt: 'none',
    sentences: { text: 'words', turns: 'none' },
    refused: 'none',
  },
  version: 'none',
  fixed: 'none',
} as const satisfies Classed<ContextPackage>;

const CONVERSATION = {
  id: 'none',
  bot: 'none',
  botName: 'none',
  channel: 'none',
  customer: {
    id: 'person',
    verified: 'none',
    name: 'name',
    /** A firm is no natural person (recital 14). */
    organisation: 'profile',
    language: 'profile',
    account: {
      tier: 'profile',
      plan: 'profile',
      value: 'profile',
      currency: 'profile',
      renewal: 'profile',
      since: 'profile',
      openDeals: 'profile',
      /** Whoever looks after it. */
      owner: 'name',
    },
    lookup: {
      source: 'none',
      state: 'none',
      at: 'none',
      reason: 'none',
      asOf: 'none',
      fields: 'none',
      facts: { label: 'words', value: 'byLabel' },
    },
    earlier: {
      conversation: 'none',
      at: 'none',
      channel: 'none',
      intent: 'words',
      person: 'name',
      disposition: 'none',
    },
  },
  state: 'none',
  handoff: 'none',
  openedAt: 'none',
  lastAt: 'none',
  turns: 'none',
  preview: 'words',
  previewRole: 'none',
  customerPresent: 'none',
  closedAt: 'none',
  closeReason: 'words',
  demo: 'none',
} as const satisfies Classed<Conversation>;

const AUTHOR = { id: 'person', name: 'name' } as const;

const ENTRY = {
  type: 'none',
  seq: 'none',
  at: 'none',
  id: 'none',
  index: 'none',
  role: 'none',
  author: AUTHOR,
  text: 'words',
  confidence: 'none',
  delivery: 'none',
  attachments: { id: 'none', name: 'words', type: 'none', size: 'none' },
  mentions: 'person',
  kind: 'none',
  person: AUTHOR,
  reason: 'words',
  category: 'none',
  waited: 'none',
} as const satisfies Classed<Entry>;

const HANDOFF = {
  id: 'none',
  conversation: 'none',
  queue: 'none',
  state: 'none',
  channel: 'none',
  judgement: {
    fired: 'none',
    trigger: 'none',
    score: 'profile',
    threshold: 'none',
    evidence: {
      turn: 'none',
      start: 'place',
      end: 'place',
      quote: 'words',
      signal: 'none',
      category: 'none',
    },
    grounds: {
      policy: { id: 'none', name: 'none', revision: 'none' },
      by: 'none',
      parts: { category: 'none', amount: 'profile' },
      sum: 'profile',
      limit: 'none',
      contributions: { category: 'none', source: 'none', amount: 'profile', turn: 'none' },
    },
    moods: { turn: 'none', mood: 'profile' },
  },
  reason: 'words',
  language: 'profile',
  skills: 'none',
  relax: { step: 'none', of: 'none', at: 'none' },
  initiatedAt: 'none',
  queuedAt: 'none',
  dueAt: 'none',
  acceptedAt: 'none',
  firstReplyAt: 'none',
  wrappingAt: 'none',
  endedAt: 'none',
  endReason: 'words',
  owner: 'person',
  ownerName: 'name',
  fence: 'none',
  offers: 'none',
  passedBy: 'person',
  context: CONTEXT,
  contextOpenedAt: 'none',
  hints: { shown: 'none', inserted: 'none', ignored: 'none' },
  outcome: { disposition: 'none', tags: 'words', summary: 'words', toBot: 'none' },
  label: 'none',
  labelCategory: 'none',
  transfer: {
    by: 'person',
    byName: 'name',
    to: { kind: 'none', queue: 'none', person: 'person', skill: 'none' },
    reason: 'none',
    note: 'words',
    at: 'none',
  },
  hold: { since: 'none', until: 'none', reason: 'words' },
  consult: { person: 'person', name: 'name', question: 'words', since: 'none' },
} as const satisfies Classed<Handoff>;

/** As `export` writes it. */
export const PAST = {
  conversation: CONVERSATION,
  handoff: HANDOFF,
  entries: ENTRY,
} as const satisfies Classed<{ conversation: Conversation; handoff: Handoff; entries: Entry[] }>;

const WALL_PEOPLE = {
  available: 'none',
  atLimit: 'none',
  away: 'none',
  break: 'none',
  offline: 'none',
  load: 'none',
  capacity: 'none',
} as const;
const WALL_BOARD = {
  at: 'none',
  title: 'none',
  queues: {
    id: 'none',
    name: 'none',
    goal: { seconds: 'none', share: 'none' },
    waiting: 'none',
    longestSince: 'none',
    breaches: 'none',
    breachSince: 'none',
    withPeople: 'none',
    people: WALL_PEOPLE,
    free: 'none',
    open: 'none',
    opensAt: 'none',
    closesAt: 'none',
    expectedWait: 'none',
    recent: { within: 'none', of: 'none', belowSince: 'none' },
    today: {
      within: 'none',
      of: 'none',
      since: 'none',
      entered: 'none',
      abandoned: 'none',
      offers: 'none',
      missed: 'none',
    },
    bars: 'none',
  },
  missing: 'none',
  people: WALL_PEOPLE,
  alerts: {
    kind: 'none',
    queue: 'none',
    name: 'none',
    count: 'none',
    seconds: 'none',
    since: 'none',
    at: 'none',
  },
} as const;

/** What a router tells a wall: nothing of a person. Names are those of queues and of the display, from the configuration. */
export const WALL = {
  op: 'none',
  v: 'none',
  now: 'none',
  every: 'none',
  board: WALL_BOARD,
  tick: WALL_BOARD,
} as const satisfies Classed<WallServerFrame, 'none'>;
