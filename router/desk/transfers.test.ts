import { describe, expect, test } from 'vitest';
import { office, START, World } from '../../test/property/desk-world.ts';

const DAY = 86_400_000;
const queue = (id: string, changes: object = {}) => ({
  id,
  name: id,
  sla: { seconds: 60, share: 0.8 },
  offerSeconds: 20,
  keepDays: 1,
  dispositions: [{ id: 'solved', label: 'Solved' }],
  ...changes,
});

const team = office({
  people: [
    { id: 'ana', name: 'Ana Reis', queues: ['main'], capacity: 2 },
    { id: 'ben', name: 'Ben Okafor', queues: ['main'], capacity: 1 },
    {
      id: 'cleo',
      name: 'Cleo Ng',
      queues: ['money'],
      skills: { billing: 4 },
      languages: ['en', 'es'],
      capacity: 2,
    },
  ],
  queues: [
    queue('main', { maxWaiting: 2 }),
    queue('money', { skills: { billing: 3 } }),
    queue('night', { hours: { timeZone: 'UTC', weekly: {} } }),
  ],
});

/** Ana has c1, has written and has a half-written reply; everybody is there. */
const handled = (config = team) => {
  const world = new World(config);
  world.signIn('ana');
  world.open('c1', { language: 'en' });
  world.says('c1', 'END_USER', 'My card is 1234 and I am upset');
  world.initiate('c1', { reason: 'The customer is upset', context: { situation: 'Upset about a refund' } });
  world.accept('c1');
  world.as('ana', 'turn.send', { conversation: 'c1', id: 'r1', text: 'Let me look' });
  world.as('ana', 'note.add', { conversation: 'c1', id: 'n1', text: 'A tricky one' });
  world.as('ana', 'draft.save', { conversation: 'c1', text: 'Your refund is' });
  world.signIn('ben', 'cleo');
  world.now += 1_000;
  return world;
};
const to = (kind: 'queue' | 'person' | 'skill', name: string) =>
  kind === 'queue'
    ? { kind, queue: name }
    : kind === 'person'
      ? { kind, person: name }
      : { kind, skill: name };
const pass = (world: World, ...aim: Parameters<typeof to>) =>
  world.as('ana', 'handoff.transfer', {
    handoff: 'c1.1',
    to: to(...aim),
    reason: 'needs_senior',
    note: 'Wants the full amount',
  });

describe('transfer', () => {
  test('the same handoff waits again, due at once, and goes to somebody else with the note and the draft', () => {
    const world = handled();
    expect(pass(world, 'queue', 'main')).toEqual({ ok: true, result: {} });
    expect(world.head('c1')?.handoff).toMatchObject({
      id: 'c1.1',
      state: 'offered',
      queue: 'main',
      fence: 4,
      dueAt: world.now,
      passedBy: ['ana'],
      transfer: {
        by: 'ana',
        byName: 'Ana Reis',
        to: { kind: 'queue', queue: 'main' },
        reason: 'needs_senior',
        note: 'Wants the full amount',
        at: world.now,
      },
    });
    expect(world.head('c1')?.handoff).not.toHaveProperty('owner');
    expect(world.accept('c1')).toBe('ben');
    const grant = world.consoles.get('ben')?.get('c1');
    expect(grant?.draft).toBe('Your refund is');
    expect(grant?.entries.filter(({ type }) => type === 'note')).toMatchObject([
      { text: 'A tricky one', author: { id: 'ana' } },
      { text: 'Wants the full amount', author: { id: 'ana' } },
    ]);
    expect(grant?.handoff.context.situation).toBe('Upset about a refund');
  });

  interface Staff {
    readonly id: string;
    readonly name: string;
    readonly skills: Record<string, number>;
    readonly roles?: ('agent' | 'lead')[];
  }
  const senior = (...staff: Staff[]) =>
    office({
      people: [
        { id: 'ana', name: 'Ana Reis', queues: ['main'], skills: { billing: 2 }, capacity: 2 },
        ...staff.map((one) => ({ queues: ['main'], capacity: 1, ...one })),
      ],
      queues: [queue('main', { skills: { billing: 1 } })],
    });
  /** Ana escalates what she has, with the others there. */
  function escalated(...staff: Staff[]) {
    const world = new World(senior(...staff));
    world.signIn('ana');
    world.open('c1');
    world.initiate('c1');
    world.accept('c1');
    world.signIn(...staff.map(({ id }) => id));
    expect(pass(world, 'queue', 'main')).toEqual({ ok: true, result: {} });
    return world;
  }
  const novice = { id: 'ned', name: 'Ned Novak', skills: { billing: 2 } };
  const expert = { id: 'eva', name: 'Eva Lund', skills: { billing: 4 } };
  const lead: Staff = { id: 'lea', name: 'Lea Vos', skills: { billing: 3 }, roles: ['agent', 'lead'] };

  test('escalated: due at once, a lead who is free is offered it first, then only who knows more than its owner', () => {
    const world = escalated(novice, lead, expert);
    expect(world.head('c1')).toMatchObject({
      handoff: { dueAt: world.now, skills: { billing: 3 }, transfer: { reason: 'needs_senior' } },
      offer: { person: 'lea', why: 'Ana passes this on to you' },
    });
    world.as('lea', 'offer.decline', { offer: world.head('c1')?.offer?.id ?? '', reason: 'busy' });
    expect(world.head('c1')?.offer?.person).toBe('eva');
    world.as('eva', 'presence.set', { status: 'break' });
    // Ned is free, and knows no more than Ana did.
    expect(world.state('c1')).toBe('queued');
  });

  test('escalated where nobody at work knows more: it waits for nobody who is not there', () => {
    const world = escalated(novice);
    expect(world.head('c1')).toMatchObject({ handoff: { skills: { billing: 1 } }, offer: { person: 'ned' } });
  });

  test('to a person: offered to them first, and after their no to the queue', () => {
    const world = handled();
    expect(pass(world, 'person', 'ben')).toMatchObject({ ok: true });
    expect(world.head('c1')?.offer).toMatchObject({ person: 'ben', why: 'Ana passes this on to you' });
    world.as('ben', 'offer.decline', { offer: world.head('c1')?.offer?.id ?? '', reason: 'busy' });
    expect(world.head('c1')).toMatchObject({ offer: null, handoff: { state: 'queued', queue: 'main' } });
  });

  test('it does not bounce: whoever passed it on is asked again only after a while, when nobody else can be', () => {
    const world = handled();
    world.as('ben', 'presence.set', { status: 'break' });
    pass(world, 'queue', 'main');
    world.pass(299_000);
    expect(world.state('c1')).toBe('queued');
    world.pass(1_000);
    expect(world.head('c1')?.offer?.person).toBe('ana');
  });

  test('to a person of another queue: it waits in theirs', () => {
    const world = handled();
    expect(pass(world, 'person', 'cleo')).toMatchObject({ ok: true });
    expect(world.head('c1')?.handoff).toMatchObject({ queue: 'money', skills: { billing: 3 } });
    world.pass(20_000);
    expect(world.head('c1')?.handoff).toMatchObject({ state: 'queued', queue: 'money' });
  });

  test('to a skill: the line of whoever has it, who must have it', () => {
    const world = handled();
    expect(pass(world, 'skill', 'billing')).toMatchObject({ ok: true });
    expect(world.head('c1')).toMatchObject({
      handoff: { queue: 'money', skills: { billing: 3 } },
      offer: { person: 'cleo' },
    });
  });

  test.each([
    ['queue', 'nowhere', 'target_unknown'],
    ['queue', 'night', 'target_closed'],
    ['person', 'eve', 'target_unknown'],
    ['person', 'ana', 'target_self'],
    ['skill', 'cooking', 'target_unknown'],
  ] as const)('%s %s: refused with %s, and the owner still has it', (kind, name, code) => {
    const world = handled();
    expect(pass(world, kind, name)).toMatchObject({ refusal: { code } });
    expect(world.head('c1')?.handoff).toMatchObject({ owner: 'ana', state: 'active', fence: 2 });
  });

  test('nobody there, no room, no fit: each is said', () => {
    const world = handled();
    world.as('ben', 'presence.set', { status: 'break' });
    expect(pass(world, 'person', 'ben')).toMatchObject({ refusal: { code: 'target_absent' } });
    world.as('ben', 'presence.set', { status: 'offline' });
    expect(pass(world, 'queue', 'main')).toMatchObject({ refusal: { code: 'target_absent' } });
    world.as('ben', 'presence.set', { status: 'available' });
    world.as('ana', 'presence.set', { status: 'away' });
    world.open('c2');
    world.initiate('c2');
    expect(world.head('c2')?.offer?.person).toBe('ben');
    expect(pass(world, 'person', 'ben')).toMatchObject({ refusal: { code: 'target_busy' } });
    world.accept('c2');
    expect(pass(world, 'person', 'ben')).toMatchObject({ refusal: { code: 'target_busy' } });
    for (const id of ['c3', 'c4']) {
      world.open(id);
      world.initiate(id);
    }
    expect(pass(world, 'queue', 'main')).toMatchObject({ refusal: { code: 'target_busy' } });
    const german = handled();
    german.open('c5', { language: 'de' });
    const asked = { handoff: 'c5.1', to: to('person', 'cleo'), reason: 'other' as const };
    expect(german.as('ana', 'handoff.transfer', asked)).toMatchObject({ refusal: { code: 'not_found' } });
  });

  test('the language an owner says was wrong is asked for no more; any other reason keeps it', () => {
    const people = [
      { id: 'ana', name: 'Ana', queues: ['main'], languages: ['en', 'de'], capacity: 2 },
      { id: 'ben', name: 'Ben', queues: ['main'], languages: ['en'], capacity: 2 },
    ];
    const world = new World(office({ people }));
    world.signIn('ana');
    world.open('c1', { language: 'de' });
    world.initiate('c1');
    world.accept('c1');
    world.signIn('ben');
    const asked = { handoff: 'c1.1', to: to('person', 'ben') };
    expect(world.as('ana', 'handoff.transfer', { ...asked, reason: 'other' })).toMatchObject({
      refusal: { code: 'target_unfit' },
    });
    expect(world.as('ana', 'handoff.transfer', { ...asked, reason: 'wrong_language' })).toMatchObject({
      ok: true,
    });
    expect(world.head('c1')?.handoff).not.toHaveProperty('language');
  });

  test('a customer who left is not passed on, and only the owner passes on', () => {
    const world = handled();
    world.event('c1', 'customer.left');
    expect(pass(world, 'queue', 'main')).toMatchObject({ refusal: { code: 'wrong_state' } });
    const asked = { handoff: 'c1.1', to: to('queue', 'main'), reason: 'other' as const };
    expect(world.as('ben', 'handoff.transfer', asked)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(world.as('ana', 'handoff.transfer', asked, 1)).toMatchObject({ refusal: { code: 'stale_fence' } });
  });

  test('the former owner keeps what it was and their own words, here and after a reset', async () => {
    const world = handled();
    pass(world, 'queue', 'main');
    const held = world.consoles.get('ana')?.get('c1');
    expect(held).toMatchObject({ right: 'kept', until: world.now + DAY, conversation: { preview: '' } });
    expect(held?.entries.flatMap((entry) => (entry.type === 'mark' ? [] : [entry.text]))).toEqual([
      'Let me look',
      'A tricky one',
      'Wants the full amount',
    ]);
    expect(JSON.stringify(held)).not.toMatch(/1234|upset|Upset/);
    expect(await world.kept('ana')).toEqual([held]);
    const told = world.feed.length;
    world.accept('c1');
    world.says('c1', 'END_USER', 'Another secret');
    world.step({ from: 'delivery', conversation: 'c1', turn: 'r1', delivery: 'accepted' });
    expect(world.heard('p:ana', told).filter((kind) => kind !== 'presence.changed')).toEqual([
      'delivery.changed',
    ]);
  });

  test('without days to keep, the former owner loses it at once', () => {
    const world = handled(office({ queues: [queue('main', { keepDays: 0 })] }));
    pass(world, 'queue', 'main');
    expect(world.consoles.get('ana')?.has('c1')).toBe(false);
    expect(world.live).toContainEqual({
      kind: 'forget',
      person: 'ana',
      end: { conversation: 'c1', why: 'transferred' },
    });
  });

  test('the bot is told it waits again, and stays silent until the next person is done', () => {
    const world = handled();
    const since = world.feed.length;
    world.as('ben', 'presence.set', { status: 'break' });
    pass(world, 'queue', 'main');
    expect(world.heard('b:bot', since)).toEqual(['handoff.queued']);
    expect(world.says('c1', 'AUTOMATED_AGENT', 'Anything else?')).toMatchObject({
      edge: { code: 'handoff_active', message: 'a person has the conversation; the bot is silent' },
    });
    expect(world.bot({ kind: 'cancel', conversation: 'c1', reason: 'x' })).toMatchObject({
      edge: { code: 'handoff_active' },
    });
    expect(world.says('c1', 'END_USER', 'Hello?')).toMatchObject({ ok: true });
    world.event('c1', 'customer.left');
    expect(world.state('c1')).toBe('canceled');
  });

  test('passed on while it is being wrapped up, and counted in the day of who passed it on', () => {
    const world = handled();
    world.as('ana', 'handoff.wrap', { handoff: 'c1.1' });
    expect(pass(world, 'queue', 'main')).toMatchObject({ ok: true });
    expect(world.desk.personState('ana').day).toMatchObject({
      since: START - (START % DAY),
      handled: 1,
      missed: 0,
    });
  });

  test('in the moment in which it was queued it stands later in the next line, so that consoles of both know the newer', () => {
    const world = handled();
    const before = world.head('c1')?.handoff?.queuedAt ?? 0;
    // The clock was put back, and stands still until it has caught up.
    world.now = before;
    expect(pass(world, 'queue', 'money')).toMatchObject({ ok: true });
    expect(world.head('c1')?.handoff).toMatchObject({ queue: 'money', queuedAt: before + 1 });
  });
});
