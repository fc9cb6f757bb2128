import { describe, expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';

const DAY = 86_400_000;
const outcome = { disposition: 'solved', tags: [], summary: 'Refunded', toBot: false };

const handled = (toBot = false) => {
  const world = new World();
  world.signIn('ana', 'ben');
  world.open('c1');
  world.initiate('c1');
  world.accept('c1');
  world.as('ana', 'turn.send', { conversation: 'c1', id: 'r1', text: 'Done' });
  world.as('ana', 'handoff.complete', { handoff: 'c1.1', outcome: { ...outcome, toBot } });
  return world;
};

describe('who may see what', () => {
  test('offered, owner, kept until its time, nothing', async () => {
    const world = new World();
    world.signIn('ana', 'ben');
    world.open('c1');
    world.initiate('c1');
    expect([world.desk.rightOf('ana', 'c1'), world.desk.rightOf('ben', 'c1')]).toEqual(['offered', null]);
    world.accept('c1');
    expect(world.desk.rightOf('ana', 'c1')).toBe('owner');
    world.as('ana', 'handoff.complete', { handoff: 'c1.1', outcome });
    expect(world.desk.rightOf('ana', 'c1')).toBe('kept');
    expect(await world.kept('ana')).toMatchObject([
      { right: 'kept', until: world.now + DAY, handoff: { state: 'completed' } },
    ]);
    world.pass(DAY);
    expect(world.desk.rightOf('ana', 'c1')).toBeNull();
    expect(await world.kept('ana')).toEqual([]);
    expect(world.live.at(-1)).toEqual({
      kind: 'forget',
      person: 'ana',
      end: { conversation: 'c1', why: 'expired' },
    });
  });

  test('keepDays 0: gone at wrap-up', async () => {
    const queue = {
      id: 'main',
      name: 'Main',
      sla: { seconds: 60, share: 0.8 },
      keepDays: 0,
      dispositions: [{ id: 'solved', label: 'Solved' }],
    };
    const world = new World(office({ queues: [queue] }));
    world.signIn('ana');
    world.open('c1');
    world.initiate('c1');
    world.accept('c1');
    world.as('ana', 'handoff.complete', { handoff: 'c1.1', outcome });
    expect(world.desk.rightOf('ana', 'c1')).toBeNull();
    expect(world.consoles.get('ana')?.has('c1')).toBe(false);
    expect(await world.kept('ana')).toEqual([]);
  });

  test('what is kept is frozen: nothing said later reaches the former owner, nor a reset of theirs', async () => {
    const world = handled(true);
    const told = world.feed.length;
    world.says('c1', 'END_USER', 'My card is stolen');
    world.as('ana', 'presence.set', { status: 'break' });
    world.initiate('c1');
    expect(world.accept('c1')).toBe('ben');
    expect(world.heard('p:ana', told)).toEqual(['presence.changed']);
    const [grant] = await world.kept('ana');
    expect(JSON.stringify(grant)).not.toContain('stolen');
    expect(grant).toMatchObject({ conversation: { state: 'bot' }, handoff: { id: 'c1.1', owner: 'ana' } });
  });

  test('an offer to the former owner shows all, and its end leaves what they kept', () => {
    const world = handled(true);
    world.as('ben', 'presence.set', { status: 'break' });
    world.says('c1', 'END_USER', 'Hello again');
    world.initiate('c1');
    const shown = () => JSON.stringify(world.consoles.get('ana')?.get('c1'));
    expect(shown()).toContain('Hello again');
    world.as('ana', 'offer.decline', { offer: 'c1.2.1', reason: 'busy' });
    expect(world.desk.rightOf('ana', 'c1')).toBe('kept');
    expect(shown()).toContain('Done');
    expect(shown()).not.toContain('Hello again');
  });

  test('a label and the fate of a message still reach who keeps a closed conversation', () => {
    const world = handled();
    expect(
      world.step({ from: 'delivery', conversation: 'c1', turn: 'r1', delivery: 'accepted' }).reply,
    ).toMatchObject({ ok: true });
    expect(world.as('ana', 'handoff.label', { handoff: 'c1.1', label: 'wrong_person' })).toMatchObject({
      ok: true,
    });
    expect(world.consoles.get('ana')?.get('c1')).toMatchObject({ handoff: { label: 'wrong_person' } });
    expect(
      world.consoles
        .get('ana')
        ?.get('c1')
        ?.entries.find((entry) => entry.type === 'turn'),
    ).toMatchObject({ delivery: 'accepted' });
    expect(world.as('ben', 'handoff.label', { handoff: 'c1.1', label: 'right' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    world.pass(DAY);
    expect(world.as('ana', 'handoff.label', { handoff: 'c1.1', label: 'right' })).toMatchObject({
      refusal: { code: 'not_owner' },
    });
  });

  test('the same after a start, when the closed conversation is only in the store', async () => {
    const world = handled();
    world.desk = await world.reload();
    world.step({ from: 'timer' });
    expect(world.desk.wants({ from: 'delivery', conversation: 'c1', turn: 'r1', delivery: 'accepted' })).toBe(
      'c1',
    );
    expect(
      world.step({ from: 'delivery', conversation: 'c1', turn: 'r1', delivery: 'failed' }).append,
    ).toHaveLength(1);
    expect(world.as('ana', 'handoff.label', { handoff: 'c1.1', label: 'right' })).toMatchObject({ ok: true });
    expect(world.head('c1')).toMatchObject({
      handoff: { label: 'right' },
      kept: { ana: { handoff: { label: 'right' } } },
    });
  });

  test('a lead may read along in their queues, an agent may not', () => {
    const people = [
      { id: 'ana', name: 'Ana Reis', queues: ['main'] },
      { id: 'lea', name: 'Lea', roles: ['lead' as const], queues: ['main'] },
      { id: 'ben', name: 'Ben', queues: ['main'] },
    ];
    const world = new World(office({ people }));
    world.signIn('ana');
    world.open('c1');
    world.initiate('c1');
    expect(['lea', 'ben'].map((person) => world.desk.rightOf(person, 'c1'))).toEqual(['lead', null]);
  });

  test('a grant of a very long conversation fits a frame: the oldest entries are left out', () => {
    const world = new World();
    world.signIn('ana');
    world.open('c1');
    for (let at = 0; at < 30; at++) world.says('c1', 'END_USER', `${at} ${'é'.repeat(40_000)}`);
    world.initiate('c1');
    const [granted] = world.live.filter((each) => each.kind === 'offer');
    const size = Buffer.byteLength(JSON.stringify(granted));
    expect(size).toBeLessThan(1_048_576);
    expect(granted?.context.entries.at(-1)).toMatchObject({ kind: 'handoff.offered' });
    expect(granted?.context.entries[0]?.seq).toBeGreaterThan(15);
  });
});
