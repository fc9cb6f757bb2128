// What people complain about most in today's tools, where the desk decides it: one test each, named as they say it.
import { describe, expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';

const waiting = (world: World, ...ids: string[]) => {
  for (const id of ids) {
    world.open(id);
    world.initiate(id);
  }
};

describe('complaints', () => {
  test('work stuck on offline agents: offered again after the grace, with the half-written draft', () => {
    const world = new World();
    world.signIn('ana', 'ben');
    waiting(world, 'c1');
    expect(world.accept('c1')).toBe('ana');
    world.as('ana', 'turn.send', { conversation: 'c1', id: 'r1', text: 'Let me look' });
    world.as('ana', 'draft.save', { conversation: 'c1', text: 'Your refund is' });
    world.step({ from: 'link', person: 'ana', connected: false });
    world.pass(59_000);
    expect(world.head('c1')?.handoff).toMatchObject({ state: 'active', owner: 'ana' });
    const before = world.live.length;
    world.pass(2_000);
    expect(world.head('c1')?.handoff).toMatchObject({ state: 'offered', fence: 4 });
    expect(world.live.slice(before)).toMatchObject([
      {
        kind: 'forget',
        person: 'ana',
        end: { conversation: 'c1', why: 'requeued', handoff: 'c1.1', queue: 'main' },
      },
      { kind: 'offer', person: 'ben', context: { draft: 'Your refund is' } },
    ]);
    expect(world.desk.rightOf('ana', 'c1')).toBeNull();
    expect(world.desk.personState('ana').presence).toMatchObject({ status: 'offline', load: 0 });
    expect(world.accept('c1')).toBe('ben');
    // What the former owner wrote meanwhile is refused with who has it now.
    expect(world.as('ana', 'turn.send', { conversation: 'c1', id: 'r2', text: 'late' }, 2)).toMatchObject({
      refusal: { code: 'not_owner', owner: { id: 'ben', name: 'Ben Okafor' } },
    });
  });

  test('work stuck on offline agents: a reconnect inside the grace keeps everything', () => {
    const world = new World();
    world.signIn('ana', 'ben');
    waiting(world, 'c1');
    world.accept('c1');
    world.step({ from: 'link', person: 'ana', connected: false });
    world.pass(59_000);
    world.step({ from: 'link', person: 'ana', connected: true });
    world.pass(600_000);
    expect(world.head('c1')?.handoff).toMatchObject({ state: 'accepted', owner: 'ana', fence: 2 });
    expect(world.desk.personState('ana').presence).toMatchObject({ status: 'available', connected: true });
  });

  test('work stuck on offline agents: signing out with work in hand gives it away after the grace', () => {
    const world = new World();
    world.signIn('ana', 'ben');
    waiting(world, 'c1');
    world.accept('c1');
    world.as('ana', 'presence.set', { status: 'offline' });
    expect(world.state('c1')).toBe('accepted');
    world.pass(60_000);
    expect(world.head('c1')?.offer?.person).toBe('ben');
  });

  test('work stuck on offline agents: waits for people who all went home, then goes back to the bot', () => {
    const world = new World();
    world.signIn('ana');
    waiting(world, 'c1');
    world.accept('c1');
    world.step({ from: 'link', person: 'ana', connected: false });
    world.pass(61_000);
    expect(world.state('c1')).toBe('queued');
    world.pass(298_000);
    expect(world.state('c1')).toBe('queued');
    world.pass(1_000);
    expect(world.head('c1')?.handoff).toMatchObject({ state: 'failed', endReason: 'nobody_staffed' });
    expect(world.says('c1', 'AUTOMATED_AGENT', 'I am with you again')).toMatchObject({ ok: true });
  });

  test('new item not in the list until reload: the step that brings it tells everybody of the queue', () => {
    const world = new World();
    world.signIn('ana');
    waiting(world, 'c1', 'c2');
    const told = () => world.feeds.all.filter(({ stream }) => stream === 'q:main');
    expect(told().map(({ kind, data }) => [kind, (data.row as { handoff: string }).handoff])).toEqual([
      ['queue.entered', 'c1.1'],
      ['queue.entered', 'c2.1'],
    ]);
    expect(world.desk.queueState('main')?.rows).toEqual([...world.feeds.rows.values()]);
    world.accept('c1');
    expect(told().at(-2)).toMatchObject({ kind: 'queue.left', data: { handoff: 'c1.1' } });
  });

  test('no real queue: nobody free means a place in a line that is told and kept, and the first in it is next', () => {
    const world = new World();
    world.signIn('ana');
    waiting(world, 'c1', 'c2', 'c3', 'c4');
    world.accept('c1');
    world.accept('c2');
    const places = () => ['c3', 'c4'].map((id) => world.desk.status('bot', id, world.now)?.handoff?.position);
    expect(places()).toEqual([0, 1]);
    // Both wait as long as it takes: nothing sends them away, and the order stays.
    world.pass(600_000);
    expect(['c3', 'c4'].map((id) => world.state(id))).toEqual(['queued', 'queued']);
    expect(places()).toEqual([0, 1]);
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    expect(['c3', 'c4'].map((id) => world.state(id))).toEqual(['offered', 'queued']);
    expect(world.accept('c3')).toBe('ana');
    expect(world.desk.status('bot', 'c4', world.now)?.handoff?.position).toBe(0);
  });

  test('no offer time-out: an ignored offer goes to the other person and the first is set to away', () => {
    const world = new World();
    world.signIn('ana', 'ben');
    waiting(world, 'c1');
    expect(world.head('c1')?.offer).toMatchObject({ person: 'ana', id: 'c1.1.1' });
    world.pass(19_999);
    expect(world.head('c1')?.offer?.person).toBe('ana');
    world.pass(1);
    expect(world.head('c1')?.offer).toMatchObject({ person: 'ben', id: 'c1.1.2' });
    expect(world.live).toContainEqual({
      kind: 'revoke',
      person: 'ana',
      offer: 'c1.1.1',
      why: 'timeout',
      to: 'Ben Okafor',
    });
    expect(world.desk.personState('ana').presence).toMatchObject({ status: 'away', aux: 'missed an offer' });
    expect(world.as('ana', 'offer.accept', { offer: 'c1.1.1' })).toMatchObject({
      refusal: { code: 'offer_gone' },
    });
  });

  test('over-capacity after reactivation: coming back never brings more than there is room for', () => {
    const world = new World();
    world.signIn('ana');
    waiting(world, 'c1', 'c2', 'c3', 'c4');
    world.accept('c1');
    world.accept('c2');
    expect(world.state('c3')).toBe('queued');
    world.event('c1', 'customer.left');
    world.event('c1', 'customer.back');
    world.as('ana', 'presence.set', { status: 'away' });
    world.as('ana', 'presence.set', { status: 'available' });
    world.step({ from: 'link', person: 'ana', connected: false });
    world.step({ from: 'link', person: 'ana', connected: true });
    expect(world.state('c3')).toBe('queued');
    expect(world.desk.personState('ana').presence).toMatchObject({ load: 2, capacity: 2 });
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    expect(world.state('c3')).toBe('offered');
    expect(world.state('c4')).toBe('queued');
  });

  test('morning pile-up on the first agent: one offer at a time, and the next goes to whoever has waited longest', () => {
    const world = new World(
      office({
        people: [
          { id: 'ana', name: 'Ana Reis', queues: ['main'], capacity: 5 },
          { id: 'ben', name: 'Ben Okafor', queues: ['main'], capacity: 5 },
        ],
      }),
    );
    world.signIn('ana');
    waiting(world, 'c1', 'c2', 'c3');
    expect(['c1', 'c2', 'c3'].map((id) => world.state(id))).toEqual(['offered', 'queued', 'queued']);
    world.signIn('ben');
    expect(world.head('c2')?.offer?.person).toBe('ben');
    world.now += 1;
    world.accept('c2');
    expect(world.head('c3')?.offer?.person).toBe('ben');
  });

  test('two people take one item: only the newest offer counts', () => {
    const world = new World();
    world.signIn('ana', 'ben');
    waiting(world, 'c1');
    world.pass(20_000);
    expect(world.as('ana', 'offer.accept', { offer: 'c1.1.1' })).toMatchObject({
      refusal: { code: 'offer_gone' },
    });
    expect(world.as('ana', 'offer.accept', { offer: 'c1.1.2' })).toMatchObject({
      refusal: { code: 'offer_gone' },
    });
    expect(world.as('ben', 'offer.accept', { offer: 'c1.1.2' })).toMatchObject({
      ok: true,
      result: { handoff: 'c1.1', fence: 3 },
    });
    // From the same person's other console.
    expect(world.as('ben', 'offer.accept', { offer: 'c1.1.2' })).toMatchObject({
      ok: true,
      result: { handoff: 'c1.1', fence: 3 },
    });
  });

  test('after B takes a chat A can still read it: the offer that ended takes the right with it', () => {
    const world = new World();
    world.signIn('ana', 'ben');
    waiting(world, 'c1');
    world.as('ana', 'offer.decline', { offer: 'c1.1.1', reason: 'busy' });
    expect(world.consoles.get('ana')?.has('c1')).toBe(false);
    expect(world.live).toContainEqual({
      kind: 'forget',
      person: 'ana',
      end: { conversation: 'c1', why: 'declined' },
    });
    world.accept('c1');
    const told = world.feed.length;
    world.says('c1', 'END_USER', 'a secret');
    expect(world.heard('p:ana', told)).toEqual([]);
  });

  test('bot keeps talking after the handoff: refused while a person has it, heard while it waits', () => {
    const world = new World();
    world.signIn('ana');
    waiting(world, 'c1');
    expect(world.says('c1', 'AUTOMATED_AGENT', 'Somebody will be with you')).toMatchObject({ ok: true });
    world.accept('c1');
    expect(world.says('c1', 'AUTOMATED_AGENT', 'Anything else?')).toMatchObject({
      edge: { code: 'handoff_active' },
    });
    expect(world.says('c1', 'END_USER', 'Hello?')).toMatchObject({ ok: true });
    world.as('ana', 'handoff.return', { handoff: 'c1.1' });
    expect(world.says('c1', 'AUTOMATED_AGENT', 'Back again')).toMatchObject({ ok: true });
  });

  test('handoff fails silently: nobody, full and unknown are said at once to the bot', () => {
    const world = new World();
    waiting(world, 'c1');
    const told = (id: string) =>
      world.feed
        .filter(({ kind, data }) => kind === 'handoff.status' && data.conversation === id)
        .map(({ data }) => data.data);
    expect(told('c1')).toMatchObject([{ status: 'failed', reason: 'nobody_staffed' }]);
    world.signIn('ana');
    world.as('ana', 'presence.set', { status: 'break' });
    waiting(world, 'c2', 'c3', 'c4', 'c5', 'c6', 'c7');
    expect(told('c6')).toEqual([]);
    expect(told('c7')).toMatchObject([{ status: 'failed', reason: 'full' }]);
    world.open('c8');
    expect(world.initiate('c8', { queue: 'nowhere' })).toMatchObject({
      ok: true,
      result: { status: 'failed', reason: 'unknown_queue' },
    });
    expect(world.heard('q:main')).not.toContain('queue.left');
  });

  test('handoff fails silently: a closed queue says when it opens', () => {
    const hours = { timeZone: 'UTC', weekly: { wed: [['09:00', '17:00']] as [string, string][] } };
    const queue = {
      id: 'main',
      name: 'Main',
      sla: { seconds: 60, share: 0.8 },
      hours,
      dispositions: [{ id: 'solved', label: 'Solved' }],
    };
    const world = new World(office({ queues: [queue] }));
    world.signIn('ana');
    world.open('c1');
    const opensAt = Date.UTC(2026, 10, 25, 9);
    expect(world.initiate('c1')).toMatchObject({
      ok: true,
      result: { status: 'failed', reason: 'closed', opensAt },
    });
    expect(world.desk.availability('main', 'chat', world.now)).toEqual({
      queue: 'main',
      open: false,
      opensAt,
      staffed: 1,
      free: 2,
      waiting: 0,
    });
  });

  test('no reason, note or audit with the handoff: every step leaves its mark', () => {
    const world = new World();
    world.signIn('ana', 'ben');
    waiting(world, 'c1');
    world.as('ana', 'offer.decline', { offer: 'c1.1.1', reason: 'wrong_skill' });
    world.accept('c1');
    world.as('ben', 'note.add', { conversation: 'c1', id: 'n1', text: 'VIP' });
    world.as('ben', 'handoff.wrap', { handoff: 'c1.1' });
    const outcome = { disposition: 'solved', tags: ['refund'], summary: 'Refunded', toBot: false };
    world.as('ben', 'handoff.complete', { handoff: 'c1.1', outcome, label: 'too_late' });
    const marks = world.consoles
      .get('ben')
      ?.get('c1')
      ?.entries.map((entry) =>
        entry.type === 'mark' ? [entry.kind, entry.person?.id, entry.reason] : [entry.type],
      );
    expect(marks).toEqual([
      ['handoff.initiated', undefined, 'bot_asked'],
      ['handoff.queued', undefined, undefined],
      ['handoff.offered', 'ana', undefined],
      ['handoff.requeued', 'ana', 'wrong_skill'],
      ['handoff.offered', 'ben', undefined],
      ['handoff.accepted', 'ben', undefined],
      ['note'],
      ['handoff.wrapping', 'ben', undefined],
      ['handoff.completed', 'ben', 'solved'],
      ['handoff.labeled', 'ben', 'too_late'],
      ['conversation.closed', undefined, 'completed'],
    ]);
  });
});
