// Electron's security checklist, point 14: a page may open two kinds of window, both of its own: one conversation, and the
// wall. Everything else it asks to open is a link of somebody's words, and no window.
import { id } from '#shared/schema/primitives.ts';
import { isOwnPage } from './13-navigation.ts';

export type AskedWindow = { readonly kind: 'conversation'; readonly id: string } | { readonly kind: 'wall' };

/** Null = not a window of ours. */
export function askedWindow(url: string, origin: string): AskedWindow | null {
  if (!isOwnPage(url, origin)) return null;
  const { pathname, searchParams, hash } = new URL(url);
  if ((pathname !== '/' && pathname !== '/index.html') || hash !== '') return null;
  // The language of the page may be handed on; what else stands in the address is not ours.
  const names = [...searchParams.keys()].filter((name) => name !== 'lang').sort();
  const kind = searchParams.get('window');
  if (kind === 'wall' && names.join() === 'window') return { kind };
  if (kind !== 'conversation' || names.join() !== 'id,window') return null;
  const read = id.safeParse(searchParams.get('id'));
  return read.success ? { kind, id: read.data } : null;
}
