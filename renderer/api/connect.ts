// Owns the choice of the way to the core: the preload's bridge where there is one, else a WebSocket to the page's own
// origin with the token of the fragment. Only this file and windows.ts look at the page's address.
import type { Bridge } from '#shared/contract/bridge.ts';
import { PAGE_PROTOCOL, PAGE_SOCKET, TOKEN_PROTOCOL } from '#shared/contract/names.ts';
import { bridgeTransport } from './bridge.ts';
import { type Api, createApi } from './client.ts';
import { socketTransport } from './socket.ts';

declare global {
  interface Window {
    readonly baton?: Bridge;
  }
}

const TOKEN_KEY = 'baton.token';

/** The fragment is taken out of the address, and kept for reloads of this tab only. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token === '') return sessionStorage.getItem(TOKEN_KEY) ?? '';
  sessionStorage.setItem(TOKEN_KEY, token);
  history.replaceState(null, '', location.pathname + location.search);
  return token;
}

/** The fragment with which a further window of this page signs in; empty where the host needs none. */
export function carryToken(): string {
  const token = window.baton === undefined ? (sessionStorage.getItem(TOKEN_KEY) ?? '') : '';
  return token === '' ? '' : `#${token}`;
}

export function connect(): Api {
  if (window.baton !== undefined) return createApi(bridgeTransport(window.baton));
  const token = takeToken();
  const address = new URL(PAGE_SOCKET, location.href);
  address.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return createApi(
    socketTransport({
      open({ opened, message, closed }) {
        const protocols = token === '' ? [PAGE_PROTOCOL] : [PAGE_PROTOCOL, TOKEN_PROTOCOL + token];
        const socket = new WebSocket(address, protocols);
        socket.onopen = opened;
        socket.onmessage = ({ data }) => message(data);
        socket.onclose = closed;
        return socket;
      },
      hostAnswers: () =>
        fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).then(
          () => true,
          () => false,
        ),
      now: Date.now,
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    }),
  );
}
