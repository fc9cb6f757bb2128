// Owns what the palette offers: every action of the key table, the person's conversations, colleagues, and places. Pure;
// refuses to do any of it (Palette.tsx).
import type { ConversationView, OfferView, PersonView } from '#shared/contract/views.ts';
import type { MessageKey } from '#shared/i18n/words.ts';
import { BINDINGS, type KeyGroup, type KeyName } from '../../keys/bindings.ts';
import { isOpenOffer } from '../../state/queue.ts';
import { find, type Range } from '../../ui/find.ts';

/** Groups in the order of the palette; what is asked for stands last, so that its answer moves nothing. */
export const GROUPS = ['here', 'actions', 'conversations', 'people', 'goTo', 'idle', 'past'] as const;
export type Group = (typeof GROUPS)[number];

export type Does =
  | { readonly kind: 'key'; readonly name: KeyName }
  | { readonly kind: 'conversation'; readonly id: string }
  | { readonly kind: 'past'; readonly id: string; readonly searched: string }
  | { readonly kind: 'search'; readonly text: string }
  /** Hands the open conversation on to them. */
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'settings'; readonly section: string }
  | { readonly kind: 'command'; readonly name: Command };

/** What buttons do that have no key of their own: the choices of menus and settings. */
export const COMMANDS = [
  'available',
  'afterThis',
  'away',
  'break',
  'offline',
  'themeSystem',
  'themeLight',
  'themeDark',
  'themeContrast',
  'compact',
  'normal',
  'roomy',
] as const;
export type Command = (typeof COMMANDS)[number];

export interface PaletteEntry {
  readonly key: string;
  readonly group: Group;
  readonly title: string;
  readonly detail: string;
  readonly does: Does;
  /** Cannot be done now; the detail says when. */
  readonly idle: boolean;
}

/** What a group of keys needs before it does anything. */
const NEEDS: Readonly<Record<KeyGroup, MessageKey | null>> = {
  everywhere: null,
  queue: 'palette.needsList',
  offer: 'palette.needsOffer',
  conversation: 'palette.needsConversation',
  handOn: 'palette.needsConversation',
  wrap: 'palette.needsWrap',
  context: 'palette.needsConversation',
  history: 'palette.needsHistory',
  triggers: 'palette.needsTriggers',
  whatif: 'palette.needsWhatIf',
};
const HERE: readonly KeyGroup[] = ['conversation', 'handOn', 'wrap', 'context', 'triggers', 'whatif'];
const isPlace = (name: KeyName): boolean => name.startsWith('go');

type Say = (key: MessageKey) => string;

/** The actions somebody has but the palette itself; those that nobody listens to are idle. */
export function actionEntries(
  names: readonly KeyName[],
  canRun: (name: KeyName) => boolean,
  say: Say,
): readonly PaletteEntry[] {
  return names
    .filter((name) => name !== 'palette')
    .map((name) => {
      const { group, words } = BINDINGS[name];
      const idle = !canRun(name);
      const needs = NEEDS[group];
      const here = HERE.includes(group) && !idle;
      return {
        key: `key/${name}`,
        group: idle ? 'idle' : isPlace(name) ? 'goTo' : here ? 'here' : 'actions',
        title: say(words),
        detail: idle && needs !== null ? say(needs) : '',
        does: { kind: 'key', name },
        idle,
      };
    });
}

export const commandEntries = (say: Say): readonly PaletteEntry[] =>
  COMMANDS.map((name) => ({
    key: `command/${name}`,
    group: 'actions',
    title: say(`command.${name}`),
    detail: '',
    does: { kind: 'command', name },
    idle: false,
  }));

interface Known {
  readonly conversations: ReadonlyMap<string, ConversationView>;
  readonly offers: ReadonlyMap<string, OfferView>;
}

/** Offered ones, then those the person has; past ones are found by the search of the history. */
export function conversationEntries(
  { conversations, offers }: Known,
  words: {
    readonly offered: string;
    readonly yours: string;
    readonly both: (what: string, more: string) => string;
  },
): readonly PaletteEntry[] {
  const entryOf = (id: string, title: string, detail: string): PaletteEntry => ({
    key: `conversation/${id}`,
    group: 'conversations',
    title,
    detail,
    does: { kind: 'conversation', id },
    idle: false,
  });
  const offered = [...offers.values()].filter(isOpenOffer).map(({ conversation, handoff }) => {
    const need = handoff.context.intent ?? handoff.context.goal ?? '';
    return entryOf(
      conversation.id,
      conversation.customer.name,
      need === '' ? words.offered : words.both(words.offered, need),
    );
  });
  const yours = [...conversations.values()]
    .filter(({ right }) => right === 'owner' || right === 'consulted')
    .map(({ id, conversation: { customer, preview } }) => {
      const whose = customer.organisation ?? words.yours;
      return entryOf(id, customer.name, preview === '' ? whose : words.both(whose, preview));
    });
  return [...offered, ...yours];
}

export function personEntries(
  people: ReadonlyMap<string, PersonView>,
  me: string | undefined,
  detailOf: (person: PersonView) => string,
  canTransfer: boolean,
): readonly PaletteEntry[] {
  return [...people.values()]
    .filter(({ id }) => id !== me)
    .map((person) => ({
      key: `person/${person.id}`,
      group: 'people',
      title: person.name,
      detail: detailOf(person),
      does: { kind: 'person', name: person.name },
      idle: !canTransfer,
    }));
}

export interface Shown extends PaletteEntry {
  readonly titleRanges: readonly Range[];
  readonly detailRanges: readonly Range[];
}

/** Only actions, or only people: what the first character asks for. */
export type Narrow = 'all' | 'actions' | 'people';
const PREFIXES: Readonly<Record<string, Narrow>> = { '>': 'actions', '@': 'people' };
export function narrowed(typed: string): { readonly narrow: Narrow; readonly text: string } {
  const narrow = PREFIXES[typed.charAt(0)];
  return narrow === undefined ? { narrow: 'all', text: typed } : { narrow, text: typed.slice(1) };
}
const IN: Readonly<Record<Narrow, readonly Group[]>> = {
  all: GROUPS,
  actions: ['here', 'actions', 'goTo', 'idle'],
  people: ['people'],
};

/** The best of each group first; while nothing is typed, only what can be done now, unless it was asked for by name. */
export function shownOf(
  entries: readonly PaletteEntry[],
  typed: string,
): ReadonlyMap<Group, readonly Shown[]> {
  const { narrow, text } = narrowed(typed);
  const all = narrow !== 'all' || text.trim() !== '';
  const shown = new Map<Group, { readonly score: number; readonly entry: Shown }[]>();
  for (const entry of entries) {
    if (!IN[narrow].includes(entry.group) || (entry.idle && !all)) continue;
    const found = find(text, [entry.title, entry.detail]);
    if (found === null) continue;
    const [titleRanges = [], detailRanges = []] = found.ranges;
    const group = shown.get(entry.group) ?? [];
    group.push({
      score: found.score,
      entry: { ...entry, titleRanges, detailRanges },
    });
    shown.set(entry.group, group);
  }
  return new Map(
    GROUPS.flatMap((group) => {
      const found = shown.get(group);
      return found === undefined
        ? []
        : [[group, found.sort((a, b) => b.score - a.score).map(({ entry }) => entry)] as const];
    }),
  );
}
