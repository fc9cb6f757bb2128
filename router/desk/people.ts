// Owns people: what they say of themselves, what their link says, and what follows for the work they hold.
import type { CommandData } from '#shared/protocol/commands.ts';
import type { Change } from './change.ts';
import { ownerVanished } from './handoffs.ts';
import { rescindOffer } from './offers.ts';
import type { Reply } from './port.ts';
import { done, refused } from './replies.ts';
import { type Person, standing } from './state.ts';
import type { StoredPerson } from './stored.ts';

/** Changes what is stored of a person; a value of undefined takes the field away. */
function set(
  change: Change,
  person: Person,
  changes: { readonly [K in keyof StoredPerson]?: StoredPerson[K] | undefined },
): void {
  person.stored = { ...person.stored, ...changes } as StoredPerson;
  change.touchPerson(person);
}

/** Grace of the most patient queue among those whose work they have; having none, among their own. Ms. */
function graceOf(change: Change, person: Person): number {
  const held = [...person.owned].map(({ head }) => head.handoff?.queue ?? '');
  const queues = held.length > 0 ? held : person.config.queues;
  const seconds = queues.map((id) => change.state.queues.get(id)?.config.graceSeconds ?? 0);
  return Math.round(Math.max(0, ...seconds) * 1_000);
}

function beginGrace(change: Change, person: Person): void {
  if (person.stored.graceUntil !== undefined) return;
  const graceUntil = change.now + graceOf(change, person);
  set(change, person, { graceUntil });
  change.state.timers.add({ at: graceUntil, kind: 'grace', person: person.config.id });
}

export function setPresence(change: Change, person: Person, data: CommandData<'presence.set'>): Reply {
  const { status, aux, afterThis = false } = data;
  if (aux !== undefined && !change.state.config.auxCodes.includes(aux)) {
    return refused('invalid', `aux: ${aux} is not one of ${change.state.config.auxCodes.join(', ')}`);
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
  // Whoever signs out with work in hand has the grace to come back; then it is offered again.
  if (status === 'offline' && person.owned.size > 0) beginGrace(change, person);
  return done();
}

/** Their first console connected, or their last one is gone. */
export function setLink(change: Change, person: Person, connected: boolean): void {
  if (person.stored.connected === connected) return;
  const signedOut = person.stored.status === 'offline';
  set(change, person, { connected, ...(connected && !signedOut ? { graceUntil: undefined } : {}) });
  if (!connected && (!signedOut || person.owned.size > 0)) beginGrace(change, person);
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
  const inOrder = [...person.owned].sort((a, b) => (standing(a).id < standing(b).id ? -1 : 1));
  for (const work of inOrder) ownerVanished(change, work);
}
