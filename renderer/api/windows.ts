// Owns what the address says of this window, and opening further ones: `?window=conversation&id=...` or `?window=wall`.
// Refuses: what such a window shows, and whether a host lets it open.
import { carryToken } from './connect.ts';

export type WindowKind =
  | { readonly kind: 'main' }
  | { readonly kind: 'conversation'; readonly id: string }
  | { readonly kind: 'wall' };

/** What an address with this query shows; anything unknown is the whole console. */
export function windowOf(query: string): WindowKind {
  const asked = new URLSearchParams(query);
  const id = asked.get('id');
  switch (asked.get('window')) {
    case 'conversation':
      return id === null ? { kind: 'main' } : { kind: 'conversation', id };
    case 'wall':
      return { kind: 'wall' };
    default:
      return { kind: 'main' };
  }
}

export const thisWindow = (): WindowKind => windowOf(location.search);

interface Size {
  readonly width: number;
  readonly height: number;
}

const open = new Map<string, Window>();

/** Opens it, or brings it to the front when this window opened it before. False when the host does not let it open. */
export function openWindow(wanted: Exclude<WindowKind, { kind: 'main' }>, { width, height }: Size): boolean {
  const query = new URLSearchParams({ window: wanted.kind });
  if (wanted.kind === 'conversation') query.set('id', wanted.id);
  const name = `baton-${query}`;
  const before = open.get(name);
  if (before?.closed === false) {
    before.focus();
    return true;
  }
  const opened = window.open(
    `${location.pathname}?${query}${carryToken()}`,
    name,
    `popup,width=${width},height=${height}`,
  );
  if (opened === null) return false;
  open.set(name, opened);
  return true;
}

/** What is typed for a conversation. */
export interface Words {
  readonly reply: string;
  readonly note: string;
}

/** What windows of one page tell each other. */
export type WindowNews =
  | { readonly kind: 'who' }
  /** This conversation has a window of its own. */
  | { readonly kind: 'here'; readonly id: string }
  /** It has it no longer; what was typed there goes along. */
  | { readonly kind: 'gone'; readonly id: string; readonly words: Words | undefined }
  /** Its window is asked to close. */
  | { readonly kind: 'return'; readonly id: string }
  /** Another draft of this policy is kept. */
  | { readonly kind: 'drafted'; readonly policy: string };

export interface Neighbours {
  readonly tell: (news: WindowNews) => void;
  readonly leave: () => void;
}

/** Windows of the same origin alone hear each other; a window does not hear itself. */
export function joinWindows(listen: (news: WindowNews) => void): Neighbours {
  const channel = new BroadcastChannel('baton.windows');
  channel.onmessage = ({ data }) => listen(data as WindowNews);
  return { tell: (news) => channel.postMessage(news), leave: () => channel.close() };
}
