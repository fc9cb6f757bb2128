// Owns every call the page may make of the core: name -> input and output.
// Refuses: how a call travels (envelope.ts) and who answers it (main/core/handlers).
import { z } from 'zod';
import { attachment, conversation as conversationSchema, entry } from '../schema/conversation.ts';
import {
  declineReason,
  endReason,
  handoff as handoffSchema,
  hintOutcome,
  judged,
  outcome,
  transferReason,
  transferTarget,
} from '../schema/handoff.ts';
import { matchExplanation } from '../schema/match.ts';
import { presenceStatus } from '../schema/presence.ts';
import { count, id, LIMITS, label, time } from '../schema/primitives.ts';
import { recordedTurn } from '../schema/recorded.ts';
import { capabilities } from './capabilities.ts';
import { historyFilter } from './history.ts';
import type { CallName } from './names.ts';
import { noticeKind } from './notices.ts';
import { settings, settingsChange } from './settings.ts';
import { triggerCalls } from './triggers.ts';
import { snapshot } from './views.ts';
import { whatIfCalls } from './what-if.ts';

const nothing = z.object({});
/** The outbox operation made by the call; its fate shows in the `outbox` collection. */
const operation = z.object({ operation: id });
const text = z.string().min(1).max(LIMITS.turnText);

export const searchHit = z.object({
  conversation: id,
  seq: count,
  at: time,
  name: label,
  organisation: label.optional(),
  /** The text around the match, and the matches in it as [start, end) UTF-16 offsets. */
  excerpt: z.string(),
  matches: z.array(z.tuple([count, count])),
});

export const historyRow = z.object({
  conversation: conversationSchema,
  handoff: handoffSchema,
  cachedAt: time,
});

export const check = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });

export const calls = {
  'app.hello': {
    input: nothing,
    output: z.object({
      version: z.string(),
      capabilities,
      router: z.string(),
      /** How long the copy may be read without the router, h. */
      leaseHours: z.number().optional(),
    }),
  },
  /** Whether this window has the person's attention: it is visible and has the focus. */
  'app.attend': { input: z.object({ attending: z.boolean() }), output: nothing },
  'state.snapshot': { input: nothing, output: snapshot },
  /** Starts the flow of `entries` for it, and marks it read. */
  'conversation.open': {
    input: z.object({ conversation: id }),
    output: z.object({
      entries: z.array(entry),
      draft: z.string(),
      /** A half-written note: kept on this device alone. */
      note: z.string().optional(),
    }),
  },
  /** Its entries as they are now, for a page that may open it soon: neither marks it read nor starts their flow. */
  'conversation.peek': {
    input: z.object({ conversation: id }),
    output: z.object({ entries: z.array(entry) }),
  },
  /** By a lead, from the router: what is said since its bot has it. `not_found` where it has not, or is not theirs to read. */
  'conversation.listen': {
    input: z.object({ conversation: id }),
    output: z.object({ turns: z.array(recordedTurn) }),
  },
  'conversation.leave': { input: z.object({ conversation: id }), output: nothing },
  /** Goes after `undoSeconds` (settings); until then `outbox.undo` takes it back. `attachments`: ids of `attachment.add`. */
  'conversation.send': {
    input: z.object({
      conversation: id,
      text,
      attachments: z.array(id).max(LIMITS.attachments).optional(),
    }),
    output: operation,
  },
  'conversation.note': {
    input: z.object({
      conversation: id,
      text: text.max(LIMITS.noteText),
      mentions: z.array(id).max(LIMITS.mentions).optional(),
    }),
    output: operation,
  },
  /** Stored on this device at once; a reply is synced within 2 s, a note or what is too long for a reply stays here. */
  'conversation.draft': {
    input: z.object({
      conversation: id,
      text: z.string().max(LIMITS.keptText),
      note: z.boolean().optional(),
    }),
    output: nothing,
  },
  'conversation.typing': { input: z.object({ conversation: id, on: z.boolean() }), output: nothing },
  /** Ends it without wrap-up. `message`: last words the customer reads. `block`: no person for them any more. */
  'conversation.end': {
    input: z.object({ handoff: id, reason: endReason, block: z.boolean(), message: text.optional() }),
    output: operation,
  },
  /**
   * Keeps a file on this device for the next reply. `data` is base64. `invalid_input` with detail `too_large`,
   * `too_many`, `empty` or `type` (not one that may be sent).
   */
  'attachment.add': {
    input: z.object({
      conversation: id,
      name: z.string().max(1_000),
      data: z.string().max(2 * LIMITS.fileBytes),
    }),
    output: z.object({ attachment }),
  },
  /** Of a file that was not sent yet. */
  'attachment.remove': { input: z.object({ conversation: id, id }), output: nothing },
  /** A file of a turn this person may see; needs the link unless it was added here. `data` is base64. */
  'attachment.read': {
    input: z.object({ conversation: id, id }),
    output: z.object({ name: label, type: z.string(), data: z.string() }),
  },
  'context.opened': { input: z.object({ handoff: id }), output: operation },
  /** Of a warning that a draft asks again: counted on the handoff. */
  'context.hinted': { input: z.object({ handoff: id, what: hintOutcome }), output: operation },
  /** Waits for the router: an offer cannot be accepted offline. `conflict` with the refusal code when it is gone. */
  'offer.accept': { input: z.object({ offer: id }), output: z.object({ conversation: id }) },
  'offer.decline': { input: z.object({ offer: id, reason: declineReason }), output: nothing },
  'handoff.wrap': { input: z.object({ handoff: id }), output: operation },
  'handoff.complete': {
    input: z.object({ handoff: id, outcome, ...judged.partial().shape }),
    output: operation,
  },
  'handoff.return': { input: z.object({ handoff: id, reason: label.optional() }), output: operation },
  'handoff.label': { input: z.object({ handoff: id, ...judged.shape }), output: operation },
  /** The half-written reply goes along; the note is for the next person alone. */
  'handoff.transfer': {
    input: z.object({
      handoff: id,
      to: transferTarget,
      reason: transferReason,
      note: text.max(LIMITS.noteText).optional(),
    }),
    output: operation,
  },
  'handoff.hold': {
    input: z.object({ handoff: id, until: time.optional(), reason: label.optional() }),
    output: operation,
  },
  'handoff.resume': { input: z.object({ handoff: id }), output: operation },
  /**
   * Offered to one person before anybody else: by a lead, or for oneself where the queue lets its people choose. Waits for the
   * router; `conflict` with the refusal code.
   */
  'handoff.assign': { input: z.object({ handoff: id, person: id }), output: nothing },
  /** By a lead, from the router: why its offers went to whom they went, the latest last. Empty where there is nothing to know. */
  'handoff.explain': {
    input: z.object({ handoff: id }),
    output: z.object({ offers: z.array(matchExplanation) }),
  },
  'consult.start': {
    input: z.object({ handoff: id, person: id, question: text.max(LIMITS.noteText) }),
    output: operation,
  },
  'consult.end': { input: z.object({ handoff: id }), output: operation },
  /** By a lead: the customer of this bot may have a person again. */
  'customer.unblock': { input: z.object({ bot: id, customer: id }), output: operation },
  /** `keepUntil` with `offline`: open work stays theirs, held, until then. Times are by the router's clock. */
  'presence.set': {
    input: z.object({
      status: presenceStatus,
      aux: label.optional(),
      afterThis: z.boolean().optional(),
      keepUntil: time.optional(),
    }),
    output: operation,
  },
  'missed.seen': { input: z.object({ ids: z.array(id).max(1_000) }), output: nothing },
  /** Shows a sample of this kind as it would look and sound now, also while it is quiet. */
  'notice.try': { input: z.object({ kind: noticeKind }), output: nothing },
  /** Newest first. Words are joined by AND, the last one matches as a prefix. `before` pages on. */
  'history.search': {
    input: z.object({
      text: z.string().min(1).max(500),
      before: time.optional(),
      limit: z.int().min(1).max(100).default(50),
      filter: historyFilter.optional(),
    }),
    /** `next`: the `before` of the next page; left out when there is none. */
    output: z.object({ hits: z.array(searchHit), next: time.optional() }),
  },
  'history.list': {
    input: z.object({
      before: time.optional(),
      limit: z.int().min(1).max(200).default(50),
      filter: historyFilter.optional(),
    }),
    output: z.object({ rows: z.array(historyRow), next: time.optional() }),
  },
  /**
   * Drops a refused operation, after the person has decided about its text, or takes back one that has not gone. `conflict` with
   * detail `wrong_state` when it is too late.
   */
  'outbox.discard': { input: z.object({ operation: id }), output: nothing },
  /** Takes back a reply that has not gone yet, with its text. `conflict` with detail `wrong_state` when it is too late. */
  'outbox.undo': { input: z.object({ operation: id }), output: z.object({ text: z.string() }) },
  /** Sends it now. */
  'outbox.hurry': { input: z.object({ operation: id }), output: nothing },
  /** While on, the collection `wall` is kept; each page says so again after it lost its host. For leads and admins. */
  'wall.watch': { input: z.object({ on: z.boolean() }), output: nothing },
  /** Waits for the router. `url` is the display's address with its token, told here and never again. */
  'display.add': {
    input: z.object({ name: label, queues: z.array(id).min(1).max(LIMITS.wallQueues) }),
    output: z.object({
      id,
      url: z.string(),
      /** The router is on this computer, and other screens cannot reach it. */
      local: z.boolean(),
    }),
  },
  'display.revoke': { input: z.object({ id }), output: nothing },
  ...triggerCalls,
  ...whatIfCalls,
  'link.retry': { input: nothing, output: nothing },
  /** Looks at a router this console is not connected to, while its address and token are typed. Never an error. */
  'link.check': {
    input: z.object({ router: z.string().max(2_000), token: z.string().max(500) }),
    output: z.object({
      /** A message id: why it cannot be used. */
      reason: z.string().optional(),
      /** What travels is encrypted. */
      secure: z.boolean().optional(),
      /** From opening the socket to its first word. */
      answeredMs: count.optional(),
      /** Router clock minus this clock. */
      offsetMs: z.int().optional(),
      /** Whose token it is. */
      person: z
        .object({ id, name: z.string(), roles: z.array(z.string()), queues: z.array(z.string()) })
        .optional(),
    }),
  },
  'settings.get': { input: nothing, output: settings },
  'settings.set': { input: settingsChange, output: settings },
  'diagnostics.run': { input: nothing, output: z.object({ checks: z.array(check) }) },
} as const satisfies Record<CallName, { input: z.ZodType; output: z.ZodType }>;

export type Input<N extends CallName> = z.input<(typeof calls)[N]['input']>;
/** What a handler receives: validated, with defaults filled in. */
export type Parsed<N extends CallName> = z.output<(typeof calls)[N]['input']>;
export type Output<N extends CallName> = z.output<(typeof calls)[N]['output']>;

type Namespace<N extends string> = N extends `${infer S}.${string}` ? S : never;
type Verb<N extends string> = N extends `${string}.${infer V}` ? V : never;

/** The handlers of one namespace: `satisfies Handlers<'offer'>` fails on a missing or an extra verb. */
export type Handlers<S extends Namespace<CallName>> = {
  [N in Extract<CallName, `${S}.${string}`> as Verb<N>]: (input: Parsed<N>) => Promise<Output<N>> | Output<N>;
};

export type SearchHit = z.infer<typeof searchHit>;
export type HistoryRow = z.infer<typeof historyRow>;
export type Check = z.infer<typeof check>;
