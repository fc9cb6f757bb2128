import { describe, expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';

const atWork = (...people: string[]) => {
  const world = new World();
  world.signIn(...people);
  world.open('c1');
  world.initiate('c1');
  return world;
};

describe('offers', () => {
  test('somebody who declined stays available and is asked again only after a pause, when nobody else can be', () => {
    const world = atWork('ana');
    world.as('ana', 'offer.decline', { offer: 'c1.1.1', reason: 'busy' });
    expect(world.state('c1')).toBe('queued');
    expect(world.desk.personState('ana').presence.status).toBe('available');
    world.pass(29_999);
    expect(world.state('c1')).toBe('queued');
    world.pass(1);
    expect(world.head('c1')).toMatchObject({ offer: { person: 'ana', id: 'c1.1.2' }, pauses: {} });
  });

  test('declined by both, each in turn', () => {
    const world = atWork('ana', 'ben');
    world.as('ana', 'offer.decline', { offer: 'c1.1.1', reason: 'busy' });
    world.now += 10_000;
    world.as('ben', 'offer.decline', { offer: 'c1.1.2', reason: 'wrong_skill' });
    world.pass(20_000);
    expect(world.head('c1')).toMatchObject({
      offer: { person: 'ana' },
      handoff: { passedBy: ['ana', 'ben'], offers: 3 },
    });
  });

  test('going away takes the offer back without counting against anybody', () => {
    const world = atWork('ana', 'ben');
    world.as('ana', 'presence.set', { status: 'away', aux: 'Meeting' });
    expect(world.head('c1')).toMatchObject({ offer: { person: 'ben' }, handoff: { passedBy: [] } });
    expect(world.live).toContainEqual({
      kind: 'revoke',
      person: 'ana',
      offer: 'c1.1.1',
      why: 'rescinded',
      to: 'Ben Okafor',
    });
  });

  test('a vanished person keeps the offer until it runs out, but gets no new one', () => {
    const world = atWork('ana');
    world.step({ from: 'link', person: 'ana', connected: false });
    expect(world.state('c1')).toBe('offered');
    world.pass(20_000);
    expect(world.state('c1')).toBe('queued');
    world.step({ from: 'link', person: 'ana', connected: true });
    expect(world.desk.offersOf('ana')).toEqual([]);
    world.as('ana', 'presence.set', { status: 'available' });
    expect(world.desk.offersOf('ana')).toMatchObject([
      { offer: { id: 'c1.1.2' }, context: { right: 'offered' } },
    ]);
  });

  test('an answer that comes after the time is too late, even before the timer ran', () => {
    const world = atWork('ana');
    world.now += 20_000;
    expect(world.as('ana', 'offer.accept', { offer: 'c1.1.1' })).toMatchObject({
      refusal: { code: 'offer_gone' },
    });
    expect(world.state('c1')).toBe('offered');
  });

  test('an answer needs the fence of the offer; ids that are no offers are not found', () => {
    const world = atWork('ana', 'ben');
    const accept = (offer: string, base: number | undefined) =>
      world.step({
        from: 'person',
        person: 'ana',
        device: 'd',
        base,
        command: { k: 'offer.accept', d: { offer } },
      }).reply;
    expect(accept('c1.1.1', undefined)).toMatchObject({ refusal: { code: 'invalid' } });
    expect(accept('c1.1.1', 0)).toMatchObject({ refusal: { code: 'stale_fence' } });
    for (const offer of ['c1', 'c1.1', 'c1.x.1', 'nothing.1.1', 'c1.01.1'])
      expect(accept(offer, 1)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(world.as('ben', 'offer.accept', { offer: 'c1.1.1' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  test('skills of the queue and of the handoff both hold, the higher one counts', () => {
    const queue = {
      id: 'main',
      name: 'Main',
      sla: { seconds: 60, share: 0.8 },
      skills: { billing: 3 },
      dispositions: [{ id: 'solved', label: 'Solved' }],
    };
    const people = [
      { id: 'ana', name: 'Ana Reis', queues: ['main'], skills: { billing: 3 } },
      { id: 'ben', name: 'Ben Okafor', queues: ['main'], skills: { billing: 5 }, languages: ['en', 'pt'] },
    ];
    const world = new World(office({ queues: [queue], people }));
    world.signIn('ana', 'ben');
    world.open('c1', { language: 'pt-BR' });
    world.initiate('c1', { skills: { billing: 2 } });
    expect(world.head('c1')).toMatchObject({
      offer: { person: 'ben' },
      handoff: { skills: { billing: 3 }, language: 'pt-BR' },
    });
    world.open('c2');
    expect(world.initiate('c2', { skills: { legal: 1 } })).toMatchObject({
      result: { reason: 'nobody_staffed' },
    });
  });

  test('people and queues that are gone from the configuration hold nothing after a start', async () => {
    const world = atWork('ana', 'ben');
    world.now += 1;
    world.accept('c1');
    world.open('c2');
    world.initiate('c2');
    const later = new World(
      office({ people: [{ id: 'ben', name: 'Ben Okafor', queues: ['main'], capacity: 1 }] }),
    );
    for (const [key, value] of world.store) later.store.set(key, value);
    const desk = await later.reload();
    expect(desk.nextTimer()).toBe(0);
    const { puts } = desk.handle({ from: 'timer' }, world.now);
    const heads = puts
      .filter(({ key }) => key.startsWith('open/'))
      .map(({ value }) => JSON.parse(value ?? ''));
    expect(heads.map(({ handoff: { id, state, owner } }) => [id, state, owner])).toEqual([
      ['c1.1', 'queued', undefined],
    ]);
    expect(desk.offersOf('ben')).toMatchObject([{ offer: { id: 'c2.1.1' } }]);
    expect(desk.handle({ from: 'link', person: 'ana', connected: true }, world.now).reply).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });
});
