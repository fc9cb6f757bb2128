// Owns handing out what bots were told, to leads of their queue and to admins: what was recorded page by page, the newest
// first, one page at a time in all and never more of it at once than a moment's work; and the words with a bot that go on,
// where the queue says so to everyone of it.
// Refuses: what a record holds (router/desk/recorded.ts).
import { z } from 'zod';
import type { ClientFrame, FrameOf } from '#shared/protocol/frames.ts';
import type { BatonConfig, PersonConfig } from '#shared/schema/config.ts';
import { type RecordedConversation, recordedConversation } from '#shared/schema/recorded.ts';
import { recordOf, recordsOf } from '../desk/keys.ts';
import { recordedFrom, saidToBot } from '../desk/recorded.ts';
import { readConversation } from '../desk/stored.ts';
import type { Engine } from '../engine/port.ts';
import type { Clock } from './clock.ts';
import type { ServerLog } from './parts.ts';
import { recordFloor } from './retention.ts';

/** Conversations of one page, and the bytes they may weigh together; one alone may weigh more. */
const PAGE = 100;
const PAGE_BYTES = 262_144;
/** One that is larger than this does not fit a frame and is passed over. */
const MOST_BYTES = 950_000;

type RecordsAsked = Extract<ClientFrame, { op: 'recorded' }>;
type Words = Pick<FrameOf<'words'>, 'turns'>;
type RecordsPage = Pick<FrameOf<'recorded'>, 'list' | 'next' | 'newest' | 'floor'>;

/** The first thing that is wrong, with its place where that is known. */
function reasonOf(error: Error): string {
  const [issue] = error instanceof z.ZodError ? error.issues : [];
  return issue === undefined ? error.message : `${issue.path.join('.')}: ${issue.message}`;
}

const timeOf = (mark: string): string => mark.slice(0, mark.indexOf('/'));

const mayRead = ({ roles, queues }: Pick<PersonConfig, 'roles' | 'queues'>, queue: string): boolean =>
  roles.includes('admin') || (roles.includes('lead') && queues.includes(queue));

export function createRecords(
  engine: Pick<Engine, 'get' | 'scan' | 'now'>,
  clock: Clock,
  log: Pick<ServerLog, 'error'>,
  config: Pick<BatonConfig, 'bots' | 'queues' | 'recordDays'>,
) {
  const { bots, queues } = config;
  const shared = new Set(queues.filter(({ watchedText }) => watchedText === 'everyone').map(({ id }) => id));
  let last: Promise<unknown> = Promise.resolve();

  /** Lets everything else that waits go first. */
  const moment = () => new Promise<void>((resolve) => void clock.after(0, resolve));

  const mayListen = (person: PersonConfig, queue: string): boolean =>
    mayRead(person, queue) || (shared.has(queue) && person.queues.includes(queue));

  const told = new Set<string>();
  /** What is stored of it makes no sense: it is named once, and passed over. @throws `error` where the whole file is at fault */
  function passOver(conversation: string, error: Error): null {
    if (error.name === 'EngineFileError') throw error;
    if (!told.has(conversation))
      log.error({ conversation, reason: reasonOf(error) }, 'a conversation is damaged and cannot be read');
    told.add(conversation);
    return null;
  }

  /** Null when it was recorded again meanwhile, so that it stands further up now, and when it cannot be read. */
  async function read(queue: string, key: string): Promise<RecordedConversation | null> {
    const { id, at } = recordOf(key);
    try {
      const stored = await readConversation(engine, id);
      if (stored?.head.recorded !== key) return null;
      return recordedConversation.parse(recordedFrom(stored, queue, at));
    } catch (error) {
      return passOver(id, error as Error);
    }
  }

  async function page({ queue, since, after }: RecordsAsked): Promise<RecordsPage> {
    const prefix = recordsOf(queue);
    const found = await engine.scan(prefix, after === undefined ? null : prefix + after, PAGE);
    const floor = recordFloor(config, engine.now());
    // What is older stands at the end, and may be there for a moment still.
    const marks = found
      .filter(({ key }) => recordOf(key).at >= floor)
      .map(({ key }) => key.slice(prefix.length));
    const ends = { floor, ...(marks[0] === undefined ? {} : { newest: marks[0] }) };
    const list: RecordedConversation[] = [];
    let size = 0;
    let next: string | undefined;
    for (const mark of marks) {
      // Times of marks grow as time goes back. Of the moment of `since` there may be more than the console has.
      if (since !== undefined && timeOf(mark) > timeOf(since)) return { list, ...ends };
      if (mark === since) continue;
      await moment();
      const recorded = await read(queue, prefix + mark);
      const bytes = recorded === null ? 0 : Buffer.byteLength(JSON.stringify(recorded));
      if (list.length > 0 && size + bytes > PAGE_BYTES)
        return { list, ...ends, ...(next === undefined ? {} : { next }) };
      if (recorded !== null && bytes <= MOST_BYTES) list.push(recorded);
      size += bytes;
      next = mark;
    }
    return { list, ...ends, ...(next === undefined || marks.length < PAGE ? {} : { next }) };
  }

  async function words(person: PersonConfig, conversation: string): Promise<Words> {
    const stored = await readConversation(engine, conversation).catch((error: Error) =>
      passOver(conversation, error),
    );
    const queue = bots.find(({ id }) => id === stored?.head.conversation.bot)?.queue;
    if (stored === null || queue === undefined || !mayListen(person, queue)) return {};
    const turns = saidToBot(stored);
    if (turns === null) return {};
    let left = PAGE_BYTES;
    const from = turns.findLastIndex((turn) => {
      left -= Buffer.byteLength(JSON.stringify(turn));
      return left < 0;
    });
    return { turns: turns.slice(Math.min(from + 1, turns.length - 1)) };
  }

  return {
    /** Those of a conversation that its bot has; nothing for whom it is not. */
    words,
    /** Nothing for whom it is not, and for whoever is gone when it is their turn. */
    page(person: PersonConfig, asked: RecordsAsked, isThere: () => boolean): Promise<RecordsPage> {
      const answer = last.then(() =>
        isThere() && mayRead(person, asked.queue) ? page(asked) : { list: [] as RecordedConversation[] },
      );
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}

export type Records = ReturnType<typeof createRecords>;
