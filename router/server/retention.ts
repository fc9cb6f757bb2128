// Owns letting go of what is older than the configuration keeps: recorded conversations with all that was stored of them, and
// events of the feeds. At the start and every hour, one small piece at a time, so that everything else goes first.
// Refuses: whether a conversation may go (router/desk/letting-go.ts).
import { botStream, personStream, queueStream } from '#shared/protocol/streams.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import { doneKey, leftBy, pastKey, RECORDED, recordedBefore, recordOf, recordsOf } from '../desk/keys.ts';
import type { Piece } from '../desk/port.ts';
import type { Head } from '../desk/stored.ts';
import type { Engine, Entry } from '../engine/port.ts';
import type { Clerk } from './clerk.port.ts';
import type { Clock } from './clock.ts';
import type { ServerLog } from './parts.ts';

const DAY = 86_400_000;
/** Keys of the record that are looked at together, and events that are trimmed together. */
const PAGE = 256;

/** Nothing that was recorded before this is kept; ms since 1970, never below 0. */
export const recordFloor = ({ recordDays }: Pick<BatonConfig, 'recordDays'>, now: number): number =>
  Math.max(0, now - recordDays * DAY);

export interface RetentionOptions {
  readonly engine: Pick<Engine, 'get' | 'now' | 'scan' | 'read' | 'trim'>;
  readonly clerk: Pick<Clerk, 'letGo'>;
  readonly config: BatonConfig;
  readonly clock: Clock;
  readonly log: ServerLog;
  readonly everyMs: number;
}

export function startRetention({ engine, clerk, config, clock, log, everyMs }: RetentionOptions) {
  const streams = [
    ...config.people.map(({ id }) => personStream(id)),
    ...config.queues.map(({ id }) => queueStream(id)),
    ...config.bots.map(({ id }) => botStream(id)),
  ];
  let cancel: () => void = () => undefined;
  let stopped = false;
  /** Ends the wait that is under way. */
  let wake: () => void = () => undefined;

  /** Lets everything else that waits go first. False when it is over. */
  async function goOn(): Promise<boolean> {
    if (stopped) return false;
    await new Promise<void>((resolve) => {
      wake = resolve;
      clock.after(0, resolve);
    });
    return !stopped;
  }

  /** It is not told of as an earlier contact once it begins to go. */
  async function remembered(id: string): Promise<string[]> {
    const head = await engine.get(doneKey(id));
    if (head === null) return [];
    const { bot, customer, openedAt } = (JSON.parse(head.value) as Head).conversation;
    return customer.verified ? [pastKey(bot, customer.id, openedAt, id)] : [];
  }

  /** What is left of a conversation besides head and record; what is less than a piece goes with what comes next. */
  async function* piecesOf(conversation: string): AsyncGenerator<Pick<Piece, 'keys' | 'last'>> {
    let keys = await remembered(conversation);
    for (const { prefix, rest, most } of leftBy(conversation)) {
      let page: readonly Entry[] = [];
      do {
        page = await engine.scan(prefix, page.at(-1)?.key ?? null, most);
        keys.push(...page.map(({ key }) => key).filter((key) => rest.test(key.slice(prefix.length))));
        if (page.length === most) {
          yield { keys, last: false };
          keys = [];
        }
      } while (page.length === most);
    }
    yield { keys, last: true };
  }

  /** True when it went, or only its record did. */
  async function letGo(record: string): Promise<boolean> {
    const { id: conversation } = recordOf(record);
    // Asked with nothing first: what somebody keeps is not read.
    let answer = await clerk.letGo({ conversation, record, keys: [], last: false });
    if (answer !== 'going') return answer === 'gone';
    for await (const piece of piecesOf(conversation)) {
      if (!(await goOn())) break;
      answer = await clerk.letGo({ conversation, record, ...piece });
    }
    return answer === 'gone';
  }

  /** Queues that have a record, configured or not. */
  async function* queues(): AsyncGenerator<string> {
    let after: string | null = null;
    for (;;) {
      const [first] = await engine.scan(RECORDED, after, 1);
      if (first === undefined) return;
      const { queue } = recordOf(first.key);
      yield queue;
      after = `${recordsOf(queue)}\u{7f}`;
    }
  }

  async function letGoOf(queue: string, floor: number): Promise<number> {
    let gone = 0;
    let after: string | null = recordedBefore(queue, floor);
    while (after !== null) {
      const page = await engine.scan(recordsOf(queue), after, PAGE);
      for (const { key } of page) {
        if (!(await goOn())) return gone;
        if (await letGo(key)) gone += 1;
      }
      after = page.at(-1)?.key ?? null;
    }
    return gone;
  }

  async function trim(stream: string, floor: number): Promise<void> {
    let { floor: from } = await engine.read(stream, 0, 1);
    while (await goOn()) {
      const { events } = await engine.read(stream, from, PAGE);
      const old = events.findLast(({ at }) => at < floor);
      if (old === undefined) return;
      from = old.offset + 1;
      await engine.trim(stream, from);
    }
  }

  async function run(): Promise<void> {
    const floor = recordFloor(config, engine.now());
    for (const stream of streams) await trim(stream, floor);
    for await (const queue of queues()) {
      const conversations = await letGoOf(queue, floor);
      if (conversations > 0) log.info({ queue, conversations, floor }, 'old records were let go of');
    }
  }

  function next(): void {
    running = run()
      .catch((error: Error) => {
        // What is left goes the next time.
        if (error.name !== 'UnavailableError')
          log.error({ err: error }, 'old records could not be let go of');
      })
      .then(() => {
        if (!stopped) cancel = clock.after(everyMs, next);
      });
  }
  let running: Promise<void> = Promise.resolve();
  next();

  return {
    /** Begins nothing more; resolves when nothing of it is under way, which may wait for the clerk to answer. */
    async stop(): Promise<void> {
      stopped = true;
      cancel();
      // What the clock wakes does not keep a process that ends alive.
      wake();
      await running;
    },
  };
}
