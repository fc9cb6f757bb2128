// Owns the meaning of baton://open/...: what an address of the outside may ask of the console, which is to show something.
// Refuses everything else by name; a link never changes anything.
import type { EventBody } from '#shared/contract/events.ts';
import type { MessageKey } from '#shared/i18n/words.ts';
import { id } from '#shared/schema/primitives.ts';

export type Link =
  | { readonly target: EventBody<'app.open'> }
  | { readonly refused: Extract<MessageKey, `link.bad${string}`> };

const LONGEST = 300;

/**
 * `baton://open` shows the console, `baton://open/conversation/ID` and `baton://open/offer/ID` one thing in it,
 * `baton://open/triggers` the Trigger Studio.
 * `given` may be anything: it comes from other programs.
 */
export function readLink(given: unknown): Link {
  if (typeof given !== 'string' || given.length > LONGEST || !URL.canParse(given))
    return { refused: 'link.badAddress' };
  const { protocol, host, pathname, search, hash, username, password } = new URL(given);
  if (protocol !== 'baton:' || host !== 'open') return { refused: 'link.badAddress' };
  if (search !== '' || hash !== '' || username !== '' || password !== '')
    return { refused: 'link.badAddress' };
  const parts = pathname.split('/').filter((part) => part !== '');
  if (parts.length === 0) return { target: {} };
  const [kind, value] = parts;
  if (parts.length === 1 && kind === 'triggers') return { target: { place: 'triggers' } };
  if (parts.length !== 2 || (kind !== 'conversation' && kind !== 'offer'))
    return { refused: 'link.badAddress' };
  const read = id.safeParse(value);
  return read.success ? { target: { [kind]: read.data } } : { refused: 'link.badId' };
}
