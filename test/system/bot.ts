// Owns a bot's side of a test: it speaks the public HTTP edge and receives signed webhooks, deduping by event id
// as a real receiver must. Refuses to know the router's insides.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BotEvent, botEvent } from '#shared/protocol/edge.ts';

export interface Receiver {
  readonly url: string;
  /** Events in the order of first arrival, each once. */
  readonly events: readonly BotEvent[];
  /** Deliveries of events that had already arrived. */
  repeated(): number;
  /** Deliveries whose signature did not fit. */
  forged(): number;
  /** Resolves with the first event, past or future, that `wanted` accepts. */
  event(wanted: (event: BotEvent) => boolean): Promise<BotEvent>;
  close(): Promise<void>;
}

export async function receiveWebhooks(secret: () => string): Promise<Receiver> {
  const events: BotEvent[] = [];
  const seen = new Set<string>();
  const waiting = new Set<() => void>();
  let repeated = 0;
  let forged = 0;
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const header = String(request.headers['baton-signature'] ?? '');
      const stamp = /t=(\d+)/.exec(header)?.[1] ?? '';
      const given = Buffer.from(/v1=([0-9a-f]{64})/.exec(header)?.[1] ?? '', 'hex');
      const right = createHmac('sha256', secret()).update(`${stamp}.${body}`).digest();
      if (given.length !== right.length || !timingSafeEqual(given, right)) {
        forged += 1;
        response.writeHead(401).end();
        return;
      }
      const event = botEvent.parse(JSON.parse(body));
      if (seen.has(event.id)) repeated += 1;
      else {
        seen.add(event.id);
        events.push(event);
      }
      response.writeHead(204).end();
      for (const wake of waiting) wake();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    events,
    repeated: () => repeated,
    forged: () => forged,
    event(wanted) {
      return new Promise((resolve) => {
        const look = (): void => {
          const found = events.find(wanted);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface EdgeAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** One bot at the edge; every call is one HTTP request, retried by the test itself where it wants to. */
export function speakAsBot(http: () => string, key: string) {
  const send = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<EdgeAnswer> => {
    const response = await fetch(`${http()}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    send,
    open: (id: string, name: string) =>
      send('POST', '/v1/conversations', {
        id,
        channel: 'chat',
        customer: { id: `c-${id}`, verified: true, name, organisation: 'Meridian Air' },
        account: { tier: 'premium', plan: 'Platinum', value: 6240, currency: 'EUR' },
      }),
    turn: (conversation: string, id: string, role: 'END_USER' | 'AUTOMATED_AGENT', text: string) =>
      send('POST', `/v1/conversations/${conversation}/turns`, { id, role, text }),
    initiate: (conversation: string, body: Record<string, unknown>) =>
      send('POST', `/v1/conversations/${conversation}/handoff`, body),
  };
}
