import { describe, expect, test } from 'vitest';
import { matchExplanation } from '../../schema/match.ts';
import { loadPrice } from './costs.ts';
import { explain, type Standing } from './explain.ts';
import type { FreePerson, WaitingHandoff } from './port.ts';

const work = (changes: Partial<WaitingHandoff> = {}): WaitingHandoff => ({
  ...{ handoff: 'c1.1', queue: 'main', queuedAt: 0, dueAt: 60, target: 60, mode: 'fair', weight: 1 },
  ...{ skills: { billing: 2 }, language: undefined, value: 1, last: undefined, passedBy: [], pauses: {} },
  ...changes,
});
const person = (id: string, changes: Partial<FreePerson> = {}): FreePerson => ({
  ...{ person: id, name: id, queues: ['main'], skills: { billing: 4 }, languages: ['en'] },
  ...{ room: 2, load: 0, idleSince: 0, busyness: 1 },
  ...changes,
});
const free = (one: FreePerson): Standing => ({ person: one, away: null });
const of = (
  item: WaitingHandoff,
  chosen: FreePerson,
  others: readonly Standing[],
  given: [string, string][] = [],
) => {
  const price = loadPrice([item], 0);
  return explain({
    work: item,
    chosen,
    people: [free(chosen), ...others],
    given: new Map(given),
    price,
    now: 0,
  });
};

describe('why an offer went to whom it went', () => {
  test('everybody is compared by figures, or left out for one reason', () => {
    const ana = person('ana', { skills: { billing: 5 } });
    const told = of(work({ language: 'en', last: 'ben' }), ana, [
      free(person('ben', { skills: { billing: 3 }, load: 1 })),
      free(person('cas', { skills: { billing: 1 } })),
      free(person('dan', { languages: ['es'] })),
      free(person('eve', { room: 0, load: 2 })),
      { person: person('fay'), away: 'break' },
      { person: person('gil', { skills: {} }), away: 'offline' },
    ]);
    expect(matchExplanation.safeParse({ ...told, offer: 'c1.1.1' }).error).toBeUndefined();
    expect(told).toMatchObject({ of: 2, knows: false, mode: 'fair', urgency: 1 });
    expect(
      told.candidates.map(({ person: id, proficiency, load, knows }) => [id, proficiency, load, knows]),
    ).toEqual([
      ['ana', 5, 0, false],
      ['ben', 3, 1, true],
    ]);
    const [first, second] = told.candidates;
    expect(first?.worth).toBeGreaterThan(second?.worth ?? 9);
    expect(told.excluded.map(({ person: id, why }) => [id, why])).toEqual([
      ['cas', 'skill'],
      ['dan', 'language'],
      ['eve', 'full'],
      ['fay', 'break'],
      ['gil', 'offline'],
    ]);
    expect(told.excluded[0]).toMatchObject({ skill: 'billing', needs: 2, has: 1 });
    expect(told.excludedBy).toEqual({ skill: 1, language: 1, full: 1, break: 1, offline: 1 });
  });

  test('the smallest single change with which it would have been somebody else’s', () => {
    const ana = person('ana', { load: 1 });
    const next = (other: Standing, item = work(), given: [string, string][] = []) =>
      of(item, ana, [other], given).next?.change;
    expect(next(free(person('ben', { load: 3 })), work({ skills: {} }))).toEqual({ kind: 'load', less: 3 });
    expect(next(free(person('ben', { load: 2, skills: { billing: 5 }, room: 0 })))).toEqual({
      kind: 'load',
      less: 1,
    });
    expect(next(free(person('ben', { skills: { billing: 1 } })))).toEqual({
      kind: 'skill',
      skill: 'billing',
      to: 4,
    });
    expect(next({ person: person('ben'), away: 'break' })).toEqual({ kind: 'there' });
    expect(next({ person: person('ben'), away: 'asked' })).toEqual({ kind: 'unasked' });
    expect(next(free(person('ben')), work({ passedBy: ['ben'] }))).toEqual({ kind: 'passed' });
    expect(next(free(person('ben')), work(), [['ben', 'c2.1']])).toEqual({ kind: 'needed', handoff: 'c2.1' });
    const spanish = work({ language: 'es' });
    const speaker = person('ana', { languages: ['es'], load: 1 });
    expect(of(spanish, speaker, [free(person('ben'))]).next).toEqual({
      person: 'ben',
      name: 'ben',
      change: { kind: 'language', language: 'es' },
    });
  });

  test('of several changes the nearest, and none where none would do', () => {
    const ana = person('ana', { skills: { billing: 5 }, load: 1 });
    const told = of(work(), ana, [
      free(person('ben', { skills: { billing: 5 }, load: 4 })),
      free(person('cas', { skills: { billing: 4 } })),
    ]);
    expect(told.next).toMatchObject({ person: 'cas', change: { kind: 'skill', to: 5 } });
    expect(
      of(work(), person('ana', { skills: { billing: 5 }, busyness: 0 }), [free(person('ben'))]).next,
    ).toBeUndefined();
  });
});
