// Owns what a page asks of the wall: to see it, to give a display access, and to take that back.
// A display's token is made here and shown once; the router and this console keep its hash at most.
import { createHash, randomBytes } from 'node:crypto';
import type { Handlers } from '#shared/contract/calls.ts';
import { WALL_PATH } from '#shared/protocol/wall.ts';
import type { Core } from '../core.ts';
import { granted } from './granted.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** A new one, and what of it the router keeps. */
export function displayToken(): { readonly token: string; readonly hash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: createHash('sha256').update(token).digest('hex') };
}

/** What is opened on the display, at the router a console reaches by this address. */
export function displayAddress(router: string, token: string): URL {
  const url = new URL(router.replace(/^ws/, 'http'));
  url.pathname = url.pathname.replace(/\/console$/, WALL_PATH);
  url.hash = token;
  return url;
}

export const wallHandlers = ({ wall }: Core, page: string) =>
  ({
    watch({ on }) {
      if (on) wall.watch(page);
      else wall.leave(page);
      return {};
    },
  }) satisfies Handlers<'wall'>;

export const displayHandlers = ({ outbox, ports }: Core) =>
  ({
    async add({ name, queues }) {
      const { token, hash } = displayToken();
      const id = ports.ids.next();
      granted(await outbox.ask({ kind: 'display.add', data: { id, name, queues, hash } }));
      const url = displayAddress(ports.router.url, token);
      return { id, url: url.href, local: LOOPBACK.test(url.hostname) };
    },
    async revoke({ id }) {
      granted(await outbox.ask({ kind: 'display.revoke', data: { id } }));
      return {};
    },
  }) satisfies Handlers<'display'>;
