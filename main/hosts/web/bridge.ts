// Owns the way of calls and events between pages on WebSockets and the console core. Knows no call's name.
import type { WebSocket } from 'ws';
import type { Console } from '#core/console.ts';
import { type AnswerEnvelope, ENVELOPE_VERSION } from '#shared/contract/envelope.ts';
import type { EventBody } from '#shared/contract/events.ts';
import type { EventName } from '#shared/contract/names.ts';

/** A page this far behind reads no more: it reconnects and begins with a snapshot. */
const MOST_BUFFERED = 16 * 1_048_576;

export interface Pages {
  add(socket: WebSocket): void;
  /** Pages that are open now. */
  count(): number;
  push<N extends EventName>(name: N, body: EventBody<N>): void;
}

export function bridgePages(core: Console): Pages {
  const open = new Set<WebSocket>();
  let last = 0;
  const send = (socket: WebSocket, text: string): void => {
    if (socket.bufferedAmount > MOST_BUFFERED) socket.terminate();
    else socket.send(text);
  };
  const broadcast = (event: AnswerEnvelope): void => {
    if (open.size === 0) return;
    const text = JSON.stringify(event);
    for (const socket of open) send(socket, text);
  };
  core.subscribe(broadcast);
  return {
    add(socket) {
      open.add(socket);
      last += 1;
      const page = `page ${last}`;
      socket.on('close', () => {
        open.delete(socket);
        core.left(page);
      });
      socket.on('error', () => socket.terminate());
      socket.on('message', async (data) => {
        let message: unknown = null;
        try {
          message = JSON.parse(String(data));
        } catch {
          // Not JSON: the dispatcher says what is wrong with it, as with any other message.
        }
        const answer = await core.dispatch(message, page);
        if (socket.readyState === socket.OPEN) send(socket, JSON.stringify(answer));
      });
    },
    count: () => open.size,
    push: (name, body) => broadcast({ v: ENVELOPE_VERSION, kind: 'event', name, body }),
  };
}
