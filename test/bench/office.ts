// Owns the routers the benches of the gateway run against: many people in one queue, nothing but what is measured going on.
import { createHash } from 'node:crypto';
import type { Engine } from '#router/engine/port.ts';
import { startServer } from '#router/server/server.ts';
import { batonConfig } from '#shared/schema/config.ts';

export const tokenOf = (place: number) => `token-of-person-${place}`;
export const QUEUE = 'q:care';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

export function startRouter(engine: Engine, people: number) {
  const config = batonConfig.parse({
    version: 1,
    organisation: 'Bench',
    people: Array.from({ length: people }, (_, place) => ({
      id: `p${place}`,
      name: `Person ${place}`,
      queues: ['care'],
      tokenHashes: [createHash('sha256').update(tokenOf(place)).digest('hex')],
    })),
    queues: [
      {
        ...{ id: 'care', name: 'Care', sla: { seconds: 60, share: 0.8 } },
        dispositions: [{ id: 'solved', label: 'Solved' }],
      },
    ],
  });
  return startServer({
    ...{ config, engine, log: silent, holder: 'bench', leaseMs: 600_000, drainMs: 0 },
    timing: { heartbeatMs: 600_000, countsMs: 600_000, closeMs: 100 },
  });
}

/** A row of the live queue, as large as they are. */
export const row = (place: number) =>
  JSON.stringify({
    row: {
      handoff: `conversation-${place}.1`,
      conversation: `conversation-${place}`,
      queue: 'care',
      state: 'queued',
      channel: 'chat',
      name: 'Ilse Verhoeven',
      organisation: 'Verhoeven Logistics',
      intent: 'change a booking for twelve people',
      queuedAt: 1_795_500_000_000 + place,
      dueAt: 1_795_500_060_000 + place,
      offers: 0,
      demo: false,
    },
  });
