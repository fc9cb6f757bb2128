// Owns looking at a router before anything depends on it: does it answer, which version is it, whose is the token. It signs
// in as a device nobody will see again and leaves at once. Refuses: using what it found.
import { WebSocket } from 'ws';
import type { Output } from '#shared/contract/calls.ts';
import { onClose } from '#shared/protocol/close.ts';
import { SUBPROTOCOL, serverFrame } from '#shared/protocol/frames.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Clock, Ids } from '../ports.ts';
import { routerUrl } from './address.ts';
import { VERSION } from './machine.ts';

export type Found = Output<'link.check'>;

export interface ProbeOptions {
  readonly router: string;
  /** Empty: only whether it answers. */
  readonly token: string;
  readonly clock: Clock;
  readonly ids: Ids;
  /** After this an answer is not waited for, ms. */
  readonly waitMs: number;
}

/** Never rejects: what cannot be reached is an answer too. */
export function probe({ router, token, clock, ids, waitMs }: ProbeOptions): Promise<Found> {
  const url = routerUrl(router);
  if (url === null) return Promise.resolve({ reason: 'refused.address' });
  const secure = url.startsWith('wss:');
  const begun = clock.now();
  const { promise, resolve } = Promise.withResolvers<Found>();
  let found: Found = { secure };
  let socket: WebSocket;
  try {
    socket = new WebSocket(url, [SUBPROTOCOL], {
      handshakeTimeout: waitMs,
      maxPayload: LIMITS.frameBytes + 65_536,
      perMessageDeflate: false,
      followRedirects: false,
    });
  } catch {
    return Promise.resolve({ reason: 'refused.address' });
  }
  const cancel = clock.after(waitMs, () => end({ reason: 'probe.silent' }));
  function end(more: Found): void {
    cancel();
    socket.removeAllListeners();
    // Aborting a handshake reports it; nobody needs to hear.
    socket.on('error', () => undefined);
    socket.terminate();
    resolve({ ...found, ...more });
  }
  socket.on('unexpected-response', (_request, response) => {
    response.resume();
    end({ reason: (response.statusCode ?? 0) >= 500 ? 'probe.away' : 'refused.not_a_router' });
  });
  socket.on('error', (error) =>
    end({ reason: /subprotocol/i.test(error.message) ? 'refused.not_a_router' : 'probe.away' }),
  );
  socket.on('close', (code) => {
    const { name } = onClose(code);
    end({ reason: name === 'lost' ? 'probe.away' : `refused.${name}` });
  });
  socket.on('message', (data) => {
    let raw: unknown;
    try {
      raw = JSON.parse(String(data));
    } catch {
      return end({ reason: 'refused.not_a_router' });
    }
    const parsed = serverFrame.safeParse(raw);
    if (!parsed.success) return end({ reason: 'refused.protocol' });
    const frame = parsed.data;
    if (frame.op === 'hello') {
      const now = clock.now();
      found = { ...found, answeredMs: now - begun, offsetMs: Math.round(frame.now - now) };
      if (frame.v !== VERSION) return end({ reason: 'refused.version' });
      if (token === '') return end({});
      socket.send(
        JSON.stringify({ op: 'auth', v: VERSION, token, device: ids.next(), n_next: 1, cursors: {} }),
      );
    } else if (frame.op === 'ready') {
      const { agent, queues } = frame;
      end({ person: { ...agent, queues: queues.map(({ name }) => name) } });
    }
  });
  return promise;
}
