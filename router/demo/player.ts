// Owns the demo's traffic: a few conversations at a time, never more than a handful waiting for a person.
import { setTimeout as wait } from 'node:timers/promises';
import type { BotEvent, HandoffStatus } from '#shared/protocol/edge.ts';
import { type Client, RefusedError } from './client.ts';
import { createConversation, type Phase } from './conversation.ts';
import { Mailbox } from './mailbox.ts';
import { createChance } from './random.ts';
import type { Recording, Recordings } from './recordings.ts';

export interface PlayerOptions {
  readonly client: Client;
  readonly recordings: Recordings;
  /** 1 = as fast as people; 10 = ten times that. */
  readonly pace: number;
  readonly seed: number;
  /** Part of every conversation id, so that a later run does not meet the conversations of this one. */
  readonly run: string;
  /** Conversations going on at the same time. */
  readonly most: number;
  /** Conversations that may wait for a person or be on their way to that. */
  readonly mostWaiting: number;
  readonly stop: AbortSignal;
  readonly say: (line: string) => void;
}

interface Going {
  readonly mailbox: Mailbox;
  phase: Phase;
  readonly asks: boolean;
}

/** What the events of an earlier run say of one conversation. */
interface Earlier {
  status: HandoffStatus['status'];
  humanTurns: { index: number; text: string }[];
}

/** Turns said without pauses in the first conversations, so that something arrives soon. */
const HEAD_START = 2;
const FAST_STARTS = 3;

export async function play(options: PlayerOptions): Promise<void> {
  const { client, recordings, pace, seed, run, most, mostWaiting, stop, say } = options;
  const going = new Map<string, Going>();
  const chance = createChance(seed);
  const pause = (ms: number) => wait(ms / pace, undefined, { signal: stop }).then(() => undefined);
  const within = (ms: number) => AbortSignal.any([stop, AbortSignal.timeout(Math.ceil(ms / pace))]);
  let started = 0;

  function begin(id: string, recording: Recording) {
    const mailbox = new Mailbox();
    const entry: Going = { mailbox, phase: 'bot', asks: recording.asks !== 'never' };
    going.set(id, entry);
    const enter = (phase: Phase) => {
      entry.phase = phase;
    };
    const own = createChance(seed + going.size * 7_919 + started * 104_729);
    const parts = { id, recording, closing: recordings.closing, client, mailbox, chance: own };
    return createConversation({ ...parts, pause, within, enter });
  }

  function watch(id: string, work: Promise<void>): void {
    work
      .catch((error: unknown) => {
        if (!stop.aborted) say(`${id}: ${(error as Error).message}`);
      })
      .finally(() => {
        if (!stop.aborted) going.delete(id);
      });
  }

  /** Reads the stream from the start: what an earlier run left open is taken up, the rest is acknowledged. */
  async function takeUp(): Promise<number> {
    const earlier = new Map<string, Earlier>();
    let after = 0;
    for (;;) {
      const page = await client.events(after, 0);
      for (const event of page.events) remember(earlier, event);
      if (page.events.length === 0) break;
      after = page.next;
    }
    for (const [id, { status, humanTurns }] of earlier) {
      const recording = recordings.conversations.find(({ source }) => id.startsWith(`${source}.`));
      if (recording === undefined || !['queued', 'offered', 'accepted'].includes(status)) continue;
      const state = await client.state(id).catch((error: unknown) => {
        if (error instanceof RefusedError) return undefined;
        throw error;
      });
      if (state?.handoff === undefined || state.state === 'closed') continue;
      const answered = Math.max(humanTurns.length - 1, 0);
      watch(id, begin(id, recording).resume(state.handoff.status, humanTurns.at(-1), answered));
    }
    return after;
  }

  async function follow(from: number): Promise<void> {
    let after = from;
    while (!stop.aborted) {
      const page = await client.events(after, 25);
      for (const event of page.events) going.get(event.conversation)?.mailbox.put(event);
      after = page.next;
    }
  }

  /** The next recording: not one that is playing now, and one without a handoff when enough people wait. */
  function choose(mayAsk: boolean): Recording | undefined {
    const playing = new Set([...going.keys()].map((id) => id.slice(0, id.lastIndexOf('.'))));
    const free = recordings.conversations.filter(({ source }) => !playing.has(source));
    const asking = free.filter(({ asks }) => asks !== 'never');
    const quiet = free.filter(({ asks }) => asks === 'never');
    const pool = mayAsk && (quiet.length === 0 || chance.next() < 0.75) ? asking : quiet;
    return pool.length === 0 ? undefined : chance.pick(pool);
  }

  async function startConversations(): Promise<void> {
    while (!stop.aborted) {
      const { staffed } = await client.availability();
      const comingOrWaiting = [...going.values()].filter(
        ({ asks, phase }) => phase === 'waiting' || (asks && phase === 'bot'),
      ).length;
      const recording =
        going.size < most ? choose(comingOrWaiting < (staffed > 0 ? mostWaiting : 2)) : undefined;
      if (recording !== undefined) {
        started += 1;
        const id = `${recording.source}.${run}-${started}`;
        const skipTo =
          started <= FAST_STARTS ? Math.max(0, recording.turns.length - HEAD_START - started * 2) : 0;
        watch(id, begin(id, recording).play(skipTo));
      }
      await pause(started < FAST_STARTS ? 3_000 : chance.between(8_000, staffed > 0 ? 22_000 : 60_000));
    }
  }

  /** The customers go when the demo goes, except those a person talks with: the next run takes these up. */
  async function sayGoodbye(): Promise<void> {
    const bot = [...going].filter(([, { phase }]) => phase === 'bot').map(([id]) => id);
    await Promise.allSettled(bot.map((id) => client.lastWord(id, 'demo ended', 1_000)));
  }

  try {
    const from = await takeUp();
    await Promise.all([follow(from), startConversations()]);
  } catch (error) {
    if (!stop.aborted) throw error;
  } finally {
    await sayGoodbye();
  }
}

function remember(earlier: Map<string, Earlier>, event: BotEvent): void {
  const entry = earlier.get(event.conversation) ?? { status: 'queued', humanTurns: [] };
  earlier.set(event.conversation, entry);
  if (event.type === 'human.turn') entry.humanTurns.push(event.data);
  else if (event.type === 'handoff.returned') entry.status = 'returned';
  else if (event.type !== 'handoff.scored') entry.status = event.data.status;
}
