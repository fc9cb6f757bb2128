// Owns small, valid feed data for the tests of the store.
import type { Grant } from '#shared/schema/access.ts';
import type { Conversation, Entry } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { Presence } from '#shared/schema/presence.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import type { FeedEvent, OpenOptions } from '#store/port.ts';

export const KEY = '0123456789abcdef'.repeat(4);
export const HOUR = 3_600_000;
export const NOW = 1_795_000_000_000;
export const FEED = 'p:ana';

export const optionsFor = (path: string, change: Partial<OpenOptions> = {}): OpenOptions => ({
  folder: path,
  key: KEY,
  person: 'ana',
  now: NOW,
  leaseMs: 72 * HOUR,
  ...change,
});

export const conversation = (id: string, change: Partial<Conversation> = {}): Conversation => ({
  id,
  bot: 'bot',
  botName: 'Assistant',
  channel: 'chat',
  customer: { id: `customer-${id}`, verified: true, name: 'Robin Doe' },
  state: 'human',
  openedAt: NOW - HOUR,
  lastAt: NOW - HOUR,
  turns: 0,
  preview: '',
  customerPresent: true,
  demo: false,
  ...change,
});

export const handoff = (of: string, change: Partial<Handoff> = {}): Handoff => ({
  id: `handoff-${of}`,
  conversation: of,
  queue: 'support',
  state: 'active',
  channel: 'chat',
  judgement: { fired: true, trigger: 'explicit_request', score: 1, threshold: 1, evidence: [] },
  skills: {},
  initiatedAt: NOW - HOUR,
  fence: 1,
  offers: 1,
  passedBy: [],
  context: { version: 1, fixed: true },
  ...change,
});

export const said = (
  seq: number,
  text: string,
  role: 'END_USER' | 'HUMAN_AGENT' = 'END_USER',
  at = NOW - HOUR + seq * 1_000,
): Entry => ({
  type: 'turn',
  seq,
  at,
  id: `turn-${seq}`,
  index: seq + 1,
  role,
  author: { name: 'Robin' },
  text,
  ...(role === 'HUMAN_AGENT' ? { delivery: 'router' as const } : {}),
});

export const grant = (id: string, entries: Entry[], change: Partial<Grant> = {}): Grant => ({
  right: 'owner',
  conversation: conversation(id),
  handoff: handoff(id),
  entries,
  ...change,
});

export const presence = (change: Partial<Presence> = {}): Presence => ({
  person: 'ana',
  status: 'available',
  since: NOW,
  afterThis: false,
  connected: true,
  load: 0,
  capacity: 5,
  ...change,
});

export const queueRow = (id: string, change: Partial<QueueRow> = {}): QueueRow => ({
  handoff: id,
  conversation: `of-${id}`,
  queue: 'support',
  state: 'queued',
  channel: 'chat',
  name: 'Robin Doe',
  queuedAt: NOW,
  dueAt: NOW + 60_000,
  offers: 0,
  demo: false,
  ...change,
});

export const event = (kind: string, data: unknown): FeedEvent => ({ kind, at: NOW, data });
export const granted = (of: Grant): FeedEvent => event('access.granted', of);
export const added = (of: string, entry: Entry): FeedEvent =>
  event('entry.added', { conversation: of, entry });
