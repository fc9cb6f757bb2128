// Owns asking for an account over HTTP: the place of one customer, and what stands where in its answer.
// Refuses: how it is asked (../exchange.ts) and what is done when it fails (keeper.ts).
import type { AccountMapping, AccountSourceConfig } from '#shared/schema/account-source.ts';
import { exchange } from '../exchange.ts';
import type { Resolve } from '../target.ts';
import { fillIn } from '../template.ts';
import { mapped } from './mapping.ts';
import type { AccountSource } from './port.ts';

type HttpSource = Extract<AccountSourceConfig, { kind: 'http' }>;

const REDIRECTS = 3;

/** What stands at an RFC 6901 pointer of a parsed answer. */
function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

/** Why no such place can be in an answer. */
export const pointerFault = (place: string): string | null =>
  /^(\/([^~]|~[01])*)+$/.test(place) ? null : `"${place}" is no JSON Pointer: it is written /like/this`;

export const httpSource = (
  config: HttpSource,
  mapping: AccountMapping,
  resolve?: Resolve,
): AccountSource => ({
  async find(customer, stop) {
    const question = { redirects: REDIRECTS, agent: 'Baton-Accounts/1' };
    const url = fillIn(config.url, customer);
    const found = await exchange(config, { url, ...question }, stop, resolve);
    return found === null ? null : mapped(mapping, (place) => at(found.json, place));
  },
});
