// Owns every action of the page that a key asks for: one table that feeds the keyboard, the palette, the cheat sheet and
// the settings. Pure. Refuses: doing anything (keys.tsx) and what a stroke is (strokes.ts).
import type { MessageKey } from '#shared/i18n/words.ts';
import {
  isReserved,
  isTyped,
  overlap,
  type Pressed,
  read,
  type Stroke,
  type Strokes,
  sameStroke,
  strokeOf,
  written,
} from './strokes.ts';

export type KeyGroup =
  | 'everywhere'
  | 'queue'
  | 'offer'
  | 'conversation'
  | 'handOn'
  | 'wrap'
  | 'context'
  | 'history'
  | 'triggers'
  | 'whatif';

export interface Binding {
  readonly group: KeyGroup;
  /** One stroke, or two after each other. */
  readonly strokes: Strokes;
  /** Bound only while something is shown that listens; listed all the same. */
  readonly words: MessageKey;
}

const act = (code: string): Strokes => [{ with: 'act', code }];
const bare = (code: string): Strokes => [{ with: 'bare', code }];
const shift = (code: string): Strokes => [{ with: 'shift', code }];
const mod = (code: string): Strokes => [{ with: 'mod', code }];
const go = (code: string): Strokes => [
  { with: 'bare', code: 'KeyG' },
  { with: 'bare', code },
];

export const BINDINGS = {
  palette: { group: 'everywhere', strokes: mod('KeyK'), words: 'key.palette' },
  sheet: { group: 'everywhere', strokes: shift('Slash'), words: 'key.sheet' },
  goInbox: { group: 'everywhere', strokes: go('KeyI'), words: 'key.goInbox' },
  goHistory: { group: 'everywhere', strokes: go('KeyH'), words: 'key.goHistory' },
  goMissed: { group: 'everywhere', strokes: go('KeyM'), words: 'key.goMissed' },
  goWall: { group: 'everywhere', strokes: go('KeyW'), words: 'key.goWall' },
  goTriggers: { group: 'everywhere', strokes: go('KeyT'), words: 'key.goTriggers' },
  goWhatIf: { group: 'everywhere', strokes: go('KeyF'), words: 'key.goWhatIf' },
  goSettings: { group: 'everywhere', strokes: go('KeyS'), words: 'key.goSettings' },
  firstStart: { group: 'everywhere', strokes: [], words: 'key.firstStart' },
  presence: { group: 'everywhere', strokes: shift('KeyA'), words: 'key.presence' },
  doNotDisturb: { group: 'everywhere', strokes: shift('KeyD'), words: 'key.doNotDisturb' },
  retryLink: { group: 'everywhere', strokes: shift('KeyR'), words: 'key.retryLink' },

  goQueue: { group: 'queue', strokes: act('KeyQ'), words: 'key.goQueue' },
  queueOrder: { group: 'queue', strokes: shift('KeyS'), words: 'key.queueOrder' },
  next: { group: 'queue', strokes: bare('KeyJ'), words: 'key.next' },
  previous: { group: 'queue', strokes: bare('KeyK'), words: 'key.previous' },
  openRow: { group: 'queue', strokes: bare('Enter'), words: 'key.openRow' },
  openRowBeside: { group: 'queue', strokes: shift('Enter'), words: 'key.openRowBeside' },

  accept: { group: 'offer', strokes: act('KeyA'), words: 'key.accept' },
  decline: { group: 'offer', strokes: act('KeyD'), words: 'key.decline' },
  readContext: { group: 'offer', strokes: act('KeyC'), words: 'key.readContext' },

  send: { group: 'conversation', strokes: mod('Enter'), words: 'key.send' },
  note: { group: 'conversation', strokes: act('KeyN'), words: 'key.note' },
  greeting: { group: 'conversation', strokes: act('KeyG'), words: 'key.greeting' },
  replies: { group: 'conversation', strokes: act('KeyR'), words: 'key.replies' },
  attach: { group: 'conversation', strokes: act('KeyU'), words: 'key.attach' },
  takeBack: { group: 'conversation', strokes: act('KeyZ'), words: 'key.takeBack' },
  hurry: { group: 'conversation', strokes: act('Enter'), words: 'key.hurry' },
  firstSide: { group: 'conversation', strokes: act('Digit1'), words: 'key.firstSide' },
  secondSide: { group: 'conversation', strokes: act('Digit2'), words: 'key.secondSide' },
  popOut: { group: 'conversation', strokes: act('KeyP'), words: 'key.popOut' },
  nextUnread: { group: 'conversation', strokes: act('ArrowDown'), words: 'key.nextUnread' },
  previousUnread: { group: 'conversation', strokes: act('ArrowUp'), words: 'key.previousUnread' },

  transfer: { group: 'handOn', strokes: act('KeyT'), words: 'key.transfer' },
  escalate: { group: 'handOn', strokes: act('KeyL'), words: 'key.escalate' },
  consult: { group: 'handOn', strokes: act('KeyS'), words: 'key.consult' },
  hold: { group: 'handOn', strokes: act('KeyH'), words: 'key.hold' },
  toBot: { group: 'handOn', strokes: act('KeyB'), words: 'key.toBot' },
  endIt: { group: 'handOn', strokes: act('KeyK'), words: 'key.endIt' },
  wrapUp: { group: 'handOn', strokes: act('KeyE'), words: 'key.wrapUp' },
  judge: { group: 'handOn', strokes: act('KeyJ'), words: 'key.judge' },

  labelRight: { group: 'wrap', strokes: bare('KeyR'), words: 'key.labelRight' },
  labelEarly: { group: 'wrap', strokes: bare('KeyE'), words: 'key.labelEarly' },
  labelLate: { group: 'wrap', strokes: bare('KeyL'), words: 'key.labelLate' },
  labelNotNeeded: { group: 'wrap', strokes: bare('KeyU'), words: 'key.labelNotNeeded' },
  labelPerson: { group: 'wrap', strokes: bare('KeyW'), words: 'key.labelPerson' },
  finish: { group: 'wrap', strokes: mod('Enter'), words: 'key.finish' },

  historyFilters: { group: 'history', strokes: shift('KeyF'), words: 'key.historyFilters' },
  clearFilters: { group: 'history', strokes: shift('KeyC'), words: 'key.clearFilters' },
  nextMatch: { group: 'history', strokes: bare('KeyN'), words: 'key.nextMatch' },
  copyPast: { group: 'history', strokes: bare('KeyC'), words: 'key.copyPast' },

  publish: { group: 'triggers', strokes: act('KeyP'), words: 'key.publish' },

  runWhatIf: { group: 'whatif', strokes: mod('Enter'), words: 'key.runWhatIf' },

  context: { group: 'context', strokes: act('KeyX'), words: 'key.context' },
} as const satisfies Record<string, Binding>;

export type KeyName = keyof typeof BINDINGS;
export const KEY_NAMES = Object.keys(BINDINGS) as KeyName[];
const LEADS: ReadonlySet<string> = new Set(['goWall', 'goTriggers', 'goWhatIf', 'publish', 'runWhatIf']);
const NOT_LEADS = KEY_NAMES.filter((name) => !LEADS.has(name));
/** The actions somebody has: the wall, the Trigger Studio and the what-if are there for those who lead. */
export const keyNamesOf = (leads: boolean): readonly KeyName[] => (leads ? KEY_NAMES : NOT_LEADS);
const isKeyName = (name: string): name is KeyName => Object.hasOwn(BINDINGS, name);

/**
 * Where a key listens. `list`: while a list has the focus. `wrap`: while the wrap-up stands where the text box stood,
 * which is why the two may share keys. `studio`: in the Trigger Studio or the what-if, where no conversation is. `page`: always.
 */
type Scope = 'page' | 'list' | 'text' | 'wrap' | 'conversation' | 'studio';
const LIST: readonly string[] = ['next', 'previous', 'openRow', 'openRowBeside'];
function scopeOf(name: KeyName): Scope {
  if (name === 'send') return 'text';
  const { group } = BINDINGS[name];
  if (group === 'wrap') return 'wrap';
  if (group === 'triggers' || group === 'whatif') return 'studio';
  if (group === 'conversation' || group === 'handOn') return 'conversation';
  return LIST.includes(name) ? 'list' : 'page';
}
/** One stands where the other stood, so both never listen. */
const INSTEAD: readonly (readonly [Scope, Scope])[] = [
  ['text', 'wrap'],
  ['studio', 'text'],
  ['studio', 'wrap'],
  ['studio', 'conversation'],
];
const instead = (a: Scope, b: Scope): boolean =>
  INSTEAD.some(([one, other]) => (a === one && b === other) || (a === other && b === one));

export type Keymap = Readonly<Record<KeyName, Strokes>>;
export type Remaps = Readonly<Record<string, string>>;
export const DEFAULT_KEYS: Keymap = Object.fromEntries(
  KEY_NAMES.map((name) => [name, BINDINGS[name].strokes]),
) as Record<KeyName, Strokes>;

/** The keys as they are now. A remap that cannot be read counts as none; names of other versions are passed over. */
export function keymapOf(remaps: Remaps): Keymap {
  const keymap: Record<KeyName, Strokes> = { ...DEFAULT_KEYS };
  for (const [name, text] of Object.entries(remaps)) {
    const strokes = read(text);
    if (isKeyName(name) && strokes !== null) keymap[name] = strokes;
  }
  return keymap;
}

/** Why an action may not have these strokes: something else needs the key, or another action that listens at the same time. */
export type Refusal = { readonly why: 'reserved' } | { readonly why: 'taken'; readonly by: KeyName };
export function refusalOf(keymap: Keymap, name: KeyName, strokes: Strokes): Refusal | null {
  const list = scopeOf(name) === 'list';
  if (strokes.some((stroke) => isReserved(stroke, list))) return { why: 'reserved' };
  const by = KEY_NAMES.find((other) => {
    const theirs = keymap[other];
    // The same strokes may be shared; a beginning of the other's would decide before it is complete.
    const shared = instead(scopeOf(name), scopeOf(other)) && strokes.length === theirs.length;
    return other !== name && !shared && overlap(strokes, theirs);
  });
  return by === undefined ? null : { why: 'taken', by };
}

/** The remaps after one change; what equals the default is not written down. */
export function remapped(remaps: Remaps, name: KeyName, strokes: Strokes): Remaps {
  const { [name]: _was, ...others } = remaps;
  const text = written(strokes);
  return text === written(BINDINGS[name].strokes) ? others : { ...others, [name]: text };
}

export interface Where {
  /** The focus is in a text box. */
  readonly inText: boolean;
  /** The focus is in a list that moves by keys. */
  readonly inList: boolean;
  readonly mac: boolean;
}

export interface Match {
  /** Actions the event may ask for; the first that somebody listens to counts. */
  readonly names: readonly KeyName[];
  /** First stroke of a pair that waits for its second. */
  readonly prefix: Stroke | null;
}
const NOTHING: Match = { names: [], prefix: null };

/** `prefix`: the first stroke pressed just before, or null. */
export function match(keymap: Keymap, pressed: Pressed, where: Where, prefix: Stroke | null): Match {
  const stroke = strokeOf(pressed, where.mac);
  if (stroke === null || (where.inText && isTyped(stroke))) return NOTHING;
  const names: KeyName[] = [];
  let waits: Stroke | null = null;
  for (const name of KEY_NAMES) {
    const [first, second] = keymap[name];
    if (first === undefined || (scopeOf(name) === 'list' && !where.inList)) continue;
    if (second === undefined) {
      if (prefix === null && sameStroke(first, stroke)) names.push(name);
    } else if (prefix !== null) {
      if (sameStroke(first, prefix) && sameStroke(second, stroke)) names.push(name);
    } else if (sameStroke(first, stroke)) waits = first;
  }
  return { names, prefix: names.length > 0 ? null : waits };
}
