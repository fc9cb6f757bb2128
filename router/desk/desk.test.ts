import { describe, expect, test } from 'vitest';
import { World } from '../../test/property/desk-world.ts';

describe('one handoff, end to end', () => {
  test('bot, request, offer, accept, replies, wrap-up, back to the bot', () => {
    const world = new World();
    world.signIn('ana', 'ben');
    world.open('c1');
    world.says('c1', 'AUTOMATED_AGENT', 'Hello, how can I help?');
    expect(world.says('c1', 'END_USER', 'I want to talk to a human agent')).toMatchObject({
      ok: true,
      result: { turn: { index: 2 }, handoff: { handoff: 'c1.1', status: 'queued' } },
    });
    expect(world.accept('c1')).toBe('ana');
    expect(
      world.as('ana', 'turn.send', { conversation: 'c1', id: 'r1', text: 'Hi, I am Ana' }),
    ).toMatchObject({ ok: true });
    expect(world.state('c1')).toBe('active');
    expect(world.says('c1', 'AUTOMATED_AGENT', 'still here')).toMatchObject({
      ok: false,
      edge: { code: 'handoff_active' },
    });
    expect(world.says('c1', 'END_USER', 'thanks')).toMatchObject({ ok: true });
    expect(world.as('ana', 'handoff.wrap', { handoff: 'c1.1' })).toMatchObject({ ok: true });
    const outcome = { disposition: 'solved', tags: [], summary: 'done', toBot: true };
    expect(world.as('ana', 'handoff.complete', { handoff: 'c1.1', outcome, label: 'right' })).toMatchObject({
      ok: true,
    });
    expect(world.state('c1')).toBe('returned');
    expect(world.says('c1', 'AUTOMATED_AGENT', 'I am back')).toMatchObject({ ok: true });
    expect(world.heard('b:bot')).toEqual([
      'handoff.scored',
      'handoff.queued',
      'handoff.offered',
      'handoff.status',
      'human.turn',
      'handoff.returned',
    ]);
    expect(world.heard('q:main')).toEqual(['queue.entered', 'queue.left']);
  });
});
