// Owns what a person asks next, given what they know: mostly what the work wants, now and then what is wrong.
import type { CommandKind } from '#shared/protocol/commands.ts';
import type { Handoff, Offer } from '#shared/schema/handoff.ts';
import type { Chance } from '../fuzz/random.ts';
import { LEADS } from './office.ts';

export interface Known {
  /** By conversation. */
  readonly work: Map<string, { readonly handoff: Handoff; readonly right: string }>;
  readonly offers: Map<string, Offer>;
  status: string;
}

export interface Overheard {
  readonly handoff: Handoff | null;
  readonly offer: Offer | null;
}

export interface Situation {
  readonly chance: Chance;
  readonly person: string;
  readonly known: Known;
  readonly now: number;
  readonly diligent: boolean;
  readonly overheard: (person: string) => Overheard | null;
  /** An id nobody has used. */
  readonly fresh: string;
}

export interface Next {
  readonly k: CommandKind;
  readonly d: Record<string, unknown>;
  readonly base: number | undefined;
}

const OWNED: ReadonlySet<string> = new Set(['accepted', 'active', 'wrapping']);
const ENDED: ReadonlySet<string> = new Set(['completed', 'returned', 'failed', 'canceled']);
const PEOPLE = ['ana', 'ben', 'cleo', 'dev'] as const;
const outcome = (toBot: boolean) => ({ disposition: 'solved', tags: [], summary: '', toBot });

export function commandFor(situation: Situation): Next | null {
  const { chance, known, diligent, person } = situation;
  if (known.status !== 'available' && (diligent || chance.hit(0.3)))
    return { k: 'presence.set', d: { status: 'available' }, base: undefined };
  if (!diligent && chance.hit(0.08)) return presence(situation);
  const [offer] = [...known.offers.values()].slice(-1);
  if (offer !== undefined && (diligent || chance.hit(0.5))) return answer(situation, offer);
  if (!diligent && chance.hit(LEADS.has(person) ? 0.12 : 0.015)) return assign(situation);
  if (!diligent && chance.hit(0.1)) return wrong(situation);
  const owned = [...known.work.values()].filter(
    ({ handoff, right }) => right === 'owner' && handoff.owner === person && OWNED.has(handoff.state),
  );
  const asked = [...known.work.values()].filter(({ right }) => right === 'consulted');
  if (asked.length > 0 && chance.hit(0.12)) {
    const { handoff } = chance.pick(asked);
    return chance.hit(0.5)
      ? { k: 'consult.end', d: { handoff: handoff.id }, base: undefined }
      : note(situation, handoff);
  }
  if (owned.length === 0) return null;
  const { handoff } = chance.pick(owned);
  if (diligent) return finish(situation, handoff);
  // What is held is left alone until its time, or mostly if it has none.
  if (handoff.hold !== undefined && (handoff.hold.until !== undefined || chance.hit(0.95))) return null;
  const next = work(situation, handoff);
  // As if made before the last word of the router came.
  return chance.hit(0.06) && next.base !== undefined ? { ...next, base: Math.max(0, next.base - 1) } : next;
}

function presence({ chance, now }: Situation): Next {
  const status = chance.pick(['available', 'available', 'available', 'away', 'break', 'offline'] as const);
  const keep =
    status === 'offline' && chance.hit(0.3) ? { keepUntil: now + chance.pick([500, 20_000, 60_000]) } : {};
  const after = status === 'available' && chance.hit(0.2) ? { afterThis: true } : {};
  return { k: 'presence.set', d: { status, ...keep, ...after }, base: undefined };
}

function answer({ chance, known, diligent }: Situation, { id, fence }: Offer): Next | null {
  // It is asked once; whether it came to anything the feed says.
  known.offers.delete(id);
  // Let pass: its time runs out.
  if (!diligent && chance.hit(0.1)) return null;
  if (diligent || chance.hit(0.75)) return { k: 'offer.accept', d: { offer: id }, base: fence };
  return { k: 'offer.decline', d: { offer: id, reason: 'busy' }, base: fence };
}

function note({ chance, fresh }: Situation, { conversation, fence }: Handoff): Next {
  const mentions = chance.hit(0.3) ? { mentions: [chance.pick(PEOPLE)] } : {};
  return { k: 'note.add', d: { conversation, id: fresh, text: `note ${fresh}`, ...mentions }, base: fence };
}

function finish({ chance, fresh }: Situation, { id, conversation, fence, hold }: Handoff): Next {
  if (hold !== undefined) return { k: 'handoff.resume', d: { handoff: id }, base: fence };
  if (chance.hit(0.3)) return { k: 'turn.send', d: { conversation, id: fresh, text: 'bye' }, base: fence };
  return { k: 'handoff.complete', d: { handoff: id, outcome: outcome(false) }, base: fence };
}

function work(situation: Situation, handoff: Handoff): Next {
  const { chance, fresh, now, person } = situation;
  const { id, conversation, fence } = handoff;
  const of = (k: CommandKind, d: Record<string, unknown>): Next => ({ k, d, base: fence });
  const asks = (): Next => {
    const colleague = chance.pick(PEOPLE.filter((one) => one !== person || chance.hit(0.5)));
    return of('consult.start', { handoff: id, person: colleague, question: 'Do you know this?' });
  };
  // Beside the one who is asked already, or the same again.
  if (handoff.consult !== undefined && chance.hit(0.2)) return asks();
  const dice = chance.next();
  if (dice < 0.18) return of('turn.send', { conversation, id: fresh, text: `hello ${fresh}` });
  if (dice < 0.24) return note(situation, handoff);
  if (dice < 0.3) return of('draft.save', { conversation, text: chance.hit(0.3) ? '' : `draft ${fresh}` });
  if (dice < 0.33) return of('context.opened', { handoff: id, at: now });
  if (dice < 0.41) return of('handoff.wrap', { handoff: id });
  if (dice < 0.54)
    return of('handoff.complete', {
      handoff: id,
      outcome: { ...outcome(chance.hit(0.3)), ...(chance.hit(0.05) ? { disposition: 'unknown' } : {}) },
      ...(chance.hit(0.3) ? { label: 'right' } : {}),
    });
  if (dice < 0.58) return of('handoff.return', { handoff: id });
  if (dice < 0.72)
    return of('handoff.transfer', { handoff: id, to: target(situation), reason: reason(situation) });
  if (dice < 0.82)
    return of('handoff.hold', {
      handoff: id,
      ...(chance.hit(0.8) ? { until: now + chance.whole(-1_500, 6_000) } : {}),
    });
  if (dice < 0.86) return of('handoff.resume', { handoff: id });
  if (dice < 0.95) return asks();
  if (dice < 0.97) return of('consult.end', { handoff: id });
  if (dice < 0.98) return of('handoff.label', { handoff: id, label: 'too_early' });
  return of('conversation.end', {
    ...{ handoff: id, reason: 'abusive', block: chance.hit(0.6) },
    ...(chance.hit(0.5) ? { message: 'goodbye' } : {}),
  });
}

function target({ chance }: Situation) {
  const dice = chance.next();
  if (dice < 0.4) return { kind: 'queue', queue: chance.pick(['main', 'other', 'flat', 'nowhere']) };
  if (dice < 0.8) return { kind: 'person', person: chance.pick([...PEOPLE, 'nobody']) };
  return { kind: 'skill', skill: chance.pick(['billing', 'technical', 'cooking']) };
}
const reason = ({ chance }: Situation) =>
  chance.pick(['wrong_skill', 'wrong_language', 'needs_senior', 'other']);

/** By leads, to anybody and themselves; by others who may not, or only take what waits in one queue. */
function assign({ chance, person, known, overheard }: Situation): Next | null {
  // Most of what is overheard is over or theirs.
  const heard = [1, 2, 3, 4].flatMap(() => overheard(person)?.handoff ?? []);
  const handoff = heard.find(({ state, owner }) => !ENDED.has(state) && owner !== person) ?? heard[0];
  if (handoff === undefined) return null;
  // Whoever is asked something takes nothing else.
  const to = known.offers.size === 0 && chance.hit(0.6) ? person : chance.pick([...PEOPLE, 'nobody']);
  return { k: 'handoff.assign', d: { handoff: handoff.id, person: to }, base: undefined };
}

/** Of others, of the past, of nothing: whatever the router must refuse, and a little that it must not. */
function wrong(situation: Situation): Next | null {
  const { chance, person } = situation;
  if (chance.hit(LEADS.has(person) ? 0.1 : 0.4))
    return {
      k: 'customer.unblock',
      d: { bot: chance.pick(['ava', 'bob']), customer: `u${chance.whole(1, 12)}` },
      base: undefined,
    };
  const { handoff, offer } = situation.overheard(situation.person) ?? {};
  if (handoff == null) return null;
  const fence = Math.max(0, handoff.fence + chance.pick([-1, 0, 0, 1]));
  if (chance.hit(offer == null ? 0.4 : 0.7)) {
    const id = offer?.id ?? `${handoff.id}.${fence}`;
    return chance.hit(0.6)
      ? { k: 'offer.accept', d: { offer: id }, base: fence }
      : { k: 'offer.decline', d: { offer: id, reason: 'other' }, base: fence };
  }
  const next = work(situation, handoff);
  return { ...next, base: chance.hit(0.1) ? undefined : fence };
}
