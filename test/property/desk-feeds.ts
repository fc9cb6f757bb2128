// Everybody who follows the desk's feeds, for tests: bots, queue lists and consoles that believe what they are told, and
// object to what they should not be told. Not a test itself.
import { expect } from 'vitest';
import { botEvent } from '#shared/protocol/edge.ts';
import { type PersonFeedKind, personFeed, type QueueFeedKind, queueFeed } from '#shared/protocol/feed.ts';
import { AUDIT_STREAM } from '#shared/protocol/streams.ts';
import type { Grant } from '#shared/schema/access.ts';
import type { Handoff } from '#shared/schema/handoff.ts';

export interface Fed {
  readonly stream: string;
  readonly kind: string;
  // Parsed by its own schema before it is kept.
  readonly data: Record<string, unknown>;
}

export class Feeds {
  readonly all: Fed[] = [];
  /** What each person's console would hold of each conversation. */
  readonly consoles = new Map<string, Map<string, Grant>>();
  readonly rows = new Map<string, unknown>();
  readonly humanTurns: { readonly conversation: string; readonly turn: string }[] = [];
  readonly #eventIds = new Set<string>();

  hear(stream: string, kind: string, data: Record<string, unknown>): void {
    const owner = stream.slice(2);
    if (stream.startsWith('b:')) {
      const event = botEvent.parse({ ...data, offset: 0 });
      expect(event.type).toBe(kind);
      expect(this.#eventIds.has(event.id)).toBe(false);
      this.#eventIds.add(event.id);
      if (event.type === 'human.turn')
        this.humanTurns.push({ conversation: event.conversation, turn: event.data.id });
    } else if (stream.startsWith('q:')) {
      const parsed = queueFeed[kind as QueueFeedKind].strict().parse(data);
      const id = 'row' in parsed ? parsed.row.handoff : parsed.handoff;
      if ('row' in parsed) expect(parsed.row.queue).toBe(owner);
      expect(this.rows.has(id)).toBe(kind !== 'queue.entered');
      if ('row' in parsed) this.rows.set(id, parsed.row);
      else this.rows.delete(id);
    } else if (stream !== AUDIT_STREAM) this.#hearPerson(owner, kind as PersonFeedKind, data);
    this.all.push({ stream, kind, data });
  }

  /** A console that believes its feed: it must never be told of what it has no right to. */
  #hearPerson(person: string, kind: PersonFeedKind, data: unknown): void {
    personFeed[kind].strict().parse(data);
    if (kind === 'presence.changed' || kind === 'day.changed' || kind === 'mention.added') return;
    const held = this.consoles.get(person) ?? new Map<string, Grant>();
    this.consoles.set(person, held);
    if (kind === 'access.granted') {
      const grant = structuredClone(data as Grant);
      held.set(grant.conversation.id, grant);
      return;
    }
    const about = data as {
      conversation: string | Grant['conversation'];
      handoff: Handoff;
      entry: Grant['entries'][number];
      right: Grant['right'];
      until?: number;
      seq: number;
      delivery: 'accepted' | 'failed';
      text: string;
    };
    const id =
      about.handoff?.conversation ??
      (typeof about.conversation === 'string' ? about.conversation : about.conversation.id);
    const grant = held.get(id);
    if (grant === undefined) throw new Error(`${person} was told ${kind} of ${id} without a right`);
    if (kind === 'access.ended') held.delete(id);
    else if (kind === 'access.changed')
      Object.assign(grant, { right: about.right }, about.until === undefined ? {} : { until: about.until });
    else if (kind === 'conversation.changed')
      grant.conversation = about.conversation as Grant['conversation'];
    else if (kind === 'handoff.changed') grant.handoff = about.handoff;
    else if (kind === 'entry.added') {
      // A former owner who passed it on holds their own entries alone.
      if (grant.right === 'kept') expect(about.entry.seq).toBeGreaterThan(grant.entries.at(-1)?.seq ?? -1);
      else expect(about.entry.seq).toBe(grant.entries.length);
      grant.entries.push(about.entry);
    } else if (kind === 'delivery.changed')
      Object.assign(grant.entries.find(({ seq }) => seq === about.seq) ?? {}, { delivery: about.delivery });
    else if (about.text === '') delete grant.draft;
    else grant.draft = about.text;
  }
}
