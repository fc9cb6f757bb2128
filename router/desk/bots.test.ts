import { describe, expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';

const config = office({
  bots: [
    { id: 'bot', name: 'Bot', queue: 'main' },
    { id: 'spy', name: 'Spy', queue: 'main' },
  ],
});
const started = () => {
  const world = new World(config);
  world.signIn('ana');
  world.open('c1');
  return world;
};

describe('what a bot may ask', () => {
  test('opening the same id again answers the same conversation, also when it is closed', () => {
    const world = started();
    expect(world.open('c1')).toEqual({ ok: true, result: { conversation: 'c1', state: 'bot' } });
    world.bot({ kind: 'close', conversation: 'c1', reason: 'solved' });
    expect(world.open('c1')).toEqual({ ok: true, result: { conversation: 'c1', state: 'closed' } });
    expect(world.bot({ kind: 'close', conversation: 'c1', reason: 'again' })).toMatchObject({ ok: true });
    expect(world.says('c1', 'END_USER', 'hi')).toMatchObject({ edge: { code: 'conversation_closed' } });
    expect(world.desk.status('bot', 'c1', world.now)).toEqual({ conversation: 'c1', state: 'closed' });
  });

  test('the conversations of another bot do not exist for it, and their ids are taken', () => {
    const world = started();
    const spy = (request: Parameters<World['bot']>[0]) => world.bot(request, 'spy');
    const customer = { id: 'c', verified: false, name: 'Eve' };
    expect(spy({ kind: 'open', id: 'c1', body: { channel: 'chat', customer } })).toMatchObject({
      edge: { code: 'invalid_input', path: 'id' },
    });
    expect(spy({ kind: 'initiate', conversation: 'c1', body: {} })).toMatchObject({
      edge: { code: 'not_found' },
    });
    expect(spy({ kind: 'close', conversation: 'c1', reason: 'x' })).toMatchObject({
      edge: { code: 'not_found' },
    });
    expect(spy({ kind: 'event', conversation: 'c1', body: { type: 'customer.left' } })).toMatchObject({
      edge: { code: 'not_found' },
    });
    expect(world.desk.status('spy', 'c1', world.now)).toBeNull();
    expect(world.bot({ kind: 'open', id: 'x', body: { channel: 'chat', customer } }, 'nobody')).toMatchObject(
      { edge: { code: 'unauthorized' } },
    );
    expect(world.open('x'.repeat(41))).toMatchObject({ edge: { code: 'invalid_input', path: 'id' } });
    expect(world.open('x'.repeat(40))).toMatchObject({ ok: true });
  });

  test('the same turn again changes nothing; the same id with another text is an error', () => {
    const world = started();
    const turn = (text: string) =>
      world.bot({ kind: 'turn', conversation: 'c1', body: { id: 't', role: 'END_USER', text } });
    expect(turn('hello')).toEqual({ ok: true, result: { turn: { id: 't', index: 1 } } });
    expect(turn('hello')).toEqual({ ok: true, result: { turn: { id: 't', index: 1 } } });
    expect(turn('bye')).toMatchObject({ edge: { code: 'idempotency_mismatch' } });
    expect(world.head('c1')?.entries).toBe(1);
  });

  test('asking again while a handoff waits answers it, and what is new goes along until it is accepted', () => {
    const world = started();
    world.says('c1', 'END_USER', 'I want to talk to a human');
    const transcript = [
      { id: 'early', role: 'END_USER' as const, text: 'before' },
      { id: 't1', role: 'END_USER' as const, text: 'known' },
    ];
    const first = world.initiate('c1', { context: { intent: 'refund' }, transcript });
    expect(first).toMatchObject({ result: { handoff: 'c1.1', status: 'offered' } });
    expect(world.head('c1')?.handoff?.context).toMatchObject({ intent: 'refund', version: 2, fixed: false });
    world.initiate('c1', { context: { intent: 'refund' } });
    expect(world.head('c1')?.handoff?.context.version).toBe(2);
    expect(world.desk.queueState('main').rows).toMatchObject([{ intent: 'refund', offers: 1 }]);
    world.accept('c1');
    world.initiate('c1', {
      context: { intent: 'other' },
      transcript: [{ id: 'b', role: 'AUTOMATED_AGENT', text: 'psst' }],
    });
    expect(world.head('c1')).toMatchObject({
      handoffs: 1,
      handoff: { context: { intent: 'refund', version: 2, fixed: true } },
    });
    expect(world.head('c1')?.conversation.turns).toBe(2);
  });

  test('a context too large for a frame is refused', () => {
    const world = started();
    const facts = Array.from({ length: 50 }, (_, at) => ({ label: `f${at}`, value: '€'.repeat(1_000) }));
    const tried = Array.from({ length: 20 }, () => ({ text: '"'.repeat(1_000), worked: false }));
    const situation = '\n'.repeat(20_000);
    const open = Array.from({ length: 20 }, () => '\\'.repeat(1_000));
    const highlights = Array.from({ length: 20 }, () => ({ text: '"'.repeat(1_000) }));
    expect(world.initiate('c1', { context: { facts, tried, situation, open, highlights } })).toMatchObject({
      edge: { code: 'too_large', path: 'context' },
    });
  });

  test('calling it off works until a person has it', () => {
    const world = started();
    const cancel = () => world.bot({ kind: 'cancel', conversation: 'c1', reason: 'solved after all' });
    expect(cancel()).toMatchObject({ edge: { code: 'not_found' } });
    world.initiate('c1');
    expect(cancel()).toMatchObject({ result: { status: 'canceled', reason: 'solved after all' } });
    expect(cancel()).toMatchObject({ result: { status: 'canceled' } });
    expect(world.live).toContainEqual({ kind: 'revoke', person: 'ana', offer: 'c1.1.1', why: 'canceled' });
    world.initiate('c1');
    world.accept('c1');
    expect(cancel()).toMatchObject({ edge: { code: 'handoff_active' } });
  });

  test('the customer leaves: before a person has it the handoff is canceled, after that the owner keeps it', () => {
    const world = started();
    world.initiate('c1');
    world.event('c1', 'customer.left');
    expect(world.head('c1')?.handoff).toMatchObject({ state: 'canceled', endReason: 'customer_left' });
    expect(world.feed.findLast(({ stream }) => stream === 'q:main')).toMatchObject({
      kind: 'queue.left',
      data: { why: 'customer_left' },
    });
    world.event('c1', 'customer.back');
    world.initiate('c1');
    world.accept('c1');
    world.event('c1', 'customer.left');
    expect(world.head('c1')).toMatchObject({
      conversation: { customerPresent: false },
      handoff: { state: 'accepted' },
    });
    world.says('c1', 'END_USER', 'still here');
    expect(world.head('c1')?.conversation.customerPresent).toBe(true);
  });

  test('the bot side closes what is being wrapped up after the customer left: a desk built anew knows it', async () => {
    const world = started();
    world.initiate('c1');
    world.accept('c1');
    world.event('c1', 'customer.left');
    world.as('ana', 'handoff.wrap', { handoff: 'c1.1' });
    world.bot({ kind: 'close', conversation: 'c1', reason: 'window closed' });
    world.desk = await world.reload();
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    expect(world.desk.status('bot', 'c1', world.now)).toMatchObject({ state: 'closed' });
  });

  test('the bot side closes while a person has it: they wrap up, then it is closed', () => {
    const world = started();
    world.initiate('c1');
    world.accept('c1');
    expect(world.bot({ kind: 'close', conversation: 'c1', reason: 'window closed' })).toMatchObject({
      ok: true,
    });
    expect(world.head('c1')).toMatchObject({
      conversation: { state: 'human', customerPresent: false },
      handoff: { state: 'wrapping' },
    });
    expect(world.as('ana', 'turn.send', { conversation: 'c1', id: 'r', text: 'hi' })).toMatchObject({
      refusal: { code: 'wrong_state' },
    });
    expect(world.says('c1', 'END_USER', 'hi')).toMatchObject({ edge: { code: 'conversation_closed' } });
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    expect(world.head('c1')?.conversation).toMatchObject({ state: 'closed', closeReason: 'window closed' });
  });

  test('a handoff that could not be is not tried with every turn, only on a new request in words', () => {
    const world = new World(config);
    world.open('c1');
    const asks = (text: string) => world.says('c1', 'END_USER', text);
    expect(asks('talk to a human')).toMatchObject({
      result: { handoff: { status: 'failed', reason: 'nobody_staffed' } },
    });
    const stuck = () => world.says('c1', 'AUTOMATED_AGENT', "I can't do that");
    stuck();
    expect(stuck()).not.toHaveProperty('result.handoff');
    expect(world.head('c1')?.handoffs).toBe(1);
    world.signIn('ana');
    expect(asks('then get me a real person')).toMatchObject({
      result: { handoff: { handoff: 'c1.2', status: 'queued' } },
    });
  });

  test('position counts what goes before', () => {
    const world = started();
    world.as('ana', 'presence.set', { status: 'break' });
    for (const id of ['c1', 'c2', 'c3']) {
      world.open(id);
      world.now += 1;
      world.initiate(id);
    }
    expect(
      ['c1', 'c2', 'c3'].map((id) => world.desk.status('bot', id, world.now)?.handoff?.position),
    ).toEqual([0, 1, 2]);
  });

  test('typing is shown to the owner and never stored', () => {
    const world = started();
    world.initiate('c1');
    const typing = () =>
      world.step({
        from: 'bot',
        bot: 'bot',
        request: { kind: 'event', conversation: 'c1', body: { type: 'customer.typing' } },
      });
    expect(typing()).toMatchObject({ puts: [], append: [], live: [] });
    world.accept('c1');
    expect(typing()).toMatchObject({
      puts: [],
      append: [],
      live: [{ kind: 'typing', person: 'ana', conversation: 'c1' }],
    });
  });
});

test('a bot that names a queue after a trigger has queued it: there it waits, if it is taken there', () => {
  const queue = (id: string) => ({
    ...{ id, name: id, sla: { seconds: 60, share: 0.8 } },
    dispositions: [{ id: 'solved', label: 'Solved' }],
  });
  const people = [
    { id: 'ana', name: 'Ana Reis', queues: ['main'] },
    { id: 'ben', name: 'Ben Okafor', queues: ['money'] },
  ];
  const world = new World(office({ people, queues: [queue('main'), queue('money'), queue('empty')] }));
  world.signIn('ana', 'ben');
  world.as('ana', 'presence.set', { status: 'break' });
  world.open('c1');
  world.says('c1', 'END_USER', 'I want to talk to a human agent');
  expect(world.head('c1')?.handoff).toMatchObject({ queue: 'main', state: 'queued' });
  world.initiate('c1', { queue: 'empty' });
  expect(world.head('c1')?.handoff).toMatchObject({ queue: 'main' });
  world.initiate('c1', { queue: 'money' });
  expect(world.head('c1')).toMatchObject({
    handoff: { id: 'c1.1', queue: 'money' },
    offer: { person: 'ben' },
  });
  expect(world.feed.find(({ kind }) => kind === 'queue.left')).toMatchObject({
    stream: 'q:main',
    data: { why: 'moved' },
  });
  expect(world.consoles.get('ben')?.get('c1')?.entries).toContainEqual(
    expect.objectContaining({ kind: 'handoff.moved', reason: 'money' }),
  );
  world.accept('c1');
  expect(world.consoles.get('ben')?.get('c1')?.entries).toContainEqual(
    expect.objectContaining({ kind: 'handoff.accepted', waited: 0 }),
  );
});
