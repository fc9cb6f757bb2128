// Owns people: what they say of themselves, what their link says, and what follows for the work they hold.
import { graceMs } from '#shared/domain/handoff/grace.ts';
import type { CommandData } from '#shared/protocol/commands.ts';
import type { Change } from './change.ts';
import { endConsult } from './consults.ts';
import { ownerVanished } from './handoffs.ts';
import { putAside, takeUp } from './holds.ts';
import { rescindOffer } from './offers.ts';
import type { Reply } from './port.ts';
import { done, refused } from './replies.ts';
import { type Person, standing, type Work } from './state.ts';
import type { StoredPerson } from './stored.ts';

/** The longest work may be kept while its owner is away, ms. */
const LONGEST_KEPT = 14 * 86_400_000;
/** Why it is on hold then. */
const KEPT_FOR = 'shift_end';

/** Changes what is stored of a person; a value of undefined takes the field away. */
function set(
  change: Change,
  person: Person,
  changes: { readonly [K in keyof StoredPerson]?: StoredPerson[K] | undefined },
): void {
  person.stored = { ...person.stored, ...changes } as StoredPerson;
  change.touchPerson(person);
}

function graceOf(change: Change, person: Person): number {
  const held = [...person.owned].map(({ head }) => head.handoff?.queue ?? '');
  const queues = [...change.state.queues.values()].map(({ config }) => config);
  return graceMs(held, person.config.queues, queues) ?? 0;
}

/** They are gone for now; a grace that ends sooner stands. */
function beginGrace(change: Change, person: Person): void {
  const ends = change.now + graceOf(change, person);
  if (person.stored.graceUntil === undefined || person.stored.graceUntil > ends)
    graceUntilTime(change, person, ends);
}

function graceUntilTime(change: Change, person: Person, graceUntil: number): void {
  set(change, person, { graceUntil });
  change.state.timers.add({ at: graceUntil, kind: 'grace', person: person.config.id });
}

export function setPresence(change: Change, person: Person, data: CommandData<'presence.set'>): Reply {
  const { status, aux, afterThis = false, keepUntil } = data;
  if (aux !== undefined && !change.state.config.auxCodes.includes(aux)) {
    return refused('invalid', `aux: ${aux} is not one of ${change.state.config.auxCodes.join(', ')}`);
  }
  if (keepUntil !== undefined) {
    if (status !== 'offline') return refused('invalid', 'keepUntil: only with the status offline');
    if (keepUntil <= change.now || keepUntil > change.now + LONGEST_KEPT)
      return refused('invalid', 'keepUntil: a time after now and at most 14 days from now');
  }
  const { stored } = person;
  const changed = stored.status !== status || stored.aux !== aux;
  const arrived = status === 'available' && stored.status !== 'available';
  set(change, person, {
    status,
    aux,
    afterThis: afterThis && status === 'available',
    since: changed ? change.now : stored.since,
    idleSince: arrived ? change.now : stored.idleSince,
    ...(stored.connected && status !== 'offline' ? { graceUntil: undefined } : {}),
  });
  if (status !== 'available' && person.offered !== null) rescindOffer(change, person.offered);
  if (status !== 'offline') returnTo(change, person);
  else if (person.owned.size > 0 && keepUntil !== undefined) keepWork(change, person, keepUntil);
  // Whoever signs out with work in hand has the grace to come back; then it is offered again.
  else if (person.owned.size > 0 || person.consulted.size > 0) beginGrace(change, person);
  return done();
}

const inOrder = (works: ReadonlySet<Work>): Work[] =>
  [...works].sort((a, b) => (standing(a).id < standing(b).id ? -1 : 1));

/** Their work stays theirs and is put aside until they said they would be back. */
function keepWork(change: Change, person: Person, until: number): void {
  graceUntilTime(change, person, until);
  for (const work of inOrder(person.owned))
    if (standing(work).state !== 'wrapping') putAside(change, work, until, KEPT_FOR);
}

/** Back before that: what was put aside with them is taken up again. */
function returnTo(change: Change, person: Person): void {
  for (const work of inOrder(person.owned))
    if (standing(work).hold?.reason === KEPT_FOR) takeUp(change, work, 'owner');
}

/** Their first console connected, or their last one is gone. */
export function setLink(change: Change, person: Person, connected: boolean): void {
  if (person.stored.connected === connected) return;
  const signedOut = person.stored.status === 'offline';
  set(change, person, { connected, ...(connected && !signedOut ? { graceUntil: undefined } : {}) });
  if (connected || person.stored.graceUntil !== undefined) return;
  if (!signedOut || person.owned.size > 0 || person.consulted.size > 0) beginGrace(change, person);
}

/** Grace is over: they are offline, and everything they hold goes on without them. */
export function endGrace(change: Change, person: Person): void {
  const { status, since } = person.stored;
  set(change, person, {
    status: 'offline',
    aux: undefined,
    afterThis: false,
    since: status === 'offline' ? since : change.now,
    graceUntil: undefined,
  });
  releaseAll(change, person);
}

/** Everything a person holds goes on without them. */
export function releaseAll(change: Change, person: Person): void {
  if (person.offered !== null) rescindOffer(change, person.offered);
  for (const work of inOrder(person.consulted)) endConsult(change, work, 'gone');
  for (const work of inOrder(person.owned)) ownerVanished(change, work);
}
