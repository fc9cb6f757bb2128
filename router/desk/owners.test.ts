import { describe, expect, test } from 'vitest';
import { World } from '../../test/property/desk-world.ts';

const owned = () => {
  const world = new World();
  world.signIn('ana', 'ben');
  world.open('c1');
  world.initiate('c1', { context: { intent: 'refund' } });
  return world;
};

describe('what the owner may do', () => {
  test('a reply is sent once, and reaches the bot once with the first name only', () => {
    const world = owned();
    world.accept('c1');
    const send = (text: string) => world.as('ana', 'turn.send', { conversation: 'c1', id: 'r1', text });
    expect(send('Hi')).toEqual({ ok: true, result: { seq: 4, index: 1 } });
    expect(send('Hi')).toEqual({ ok: true, result: { seq: 4, index: 1 } });
    expect(send('Hi!')).toMatchObject({ refusal: { code: 'operation_mismatch' } });
    const turns = world.feed.filter(({ kind }) => kind === 'human.turn');
    expect(turns.map(({ data }) => data.data)).toEqual([
      { id: 'r1', index: 1, text: 'Hi', agent: { name: 'Ana' } },
    ]);
  });

  test('a draft goes to the own feed only and is gone when it is sent', () => {
    const world = owned();
    world.accept('c1');
    const told = world.feed.length;
    world.as('ana', 'draft.save', { conversation: 'c1', text: 'Hi the' });
    expect(world.feed.slice(told)).toMatchObject([
      { stream: 'p:ana', kind: 'draft.changed', data: { text: 'Hi the', device: 'ana-device' } },
    ]);
    world.as('ana', 'turn.send', { conversation: 'c1', id: 'r1', text: 'Hi the' });
    expect(world.head('c1')?.draft).toBe('');
    expect(world.as('ben', 'draft.save', { conversation: 'c1', text: 'x' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });

  test('the receipt holds the first opening, also before accept, and starts anew with the next person', () => {
    const world = owned();
    world.now += 1_000;
    world.as('ana', 'context.opened', { handoff: 'c1.1', at: 5 });
    expect(world.head('c1')?.handoff?.contextOpenedAt).toBe(world.head('c1')?.offer?.madeAt);
    world.as('ana', 'offer.decline', { offer: 'c1.1.1', reason: 'busy' });
    expect(world.head('c1')?.handoff).not.toHaveProperty('contextOpenedAt');
    world.as('ben', 'context.opened', { handoff: 'c1.1', at: world.now + 99_999 });
    expect(world.head('c1')?.handoff?.contextOpenedAt).toBe(world.now);
    world.now += 1_000;
    world.as('ben', 'context.opened', { handoff: 'c1.1', at: world.now });
    expect(world.head('c1')?.handoff?.contextOpenedAt).toBe(world.now - 1_000);
  });

  test('warnings that a draft asks again are counted on the handoff, by its owner alone', () => {
    const world = owned();
    world.accept('c1');
    for (const what of ['shown', 'shown', 'inserted', 'ignored'] as const)
      world.as('ana', 'context.hinted', { handoff: 'c1.1', what }, world.head('c1')?.handoff?.fence);
    const fence = world.head('c1')?.handoff?.fence;
    expect(world.as('ben', 'context.hinted', { handoff: 'c1.1', what: 'shown' }, fence)).toHaveProperty(
      'refusal',
    );
    expect(world.head('c1')?.handoff?.hints).toEqual({ shown: 2, inserted: 1, ignored: 1 });
  });

  test('a command against an older fence is refused', () => {
    const world = owned();
    world.accept('c1');
    expect(world.as('ana', 'turn.send', { conversation: 'c1', id: 'r', text: 'x' }, 1)).toMatchObject({
      refusal: { code: 'stale_fence' },
    });
    expect(
      world.step({
        from: 'person',
        person: 'ana',
        device: 'd',
        base: undefined,
        command: { k: 'handoff.wrap', d: { handoff: 'c1.1' } },
      }).reply,
    ).toMatchObject({
      refusal: { code: 'invalid', msg: 'base: handoff.wrap needs the fence it was made against' },
    });
  });

  test('a disposition must be one of the queue; a wrap-up ends the handoff once', () => {
    const world = owned();
    world.accept('c1');
    const complete = (disposition: string) =>
      world.as('ana', 'handoff.complete', {
        handoff: 'c1.1',
        outcome: { disposition, tags: [], summary: 'Refunded', toBot: true },
      });
    expect(complete('magic')).toMatchObject({ refusal: { code: 'invalid' } });
    expect(complete('solved')).toMatchObject({ ok: true });
    expect(complete('solved')).toMatchObject({ refusal: { code: 'wrong_state' } });
    expect(world.feed.findLast(({ kind }) => kind === 'handoff.returned')?.data.data).toMatchObject({
      disposition: 'solved',
      summary: 'Refunded',
      handoff: { status: 'returned', agent: { name: 'Ana' } },
    });
  });

  test('notes never reach the bot', () => {
    const world = owned();
    world.accept('c1');
    const told = world.feed.length;
    world.as('ana', 'note.add', { conversation: 'c1', id: 'n', text: 'difficult' });
    expect(world.heard('b:bot', told)).toEqual([]);
    expect(world.heard('p:ana', told)).toEqual(['entry.added']);
  });
});
