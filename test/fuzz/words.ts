// Owns what the fuzz suite talks about: the conversations, handoffs, offers and streams that exist at this moment, and the
// words that fill the strings of a schema with them.
// Refuses: shapes (from-schema.ts) and judging what comes back (witness.ts).

import type { Policy } from '#shared/domain/trigger/policy.ts';
import type { CommandKind } from '#shared/protocol/commands.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import { supportTrigger } from '../triggers/fixtures.ts';
import type { JsonSchema, Words } from './from-schema.ts';
import type { Chance } from './random.ts';
import { notedIn, saidIn, type Witness } from './witness.ts';

/** What one request is about. */
export interface Aim {
  readonly conversation: string;
  readonly handoff: string;
  readonly offer: string;
  /** The fence a command is made against. */
  readonly base: number;
  /** What is written is for colleagues alone. */
  readonly secret?: boolean;
  readonly token?: string;
  readonly device?: string;
}

const PHRASES = [
  'I want to talk to a person, please',
  'I am sorry, I cannot help you with that.',
  'where is my booking?',
  'my card is 4111 1111 1111 1111',
  'تذكرتي ضاعت 😀\u202e',
  '<script>alert(1)</script> {{x}}',
  '\u0000\u0007\ud800',
  'so '.repeat(600),
] as const;

/** What they say is for colleagues alone. */
const SECRETS: ReadonlySet<string> = new Set(['note.add', 'draft.save', 'handoff.transfer', 'consult.start']);
/** A lead may give these to somebody. */
const GIVEN: ReadonlySet<string> = new Set(['queued', 'offered', 'accepted', 'active']);
const PLAIN_FIELDS = /\.(?:name|organisation|intent|aux|k)$/;
const last = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

export function createWords(witness: Witness, config: BatonConfig) {
  const streams = [
    ...config.people.map(({ id }) => `p:${id}`),
    ...config.queues.map(({ id }) => `q:${id}`),
    ...config.bots.map(({ id }) => `b:${id}`),
    'p:nobody',
  ];
  const people = [...config.people.map(({ id }) => id), 'nobody'];
  const queues = ['care', 'desk', 'care', 'desk', 'nowhere'];
  let opened = 0;

  const newConversation = (bot: string): string => `${bot}-${++opened}`;

  function heads(fits: (head: Head) => boolean): readonly Head[] {
    const found: Head[] = [];
    for (const head of witness.heads.values()) if (fits(head)) found.push(head);
    // The newest are the ones in which something can still happen.
    return found.slice(-40);
  }

  function aimAt(head: Head | undefined, chance: Chance): Aim {
    if (head === undefined)
      return { conversation: 'nothing', handoff: 'nothing.1', offer: 'nothing.1.1', base: 1 };
    const { conversation, handoff, offer } = head;
    const fence = handoff?.fence ?? 0;
    return {
      conversation: conversation.id,
      handoff: handoff?.id ?? `${conversation.id}.1`,
      offer: offer?.id ?? `${handoff?.id ?? `${conversation.id}.1`}.${Math.max(fence, 1)}`,
      base: chance.hit(0.95) ? fence : chance.whole(0, 3),
    };
  }

  const some = (list: readonly Head[], chance: Chance): Head | undefined =>
    list.length === 0 ? undefined : chance.pick(list);

  /** Mostly what this person can do this to now, sometimes what they cannot. */
  function forPerson(person: string, kind: CommandKind | undefined, chance: Chance): Aim {
    const offered = kind === 'offer.accept' || kind === 'offer.decline';
    const mine = heads((head) =>
      offered
        ? head.offer?.person === person
        : kind === 'handoff.label'
          ? person in head.kept || witness.liveOf(head) === person
          : kind === 'handoff.assign'
            ? head.handoff?.queue === 'care' &&
              GIVEN.has(head.handoff.state) &&
              witness.liveOf(head) !== person
            : head.offer === null &&
              witness.liveOf(head) === person &&
              (kind !== 'handoff.resume' || head.handoff?.hold !== undefined),
    );
    const head = chance.hit(0.75) ? some(mine, chance) : undefined;
    const aim = aimAt(
      head ??
        (chance.hit(0.9)
          ? some(
              heads(() => true),
              chance,
            )
          : undefined),
      chance,
    );
    return { ...aim, secret: SECRETS.has(kind ?? '') };
  }

  /** Mostly this bot's own, sometimes another's, one that is over, or one nobody knows. */
  function forBot(bot: string, opening: boolean, chance: Chance): Aim {
    if (opening && chance.hit(0.8))
      return { ...aimAt(undefined, chance), conversation: newConversation(bot) };
    const own = chance.hit(0.85);
    const open = chance.hit(0.85);
    const fitting = heads(
      ({ conversation }) => (conversation.bot === bot) === own && (conversation.state !== 'closed') === open,
    );
    return aimAt(some(fitting, chance), chance);
  }

  function textFor(schema: JsonSchema, chance: Chance, { conversation, secret }: Aim): string {
    const marker = secret === true ? notedIn(conversation) : saidIn(conversation);
    return `${marker}${chance.pick(PHRASES)}`.slice(0, Math.min(schema.maxLength ?? 4_000, 4_000));
  }

  function wordsFor(aim: Aim): Words {
    return (schema, chance, path) => {
      const { pattern = '', format, maxLength } = schema;
      if (format === 'date') return '2027-01-31';
      if (format === 'base64') return 'aGk=';
      if (pattern.startsWith('^[0-9a-f]{64}')) return 'ab'.repeat(32);
      if (last(path) === 'person' || path === '.mentions[]') return chance.pick(people);
      if (pattern.startsWith('^[pqb]:')) return chance.pick(streams);
      if (pattern.startsWith('^[A-Za-z]{2,3}')) return chance.pick(['en', 'pt-BR', 'nl']);
      if (path === '.token') return aim.token ?? 'nobody-has-this-token';
      if (path === '.device') return aim.device ?? 'device-of-a-stranger';
      if (path === '.conversation') return aim.conversation;
      if (path === '.handoff') return aim.handoff;
      if (path === '.offer') return aim.offer;
      if (path === '.open.id') return aim.conversation;
      if (last(path) === 'queue') return chance.pick(queues);
      if (last(path) === 'disposition')
        return chance.pick(['solved', 'passed-on', 'solved', 'passed-on', 'unheard-of']);
      if (pattern !== '') return `i${chance.whole(1, 5_000)}`;
      if (maxLength === 3) return 'EUR';
      // Opening may get an id from the router, so its words cannot carry one.
      if (PLAIN_FIELDS.test(path) || path.startsWith('.open.'))
        return chance.pick(['Ilse Verhoeven', 'refund', 'typing', 'Ünal & Söhne']);
      return textFor(schema, chance, aim);
    };
  }

  const isOffered = (person: string): boolean => heads(({ offer }) => offer?.person === person).length > 0;

  /** Somebody who may be unblocked. */
  function blocked(chance: Chance): { bot: string; customer: string } | null {
    if (witness.blocked.size === 0) return null;
    const [bot = '', customer = ''] = chance.pick([...witness.blocked]).split('/');
    return { bot, customer };
  }

  /** A policy that could be published now. */
  function policy(chance: Chance): { policy: Policy; base: number } {
    const live = witness.published() ?? supportTrigger.policyOf('ava');
    const combined = { threshold: chance.pick([0.4, 0.6, 0.9]) };
    return { policy: { ...live, combined, revision: live.revision + 1 }, base: live.revision };
  }

  const display = (chance: Chance): string | null =>
    witness.displays.size === 0 ? null : chance.pick([...witness.displays]);
  const isOnHold = (person: string): boolean =>
    heads((head) => head.handoff?.hold !== undefined && witness.liveOf(head) === person).length > 0;

  return { blocked, display, policy, isOnHold, isOffered, newConversation, forPerson, forBot, wordsFor };
}

type Head = Witness['heads'] extends ReadonlyMap<string, infer H> ? H : never;
export type FuzzWords = ReturnType<typeof createWords>;
