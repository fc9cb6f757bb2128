// Owns to whom a conversation may be passed on or whom one may ask: people, queues and skills with what is known of them, and
// why one is not possible. Pure. The router decides again when it is asked; this only saves the person a refusal.
import type { MeView, PersonView } from '#shared/contract/views.ts';
import type { RefusalCode } from '#shared/protocol/commands.ts';
import type { Handoff, TransferTarget } from '#shared/schema/handoff.ts';
import type { QueueCounts, QueueRow, TakenRow } from '#shared/schema/queue.ts';
import { type Found, find } from '../ui/find.ts';

/** The codes a target can be refused with. */
export type Impossible = Extract<RefusalCode, `target_${string}`>;

interface Known {
  readonly key: string;
  readonly name: string;
  readonly found: Found;
  readonly impossible?: Impossible | undefined;
}
export type Target = Known & {
  readonly to: TransferTarget;
} & (
    | { readonly kind: 'person'; readonly person: PersonView }
    | { readonly kind: 'queue'; readonly counts: QueueCounts | undefined }
    | { readonly kind: 'skill'; readonly free: number }
  );
export type TargetKind = Target['kind'];

export interface TargetsOf {
  readonly people: Iterable<PersonView>;
  readonly counts: ReadonlyMap<string, QueueCounts>;
  readonly me: MeView | undefined;
  readonly handoff: Needs;
}

/** What the next person must have. */
type Needs = Partial<Pick<Handoff, 'skills' | 'language'>>;

/** Connected and at work: whoever is away may come back, but takes nothing now. */
const isThere = ({ connected, status }: PersonView): boolean => connected && status === 'available';
const isFree = (person: PersonView): boolean => isThere(person) && person.load < person.capacity;

function fits({ skills, languages }: PersonView, { skills: needed = {}, language }: Needs): boolean {
  const speaks =
    language === undefined || languages.some((one) => one.split('-')[0] === language.split('-')[0]);
  return speaks && Object.entries(needed).every(([skill, least]) => (skills[skill] ?? 0) >= least);
}

function whyNot(person: PersonView, handoff: Needs): Impossible | undefined {
  if (!isThere(person)) return 'target_absent';
  if (person.load >= person.capacity) return 'target_busy';
  return fits(person, handoff) ? undefined : 'target_unfit';
}

const order = (a: Target, b: Target): number =>
  Number(a.impossible !== undefined) - Number(b.impossible !== undefined) ||
  b.found.score - a.found.score ||
  (a.name < b.name ? -1 : 1);

const personTarget = (person: PersonView, found: Found, impossible: Impossible | undefined): Target => ({
  kind: 'person',
  key: `person/${person.id}`,
  name: person.name,
  to: { kind: 'person', person: person.id },
  person,
  found,
  impossible,
});

/** Colleagues who may be asked: it takes no room, so being busy does not matter, being there does. */
export function consultable(
  { people, me }: Pick<TargetsOf, 'people' | 'me'>,
  query: string,
): readonly Target[] {
  const found = [...people].flatMap((person): Target[] => {
    const match = person.id === me?.id ? null : find(query, [person.name], true);
    const there = person.connected && person.status !== 'offline';
    return match === null ? [] : [personTarget(person, match, there ? undefined : 'target_absent')];
  });
  return found.sort(order);
}

/** Whom a lead may give what waits in `queue`, or what its owner has: its people, they themselves among them. */
export function givable(
  people: Iterable<PersonView>,
  { queue, skills, owner }: Pick<QueueRow, 'queue' | 'skills'> & Partial<Pick<TakenRow, 'owner'>>,
  query: string,
): readonly Target[] {
  const found = [...people].flatMap((person): Target[] => {
    const may = person.queues.includes(queue) && person.id !== owner;
    const match = may ? find(query, [person.name], true) : null;
    return match === null
      ? []
      : [personTarget(person, match, whyNot(person, skills === undefined ? {} : { skills }))];
  });
  return found.sort(order);
}

/** What `query` means, the possible and nearest first in each kind. */
export function targetsOf({ people, counts, me, handoff }: TargetsOf, query: string): readonly Target[] {
  const persons: Target[] = [];
  const free = new Map<string, number>();
  for (const person of people) {
    const mine = person.id === me?.id;
    for (const skill of Object.keys(person.skills))
      free.set(skill, (free.get(skill) ?? 0) + Number(!mine && isFree(person)));
    const found = mine ? null : find(query, [person.name], true);
    if (found === null) continue;
    persons.push(personTarget(person, found, whyNot(person, handoff)));
  }
  const queues: Target[] = [];
  const names = new Map([
    ...(me?.queues ?? []).map(({ id, name }) => [id, name] as const),
    ...[...counts.values()].map(({ queue, name }) => [queue, name] as const),
  ]);
  for (const [queue, name] of names) {
    const found = find(query, [name], true);
    if (found === null) continue;
    const known = counts.get(queue);
    queues.push({
      kind: 'queue',
      key: `queue/${queue}`,
      name,
      to: { kind: 'queue', queue },
      counts: known,
      found,
      impossible: known?.open === false ? 'target_closed' : undefined,
    });
  }
  const skills: Target[] = [];
  for (const [skill, count] of free) {
    const found = find(query, [skill], true);
    if (found === null) continue;
    skills.push({
      kind: 'skill',
      key: `skill/${skill}`,
      name: skill,
      to: { kind: 'skill', skill },
      free: count,
      found,
      impossible: count === 0 ? 'target_absent' : undefined,
    });
  }
  return [...persons.sort(order), ...queues.sort(order), ...skills.sort(order)];
}
