// Owns how a socket to a router is opened: the subprotocol, the largest frame, no redirects.
// Refuses: everything that happens on it (link.ts).
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '#shared/protocol/frames.ts';
import { LIMITS } from '#shared/schema/primitives.ts';

/** What the link needs of a socket. */
export type RouterSocket = Pick<
  WebSocket,
  'on' | 'removeAllListeners' | 'send' | 'close' | 'terminate' | 'readyState'
>;

/** Begins to connect; gives up after `connectMs`. @throws when the address cannot be used. */
export type Dial = (url: string, connectMs: number) => RouterSocket;

/** `readyState` of a socket that can be written to. */
export const OPEN = WebSocket.OPEN;

/** Envelope around the largest payload. */
const MAX_FRAME = LIMITS.frameBytes + 65_536;

export const dialSocket: Dial = (url, connectMs) =>
  new WebSocket(url, [SUBPROTOCOL], {
    handshakeTimeout: connectMs,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
    followRedirects: false,
  });
