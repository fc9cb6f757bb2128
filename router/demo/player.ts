// Owns the demo's traffic: a few conversations at a time, never more than a handful waiting for a person.
import { setTimeout as wait } from 'node:timers/promises';
import { BatonError, type BotEvent, type Client, type HandoffStatus } from '#sdk/index.ts';
import { createConversation, type Phase } from './conversation.ts';
import { Mailbox } from './mailbox.ts';
import { createChance } from './random.ts';
import type { Recording, Recordings } from './recordings.ts';

export interface PlayerOptions {
  readonly client: Client;
  /** Ends a conversation, whether or not the demo is ending. */
  readonly leave: (conversation: string) => Promise<unknown>;
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

/** Conversations that begin shortly before their hard moment when somebody comes to work. */
const FAST_STARTS = 3;
/** Conversations while nobody is there. */
const MOST_ALONE = 3;

/** It waits for a person, or is on its way to that. */
const mayWait = ({ asks, phase }: Going) => phase === 'waiting' || (asks && phase === 'bot');

export async function play(options: PlayerOptions): Promise<void> {
  const { client, leave, recordings, pace, seed, run, most, mostWaiting, stop, say } = options;
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
      const page = await client.page({ after, limit: 200 });
      for (const event of page.events) remember(earlier, event);
      if (page.events.length === 0) break;
      after = page.next;
    }
    for (const [id, { status, humanTurns }] of earlier) {
      const recording = recordings.conversations.find(({ source }) => id.startsWith(`${source}.`));
      if (recording === undefined || !['queued', 'offered', 'accepted'].includes(status)) continue;
      const state = await client
        .conversation(id)
        .state()
        .catch((error: unknown) => {
          if (error instanceof BatonError) return undefined;
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
      const page = await client.page({ after, wait: 25, limit: 200 });
      for (const event of page.events) going.get(event.conversation)?.mailbox.put(event);
      after = page.next;
    }
  }

  /** The next recording, not one that is playing now. */
  function choose(mayAsk: boolean, mustAsk: boolean): Recording | undefined {
    const playing = new Set([...going.keys()].map((id) => id.slice(0, id.lastIndexOf('.'))));
    const free = recordings.conversations.filter(({ source }) => !playing.has(source));
    const asking = free.filter(({ asks }) => asks !== 'never');
    const quiet = free.filter(({ asks }) => asks === 'never');
    const pool = mayAsk && (mustAsk || quiet.length === 0 || chance.next() < 0.75) ? asking : quiet;
    return pool.length === 0 ? undefined : chance.pick(pool);
  }

  function start(recording: Recording, pacedTurns: number): void {
    started += 1;
    const id = `${recording.source}.${run}-${started}`;
    watch(id, begin(id, recording).play(Math.max(0, recording.turns.length - pacedTurns)));
  }

  /** Nobody asks for a person while nobody is there; when somebody comes, work arrives soon. */
  async function startConversations(): Promise<void> {
    let soon = 0;
    let staffedBefore = false;
    while (!stop.aborted) {
      const staffed = (await client.availability()).staffed > 0;
      if (staffed && !staffedBefore) soon = FAST_STARTS;
      staffedBefore = staffed;
      const mayAsk = staffed && [...going.values()].filter(mayWait).length < mostWaiting;
      const room = going.size < (staffed ? most : MOST_ALONE);
      const recording = room && (staffed || chance.next() < 0.2) ? choose(mayAsk, soon > 0) : undefined;
      if (recording !== undefined)
        start(recording, soon > 0 ? (FAST_STARTS + 1 - soon) * 2 : Number.POSITIVE_INFINITY);
      soon = Math.max(0, soon - 1);
      await pause(soon > 0 || !staffed ? 3_000 : chance.between(8_000, 22_000));
    }
  }

  /** The customers go when the demo goes, except those a person talks with: the next run takes these up. */
  async function sayGoodbye(): Promise<void> {
    const bot = [...going].filter(([, { phase }]) => phase === 'bot').map(([id]) => id);
    await Promise.allSettled(bot.map(leave));
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
  else if ('status' in event.data) entry.status = event.data.status;
}
