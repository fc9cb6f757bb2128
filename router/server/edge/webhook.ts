// Owns delivering a bot's events to its webhook: in order within a conversation, at least once, across restarts.
// A conversation that fails waits alone. Exactly once is the receiver's, by Baton-Event-Id.
import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { BotEvent, DeliveryRecord } from '#shared/protocol/edge.ts';
import { botStream } from '#shared/protocol/streams.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import { readSecret } from '../../secrets.ts';
import { checkTarget, type Resolve } from '../target.ts';
import type { Ledger } from './ledger.ts';
import type { EdgeClerk, EdgeLog } from './needs.ts';
import { post, sign } from './post.ts';
import { Problem } from './problem.ts';
import { type Log, toBotEvent, type Waiting } from './stream.ts';

export interface WebhookTiming {
  /** One attempt, from name resolution to the answer's status. */
  readonly timeoutMs: number;
  /** First pause after a failure; doubles up to `capMs`; each pause is drawn from its upper half. */
  readonly baseMs: number;
  readonly capMs: number;
  /** After as many, the event is `failed`. */
  readonly maxAttempts: number;
}

export const webhookTiming: WebhookTiming = {
  timeoutMs: 10_000,
  baseMs: 1_000,
  capMs: 300_000,
  maxAttempts: 14,
};

/** Events under way at the same time; reading waits when so many are not settled. */
const WINDOW = 1_000;
/** Offsets between the oldest event that is not settled and the next to read: bounds what is remembered. */
const SPAN = 20_000;
const PAGE = 200;

interface WebhookParts {
  readonly bot: string;
  readonly config: BatonConfig;
  readonly log: Log;
  readonly waiting: Waiting;
  readonly ledger: Ledger;
  readonly clerk: EdgeClerk;
  readonly errors: EdgeLog;
  readonly timing: WebhookTiming;
  readonly now: () => number;
  readonly resolve?: Resolve | undefined;
}

export function createWebhook(parts: WebhookParts) {
  const { bot, config, log, waiting, ledger, clerk, errors, timing, now, resolve } = parts;
  const stream = botStream(bot);
  const stopping = new AbortController();
  /** Events of one conversation that are not settled, oldest first; the first is being sent. */
  const lanes = new Map<string, { queue: BotEvent[]; hurry: AbortController; done: Promise<void> }>();
  let next = ledger.low;
  let underWay = 0;
  let filling: Promise<void> | null = null;
  let again = false;

  const webhookNow = () => config.bots.find(({ id }) => id === bot)?.webhook;

  async function attempt(event: BotEvent, attempts: number): Promise<{ status?: number; error?: string }> {
    const webhook = webhookNow();
    if (webhook === undefined) return { error: 'the bot has no webhook' };
    try {
      const body = JSON.stringify(event);
      const target = await checkTarget(webhook.url, config.allowTargets, resolve);
      const headers = {
        'baton-signature': sign(readSecret(webhook.secret, process.env), body, now()),
        'baton-event-id': event.id,
        'baton-delivery-attempt': String(attempts),
        'user-agent': 'Baton-Webhook/1',
      };
      const status = await post(target, body, headers, timing.timeoutMs, stopping.signal);
      if (status >= 200 && status < 300) return { status };
      return {
        status,
        error: status >= 300 && status < 400 ? 'redirects are not followed' : `answered ${status}`,
      };
    } catch (error) {
      return { error: (error as Error).message.slice(0, 200) || 'not reachable' };
    }
  }

  /** Tells the desk what became of a person's message; waits out a desk that cannot be told now. */
  async function tell(event: BotEvent, state: 'accepted' | 'failed'): Promise<void> {
    if (event.type !== 'human.turn') return;
    for (let failures = 0; !stopping.signal.aborted; failures += 1) {
      try {
        return await clerk.delivery(event.conversation, event.data.id, state);
      } catch (error) {
        if (failures === 0)
          errors.warn({ bot, event: event.id, err: error }, 'delivery state not stored yet');
        await pause(pauseAfter(failures + 1), stopping.signal);
      }
    }
  }

  function pauseAfter(attempts: number): number {
    const most = Math.min(timing.capMs, timing.baseMs * 2 ** Math.min(attempts - 1, 30));
    return Math.ceil(most / 2) + randomInt(Math.ceil(most / 2) + 1);
  }

  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    await wait(ms, undefined, { signal, ref: false }).catch(() => undefined);
  }

  /** Sends one event until it is settled or the router stops. */
  async function settle(event: BotEvent, lane: { hurry: AbortController }): Promise<void> {
    let record: DeliveryRecord = ledger.get(event.offset) ?? {
      offset: event.offset,
      event: event.id,
      conversation: event.conversation,
      type: event.type,
      state: 'pending',
      attempts: 0,
    };
    if (record.nextAt !== undefined && record.nextAt > now())
      await pause(record.nextAt - now(), AbortSignal.any([stopping.signal, lane.hurry.signal]));
    while (!stopping.signal.aborted) {
      lane.hurry = new AbortController();
      const attempts = record.attempts + 1;
      const { status, error } = await attempt(event, attempts);
      if (stopping.signal.aborted) return;
      const state =
        error === undefined
          ? 'accepted'
          : status === 410 || attempts >= timing.maxAttempts
            ? 'failed'
            : 'pending';
      const pauseMs = pauseAfter(attempts);
      const { offset, event: id, conversation, type } = record;
      record = {
        ...{ offset, event: id, conversation, type, state, attempts, lastAt: now() },
        ...(status === undefined ? {} : { status }),
        ...(error === undefined ? {} : { error }),
        ...(state === 'pending' ? { nextAt: now() + pauseMs } : {}),
      };
      if (state !== 'pending') await tell(event, state);
      if (stopping.signal.aborted) return;
      await ledger.write(record);
      if (state !== 'pending') return;
      await pause(pauseMs, AbortSignal.any([stopping.signal, lane.hurry.signal]));
    }
  }

  function enqueue(event: BotEvent): void {
    underWay += 1;
    const lane = lanes.get(event.conversation);
    if (lane !== undefined) {
      lane.queue.push(event);
      return;
    }
    const fresh = { queue: [event], hurry: new AbortController(), done: Promise.resolve() };
    lanes.set(event.conversation, fresh);
    fresh.done = runLane(event.conversation, fresh);
  }

  async function runLane(
    conversation: string,
    lane: { queue: BotEvent[]; hurry: AbortController },
  ): Promise<void> {
    for (let event = lane.queue[0]; event !== undefined && !stopping.signal.aborted; event = lane.queue[0]) {
      try {
        await settle(event, lane);
      } catch (error) {
        // The log or the shelf could not be written: the event stays first and is sent again.
        errors.error({ bot, event: event.id, err: error }, 'webhook delivery interrupted');
        await pause(timing.baseMs, stopping.signal);
        continue;
      }
      lane.queue.shift();
      underWay -= 1;
      fill();
    }
    lanes.delete(conversation);
  }

  async function readMore(): Promise<void> {
    while (!stopping.signal.aborted && underWay < WINDOW && next - ledger.low < SPAN) {
      const slice = await log.read(stream, next, Math.min(PAGE, WINDOW - underWay));
      if (slice.floor > next) {
        errors.warn({ bot, from: next, to: slice.floor }, 'events were trimmed before their delivery');
        next = slice.floor;
        await ledger.skipTo(next);
        continue;
      }
      if (slice.events.length === 0) return;
      for (const stored of slice.events) {
        next = stored.offset + 1;
        if ((ledger.get(stored.offset)?.state ?? 'pending') === 'pending') enqueue(toBotEvent(stored));
      }
    }
  }

  /** One reader at a time; a call during reading makes it read once more. */
  function fill(): void {
    again = true;
    if (filling !== null || stopping.signal.aborted || webhookNow() === undefined) return;
    filling = (async () => {
      while (again && !stopping.signal.aborted) {
        again = false;
        try {
          await readMore();
        } catch (error) {
          errors.error({ bot, err: error }, 'reading events for the webhook failed');
          await pause(timing.baseMs, stopping.signal);
          again = true;
        }
      }
    })().finally(() => {
      filling = null;
    });
  }

  const read = async (offset: number) =>
    (await log.read(stream, offset, 1)).events.find((event) => event.offset === offset);
  let unsubscribe = () => undefined as unknown;

  return {
    async start() {
      unsubscribe = waiting.on(stream, fill);
      // Redelivery of settled events that the last run did not finish.
      for (const record of ledger.pending().filter(({ offset }) => offset < next)) {
        const stored = await read(record.offset);
        if (stored) enqueue(toBotEvent(stored));
      }
      fill();
    },
    /** Sends a settled event once more, or a waiting one now. */
    async redeliver(offset: number): Promise<DeliveryRecord> {
      const record = ledger.get(offset);
      const stored = record && (await read(offset));
      if (record === undefined || stored === undefined)
        throw new Problem('not_found', `no delivery at offset ${offset}, or its event is no longer stored`);
      const lane = lanes.get(record.conversation);
      const underWayNow = lane?.queue.some((event) => event.offset === offset) ?? false;
      if (underWayNow) lane?.hurry.abort();
      else {
        const { nextAt: _over, error: _past, status: _last, ...rest } = record;
        await ledger.write({ ...rest, state: 'pending', attempts: 0 });
        enqueue(toBotEvent(stored));
      }
      return ledger.get(offset) ?? record;
    },
    async stop() {
      unsubscribe();
      stopping.abort();
      await filling;
      await Promise.all([...lanes.values()].map(({ done }) => done));
    },
  };
}

export type WebhookDelivery = ReturnType<typeof createWebhook>;
