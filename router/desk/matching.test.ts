import { describe, expect, test } from 'vitest';
import { jointOf } from '#shared/domain/matching/joint.ts';
import { matchExplanation } from '#shared/schema/match.ts';
import { office, World } from '../../test/property/desk-world.ts';

const queue = (changes = {}) => ({
  ...{ id: 'main', name: 'Main', sla: { seconds: 60, share: 0.8 }, offerSeconds: 20 },
  dispositions: [{ id: 'solved', label: 'Solved' }],
  ...changes,
});
const person = (id: string, changes = {}) => ({ id, name: id, queues: ['main'], capacity: 4, ...changes });
const worldOf = (people: ReturnType<typeof person>[], changes = {}) => {
  const world = new World(office({ people, queues: [queue(changes)] }));
  world.signIn(...people.map(({ id }) => id));
  return world;
};
const offered = (world: World, id: string) => world.head(id)?.offer?.person;

describe('who is offered what', () => {
  test('the better fit before whoever has been free longer', () => {
    const world = worldOf([
      person('ana', { skills: { billing: 2 } }),
      person('ben', { skills: { billing: 5 } }),
    ]);
    world.open('c1');
    world.initiate('c1', { skills: { billing: 1 } });
    expect(offered(world, 'c1')).toBe('ben');
  });

  test('an important customer before one who is due sooner', () => {
    const world = worldOf([person('ana', { capacity: 1 })]);
    for (const [id, account] of [
      ['c1', {}],
      ['c2', {}],
      ['c3', { tier: 'enterprise' }],
    ] as const) {
      world.open(id, { account });
      world.initiate(id);
    }
    world.accept('c1');
    world.pass(30_000);
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    expect(offered(world, 'c3')).toBe('ana');
    expect(world.state('c2')).toBe('queued');
  });

  test('a verified customer comes back to whoever had them, also after a start; one who is not verified is anybody', async () => {
    const world = worldOf([person('ana'), person('ben')]);
    for (const verified of [true, false]) {
      const id = verified ? 'c1' : 'c2';
      world.open(id, { id: `customer-${verified}`, verified });
      world.initiate(id);
      world.now += 1;
      world.accept(id);
      world.now += 1;
      world.as(verified ? 'ana' : 'ben', 'handoff.complete', {
        handoff: `${id}.1`,
        outcome: { disposition: 'solved', tags: [], summary: '', toBot: false },
      });
    }
    world.desk = await world.reload();
    world.step({ from: 'timer' });
    // By turns it would be Ana's, then Ben's.
    world.open('c3', { id: 'customer-false', verified: false });
    world.initiate('c3');
    expect(offered(world, 'c3')).toBe('ana');
    world.now += 1;
    world.accept('c3');
    world.now += 1;
    world.as('ana', 'handoff.return', { handoff: 'c3.1' });
    world.now += 600_000;
    world.open('c4', { id: 'customer-true', verified: true });
    world.initiate('c4');
    expect(offered(world, 'c4')).toBe('ana');
  });

  test('`fair` spreads the work over the day, `fit` asks the best one again', () => {
    const given = (matching: 'fair' | 'fit') => {
      const world = worldOf(
        [person('ana', { skills: { billing: 4 } }), person('ben', { skills: { billing: 5 } })],
        { matching },
      );
      const who: string[] = [];
      for (let each = 1; each <= 6; each++) {
        const id = `c${each}`;
        world.open(id);
        world.initiate(id, { skills: { billing: 1 } });
        who.push(world.accept(id));
        world.pass(600_000);
        world.as(who.at(-1) ?? '', 'handoff.return', { handoff: `${id}.1` });
      }
      return who;
    };
    expect(given('fit')).toEqual(['ben', 'ben', 'ben', 'ben', 'ben', 'ben']);
    expect(new Set(given('fair'))).toEqual(new Set(['ana', 'ben']));
  });

  test('two who become free at once share what waits so that both can be used', () => {
    const world = worldOf([
      person('ana', { capacity: 1, skills: { tax: 3 }, languages: ['en'] }),
      person('ben', { capacity: 1, skills: { tax: 5 }, languages: ['en', 'es'] }),
    ]);
    world.as('ana', 'presence.set', { status: 'break' });
    world.as('ben', 'presence.set', { status: 'break' });
    world.open('c1');
    world.initiate('c1', { skills: { tax: 1 } });
    world.open('c2', { language: 'es' });
    world.initiate('c2');
    world.step({ from: 'link', person: 'ana', connected: false });
    world.as('ana', 'presence.set', { status: 'available' });
    // Ben alone: what is due first. Ana then gets nothing that she cannot take.
    world.as('ben', 'presence.set', { status: 'available' });
    expect(offered(world, 'c1')).toBe('ben');
    world.step({ from: 'link', person: 'ana', connected: true });
    expect(world.state('c2')).toBe('queued');
    world.as('ben', 'offer.decline', { offer: 'c1.1.1', reason: 'busy' });
    // In one step: Ana the first, who can, and Ben the other.
    expect([offered(world, 'c1'), offered(world, 'c2')]).toEqual(['ana', 'ben']);
  });
});

test('why it was decided so is stored with the offer, in full, and told in short to whom it was made', () => {
  const world = worldOf([
    person('ana', { skills: { billing: 4 } }),
    person('ben', { skills: { billing: 3 } }),
    person('cas', { skills: { billing: 1 } }),
  ]);
  world.open('c1');
  world.initiate('c1', { skills: { billing: 2 } });
  const { offer } = world.head('c1') ?? {};
  const stored = JSON.parse(world.store.get('match/c1.1.1') ?? '');
  expect(matchExplanation.safeParse(stored).error).toBeUndefined();
  expect(stored).toMatchObject({
    ...{ offer: 'c1.1.1', handoff: 'c1.1', queue: 'main', person: 'ana', mode: 'fair', of: 2 },
    candidates: [{ person: 'ana' }, { person: 'ben' }],
    excluded: [{ person: 'cas', why: 'skill', skill: 'billing', needs: 2, has: 1 }],
  });
  expect(offer).toMatchObject({
    why: 'You have billing 4',
    match: {
      ...{ of: 2, knows: false, asked: { skills: { billing: 4 } } },
      next: { person: 'ben', change: { kind: 'skill', to: 5 } },
    },
  });
  expect(offer?.match).not.toHaveProperty('candidates');
  // Passed to one person there is nothing to compare.
  world.accept('c1');
  world.as('ana', 'handoff.transfer', {
    ...{ handoff: 'c1.1', reason: 'other' },
    to: { kind: 'person', person: 'ben' },
  });
  expect(world.head('c1')?.offer).toMatchObject({ person: 'ben', why: 'ana passes this on to you' });
  expect(world.head('c1')?.offer?.match).toBeUndefined();
});

describe('more than fits into a step', () => {
  const many = ['c1', 'c2', 'c3', 'c4', 'c5'];
  const behind = (world: World): boolean => world.desk.nextTimer() === 0;
  const catchUp = (world: World): void => {
    while (behind(world)) world.step({ from: 'timer' });
  };
  const standing = (world: World) => many.filter((id) => offered(world, id) !== undefined);

  /** In one moment five handoffs ask for no skill any more, and four people are free; a step decides about two. */
  function wave(): World {
    const people = ['ana', 'ben', 'cas', 'dan'].map((id) => person(id));
    const able = person('eva', { skills: { billing: 5 } });
    const relax = [{ after: 30, skills: { billing: 0 } }];
    const config = office({ people: [...people, able], queues: [queue({ relax, offerSeconds: 600 })] });
    const world = new World(
      config,
      jointOf(() => 2),
    );
    world.signIn('ana', 'ben', 'cas', 'dan', 'eva');
    world.as('eva', 'presence.set', { status: 'break' });
    for (const id of many) world.open(id);
    for (const id of many) world.initiate(id, { skills: { billing: 4 } });
    expect(behind(world)).toBe(false);
    world.now += 30_000;
    world.step({ from: 'timer' });
    expect(standing(world)).toHaveLength(2);
    return world;
  }

  test('is decided in the next ones, which the desk asks for', () => {
    const world = wave();
    expect(behind(world)).toBe(true);
    world.step({ from: 'timer' });
    expect(standing(world)).toHaveLength(4);
    catchUp(world);
    // There are no more people than four.
    expect(standing(world)).toHaveLength(4);
    world.accept('c1');
    expect(standing(world)).toHaveLength(4);
  });

  test('holds up nobody meanwhile: what is asked is answered, and nobody is matched by it', () => {
    const world = wave();
    const [first, second] = standing(world) as [string, string];
    const decliner = offered(world, second) as string;
    world.accept(first);
    world.as(decliner, 'offer.decline', { offer: world.head(second)?.offer?.id ?? '', reason: 'busy' });
    expect(world.as('eva', 'offer.accept', { offer: 'c9.1.1' })).toMatchObject({ ok: false });
    world.step({ from: 'link', person: 'dan', connected: false });
    expect(standing(world)).toEqual([]);
    const had = new Set<string>();
    for (let round = 0; round < 5; round++) {
      catchUp(world);
      for (const id of standing(world)) had.add(world.accept(id));
    }
    expect(many.map((id) => world.state(id))).toEqual(many.map(() => 'accepted'));
    expect(had).not.toContain('dan');
    expect(world.head(second)?.handoff?.owner).not.toBe(decliner);
  });

  test('is not forgotten over a start', async () => {
    const world = wave();
    world.desk = await world.reload();
    catchUp(world);
    expect(standing(world)).toHaveLength(4);
  });

  test('is decided however many become free meanwhile, whatever more urgent waits in vain', () => {
    const people = [person('ana'), person('ben'), person('eva', { skills: { billing: 5 } })];
    const world = new World(
      office({ people, queues: [queue()] }),
      jointOf(() => 1),
    );
    world.signIn('ana', 'ben', 'eva');
    for (const { id } of people) world.as(id, 'presence.set', { status: 'break' });
    for (const id of ['c1', 'c2', 'c3'])
      world.open(id, id === 'c1' ? { account: { tier: 'enterprise' } } : {});
    world.initiate('c1', { skills: { billing: 4 } });
    for (const id of ['c2', 'c3']) world.initiate(id);
    world.as('ana', 'presence.set', { status: 'available' });
    for (let step = 0; step < 2; step++) {
      expect(behind(world)).toBe(true);
      for (const status of ['break', 'available'] as const) world.as('ben', 'presence.set', { status });
      world.step({ from: 'timer' });
    }
    expect(['c1', 'c2', 'c3'].map((id) => world.state(id))).toEqual(['queued', 'offered', 'offered']);
  });
});

describe('what a handoff asks for', () => {
  const steps = [
    { after: 30, skills: { billing: 3 } },
    { after: 90, skills: { billing: 0 } },
  ];

  test('falls in steps while it waits, seen in the line, and what is left at the end is what somebody may have', () => {
    const world = worldOf(
      [person('ana', { skills: { billing: 3 } }), person('ben', { languages: ['en', 'es'] })],
      { relax: steps },
    );
    world.open('c1', { language: 'es' });
    world.initiate('c1', { skills: { billing: 5 } });
    const row = () => world.desk.queueState('main').rows[0];
    const start = world.now;
    expect(row()).toMatchObject({ skills: { billing: 5 }, relax: { step: 0, of: 2, at: start + 30_000 } });
    world.pass(30_000);
    expect(row()).toMatchObject({ skills: { billing: 3 }, relax: { step: 1, of: 2, at: start + 90_000 } });
    expect(world.state('c1')).toBe('queued');
    world.pass(60_000);
    // The language is asked for still: Ana gets nothing, whatever she knows.
    expect(world.head('c1')).toMatchObject({
      offer: { person: 'ben' },
      handoff: { skills: {}, relax: { step: 2, of: 2 } },
    });
    const marks = [...world.store.values()].filter((text) => text.includes('handoff.relaxed'));
    expect(marks.map((text) => JSON.parse(text).reason)).toEqual(['billing 5 > 3', 'billing 3 > 0']);
  });

  test('falls also after a start, and not once somebody has it', async () => {
    const world = worldOf([person('ana', { skills: { billing: 5 } })], { relax: steps });
    world.open('c1');
    world.initiate('c1', { skills: { billing: 4 } });
    world.desk = await world.reload();
    world.step({ from: 'timer' });
    world.pass(31_000);
    expect(world.head('c1')?.handoff).toMatchObject({ skills: { billing: 3 }, relax: { step: 1 } });
    world.as('ana', 'presence.set', { status: 'available' });
    world.accept('c1');
    world.pass(90_000);
    expect(world.head('c1')?.handoff).toMatchObject({ skills: { billing: 3 }, relax: { step: 1, of: 2 } });
    expect(world.head('c1')?.handoff?.relax).not.toHaveProperty('at');
  });

  test('what never falls that far is refused at once', () => {
    const world = worldOf([person('ana')], { relax: [{ after: 30, skills: { billing: 1 } }] });
    world.open('c1');
    expect(world.initiate('c1', { skills: { billing: 4 } })).toMatchObject({
      result: { reason: 'nobody_staffed' },
    });
  });
});
