// Owns the frames of subprotocol baton.v1 between console and router: JSON text, one object a frame, `op` names it.
// Rules: apply only offset = last + 1; event rows and cursor in one transaction, then ack; explicit reset, never a
// silent gap; unknown fields ignored; unknown op answered with `err`; commands dedupe by (device, n, hash).
// Refuses: what the events and commands mean (feed.ts, commands.ts).
import { z } from 'zod';
import { grant } from '../schema/access.ts';
import { cannedReply } from '../schema/config.ts';
import { offer } from '../schema/handoff.ts';
import { livePolicy } from '../schema/live-policy.ts';
import { matchExplanation } from '../schema/match.ts';
import { colleague } from '../schema/presence.ts';
import { count, id, LIMITS, time } from '../schema/primitives.ts';
import { recordedConversation, recordedTurn } from '../schema/recorded.ts';
import { refusalBody } from './commands.ts';
import { cursor, streamName } from './streams.ts';

export const SUBPROTOCOL = 'baton.v1';
export const PROTOCOL_VERSION = 1;

/** Where a recorded conversation stands in the record of its queue. */
const recordMark = z.string().regex(/^\d{16}\/[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'a mark of the record');

/** One event inside `evs`: kind, data, time. Its offset is o0 plus its place in the list. */
const listed = z.object({ k: z.string().max(64), t: time, d: z.unknown() });

export const clientFrames = {
  /** First frame of a console. `n_next`: the number its next command will carry. */
  auth: z.object({
    op: z.literal('auth'),
    v: z.literal(PROTOCOL_VERSION),
    token: z.string().min(1).max(500),
    device: id,
    n_next: count,
    caps: z.array(z.string().max(64)).max(32).optional(),
    cursors: z
      .record(streamName, cursor)
      .refine((all) => Object.keys(all).length <= LIMITS.cursors, `at most ${LIMITS.cursors} cursors`),
  }),
  /** Cumulative: everything before these offsets is stored on the console; restores credit. */
  ack: z.object({ op: z.literal('ack'), a: z.record(streamName, count) }),
  /** A command. `n` dense per device from 1, `id` the operation, `base` the fence it was made against. */
  do: z.object({
    op: z.literal('do'),
    n: z.int().min(1),
    id,
    k: z.string().max(64),
    base: count.optional(),
    d: z.unknown(),
  }),
  /**
   * Droppable: {k: 'typing', d: {conversation, on}}. {k: 'wall', d: {on}} asks for the wall, or for no more of it; it is
   * forgotten with the connection.
   */
  eph: z.object({ op: z.literal('eph'), k: z.string().max(64), d: z.unknown() }),
  /** Asks for one part of a file that went with a turn this person may see. `ref` comes back with it. */
  get: z.object({ op: z.literal('get'), ref: count, conversation: id, file: id, part: count }),
  /** By a lead: why the offers of a handoff went to whom they went. `ref` comes back with it. */
  explain: z.object({ op: z.literal('explain'), ref: count, handoff: id }),
  /**
   * By a lead: one page of what was recorded of a queue, the newest first. `since`: what the console has, so that nothing
   * older comes; `after`: where the page before ended. `ref` comes back with it.
   */
  recorded: z.object({
    op: z.literal('recorded'),
    ref: count,
    queue: id,
    since: recordMark.optional(),
    after: recordMark.optional(),
  }),
  /**
   * By a lead, or by anyone of a queue that allows it: what is being said in a conversation that its bot has. `ref` comes
   * back with it.
   */
  listen: z.object({ op: z.literal('listen'), ref: count, conversation: id }),
  /** Asks again for a stream from a cursor, after the console set its copy aside. */
  sync: z.object({ op: z.literal('sync'), s: streamName, c: cursor }),
  ping: z.object({ op: z.literal('ping') }),
  pong: z.object({ op: z.literal('pong') }),
} as const;

export const serverFrames = {
  /** Heartbeat interval in ms, credit window in bytes, largest frame in bytes, name of the node, router's clock. */
  hello: z.object({
    op: z.literal('hello'),
    v: z.int(),
    hb: count,
    win: count,
    max: count,
    node: z.string(),
    now: time,
  }),
  /** `n_seen`: highest command number of this device with a lasting effect. `streams`: what will be followed. */
  ready: z.object({
    op: z.literal('ready'),
    agent: z.object({ id, name: z.string(), roles: z.array(z.string()) }),
    session: id,
    n_seen: count,
    streams: z.array(streamName),
    /** Streams that will begin with a reset. */
    reset: z.array(streamName),
    /** Queues of this person with what the page needs to know of them. */
    queues: z.array(
      z.object({
        id,
        name: z.string(),
        slaSeconds: count,
        dispositions: z.array(z.object({ id, label: z.string() })),
        /** Its people may take what waits out of turn. */
        choose: z.boolean().optional(),
        /** How long work stays with somebody who cannot be reached, s. */
        graceSeconds: z.number().positive().optional(),
      }),
    ),
    /** Queues that are not this person's, but that they may give a display: of an admin all others. */
    others: z.array(z.object({ id, name: z.string() })).optional(),
    auxCodes: z.array(z.string()),
    /** Who they all work for. */
    organisation: z.string().optional(),
    /** Canned replies of the configuration that are for this person's queues. */
    replies: z.array(cannedReply).optional(),
    demo: z.boolean(),
  }),
  ev: z.object({
    op: z.literal('ev'),
    s: streamName,
    e: count,
    o: count,
    t: time,
    k: z.string().max(64),
    d: z.unknown(),
  }),
  evs: z.object({
    op: z.literal('evs'),
    s: streamName,
    e: count,
    o0: count,
    list: z.array(listed).max(LIMITS.batch),
  }),
  /** Start the stream anew: `snap` is its state just before offset `o`. `more`: further parts follow, same s, e, o. */
  reset: z.object({
    op: z.literal('reset'),
    s: streamName,
    e: count,
    o: count,
    snap: z.unknown(),
    more: z.boolean().optional(),
  }),
  done: z.object({
    op: z.literal('done'),
    n: z.int().min(1),
    ok: z.boolean(),
    r: z.unknown().optional(),
    err: refusalBody.optional(),
  }),
  /** A live offer. Sent when made and, for each that still stands, right after `ready`. `ttl` ms from receipt. */
  offer: z.object({ op: z.literal('offer'), offer, ttl: count, ctx: grant }),
  /** The offer ended and was not yours: timeout, canceled, rescinded, taken elsewhere. */
  revoke: z.object({
    op: z.literal('revoke'),
    oid: id,
    why: z.enum(['timeout', 'canceled', 'rescinded', 'rejected']),
    to: z.string().optional(),
  }),
  /**
   * Right after `ready`: the people of each of the person's queues, in parts. `first` begins the queue's list anew. How
   * they are follows as `eph` presence.
   */
  people: z.object({
    op: z.literal('people'),
    queue: id,
    first: z.boolean(),
    list: z.array(colleague).max(LIMITS.people),
  }),
  /** One part of a file, base64; without `data` there is no such file for this person. `parts` in all. */
  file: z.object({
    op: z.literal('file'),
    ref: count,
    name: z.string().optional(),
    type: z.string().optional(),
    parts: count.optional(),
    data: z.string().optional(),
  }),
  /** The offers of a handoff, the latest last; none for whoever may not know. */
  matches: z.object({
    op: z.literal('matches'),
    ref: count,
    list: z.array(matchExplanation).max(LIMITS.explanations),
  }),
  /**
   * To leads and admins, right after `ready` and when one changes: policies by which the bots of their queues are judged.
   * `known`: all there are for them; others are over.
   */
  policies: z.object({ op: z.literal('policies'), known: z.array(z.string()), list: z.array(livePolicy) }),
  /**
   * Conversations that are over, the newest first; none for whoever may not read them. `next`: the `after` of the next
   * page, left out at the end. `newest`: where the first of them stands, the `since` of the next time. `floor`: what was
   * recorded before is not kept any more.
   */
  recorded: z.object({
    op: z.literal('recorded'),
    ref: count,
    list: z.array(recordedConversation),
    next: recordMark.optional(),
    newest: recordMark.optional(),
    floor: time.optional(),
  }),
  /** What was said since the bot has it, the oldest left out where it is too much; without `turns` it is not theirs to read. */
  words: z.object({ op: z.literal('words'), ref: count, turns: z.array(recordedTurn).optional() }),
  /**
   * Hide and purge now; the person feed tells the same as `access.ended`, at `at`. A console that has read on from there
   * knows it, and may hold what was given anew since.
   */
  forget: z.object({ op: z.literal('forget'), conversation: id, at: cursor.optional() }),
  /**
   * Droppable: {k: 'typing', d: {conversation, on}}, {k: 'counts', d: QueueCounts},
   * {k: 'watched', d: WatchedList}, {k: 'waits', d: WaitList}, to leads {k: 'taken', d: TakenList},
   * {k: 'presence', d: {queue, people: ColleaguePresence[]}}, {k: 'wall', d: a board or tick of wall.ts}. To those who
   * manage displays, after `ready` and at every change: {k: 'displays', d: WallDisplay[]}.
   */
  eph: z.object({ op: z.literal('eph'), k: z.string().max(64), d: z.unknown() }),
  ping: z.object({ op: z.literal('ping') }),
  pong: z.object({ op: z.literal('pong') }),
  /** The node goes away in `in` ms: reconnect elsewhere, lose nothing. */
  drain: z.object({ op: z.literal('drain'), in: count }),
  /** The frame was not understood; the connection stays. */
  err: z.object({ op: z.literal('err'), msg: z.string().max(500), ref: z.string().max(64).optional() }),
} as const;

export const clientFrame = z.discriminatedUnion('op', [
  clientFrames.auth,
  clientFrames.ack,
  clientFrames.do,
  clientFrames.eph,
  clientFrames.get,
  clientFrames.explain,
  clientFrames.recorded,
  clientFrames.listen,
  clientFrames.sync,
  clientFrames.ping,
  clientFrames.pong,
]);
export const serverFrame = z.discriminatedUnion('op', [
  serverFrames.hello,
  serverFrames.ready,
  serverFrames.ev,
  serverFrames.evs,
  serverFrames.reset,
  serverFrames.done,
  serverFrames.offer,
  serverFrames.revoke,
  serverFrames.people,
  serverFrames.file,
  serverFrames.matches,
  serverFrames.policies,
  serverFrames.recorded,
  serverFrames.words,
  serverFrames.forget,
  serverFrames.eph,
  serverFrames.ping,
  serverFrames.pong,
  serverFrames.drain,
  serverFrames.err,
]);

export type ClientFrame = z.infer<typeof clientFrame>;
export type ServerFrame = z.infer<typeof serverFrame>;
export type FrameOf<O extends ServerFrame['op']> = Extract<ServerFrame, { op: O }>;
