// Owns what a console is told the moment it is let in: who it is, what it follows from where, and the offers that stand.

import { randomUUID } from 'node:crypto';
import type { FrameOf } from '#shared/protocol/frames.ts';
import { type Cursor, personStream, queueStream } from '#shared/protocol/streams.ts';
import type { PersonConfig } from '#shared/schema/config.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import type { Auth } from './connection.ts';
import type { GatewayParts } from './parts.ts';

export interface Welcome {
  readonly ready: FrameOf<'ready'>;
  readonly offers: readonly FrameOf<'offer'>[];
  /** Where each stream goes on; one that is missing begins with a reset. */
  readonly follow: ReadonlyMap<string, Cursor>;
}

/** @throws UnavailableError while the router cannot say what stands. */
export async function welcome(
  { clerk, engine, config, demo }: GatewayParts,
  person: PersonConfig,
  auth: Auth,
  seen: number,
): Promise<Welcome> {
  const streams = [personStream(person.id), ...person.queues.map(queueStream)];
  const follow = new Map<string, Cursor>();
  for (const stream of streams) {
    const cursor = auth.cursors[stream];
    if (cursor === undefined) continue;
    const [epoch, offset] = cursor;
    const log = await engine.read(stream, offset, 1);
    if (log.epoch === epoch && offset >= log.floor && offset <= log.head) follow.set(stream, cursor);
  }
  const { value: standing } = await clerk.view([], (desk) => desk.offersOf(person.id));
  return {
    ready: {
      op: 'ready',
      agent: { id: person.id, name: person.name, roles: person.roles },
      session: randomUUID(),
      n_seen: seen,
      streams,
      reset: streams.filter((stream) => !follow.has(stream)),
      queues: config.queues
        .filter(({ id }) => person.queues.includes(id))
        .map(({ id, name, sla, dispositions, choose, graceSeconds }) => ({
          ...{ id, name, slaSeconds: sla.seconds, dispositions, graceSeconds },
          ...(choose ? { choose } : {}),
        })),
      ...(person.roles.includes('admin')
        ? {
            others: config.queues
              .filter(({ id }) => !person.queues.includes(id))
              .map(({ id, name }) => ({ id, name })),
          }
        : {}),
      auxCodes: config.auxCodes,
      organisation: config.organisation,
      replies: config.replies.filter(
        ({ queues }) => queues === undefined || queues.some((queue) => person.queues.includes(queue)),
      ),
      demo,
    },
    offers: standing.map(({ offer, context }) => offerFrame(offer, context, engine.now())),
    follow,
  };
}

/** One frame for each, so that none grows with how many there are; where there are none, one that says so. */
export function policiesFrames(all: readonly LivePolicy[]): FrameOf<'policies'>[] {
  const known = all.map(({ id }) => id);
  if (all.length === 0) return [{ op: 'policies', known, list: [] }];
  return all.map((policy) => ({ op: 'policies', known, list: [policy] }));
}

export const offerFrame = (
  offer: FrameOf<'offer'>['offer'],
  ctx: FrameOf<'offer'>['ctx'],
  now: number,
): FrameOf<'offer'> => ({ op: 'offer', offer, ttl: Math.max(0, Math.round(offer.expiresAt - now)), ctx });
