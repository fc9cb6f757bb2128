import { describe, expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';

const config = office({
  people: [
    { id: 'ana', name: 'Ana Reis', queues: ['main'], capacity: 2 },
    { id: 'lea', name: 'Lea Boss', roles: ['lead'], queues: ['main'], capacity: 2 },
  ],
});
const owned = () => {
  const world = new World(config);
  world.signIn('ana');
  world.open('c1', { id: 'troll' });
  world.initiate('c1');
  world.accept('c1');
  return world;
};
const finish = (world: World, block: boolean, message?: string) =>
  world.as('ana', 'conversation.end', {
    handoff: 'c1.1',
    reason: 'abusive',
    block,
    ...(message === undefined ? {} : { message }),
  });

describe('ending outright', () => {
  test('the customer reads the last words, then it is closed with the reason', () => {
    const world = owned();
    const since = world.feed.length;
    expect(finish(world, false, 'We end this here.')).toMatchObject({ ok: true });
    expect(world.head('c1')).toMatchObject({
      conversation: { state: 'closed', preview: 'We end this here.' },
      handoff: { state: 'completed', endReason: 'abusive' },
    });
    const told = world.feed.slice(since).filter(({ stream }) => stream === 'b:bot');
    expect(told.map(({ kind }) => kind)).toEqual(['human.turn', 'handoff.status']);
    expect(world.consoles.get('ana')?.get('c1')?.right).toBe('kept');
  });

  test('a blocked customer is answered honestly, before and after a restart, until a lead lifts it', async () => {
    const world = owned();
    world.as('ana', 'presence.set', { status: 'break' });
    world.open('c2', { id: 'troll' });
    world.initiate('c2');
    expect(world.state('c2')).toBe('queued');
    finish(world, true);
    expect(world.head('c2')?.handoff).toMatchObject({ state: 'failed', endReason: 'blocked' });
    world.desk = await world.reload();
    world.step({ from: 'timer' });
    world.open('c3', { id: 'troll' });
    expect(world.initiate('c3')).toMatchObject({ ok: true, result: { status: 'failed', reason: 'blocked' } });
    world.open('c4', { id: 'somebody' });
    expect(world.initiate('c4')).toMatchObject({ result: { status: 'queued' } });
    const lift = (person: string) => world.as(person, 'customer.unblock', { bot: 'bot', customer: 'troll' });
    expect(lift('ana')).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(lift('lea')).toMatchObject({ ok: true });
    expect(lift('lea')).toMatchObject({ refusal: { code: 'not_found' } });
    world.open('c5', { id: 'troll' });
    expect(world.initiate('c5')).toMatchObject({ result: { status: 'queued' } });
  });

  test('nothing is said to a customer whose side has closed it', () => {
    const world = owned();
    world.bot({ kind: 'close', conversation: 'c1', reason: 'done' });
    expect(finish(world, true, 'Goodbye')).toMatchObject({ refusal: { code: 'wrong_state' } });
    expect(finish(world, true)).toMatchObject({ ok: true });
  });
});
