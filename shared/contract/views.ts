// Owns what the page sees: rows of a few named collections, kept equal by a snapshot and ordered diffs.
// Refuses: how they are stored or synced.
import { z } from 'zod';
import { wallBoard, wallDisplay } from '../protocol/wall.ts';
import { accessEnd, right } from '../schema/access.ts';
import { cannedReply } from '../schema/config.ts';
import { conversation, entry } from '../schema/conversation.ts';
import { handoff, offer } from '../schema/handoff.ts';
import { livePolicy } from '../schema/live-policy.ts';
import { colleague, colleaguePresence, dayFigures, presence } from '../schema/presence.ts';
import { count, id, label, time } from '../schema/primitives.ts';
import { queueCounts, queueRow, takenList, waitList, watchedList } from '../schema/queue.ts';
import { noticeKind, openTarget } from './notices.ts';
import { previewView } from './triggers.ts';
import { whatIfView } from './what-if.ts';

/** The link to the router, as shown in the title bar and the banner. Times are by this device's clock. */
export const linkView = z.object({
  state: z.enum(['connecting', 'live', 'reconnecting', 'offline', 'refused']),
  since: time,
  /** Last moment at which data was known to be current. */
  freshAt: time.optional(),
  /** When the copy locks if the router stays away. */
  locksAt: time.optional(),
  nextTryAt: time.optional(),
  /** On refused: a message id (wrong token, replaced by another window, version). */
  reason: z.string().optional(),
  /** Router clock minus this clock, ms; the page shows deadlines by it. */
  clockOffset: z.int(),
  /** Operations waiting in the outbox. */
  outbox: count,
  demo: z.boolean(),
  /** The cache is locked: no router contact for longer than the lease. */
  locked: z.boolean(),
  /** The outbox was damaged when this console started, and is empty: the name of the file that is kept of it. */
  lostOutbox: z.string().optional(),
});

export const meView = z.object({
  id,
  name: z.string(),
  roles: z.array(z.string()),
  presence,
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
  /** Queues that are not theirs, but that they may give a display. */
  others: z.array(z.object({ id, name: z.string() })).optional(),
  auxCodes: z.array(z.string()),
  /** Who they all work for; the `{organisation}` of canned replies. */
  organisation: z.string().optional(),
  /** Zeros before the router has said them. */
  day: dayFigures,
  /** Canned replies for this person's queues; variables in braces are filled in by the page (REPLY_VARIABLES). */
  replies: z.array(cannedReply),
});

/** A colleague of this person's queues, or they themselves. Without a link: as it was known last. */
export const personView = colleague.extend(colleaguePresence.shape);

/** Something that happened while nobody looked; kept on this device, newest 200 of 14 days. */
export const missedView = z.object({
  id,
  kind: noticeKind,
  at: time,
  /** Who it is about: the customer, or the colleague who wrote the note; nobody when it is the link. */
  name: label.optional(),
  /** Of a mention. What customers wrote is not kept here. */
  text: z.string().optional(),
  /** Turns of one conversation are one row. */
  count: z.int().min(1),
  /** Who took the offer instead. */
  to: label.optional(),
  open: openTarget,
  seen: z.boolean(),
});

/** One conversation this person may see: the row in the list, and the head of the conversation. */
export const conversationView = z.object({
  id,
  right,
  conversation,
  handoff,
  unread: count,
  typing: z.boolean(),
  /** Replies and notes in the outbox. */
  pending: count,
  draft: z.string(),
});

/** Work that went away from this person since the console started; how offers end is told by themselves. */
export const goneView = z.object({
  id,
  why: accessEnd.shape.why.extract(['requeued', 'transferred', 'consult_ended', 'expired']),
  /** By this device's clock. */
  at: time,
  /** Of what waits again: its handoff, and the queue where this person is of it. */
  handoff: id.optional(),
  queue: label.optional(),
});

export const offerView = z.object({
  id,
  offer,
  /** By this device's clock, from the router's ttl. */
  expiresAt: time,
  /** `open` can be answered; the rest say how it ended and stay until dismissed or a few seconds passed. */
  state: z.enum(['open', 'answering', 'timeout', 'canceled', 'rescinded', 'lost']),
  /** Who has it instead. */
  to: z.string().optional(),
  conversation,
  handoff,
});

/** An operation made on this device that is not known to be done. */
export const outboxView = z.object({
  id,
  n: count,
  kind: z.string(),
  conversation: id.optional(),
  /** Whom the conversation is with, as long as this device has known it since the console started. */
  customer: z.string().optional(),
  /** Whose revision is published or taken back. */
  policy: z.string().optional(),
  /** For a reply or note: its text, never lost. */
  text: z.string().optional(),
  at: time,
  /** A reply that can still be taken back: when it goes, by this device's clock. */
  sendAt: time.optional(),
  /** `refused` stays until the person decides (send as note, copy, discard). */
  state: z.enum(['waiting', 'sent', 'refused']),
  refusal: z.string().optional(),
  owner: z.object({ name: z.string(), since: time }).optional(),
});

/** Collections: name -> schema of one row; every row has a string `id` (queue rows: the handoff). */
export const collections = {
  link: linkView,
  me: meView,
  conversations: conversationView,
  /** id = the conversation. */
  gone: goneView,
  offers: offerView,
  queue: queueRow,
  counts: queueCounts,
  /** How long the line of a queue takes; id = the queue. */
  waits: waitList,
  /** Who is with the bots of a queue; id = the queue. */
  watched: watchedList,
  /** What colleagues have, for leads of a queue; id = the queue. */
  taken: takenList,
  outbox: outboxView,
  people: personView,
  missed: missedView,
  /** One row, id `wall`, while a page watches it. */
  wall: wallBoard,
  /** For those who manage them. */
  displays: wallDisplay,
  /** What the router judges by; for leads and admins. */
  policies: livePolicy,
  /** One row, id `preview`: what a draft can be tried on. For leads and admins. */
  preview: previewView,
  /** What-if runs that are under way, by the id that the page gave each. */
  whatif: whatIfView,
  /** Entries of the conversations the page has open; id = `${conversation}/${seq}`. */
  entries: z.object({ conversation: id, entry }),
} as const;

export type CollectionName = keyof typeof collections;
export type Collections = { [K in CollectionName]: z.infer<(typeof collections)[K]> };

const upsert = z.object({
  c: z.enum(Object.keys(collections) as [CollectionName, ...CollectionName[]]),
  id: z.string(),
  row: z.unknown(),
});
const removal = z.object({ c: upsert.shape.c, id: z.string() });

export const snapshot = z.object({ rev: count, rows: z.array(upsert) });
/** Applies only when `rev` is the last one plus 1; a gap asks for a new snapshot. */
export const diff = z.object({ rev: count, upserts: z.array(upsert), removals: z.array(removal) });

export type LinkView = z.infer<typeof linkView>;
export type MeView = z.infer<typeof meView>;
export type ConversationView = z.infer<typeof conversationView>;
export type GoneView = z.infer<typeof goneView>;
export type OfferView = z.infer<typeof offerView>;
export type OutboxView = z.infer<typeof outboxView>;
export type PersonView = z.infer<typeof personView>;
export type MissedView = z.infer<typeof missedView>;
export type Upsert = z.infer<typeof upsert>;
export type Removal = z.infer<typeof removal>;
export type Snapshot = z.infer<typeof snapshot>;
export type Diff = z.infer<typeof diff>;
