// A desk with a clock, a store and feeds, for tests: applies each step as the clerk would and checks, at every step,
// what must always hold. Not a test itself.
import { expect } from 'vitest';
import type { z } from 'zod';
import { createDesk } from '#router/desk/desk.ts';
import { entryKey } from '#router/desk/keys.ts';
import type { BotRequest, Desk, DeskCommand, Live, Reply, Step } from '#router/desk/port.ts';
import {
  type Head,
  readKept,
  readWork,
  type StoredConversation,
  type StoredWork,
} from '#router/desk/stored.ts';
import type { Engine, Entry as StoredEntry } from '#router/engine/port.ts';
import { canMove } from '#shared/domain/handoff/states.ts';
import { isEligible } from '#shared/domain/matching/eligible.ts';
import { joint } from '#shared/domain/matching/joint.ts';
import type { Matcher } from '#shared/domain/matching/port.ts';
import type { Command, CommandData, CommandKind } from '#shared/protocol/commands.ts';
import type { Grant } from '#shared/schema/access.ts';
import { type BatonConfig, batonConfig } from '#shared/schema/config.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import { supportTrigger } from '../triggers/fixtures.ts';
import { type Fed, Feeds } from './desk-feeds.ts';

export const START = Date.UTC(2026, 10, 24, 10);

export const office = (changes: Partial<z.input<typeof batonConfig>> = {}): BatonConfig =>
  batonConfig.parse({
    version: 1,
    organisation: 'Test',
    people: [
      { id: 'ana', name: 'Ana Reis', queues: ['main'], capacity: 2 },
      { id: 'ben', name: 'Ben Okafor', queues: ['main'], capacity: 2 },
    ],
    queues: [
      {
        id: 'main',
        name: 'Main',
        sla: { seconds: 60, share: 0.8 },
        offerSeconds: 20,
        graceSeconds: 60,
        maxWaiting: 5,
        keepDays: 1,
        dispositions: [{ id: 'solved', label: 'Solved' }],
      },
    ],
    bots: [{ id: 'bot', name: 'Bot', queue: 'main' }],
    ...changes,
  });

const WEIGHTS = { chat: 1, email: 1, voice: 5, video: 5 };

export class World {
  readonly config: BatonConfig;
  readonly matcher: Matcher;
  readonly store = new Map<string, string>();
  readonly feeds = new Feeds();
  readonly live: Live[] = [];
  now = START;
  desk: Desk;
  /** A second desk that is given the same commands and must answer the same, step by step. */
  mirror: Desk | null = null;
  readonly #states = new Map<string, Handoff>();
  #turns = 0;

  readonly #isThorough: boolean;

  /** `isThorough`: of the matcher it is asked that nothing waits which somebody who is free could take. */
  constructor(config: BatonConfig = office(), matcher: Matcher = joint, isThorough = true) {
    this.config = config;
    this.matcher = matcher;
    this.#isThorough = isThorough;
    this.desk = this.build({
      ...{ open: [], people: [], queues: [], tallies: [], waits: [], displays: [], policies: [] },
      ...{ kept: [], blocked: [], served: [], mentions: [] },
    });
    this.step({ from: 'timer' });
  }

  build(stored: StoredWork): Desk {
    return createDesk(this.config, { trigger: supportTrigger, matcher: this.matcher }, stored);
  }

  /** The reading half of an engine over what was put. */
  readonly engine: Pick<Engine, 'get' | 'scan'> = {
    get: async (key) => {
      const value = this.store.get(key);
      return value === undefined ? null : { key, value, version: 1 };
    },
    scan: async (prefix, after, limit) => {
      const found: StoredEntry[] = [];
      for (const key of [...this.store.keys()].sort()) {
        if (!key.startsWith(prefix) || (after !== null && key <= after)) continue;
        found.push({ key, value: this.store.get(key) ?? '', version: 1 });
        if (found.length === limit) break;
      }
      return found;
    },
  };

  /** Applies one command as the clerk does; the closed conversation it is about is read from the store. */
  step(command: DeskCommand): Step {
    const wanted = this.desk.wants(command);
    const wantedAgain = this.mirror?.wants(command) ?? null;
    const readAgain = wantedAgain === null ? null : this.#closed(wantedAgain);
    const step = this.desk.handle(command, this.now, wanted === null ? null : this.#closed(wanted));
    if (this.mirror !== null) expect(this.mirror.handle(command, this.now, readAgain)).toEqual(step);
    if (!step.reply.ok)
      expect({ puts: step.puts, append: step.append, live: step.live }).toEqual({
        puts: [],
        append: [],
        live: [],
      });
    for (const { key, value } of step.puts) {
      if (value === null) this.store.delete(key);
      else this.store.set(key, value);
    }
    for (const { stream, kind, data } of step.append) this.feeds.hear(stream, kind, JSON.parse(data));
    this.live.push(...step.live);
    this.check();
    return step;
  }

  #closed(id: string): StoredConversation | null {
    const head = this.store.get(`done/conversation/${id}`);
    if (head === undefined) return null;
    const keys = [...this.store.keys()].filter((key) => key.startsWith(`entry/${id}/`)).sort();
    return {
      head: JSON.parse(head) as Head,
      entries: keys.map((key) => JSON.parse(this.store.get(key) ?? '') as Entry),
    };
  }

  /** What must hold after every step. */
  check(): void {
    const heads = [...this.store]
      .filter(([key]) => key.includes('/conversation/'))
      .map(([key, value]) => ({ key, head: JSON.parse(value) as Head }));
    const entries = new Map<string, number>();
    for (const key of this.store.keys()) {
      const [kind, id = ''] = key.split('/');
      if (kind === 'entry') entries.set(id, (entries.get(id) ?? 0) + 1);
    }
    const load = new Map<string, number>();
    const offered = new Map<string, number>();
    const waiting = new Map<string, number>();
    for (const { key, head } of heads) {
      const { handoff, offer, conversation } = head;
      expect(key.startsWith('done/')).toBe(conversation.state === 'closed');
      // As many entries as the head counts, and the last in its place: the seqs are dense.
      expect(entries.get(conversation.id) ?? 0).toBe(head.entries);
      expect(head.entries === 0 || this.store.has(entryKey(conversation.id, head.entries - 1))).toBe(true);
      expect(offer === null).toBe(handoff?.state !== 'offered');
      if (handoff === null) continue;
      this.#monotone(handoff);
      const isOwned =
        handoff.state === 'accepted' || handoff.state === 'active' || handoff.state === 'wrapping';
      expect(conversation.state).toBe(
        conversation.state === 'closed'
          ? 'closed'
          : isOwned
            ? 'human'
            : handoff.state === 'queued' || handoff.state === 'offered'
              ? 'handoff'
              : 'bot',
      );
      const holder = isOwned ? handoff.owner : offer?.person;
      // What an owner made of it ends with their part.
      if (!isOwned) expect([handoff.consult, handoff.hold]).toEqual([undefined, undefined]);
      if (handoff.hold !== undefined) expect(handoff.state).not.toBe('wrapping');
      expect(handoff.consult?.person === undefined || handoff.consult.person !== handoff.owner).toBe(true);
      if (handoff.state === 'queued' || handoff.state === 'offered')
        waiting.set(handoff.queue, (waiting.get(handoff.queue) ?? 0) + 1);
      if (offer !== null) {
        expect(offer.fence).toBe(handoff.fence);
        offered.set(offer.person, (offered.get(offer.person) ?? 0) + 1);
      }
      if (holder === undefined) continue;
      const person = this.config.people.find(({ id }) => id === holder);
      if (person === undefined) continue;
      expect(isEligible(person, { skills: handoff.skills, language: handoff.language })).toBe(true);
      expect(person.queues).toContain(handoff.queue);
      const weight = this.config.capacityWeights[handoff.channel] ?? WEIGHTS[handoff.channel];
      load.set(holder, (load.get(holder) ?? 0) + weight);
    }
    for (const person of this.config.people) {
      const { presence, grants } = this.desk.personState(person.id);
      expect(presence.load).toBe(load.get(person.id) ?? 0);
      expect(presence.load).toBeLessThanOrEqual(person.capacity);
      expect(offered.get(person.id) ?? 0).toBeLessThanOrEqual(1);
      // The feed alone gives the console the same as a snapshot would.
      const live = [...(this.feeds.consoles.get(person.id)?.values() ?? [])].filter(
        ({ right }) => right !== 'kept',
      );
      const byId = (a: Grant, b: Grant) => (a.conversation.id < b.conversation.id ? -1 : 1);
      expect(live.sort(byId)).toEqual([...grants].sort(byId));
      for (const grant of this.feeds.consoles.get(person.id)?.values() ?? [])
        this.#onlyTheirs(person.id, grant);
    }
    for (const queue of this.config.queues) {
      const { rows } = this.desk.queueState(queue.id);
      expect(rows.length).toBe(waiting.get(queue.id) ?? 0);
      for (const row of rows) expect(this.feeds.rows.get(row.handoff)).toEqual(row);
    }
    const isBehind = this.matcher !== joint && this.desk.nextTimer() === 0;
    if (this.#isThorough && !isBehind) this.#nobodyStarves(heads.map(({ head }) => head));
    expect(this.feeds.rows.size).toBe([...waiting.values()].reduce((sum, each) => sum + each, 0));
  }

  /** Nothing waits that somebody who is free could take; a pause that ran out is over when its timer ran. */
  #nobodyStarves(heads: readonly Head[]): void {
    for (const person of this.config.people) {
      const { presence } = this.desk.personState(person.id);
      const { status, connected, afterThis, load, capacity } = presence;
      if (status !== 'available' || !connected || afterThis) continue;
      if (this.desk.offersOf(person.id).length > 0) continue;
      for (const { handoff, pauses } of heads) {
        if (handoff?.state !== 'queued' || !person.queues.includes(handoff.queue)) continue;
        const { skills, language, channel } = handoff;
        const couldTake =
          capacity - load >= (this.config.capacityWeights[channel] ?? WEIGHTS[channel]) &&
          pauses[person.id] === undefined &&
          isEligible(person, { skills, language });
        expect(couldTake).toBe(false);
      }
    }
  }

  /** Who passed it on holds no words of anybody else. */
  #onlyTheirs(person: string, { right, handoff, conversation, entries }: Grant): void {
    if (right !== 'kept' || handoff.state !== 'queued') return;
    expect(handoff.passedBy).toEqual([person]);
    expect([conversation.preview, handoff.reason, handoff.judgement.evidence]).toEqual(['', undefined, []]);
    const others = entries.filter((entry) => entry.type !== 'mark' && entry.author.id !== person);
    expect(others).toEqual([]);
  }

  /** A handoff only moves on, and never leaves an end. */
  #monotone(handoff: Handoff): void {
    const before = this.#states.get(handoff.id);
    this.#states.set(handoff.id, handoff);
    if (before === undefined) return;
    expect(handoff.fence).toBeGreaterThanOrEqual(before.fence);
    const ended = ['completed', 'returned', 'failed', 'canceled'];
    if (ended.includes(before.state)) expect(handoff.state).toBe(before.state);
    if (before.owner !== undefined && handoff.owner !== undefined && handoff.owner !== before.owner) {
      expect(handoff.fence).toBeGreaterThan(before.fence);
    }
    const oneStep = handoff.state === before.state || canMove(before.state, handoff.state);
    // Offered, back and offered again may fall into one step.
    if (!oneStep) expect(handoff.fence).toBeGreaterThan(before.fence);
  }

  /** A desk built anew from the store, to go on with. */
  async reload(): Promise<Desk> {
    return this.build(await readWork(this.engine));
  }

  async kept(person: string): Promise<Grant[]> {
    const grants: Grant[] = [];
    for await (const grant of readKept(this.engine, person, this.now)) grants.push(grant);
    return grants;
  }

  // Short words for tests.

  bot(request: BotRequest, bot = 'bot'): Reply {
    return this.step({ from: 'bot', bot, request }).reply;
  }

  open(id: string, customer: Record<string, unknown> = {}, channel: 'chat' | 'voice' = 'chat'): Reply {
    return this.bot({
      kind: 'open',
      id,
      body: { channel, customer: { id: `c-${id}`, verified: false, name: 'Maria Costa', ...customer } },
    });
  }

  says(conversation: string, role: 'END_USER' | 'AUTOMATED_AGENT', text: string): Reply {
    this.#turns += 1;
    return this.bot({ kind: 'turn', conversation, body: { id: `t${this.#turns}`, role, text } });
  }

  initiate(conversation: string, body: Extract<BotRequest, { kind: 'initiate' }>['body'] = {}): Reply {
    return this.bot({ kind: 'initiate', conversation, body });
  }

  event(conversation: string, type: 'customer.left' | 'customer.back'): Reply {
    return this.bot({ kind: 'event', conversation, body: { type } });
  }

  as<K extends CommandKind>(person: string, k: K, d: CommandData<K>, base = this.fenceOf(d)): Reply {
    // The pair of kind and its data is what Command is made of.
    const command = { k, d } as unknown as Command;
    return this.step({ from: 'person', person, device: `${person}-device`, base, command }).reply;
  }

  /** The newest fence of the handoff a command is about: what an up-to-date console would send. */
  fenceOf(d: object): number | undefined {
    const about = d as { offer?: string; handoff?: string; conversation?: string };
    if (about.offer !== undefined) return Number(about.offer.split('.').at(-1));
    const id = about.conversation ?? about.handoff?.split('.').slice(0, -1).join('.');
    return id === undefined ? undefined : this.head(id)?.handoff?.fence;
  }

  signIn(...people: string[]): void {
    for (const person of people) {
      this.now += 1;
      this.step({ from: 'link', person, connected: true });
      this.as(person, 'presence.set', { status: 'available' });
    }
  }

  head(conversation: string): Head | undefined {
    const text =
      this.store.get(`open/conversation/${conversation}`) ??
      this.store.get(`done/conversation/${conversation}`);
    return text === undefined ? undefined : (JSON.parse(text) as Head);
  }

  state(conversation: string): string | undefined {
    return this.head(conversation)?.handoff?.state;
  }

  /** Lets time pass, running each timer at its own time. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const next = this.desk.nextTimer();
      if (next === null || next > end) break;
      this.now = Math.max(this.now, next);
      this.step({ from: 'timer' });
    }
    this.now = end;
  }

  /** Accepts the offer that stands, as the person who has it; gives the person. */
  accept(conversation: string): string {
    const offer = this.head(conversation)?.offer;
    if (offer == null) throw new Error(`${conversation} is not offered`);
    expect(this.as(offer.person, 'offer.accept', { offer: offer.id })).toMatchObject({ ok: true });
    return offer.person;
  }

  get feed(): readonly Fed[] {
    return this.feeds.all;
  }

  get consoles(): Feeds['consoles'] {
    return this.feeds.consoles;
  }

  heard(stream: string, since = 0): string[] {
    return this.feed
      .slice(since)
      .filter((each) => each.stream === stream)
      .map(({ kind }) => kind);
  }
}
