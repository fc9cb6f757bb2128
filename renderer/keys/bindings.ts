// Owns every key of the page, by its place on the keyboard, and which action an event asks for. Pure; the sheet is made
// from the same list. Refuses: doing anything (keys.tsx).
import type { MessageKey } from '#shared/i18n/words.ts';

export type KeyGroup = 'everywhere' | 'offer' | 'conversation' | 'queue' | 'wrap';
/** `act`: Alt, on macOS Ctrl, works while typing. `mod`: Ctrl, on macOS Command. `bare`, `shift`: outside text only. */
type With = 'act' | 'mod' | 'bare' | 'shift';

interface Stroke {
  readonly with: With;
  readonly code: string;
}
interface Binding {
  readonly group: KeyGroup;
  /** One stroke, or two after each other. */
  readonly strokes: readonly [Stroke] | readonly [Stroke, Stroke];
  /** Bound only while something is shown that listens; listed all the same. */
  readonly words: MessageKey;
}

const act = (code: string): readonly [Stroke] => [{ with: 'act', code }];
const bare = (code: string): readonly [Stroke] => [{ with: 'bare', code }];
const go = (code: string): readonly [Stroke, Stroke] => [
  { with: 'bare', code: 'KeyG' },
  { with: 'bare', code },
];

export const BINDINGS = {
  search: { group: 'everywhere', strokes: [{ with: 'mod', code: 'KeyK' }], words: 'key.search' },
  sheet: { group: 'everywhere', strokes: [{ with: 'shift', code: 'Slash' }], words: 'key.sheet' },
  goInbox: { group: 'everywhere', strokes: go('KeyI'), words: 'key.goInbox' },
  goHistory: { group: 'everywhere', strokes: go('KeyH'), words: 'key.goHistory' },
  goSettings: { group: 'everywhere', strokes: go('KeyS'), words: 'key.goSettings' },
  presence: { group: 'everywhere', strokes: [{ with: 'shift', code: 'KeyA' }], words: 'key.presence' },

  accept: { group: 'offer', strokes: act('KeyA'), words: 'key.accept' },
  decline: { group: 'offer', strokes: act('KeyD'), words: 'key.decline' },
  readContext: { group: 'offer', strokes: act('KeyC'), words: 'key.readContext' },

  send: { group: 'conversation', strokes: [{ with: 'mod', code: 'Enter' }], words: 'key.send' },
  note: { group: 'conversation', strokes: act('KeyN'), words: 'key.note' },
  greeting: { group: 'conversation', strokes: act('KeyG'), words: 'key.greeting' },
  nextUnread: { group: 'conversation', strokes: act('ArrowDown'), words: 'key.nextUnread' },
  toBot: { group: 'conversation', strokes: act('KeyB'), words: 'key.toBot' },
  wrapUp: { group: 'conversation', strokes: act('KeyE'), words: 'key.wrapUp' },
  judge: { group: 'conversation', strokes: act('KeyJ'), words: 'key.judge' },
  context: { group: 'conversation', strokes: act('KeyX'), words: 'key.context' },

  next: { group: 'queue', strokes: bare('KeyJ'), words: 'key.next' },
  previous: { group: 'queue', strokes: bare('KeyK'), words: 'key.previous' },
  openRow: { group: 'queue', strokes: bare('Enter'), words: 'key.openRow' },

  labelRight: { group: 'wrap', strokes: bare('KeyR'), words: 'label.right' },
  labelEarly: { group: 'wrap', strokes: bare('KeyE'), words: 'label.too_early' },
  labelLate: { group: 'wrap', strokes: bare('KeyL'), words: 'label.too_late' },
  labelPerson: { group: 'wrap', strokes: bare('KeyW'), words: 'label.wrong_person' },
  finish: { group: 'wrap', strokes: [{ with: 'mod', code: 'Enter' }], words: 'key.finish' },
} as const satisfies Record<string, Binding>;

export type KeyName = keyof typeof BINDINGS;
export const KEY_NAMES = Object.keys(BINDINGS) as KeyName[];

/** The part of a KeyboardEvent that counts. */
export interface Pressed {
  readonly code: string;
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}
export interface Where {
  /** The focus is in a text box. */
  readonly inText: boolean;
  readonly mac: boolean;
}

function fits({ with: modifier, code }: Stroke, pressed: Pressed, { inText, mac }: Where): boolean {
  const { altKey, ctrlKey, metaKey, shiftKey } = pressed;
  // The question mark has no fixed place, so it goes by what it types.
  if (code === 'Slash') return pressed.key === '?' && !inText && !altKey && !ctrlKey && !metaKey;
  if (pressed.code !== code && !(code === 'Enter' && pressed.code === 'NumpadEnter')) return false;
  switch (modifier) {
    case 'act':
      return mac ? ctrlKey && !altKey && !metaKey && !shiftKey : altKey && !ctrlKey && !metaKey && !shiftKey;
    case 'mod':
      return mac ? metaKey && !ctrlKey && !altKey && !shiftKey : ctrlKey && !metaKey && !altKey && !shiftKey;
    case 'shift':
      return shiftKey && !altKey && !ctrlKey && !metaKey && !inText;
    case 'bare':
      return !altKey && !ctrlKey && !metaKey && !shiftKey && !inText;
  }
}

const sameStroke = (a: Stroke, b: Stroke): boolean => a.with === b.with && a.code === b.code;

export interface Match {
  /** Actions the event may ask for; the first that somebody listens to counts. */
  readonly names: readonly KeyName[];
  /** First stroke of a pair that waits for its second. */
  readonly prefix: Stroke | null;
}

/** `prefix`: the first stroke pressed just before, or null. */
export function match(pressed: Pressed, where: Where, prefix: Stroke | null): Match {
  const names: KeyName[] = [];
  let waits: Stroke | null = null;
  for (const name of KEY_NAMES) {
    const [first, second]: readonly Stroke[] = BINDINGS[name].strokes;
    if (first === undefined) continue;
    if (second === undefined) {
      if (prefix === null && fits(first, pressed, where)) names.push(name);
    } else if (prefix !== null) {
      if (sameStroke(first, prefix) && fits(second, pressed, where)) names.push(name);
    } else if (fits(first, pressed, where)) waits = first;
  }
  return { names, prefix: names.length > 0 ? null : waits };
}

const CAPS: Readonly<Record<string, string>> = { Enter: '↵', Slash: '?', ArrowDown: '↓' };
const cap = (code: string): string => CAPS[code] ?? code.replace(/^Key|^Digit/, '');

function capsOf({ with: modifier, code }: Stroke, mac: boolean): readonly string[] {
  const key = cap(code);
  if (code === 'Slash' || modifier === 'bare') return [key];
  if (modifier === 'shift') return ['Shift', key];
  if (modifier === 'act') return [mac ? 'Ctrl' : 'Alt', key];
  return [mac ? '⌘' : 'Ctrl', key];
}

/** What stands on the keys, e.g. [['Alt', 'A']] or [['G'], ['H']]. */
export const caps = (name: KeyName, mac: boolean): readonly (readonly string[])[] =>
  BINDINGS[name].strokes.map((stroke) => capsOf(stroke, mac));
