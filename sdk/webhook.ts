// Owns believing a webhook delivery: its signature fits the body as it was sent, and it is recent.
// Refuses the server around it, and applying it once: that is the receiver's, by the event's id.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BotEvent } from './edge.ts';
import { BatonError } from './error.ts';

interface Delivery {
  /** The body byte by byte, before anything parsed it. */
  readonly body: string | Uint8Array;
  /** Header `Baton-Signature`. */
  readonly signature: string | null | undefined;
  readonly secret: string;
  /** How old it may be, seconds; 300. */
  readonly tolerance?: number;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now?: number;
}

/** @throws BatonError `bad_signature` with the reason; answer 401 then. */
export function readWebhook({
  body,
  signature,
  secret,
  tolerance = 300,
  now = Date.now(),
}: Delivery): BotEvent {
  const refuse = (why: string) => new BatonError('bad_signature', why, { where: 'readWebhook' });
  const parts = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? '');
  if (parts === null) throw refuse('the header Baton-Signature is missing or not "t=SECONDS,v1=HEX"');
  const [, seconds = '', hex = ''] = parts;
  const right = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
  if (!timingSafeEqual(right, Buffer.from(hex, 'hex'))) throw refuse('the signature does not fit the body');
  const age = Math.abs(now / 1_000 - Number(seconds));
  if (age > tolerance)
    throw refuse(`the signature is ${Math.round(age)} s away from now, ${tolerance} s are allowed`);
  return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as BotEvent;
}
