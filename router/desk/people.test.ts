import { describe, expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';

const owning = () => {
  const world = new World();
  world.signIn('ana');
  world.open('c1');
  world.initiate('c1');
  world.accept('c1');
  return world;
};

describe('people', () => {
  test('everybody is offline until they say otherwise, and connecting alone is no yes', () => {
    const world = new World();
    world.step({ from: 'link', person: 'ana', connected: true });
    expect(world.desk.personState('ana').presence).toMatchObject({
      status: 'offline',
      connected: true,
      load: 0,
      capacity: 2,
    });
    world.open('c1');
    expect(world.initiate('c1')).toMatchObject({ result: { reason: 'nobody_staffed' } });
    expect(world.desk.connected()).toEqual(['ana']);
  });

  test('away after this: no new offers, away when the last conversation ends', () => {
    const world = owning();
    world.as('ana', 'presence.set', { status: 'available', afterThis: true });
    world.open('c2');
    world.initiate('c2');
    expect(world.state('c2')).toBe('queued');
    expect(world.desk.personState('ana').presence).toMatchObject({ status: 'available', afterThis: true });
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    expect(world.desk.personState('ana').presence).toMatchObject({ status: 'away', afterThis: false });
    world.as('ana', 'presence.set', { status: 'available', afterThis: true });
    expect(world.desk.personState('ana').presence).toMatchObject({ status: 'away' });
  });

  test('a reason must be one of the configured ones', () => {
    const world = owning();
    expect(world.as('ana', 'presence.set', { status: 'away', aux: 'Sulking' })).toMatchObject({
      refusal: { code: 'invalid', msg: 'aux: Sulking is not one of Training, Meeting' },
    });
    expect(world.as('ana', 'presence.set', { status: 'away', aux: 'Meeting' })).toMatchObject({ ok: true });
  });

  test('who does not work here is told so', () => {
    const world = owning();
    expect(world.step({ from: 'link', person: 'eve', connected: true }).reply).toMatchObject({
      refusal: { code: 'forbidden' },
    });
    expect(world.desk.personState('eve')).toMatchObject({
      presence: { status: 'offline', capacity: 0 },
      grants: [],
    });
  });

  test('the most patient queue of the work at hand gives the grace', () => {
    const queue = (id: string, graceSeconds: number) => ({
      id,
      name: id,
      sla: { seconds: 60, share: 0.8 },
      graceSeconds,
      dispositions: [{ id: 'solved', label: 'Solved' }],
    });
    const people = [{ id: 'ana', name: 'Ana Reis', queues: ['main', 'slow'] }];
    const world = new World(office({ queues: [queue('main', 10), queue('slow', 90)], people }));
    world.signIn('ana');
    world.open('c1');
    world.initiate('c1');
    world.accept('c1');
    world.step({ from: 'link', person: 'ana', connected: false });
    expect(world.desk.personState('ana').presence.graceUntil).toBe(world.now + 10_000);
  });

  test('what was only to be wrapped up goes back to the bot when its owner vanishes; a customer who waits does not', () => {
    const world = new World();
    world.signIn('ana', 'ben');
    for (const id of ['c1', 'c2']) {
      world.open(id);
      world.initiate(id);
      world.as('ben', 'presence.set', { status: 'break' });
      world.accept(id);
      world.as('ana', 'turn.send', { conversation: id, id: `r-${id}`, text: 'Done, bye' });
      world.as('ana', 'handoff.wrap', { handoff: `${id}.1` });
    }
    world.says('c2', 'END_USER', 'One more thing');
    world.step({ from: 'link', person: 'ana', connected: false });
    world.pass(60_000);
    expect(world.head('c1')?.handoff).toMatchObject({ state: 'returned', endReason: 'wrap_up_abandoned' });
    expect(world.head('c2')?.handoff).toMatchObject({ state: 'queued' });
    expect(world.head('c2')?.handoff).not.toHaveProperty('owner');
  });

  test('availability: who is there, and no wait while nothing is known of any', () => {
    const world = owning();
    expect(world.desk.availability('main', 'chat', world.now)).toEqual({
      queue: 'main',
      open: true,
      staffed: 1,
      free: 1,
      waiting: 0,
    });
    expect(world.desk.availability('main', 'voice', world.now)).toEqual({
      queue: 'main',
      open: true,
      staffed: 1,
      free: 0,
      waiting: 0,
    });
    for (const id of ['c2', 'c3']) {
      world.open(id);
      world.initiate(id);
    }
    expect(world.desk.availability('main', 'chat', world.now)).toMatchObject({ free: 0, waiting: 2 });
    expect(world.desk.availability('nowhere', 'chat', world.now)).toBeNull();
    expect(world.desk.counts('main', world.now)).toEqual({
      queue: 'main',
      name: 'Main',
      waiting: 2,
      longestSince: world.now,
      available: 1,
      open: true,
      at: world.now,
    });
    expect(world.desk.counts('nowhere', world.now)).toBeNull();
  });
});
