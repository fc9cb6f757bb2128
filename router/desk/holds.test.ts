import { describe, expect, test } from 'vitest';
import { START, World } from '../../test/property/desk-world.ts';

const DAY = 86_400_000;
const owned = () => {
  const world = new World();
  world.signIn('ana', 'ben');
  world.open('c1');
  world.initiate('c1');
  world.accept('c1');
  return world;
};
const marks = (world: World) =>
  (world.consoles.get('ana')?.get('c1')?.entries ?? []).flatMap((entry) =>
    entry.type === 'mark' ? [[entry.kind, entry.reason]] : [],
  );
const hold = (world: World, d: { until?: number; reason?: string } = {}) =>
  world.as('ana', 'handoff.hold', { handoff: 'c1.1', ...d });

describe('hold', () => {
  test('it stays theirs until the owner takes it up', () => {
    const world = owned();
    expect(hold(world, { reason: 'waiting for the bank' })).toMatchObject({ ok: true });
    expect(world.head('c1')?.handoff).toMatchObject({
      owner: 'ana',
      hold: { since: world.now, reason: 'waiting for the bank' },
    });
    expect(world.desk.personState('ana').presence.load).toBe(1);
    expect(world.as('ana', 'handoff.resume', { handoff: 'c1.1' })).toMatchObject({ ok: true });
    expect(world.head('c1')?.handoff).not.toHaveProperty('hold');
    expect(world.as('ana', 'handoff.resume', { handoff: 'c1.1' })).toMatchObject({
      refusal: { code: 'wrong_state' },
    });
    expect(marks(world).slice(-2)).toEqual([
      ['handoff.held', 'waiting for the bank'],
      ['handoff.resumed', 'owner'],
    ]);
  });

  test('the customer who writes takes it up, a bot does not', () => {
    const world = owned();
    hold(world);
    world.as('ana', 'turn.send', { conversation: 'c1', id: 'r1', text: 'One moment' });
    expect(world.head('c1')?.handoff).toHaveProperty('hold');
    world.says('c1', 'END_USER', 'Are you there?');
    expect(world.head('c1')?.handoff).not.toHaveProperty('hold');
    expect(marks(world).at(-1)).toEqual(['handoff.resumed', 'customer']);
  });

  test('its time takes it up, in a desk built anew as well', async () => {
    const world = owned();
    hold(world, { until: world.now + 10_000 });
    hold(world, { until: world.now + 30_000 });
    world.desk = await world.reload();
    world.pass(29_999);
    expect(world.head('c1')?.handoff).toHaveProperty('hold');
    world.pass(1);
    expect(world.head('c1')?.handoff).not.toHaveProperty('hold');
    expect(marks(world).at(-1)).toEqual(['handoff.resumed', 'time']);
  });

  test('refused: a time that is over or too far, and while it is wrapped up', () => {
    const world = owned();
    expect(hold(world, { until: world.now })).toMatchObject({ refusal: { code: 'invalid' } });
    expect(hold(world, { until: world.now + 31 * DAY })).toMatchObject({ refusal: { code: 'invalid' } });
    hold(world);
    world.as('ana', 'handoff.wrap', { handoff: 'c1.1' });
    expect(world.head('c1')?.handoff).not.toHaveProperty('hold');
    expect(hold(world)).toMatchObject({ refusal: { code: 'wrong_state' } });
  });
});

describe('keeping work overnight', () => {
  test('it stays theirs, on hold, and waits for them', () => {
    const world = owned();
    const keepUntil = world.now + DAY;
    expect(world.as('ana', 'presence.set', { status: 'offline', keepUntil })).toMatchObject({ ok: true });
    world.step({ from: 'link', person: 'ana', connected: false });
    expect(world.head('c1')?.handoff).toMatchObject({ hold: { until: keepUntil, reason: 'shift_end' } });
    world.pass(DAY / 2);
    world.step({ from: 'link', person: 'ana', connected: true });
    expect(world.desk.personState('ana').presence).toMatchObject({
      status: 'offline',
      graceUntil: keepUntil,
    });
    world.as('ana', 'presence.set', { status: 'available' });
    expect(world.head('c1')?.handoff).not.toHaveProperty('hold');
    world.pass(DAY);
    expect(world.head('c1')?.handoff).toMatchObject({ owner: 'ana', fence: 2 });
  });

  test('nothing is stuck: when they do not come back it is offered to somebody else', () => {
    const world = owned();
    world.as('ana', 'presence.set', { status: 'offline', keepUntil: world.now + DAY });
    world.pass(DAY - 1);
    expect(world.head('c1')?.handoff).toMatchObject({ owner: 'ana' });
    world.pass(1);
    expect(world.head('c1')).toMatchObject({ offer: { person: 'ben' } });
    expect(world.head('c1')?.handoff).not.toHaveProperty('hold');
  });

  test('signing out again without keeping it gives it away after the grace', () => {
    const world = owned();
    world.as('ana', 'presence.set', { status: 'offline', keepUntil: world.now + DAY });
    world.as('ana', 'presence.set', { status: 'offline' });
    world.pass(61_000);
    expect(world.head('c1')?.offer?.person).toBe('ben');
  });

  test('only with offline, and at most two weeks', () => {
    const world = owned();
    for (const [status, keepUntil] of [
      ['away', START + DAY],
      ['offline', START - 1],
      ['offline', START + 15 * DAY],
    ] as const)
      expect(world.as('ana', 'presence.set', { status, keepUntil })).toMatchObject({
        refusal: { code: 'invalid' },
      });
  });
});
