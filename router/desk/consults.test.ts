import { describe, expect, test } from 'vitest';
import { World } from '../../test/property/desk-world.ts';

const owned = () => {
  const world = new World();
  world.signIn('ana');
  world.open('c1');
  world.initiate('c1');
  world.accept('c1');
  world.says('c1', 'END_USER', 'Where is my refund?');
  world.as('ana', 'draft.save', { conversation: 'c1', text: 'half' });
  world.signIn('ben');
  return world;
};
const ask = (world: World, person = 'ben') =>
  world.as('ana', 'consult.start', { handoff: 'c1.1', person, question: 'Do you know?' });

describe('consultation', () => {
  test('the colleague reads along and adds notes, takes no capacity, and does not see the draft', () => {
    const world = owned();
    expect(ask(world)).toMatchObject({ ok: true });
    expect(ask(world)).toMatchObject({ ok: true });
    expect(world.desk.rightOf('ben', 'c1')).toBe('consulted');
    expect(world.desk.personState('ben').presence.load).toBe(0);
    world.says('c1', 'END_USER', 'Hello?');
    expect(
      world.as('ben', 'note.add', { conversation: 'c1', id: 'n1', text: 'Ask for the invoice' }),
    ).toMatchObject({
      ok: true,
    });
    const grant = world.consoles.get('ben')?.get('c1');
    expect(grant).toMatchObject({
      right: 'consulted',
      handoff: { consult: { person: 'ben', name: 'Ben Okafor', question: 'Do you know?' } },
    });
    expect(grant).not.toHaveProperty('draft');
    expect(world.consoles.get('ana')?.get('c1')?.entries).toEqual(grant?.entries);
    expect(world.as('ben', 'turn.send', { conversation: 'c1', id: 'r1', text: 'Hi' })).toMatchObject({
      refusal: { code: 'not_owner' },
    });
    world.as('ben', 'context.opened', { handoff: 'c1.1', at: world.now });
    expect(world.head('c1')?.handoff).not.toHaveProperty('contextOpenedAt');
  });

  test('whoever passed it on, is asked about it and judges it, still reads what is, not what they kept', () => {
    const world = owned();
    const to = { kind: 'person', person: 'ben' } as const;
    world.as('ana', 'handoff.transfer', { handoff: 'c1.1', to, reason: 'shift_end' });
    world.accept('c1');
    world.as('ben', 'consult.start', { handoff: 'c1.1', person: 'ana', question: 'What did they say?' });
    // Said again it changes nothing that is told to everybody.
    for (const _time of ['first', 'again'])
      expect(world.as('ana', 'handoff.label', { handoff: 'c1.1', label: 'too_late' })).toMatchObject({
        ok: true,
      });
    const reads = (person: string) => {
      const { handoff, entries } = world.consoles.get(person)?.get('c1') ?? {};
      return { handoff, entries };
    };
    expect(reads('ana')).toEqual(reads('ben'));
    // What they kept has their word in it when they are asked no more.
    world.as('ben', 'consult.end', { handoff: 'c1.1' });
    expect(world.consoles.get('ana')?.get('c1')).toMatchObject({
      ...{ right: 'kept', handoff: { label: 'too_late' } },
    });
  });

  test.each([
    ['the owner', 'ana', 'owner'],
    ['the colleague', 'ben', 'colleague'],
  ])('ends with a word of %s', (_who, person, reason) => {
    const world = owned();
    ask(world);
    expect(world.as(person, 'consult.end', { handoff: 'c1.1' })).toMatchObject({ ok: true });
    expect(world.consoles.get('ben')?.has('c1')).toBe(false);
    expect(world.live).toContainEqual({
      kind: 'forget',
      person: 'ben',
      end: { conversation: 'c1', why: 'consult_ended' },
    });
    expect(world.consoles.get('ana')?.get('c1')?.entries.at(-1)).toMatchObject({
      kind: 'consult.ended',
      person: { id: 'ben' },
      reason,
    });
    expect(world.head('c1')?.handoff).toMatchObject({ owner: 'ana', fence: 2 });
  });

  test('ends with the handoff, with a transfer, and when the owner is gone', () => {
    const outcome = { disposition: 'solved', tags: [], summary: '', toBot: false };
    const ended = owned();
    ask(ended);
    ended.as('ana', 'handoff.complete', { handoff: 'c1.1', outcome });
    expect(ended.consoles.get('ben')?.has('c1')).toBe(false);
    const passed = owned();
    ask(passed);
    passed.as('ana', 'handoff.transfer', {
      handoff: 'c1.1',
      to: { kind: 'person', person: 'ben' },
      reason: 'other',
    });
    expect(passed.consoles.get('ben')?.get('c1')).toMatchObject({ right: 'offered', draft: 'half' });
    const gone = owned();
    ask(gone);
    gone.step({ from: 'link', person: 'ana', connected: false });
    gone.pass(61_000);
    expect(gone.consoles.get('ben')?.get('c1')).toMatchObject({ right: 'offered' });
    expect(gone.head('c1')?.handoff).not.toHaveProperty('consult');
  });

  test('ends when the colleague is gone beyond the grace, and not before', () => {
    const world = owned();
    ask(world);
    world.step({ from: 'link', person: 'ben', connected: false });
    world.pass(59_000);
    expect(world.desk.rightOf('ben', 'c1')).toBe('consulted');
    world.pass(2_000);
    expect(world.desk.rightOf('ben', 'c1')).toBeNull();
    expect(world.consoles.get('ana')?.get('c1')?.entries.at(-1)).toMatchObject({ reason: 'gone' });
    const left = owned();
    ask(left);
    left.as('ben', 'presence.set', { status: 'offline' });
    left.pass(61_000);
    expect(left.desk.rightOf('ben', 'c1')).toBeNull();
  });

  test('a desk built anew goes on with it', async () => {
    const world = owned();
    ask(world);
    const again = await world.reload();
    expect(again.personState('ben').grants).toEqual(world.desk.personState('ben').grants);
  });

  test('refused: nobody of that name, oneself, somebody who is not there, a second colleague', () => {
    const world = owned();
    expect(ask(world, 'eve')).toMatchObject({ refusal: { code: 'target_unknown' } });
    expect(ask(world, 'ana')).toMatchObject({ refusal: { code: 'target_self' } });
    world.step({ from: 'link', person: 'ben', connected: false });
    expect(ask(world)).toMatchObject({ refusal: { code: 'target_absent' } });
    expect(world.as('ben', 'consult.end', { handoff: 'c1.1' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
    world.as('ana', 'handoff.wrap', { handoff: 'c1.1' });
    expect(ask(world)).toMatchObject({ refusal: { code: 'wrong_state' } });
  });
});

describe('mentions', () => {
  test('the person named is told, wherever they work, and again after a reset', async () => {
    const world = owned();
    world.as('ana', 'note.add', {
      conversation: 'c1',
      id: 'n1',
      text: '@Ben have a look',
      mentions: ['ben', 'ben', 'ana'],
    });
    const mention = {
      id: 'c1.m5',
      at: world.now,
      from: { id: 'ana', name: 'Ana Reis' },
      conversation: 'c1',
      customer: 'Maria Costa',
      text: '@Ben have a look',
    };
    expect(world.feed.filter(({ kind }) => kind === 'mention.added')).toEqual([
      { stream: 'p:ben', kind: 'mention.added', data: { mention } },
    ]);
    expect((await world.reload()).personState('ben').mentions).toEqual([mention]);
    expect(world.desk.rightOf('ben', 'c1')).toBeNull();
    expect(
      world.as('ana', 'note.add', { conversation: 'c1', id: 'n2', text: 'x', mentions: ['eve'] }),
    ).toMatchObject({ refusal: { code: 'invalid', msg: 'mentions: eve does not work here' } });
  });
});
