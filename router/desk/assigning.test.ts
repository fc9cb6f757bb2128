import { describe, expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';

const queue = (id: string, changes: object = {}) => ({
  ...{ id, name: id, sla: { seconds: 60, share: 0.8 }, offerSeconds: 20, keepDays: 1 },
  dispositions: [{ id: 'solved', label: 'Solved' }],
  ...changes,
});

const team = (changes: object = {}) =>
  office({
    people: [
      { id: 'ana', name: 'Ana Reis', queues: ['main'], capacity: 1 },
      { id: 'ben', name: 'Ben Okafor', queues: ['main'], capacity: 2, skills: { billing: 2 } },
      { id: 'cleo', name: 'Cleo Ng', queues: ['money'], capacity: 2 },
      { id: 'lea', name: 'Lea Vos', queues: ['main'], roles: ['agent', 'lead'], capacity: 2 },
      { id: 'root', name: 'Root', queues: ['money'], roles: ['admin'], capacity: 1 },
    ],
    queues: [queue('main', changes), queue('money')],
  });

/** Two wait: c1 is offered to Ana, who has no room for more, and c2 stands in line until others come. */
const waiting = (changes: object = {}) => {
  const world = new World(team(changes));
  world.signIn('ana');
  for (const id of ['c1', 'c2']) {
    world.open(id);
    world.initiate(id);
  }
  expect(['c1', 'c2'].map((id) => world.head(id)?.offer?.person)).toEqual(['ana', undefined]);
  return world;
};
const give = (world: World, by: string, conversation: string, person: string) =>
  world.as(by, 'handoff.assign', { handoff: `${conversation}.1`, person });
const code = (reply: unknown) => (reply as { refusal?: { code: string } }).refusal?.code;

describe('assigning', () => {
  test('a lead gives what waits to one person, who is offered it before anybody else and told by whom', () => {
    const world = waiting();
    world.signIn('ben');
    // Somebody said no and was left alone with it for a while; a lead may ask them all the same.
    expect(world.head('c2')?.offer?.person).toBe('ben');
    world.as('ben', 'offer.decline', { offer: world.head('c2')?.offer?.id ?? '', reason: 'busy' });
    expect(world.state('c2')).toBe('queued');
    expect(give(world, 'lea', 'c2', 'ben')).toEqual({ ok: true, result: {} });
    expect(world.head('c2')?.offer).toMatchObject({ person: 'ben', why: 'Lea gives this to you', fence: 2 });
    expect(world.accept('c2')).toBe('ben');
    expect(world.consoles.get('ben')?.get('c2')?.entries).toContainEqual(
      expect.objectContaining({
        kind: 'handoff.assigned',
        person: { id: 'lea', name: 'Lea Vos' },
        reason: 'Ben Okafor',
      }),
    );
  });

  test('what is offered to somebody else is taken back, counts against nobody, and they are asked for other work', () => {
    const world = waiting();
    world.signIn('ben');
    world.as('ben', 'offer.accept', { offer: world.head('c2')?.offer?.id ?? '' }, 1);
    expect(give(world, 'lea', 'c1', 'ben')).toMatchObject({ ok: true });
    expect(world.head('c1')?.offer).toMatchObject({ person: 'ben' });
    expect(world.live).toContainEqual({
      ...{ kind: 'revoke', person: 'ana', offer: 'c1.1.1', why: 'rescinded', to: 'Ben Okafor' },
    });
    expect(world.consoles.get('ana')?.has('c1')).toBe(false);
    expect(world.desk.personState('ana').presence).toMatchObject({ status: 'available', load: 0 });
    world.open('c3');
    world.initiate('c3');
    expect(world.head('c3')?.offer?.person).toBe('ana');
    // Asked again it stands as it is.
    expect(give(world, 'lea', 'c1', 'ben')).toEqual({ ok: true, result: {} });
    expect(world.head('c1')?.offer?.id).toBe('c1.1.2');
  });

  test('a lead takes work from whoever has it: with the draft, and the former owner reads no more than their own words', () => {
    const world = waiting();
    world.accept('c1');
    world.as('ana', 'turn.send', { conversation: 'c1', id: 'r1', text: 'Let me look' });
    world.as('ana', 'draft.save', { conversation: 'c1', text: 'Your refund is' });
    world.signIn('ben', 'lea');
    world.accept('c2');
    expect(give(world, 'lea', 'c1', 'lea')).toEqual({ ok: true, result: {} });
    expect(world.head('c1')?.offer).toMatchObject({ person: 'lea', why: 'Lea passes this on to you' });
    expect(world.live).toContainEqual(
      expect.objectContaining({
        kind: 'offer',
        person: 'lea',
        context: expect.objectContaining({ draft: 'Your refund is' }),
      }),
    );
    expect(world.accept('c1')).toBe('lea');
    expect(world.as('ana', 'turn.send', { conversation: 'c1', id: 'r2', text: 'late' }, 2)).toMatchObject({
      refusal: { code: 'not_owner', owner: { id: 'lea' } },
    });
    const told = world.feed.length;
    world.says('c1', 'END_USER', 'a secret');
    expect(world.heard('p:ana', told)).toEqual([]);
    // It does not come back to Ana by itself.
    expect(world.head('c1')?.handoff).toMatchObject({ passedBy: ['ana'], transfer: { by: 'lea' } });
  });

  test('people take what waits out of turn only where the queue lets them, for themselves, and never from somebody', () => {
    const closed = waiting();
    closed.signIn('ben');
    closed.as('ben', 'offer.decline', { offer: closed.head('c2')?.offer?.id ?? '', reason: 'busy' });
    expect(code(give(closed, 'ben', 'c2', 'ben'))).toBe('forbidden');

    const open = waiting({ choose: true });
    open.signIn('ben');
    open.as('ben', 'offer.decline', { offer: open.head('c2')?.offer?.id ?? '', reason: 'busy' });
    expect(code(give(open, 'ben', 'c2', 'ana'))).toBe('forbidden');
    expect(code(give(open, 'cleo', 'c2', 'cleo'))).toBe('not_found');
    expect(give(open, 'ben', 'c2', 'ben')).toEqual({ ok: true, result: {} });
    expect(open.head('c2')?.offer).toMatchObject({ person: 'ben', why: 'You took this out of turn' });
    open.accept('c1');
    expect(open.accept('c2')).toBe('ben');
    expect(code(give(open, 'ben', 'c1', 'ben'))).toBe('wrong_state');
  });

  test('nobody is given what they cannot take: unknown, not of the queue, unfit, not there, busy, theirs, over', () => {
    const world = waiting({ relax: [{ after: 3_600, skills: { billing: 0 } }] });
    world.open('c3');
    world.initiate('c3', { skills: { billing: 2 } });
    expect(code(give(world, 'lea', 'c2', 'nobody'))).toBe('target_unknown');
    expect(code(give(world, 'root', 'c2', 'cleo'))).toBe('target_unfit');
    expect(code(give(world, 'lea', 'c3', 'ana'))).toBe('target_unfit');
    expect(code(give(world, 'lea', 'c2', 'ben'))).toBe('target_absent');
    expect(code(give(world, 'lea', 'c2', 'ana'))).toBe('target_busy');
    expect(code(give(world, 'lea', 'c9', 'ben'))).toBe('not_found');
    world.accept('c1');
    expect(code(give(world, 'lea', 'c1', 'ana'))).toBe('target_self');
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    expect(code(give(world, 'lea', 'c1', 'ben'))).toBe('wrong_state');
    world.signIn('ben');
    expect(world.state('c3')).toBe('offered');
    expect(give(world, 'root', 'c3', 'ben')).toEqual({ ok: true, result: {} });
  });

  test('of a customer who has left nothing is taken from whoever has it', () => {
    const world = waiting();
    world.accept('c1');
    world.signIn('lea');
    world.event('c1', 'customer.left');
    expect(code(give(world, 'root', 'c1', 'lea'))).toBe('wrong_state');
    expect(world.head('c1')?.handoff).toMatchObject({ owner: 'ana' });
  });
});
