// Owns what a wall shows and how a display hears it: aggregates of queues, never text and never a customer's name.
// A display speaks `baton.wall.v1`: `hello`, then `auth` with its token, then one `board` and at most one `tick` a second.
// Refuses: judging what is shown (shared/domain/wall).
import { z } from 'zod';
import { count, id, LIMITS, label, time } from '../schema/primitives.ts';

export const WALL_PROTOCOL = 'baton.wall.v1';
export const WALL_VERSION = 1;
export const WALL_PATH = '/wall';
export const WALL_SOCKET = '/wall/stream';
/** Bars of arrivals: `BARS` spans of `BAR_MS`, the last one still running. */
export const BARS = 12;
export const BAR_MS = 300_000;
/** What "lately" means for the service level, ms. */
export const RECENT_MS = 900_000;

/** `within` of `of`: never a rate without what it is a share of. */
const share = z.object({ within: count, of: count });

/** People of some queues, each counted once. Who is cut off counts as offline until they are back. */
export const wallPeople = z.object({
  available: count,
  /** At work, but full or about to stop: they take nothing more now. */
  atLimit: count,
  away: count,
  break: count,
  offline: count,
  /** Capacity units in use and in all, of those who are not offline. */
  load: count,
  capacity: count,
});

/** One queue as of `at` of the frame it comes in. All times are the router's. */
export const wallQueue = z.object({
  id,
  name: label,
  /** The target: this share answered within so many seconds. */
  goal: z.object({ seconds: count, share: z.number().min(0).max(1) }),
  waiting: count,
  /** Since when the one waits who has waited longest. */
  longestSince: time.optional(),
  /** Waits that are past the target now, and since when the first of them is. */
  breaches: count,
  breachSince: time.optional(),
  /** Conversations that people of any queue have from this one. */
  withPeople: count,
  people: wallPeople,
  /** Chats that could be taken at once. */
  free: count,
  open: z.boolean(),
  /** When a closed queue opens, and when an open one closes if that is within the hour. */
  opensAt: time.optional(),
  closesAt: time.optional(),
  /** Seconds; left out where nothing can be promised. */
  expectedWait: count.optional(),
  /**
   * Service level: answered within the target of (answered + abandoned - short abandons). A wait is counted when it
   * ends. `recent`: in the last 15 minutes. `belowSince`: since when it is below the goal, at most an hour back.
   */
  recent: share.extend({ belowSince: time.optional() }),
  /** The same over the local day of the queue, from `since` on. */
  today: share.extend({
    since: time,
    /** Handoffs that entered the queue, and of them those that ended before any person had them. */
    entered: count,
    abandoned: count,
    offers: count,
    missed: count,
  }),
  /** [arrivals, handoffs] per bar, oldest first. Arrivals: conversations begun with a bot of this queue. */
  bars: z.array(z.tuple([count, count])).length(BARS),
});

const alertBase = { queue: id, name: label };
/** Worst first. */
export const wallAlert = z.discriminatedUnion('kind', [
  /** `count` waits are longer than the target of `seconds`. */
  z.object({ kind: z.literal('over_target'), ...alertBase, count, seconds: count, since: time }),
  /** Open, and nobody is there to take anything; `since` the first of those who wait for it, if any. */
  z.object({ kind: z.literal('nobody'), ...alertBase, since: time.optional() }),
  /** The service level of the last 15 minutes is below the goal. */
  z.object({ kind: z.literal('below_goal'), ...alertBase, since: time }),
  /** It closes at `at`. */
  z.object({ kind: z.literal('closing'), ...alertBase, at: time }),
]);

/** Everything a wall shows, as of `at`. */
export const wallBoard = z.object({
  at: time,
  title: label,
  queues: z.array(wallQueue).max(LIMITS.wallQueues),
  /** Queues of this wall of which nothing can be said now. */
  missing: z.array(id).max(LIMITS.wallQueues),
  people: wallPeople,
  alerts: z.array(wallAlert).max(4 * LIMITS.wallQueues),
});

/** What is different as of `at`; everything it does not name is as before, and confirmed. */
export const wallTick = wallBoard.omit({ title: true }).partial().required({ at: true });

export const wallServerFrames = {
  /** The router's clock, and how often something is said at least, ms. */
  hello: z.object({ op: z.literal('hello'), v: z.int(), now: time, every: count }),
  board: z.object({ op: z.literal('board'), board: wallBoard }),
  tick: z.object({ op: z.literal('tick'), tick: wallTick }),
} as const;
export const wallServerFrame = z.discriminatedUnion('op', [
  wallServerFrames.hello,
  wallServerFrames.board,
  wallServerFrames.tick,
]);
/** The only frame of a display. */
export const wallAuth = z.object({
  op: z.literal('auth'),
  v: z.literal(WALL_VERSION),
  token: z.string().min(1).max(500),
});

/** How the router ends a display's connection. Any other close: try again. */
export const WALL_CLOSE = {
  /** What was said is not this protocol. */
  protocol: 4003,
  /** No display has this token, or it was withdrawn. */
  unauthorized: 4005,
  /** Withdrawn a moment ago. */
  revoked: 4010,
} as const;

/** A display that was given access; its token is known to nobody but itself. */
export const wallDisplay = z.object({
  id,
  name: label,
  queues: z.array(id).min(1).max(LIMITS.wallQueues),
  addedAt: time,
  addedBy: label,
});

export type WallPeople = z.infer<typeof wallPeople>;
export type WallQueue = z.infer<typeof wallQueue>;
export type WallAlert = z.infer<typeof wallAlert>;
export type WallBoard = z.infer<typeof wallBoard>;
export type WallTick = z.infer<typeof wallTick>;
export type WallServerFrame = z.infer<typeof wallServerFrame>;
export type WallDisplay = z.infer<typeof wallDisplay>;
