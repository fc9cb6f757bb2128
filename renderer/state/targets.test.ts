import { expect, test } from 'vitest';
import type { MeView, PersonView } from '#shared/contract/views.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { QueueCounts } from '#shared/schema/queue.ts';
import { consultable, targetsOf } from './targets.ts';

const person = (id: string, change: Partial<PersonView> = {}): PersonView => ({
  id,
  name: id === 'ana' ? 'Ana Reis' : id,
  roles: ['agent'],
  queues: ['care'],
  skills: { seating: 4 },
  languages: ['en'],
  status: 'available',
  connected: true,
  load: 1,
  capacity: 5,
  ...change,
});
const me = { id: 'marta', queues: [{ id: 'care', name: 'Airline disruption' }] } as unknown as MeView;
const handoff = { language: 'en-GB', skills: { seating: 4 } } as unknown as Handoff;
const closed = {
  queue: 'night',
  name: 'Night desk',
  open: false,
  waiting: 2,
  available: 0,
} as unknown as QueueCounts;

const people = [
  person('ana'),
  person('marta'),
  person('gone', { connected: false }),
  person('away', { status: 'away' }),
  person('full', { load: 5 }),
  person('unfit', { skills: { seating: 3 } }),
  person('foreign', { languages: ['nl'] }),
];
const all = (query: string) =>
  targetsOf({ people, counts: new Map([['night', closed]]), me, handoff }, query).map(
    ({ key, impossible }) => [key, impossible] as const,
  );

test('who takes nothing now stands last, with the reason the router would give; oneself is not there', () => {
  expect(all('')).toEqual([
    ['person/ana', undefined],
    ['person/away', 'target_absent'],
    ['person/foreign', 'target_unfit'],
    ['person/full', 'target_busy'],
    ['person/gone', 'target_absent'],
    ['person/unfit', 'target_unfit'],
    ['queue/care', undefined],
    ['queue/night', 'target_closed'],
    ['skill/seating', undefined],
  ]);
});

test('a few letters find people, queues and skills; nearest first', () => {
  expect(all('re')).toEqual([
    ['person/ana', undefined],
    ['person/foreign', 'target_unfit'],
  ]);
  expect(all('seat')).toEqual([['skill/seating', undefined]]);
  expect(all('zz')).toEqual([]);
});

test('whom one may ask: being busy or lacking a skill does not matter, being there does', () => {
  expect(
    consultable({ people, me }, '').flatMap(({ key, impossible }) => (impossible === undefined ? [key] : [])),
  ).toEqual(['person/ana', 'person/away', 'person/foreign', 'person/full', 'person/unfit']);
});
