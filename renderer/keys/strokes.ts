// Owns what a stroke is: a key by its place on the keyboard and what is held with it, whether an event is one, how it is
// written down and what stands on its caps. Pure. Refuses: what a stroke does (bindings.ts).

/**
 * `act`: Alt, on macOS Ctrl; works while typing. `mod`: Ctrl, on macOS Command; works while typing.
 * `bare`, `shift`: outside text only.
 */
export type With = 'act' | 'mod' | 'bare' | 'shift' | 'actShift' | 'modShift';
const WITHS: readonly With[] = ['act', 'mod', 'bare', 'shift', 'actShift', 'modShift'];

export interface Stroke {
  readonly with: With;
  /** KeyboardEvent.code; `Slash` with shift is the question mark, wherever it is. */
  readonly code: string;
}
/** Strokes after each other; none = the action has no key. */
export type Strokes = readonly Stroke[];

/** The part of a KeyboardEvent that counts. */
export interface Pressed {
  readonly code: string;
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** The stroke an event is, or null when it holds keys that mean nothing here (AltGr is Ctrl and Alt). */
export function strokeOf(pressed: Pressed, mac: boolean): Stroke | null {
  const { altKey, ctrlKey, metaKey, shiftKey } = pressed;
  const code = pressed.code === 'NumpadEnter' ? 'Enter' : pressed.code;
  // The question mark has no fixed place, so it goes by what it types.
  if (pressed.key === '?' && !altKey && !ctrlKey && !metaKey) return { with: 'shift', code: 'Slash' };
  const act = mac ? ctrlKey : altKey;
  const mod = mac ? metaKey : ctrlKey;
  const foreign = mac ? altKey : metaKey;
  if (foreign || (act && mod)) return null;
  if (act) return { with: shiftKey ? 'actShift' : 'act', code };
  if (mod) return { with: shiftKey ? 'modShift' : 'mod', code };
  return { with: shiftKey ? 'shift' : 'bare', code };
}

/** Types characters in a text box, so it counts outside only. */
export const isTyped = ({ with: modifier }: Stroke): boolean => modifier === 'bare' || modifier === 'shift';

export const sameStroke = (a: Stroke, b: Stroke): boolean => a.with === b.with && a.code === b.code;

/** One begins with the other, so pressing the shorter would decide before the longer is complete. */
export function overlap(a: Strokes, b: Strokes): boolean {
  if (a.length === 0 || b.length === 0) return false;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every((stroke, index) => {
    const other = long[index];
    return other !== undefined && sameStroke(stroke, other);
  });
}

/** For the settings, e.g. `act+KeyB` or `bare+KeyG bare+KeyH`; empty = none. */
export const written = (strokes: Strokes): string =>
  strokes.map(({ with: modifier, code }) => `${modifier}+${code}`).join(' ');

const isWith = (text: string | undefined): text is With => WITHS.some((each) => each === text);

/** Null when it is not something `written` wrote. */
export function read(text: string): Strokes | null {
  if (text === '') return [];
  const strokes: Stroke[] = [];
  for (const part of text.split(' ')) {
    const [modifier, code, ...rest] = part.split('+');
    if (!isWith(modifier) || code === undefined || !/^[A-Za-z0-9]+$/.test(code) || rest.length > 0)
      return null;
    strokes.push({ with: modifier, code });
  }
  return strokes.length > 2 ? null : strokes;
}

const NAMES: Readonly<Record<string, string>> = {
  Enter: '↵',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Quote: "'",
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Backquote: '`',
  Minus: '-',
  Equal: '=',
};
/** What the user's own layout has at a place, by KeyboardEvent.code; missing ones count as a US keyboard's. */
export type Layout = ReadonlyMap<string, string>;

function capOf(code: string, layout: Layout | null): string {
  return NAMES[code] && !layout?.has(code)
    ? NAMES[code]
    : (layout?.get(code)?.toUpperCase() ?? code.replace(/^Key|^Digit/, ''));
}

/** What stands on the keys of a stroke, e.g. ['Alt', 'A']. */
export function capsOf(
  { with: modifier, code }: Stroke,
  mac: boolean,
  layout: Layout | null,
): readonly string[] {
  if (modifier === 'shift' && code === 'Slash') return ['?'];
  const key = capOf(code, layout);
  const act = mac ? 'Ctrl' : 'Alt';
  const mod = mac ? '⌘' : 'Ctrl';
  switch (modifier) {
    case 'bare':
      return [key];
    case 'shift':
      return ['Shift', key];
    case 'act':
      return [act, key];
    case 'actShift':
      return [act, 'Shift', key];
    case 'mod':
      return [mod, key];
    case 'modShift':
      return [mod, 'Shift', key];
  }
}

/** Keys that work a focused control or leave it: taking one would trap somebody. */
const CONTROL =
  /^(Tab|Escape|Space|Enter|Backspace|Delete|Home|End|PageUp|PageDown|Arrow\w+|F\d+|Meta\w+|\w*Lock|Digit\d)$/;
/** Copy, paste, undo, find and print of every text box, and what closes, opens or zooms the window. */
const MOD = /^(Key[ACFLNPQRTVWXYZ]|Tab|Escape|Backspace|Delete|Digit\d|Minus|Equal|F\d+|Arrow\w+|Home|End)$/;
const ACT = /^(Tab|Escape|Space|F\d+|ArrowLeft|ArrowRight|Home|Backspace)$/;

/** The system, the browser, or every text box and button has it: no action may take it. `list`: Enter may open a row. */
export function isReserved({ with: modifier, code }: Stroke, list: boolean): boolean {
  switch (modifier) {
    case 'bare':
      return CONTROL.test(code) && !(list && code === 'Enter');
    case 'shift':
      return CONTROL.test(code) && !(list && code === 'Enter');
    case 'act':
    case 'actShift':
      return ACT.test(code);
    case 'mod':
      return MOD.test(code);
    case 'modShift':
      return MOD.test(code) || code === 'KeyI' || code === 'KeyJ' || code === 'KeyO';
  }
}
