// Owns baton.config.json: who works here, in which queues, at what hours, to which targets, with which bots.
// Refuses: secrets in the clear. Tokens and keys are stored as SHA-256 hex; webhook secrets are named, see `secret`.
import { z } from 'zod';
import { accountSource } from './account-source.ts';
import { channel } from './conversation.ts';
import { id, label, language, sha256 } from './primitives.ts';
import { summariserConfig } from './summary.ts';

export const personRole = z.enum(['agent', 'lead', 'admin']);
const proficiency = z.int().min(1).max(5);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day is HH:MM');
const day = z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);

export const hours = z.object({
  /** IANA zone, e.g. Europe/Lisbon. */
  timeZone: z.string().min(1).max(64),
  /** Opening spans per weekday, local time; a day that is missing is closed. */
  weekly: z.partialRecord(day, z.array(z.tuple([clock, clock]))),
  /** Local dates on which the queue is closed. */
  holidays: z.array(z.iso.date()).default([]),
});

/** After so many seconds of waiting, these minimums are as low as this; 0 = the skill is not asked for any more. */
const relaxation = z.object({
  after: z.int().min(1).max(86_400),
  skills: z.record(id, z.int().min(0).max(4)),
});

/** What fires for its bots: support, sales, regulated, or a file beside this one; left out = as the bot's queue, or support. */
const policyName = label;

/** Who of a queue may read what is said to its bots while they have it: its leads, or everyone. */
export const watchedText = z.enum(['leads', 'everyone']);

export const queueConfig = z.object({
  id,
  name: label,
  /** Seconds within which a handoff should be accepted, and the share that should. */
  sla: z.object({ seconds: z.int().min(1), share: z.number().min(0).max(1) }),
  /** Left out = always open. */
  hours: hours.optional(),
  skills: z.record(id, proficiency).default({}),
  /** `fair` keeps loads as even as taking turns does; `fit` looks at the customer alone. */
  matching: z.enum(['fair', 'fit']).default('fair'),
  /** Its people may take what waits out of turn. Leads may always, and give it to others. */
  choose: z.boolean().default(false),
  /** Steps in which required skills fall while a handoff waits, soonest first. What must hold is left out. */
  relax: z.array(relaxation).max(9).default([]),
  /** How long an offer stands. */
  offerSeconds: z.number().positive().max(3_600).default(40),
  /** How long a person who vanished keeps their work. */
  graceSeconds: z.number().positive().max(86_400).default(60),
  /** The most handoffs that may wait; one more is answered `full`. */
  maxWaiting: z.int().min(1).default(500),
  /** Days the former owner keeps what they handled; 0 = until wrap-up. */
  keepDays: z.int().min(0).max(3_650).default(30),
  dispositions: z.array(z.object({ id, label })).min(1).max(9),
  watchedText: watchedText.default('leads'),
  policy: policyName.optional(),
});

export const personConfig = z.object({
  id,
  name: label,
  roles: z.array(personRole).min(1).default(['agent']),
  queues: z.array(id),
  skills: z.record(id, proficiency).default({}),
  languages: z.array(language).default(['en']),
  /** Capacity units; each open conversation takes its channel's weight. */
  capacity: z.int().min(1).max(100).default(5),
  tokenHashes: z.array(sha256).max(4).default([]),
});

/** Names a canned reply may hold in braces; filled in on the console. */
export const REPLY_VARIABLES = [
  'customer.name',
  'customer.firstName',
  'me.name',
  'me.firstName',
  'organisation',
] as const;

export const cannedReply = z.object({
  id,
  title: label,
  text: z.string().min(1).max(5_000),
  /** Left out = for every queue. */
  queues: z.array(id).min(1).optional(),
});

const mailServer = z.object({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).optional(),
  /** `none` is for a server on this machine. */
  security: z.enum(['tls', 'starttls', 'none']).default('tls'),
  user: z.string().min(1).max(320),
  /** Read when `baton mail` starts, from the environment or a file of its own. */
  password: z.string().regex(/^(env|file):\S+$/, 'a password is named: env:NAME or file:PATH'),
});

/** A mailbox as a bot's channel, which `baton mail` serves: what is written to `address` goes to a person. */
export const mailConfig = z.object({
  address: z.email(),
  imap: mailServer.extend({ mailbox: z.string().min(1).max(200).default('INBOX') }),
  smtp: mailServer,
});

/** A chat that pages show with one script tag; the bot hears its visitors by its events. */
const chatConfig = z.object({
  /** Origins of the pages that may show it, e.g. https://shop.example. */
  origins: z
    .array(z.string().regex(/^https?:\/\/[^/\s]+$/, 'an origin is https://HOST, without a path'))
    .default([]),
});

export const botConfig = z.object({
  id,
  name: label,
  /** Where its handoffs go unless it names another queue. */
  queue: id,
  /** Two may be valid during rotation. */
  keyHashes: z.array(sha256).max(2).default([]),
  webhook: z
    .object({
      url: z.url(),
      /** Signs each delivery: HMAC-SHA256 over `timestamp.body`. `env:NAME` reads it from the environment. */
      secret: z.string().min(16).max(200),
    })
    .optional(),
  mail: mailConfig.optional(),
  chat: chatConfig.optional(),
  demo: z.boolean().default(false),
  policy: policyName.optional(),
});

export const batonConfig = z.object({
  version: z.literal(1),
  organisation: label,
  people: z.array(personConfig),
  queues: z.array(queueConfig).min(1),
  bots: z.array(botConfig).default([]),
  capacityWeights: z.partialRecord(channel, z.int().min(1).max(100)).default({}),
  /** Replies everybody may use, e.g. {id: 'hello', title: 'Greeting', text: 'Hello {customer.firstName}, I am {me.firstName}.'}. */
  replies: z.array(cannedReply).max(500).default([]),
  /** Named reasons a person may give within away and break. */
  auxCodes: z.array(label).default(['Training', 'Meeting']),
  /** Hosts (host or host:port) that webhooks may reach although they are private or not https. */
  allowTargets: z.array(z.string().min(1)).default([]),
  /** Where accounts are kept; the first that serves a bot is asked. */
  accounts: z.array(accountSource).max(10).default([]),
  /** A model of the team's own that writes a summary of what was said; left out = none. */
  summariser: summariserConfig.optional(),
  /** Days that conversations which are over are kept for leads, counted from when they were recorded last, and events of feeds. */
  recordDays: z.int().min(1).max(3_650).default(90),
  /** Card numbers (13-19 digits that pass the Luhn check) are masked before anything is stored. */
  maskCards: z.boolean().default(true),
});

export type PersonRole = z.infer<typeof personRole>;
export type Hours = z.infer<typeof hours>;
export type WatchedText = z.infer<typeof watchedText>;
export type QueueConfig = z.infer<typeof queueConfig>;
export type CannedReply = z.infer<typeof cannedReply>;
export type PersonConfig = z.infer<typeof personConfig>;
export type MailConfig = z.infer<typeof mailConfig>;
export type BotConfig = z.infer<typeof botConfig>;
export type BatonConfig = z.infer<typeof batonConfig>;
