// What a lead may do to the policy that judges, what becomes of conversations that are going on, and what is written down.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joint } from '#shared/domain/matching/joint.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { policyDifferences } from '#shared/domain/trigger/policy-changes.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { createTrigger } from '#shared/domain/trigger/watch.ts';
import { livePolicy } from '#shared/schema/live-policy.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { office, World } from '../../test/property/desk-world.ts';
import { readPolicies, supportTrigger } from '../../test/triggers/fixtures.ts';
import { createDesk } from './desk.ts';
import { readWork } from './stored.ts';

const queue = (id: string) => ({
  id,
  name: id,
  sla: { seconds: 60, share: 0.8 },
  dispositions: [{ id: 'solved', label: 'Solved' }],
});
const config = office({
  people: [
    { id: 'ana', name: 'Ana', queues: ['main', 'other'] },
    { id: 'lea', name: 'Lea', roles: ['lead'], queues: ['main'] },
    { id: 'cleo', name: 'Cleo', roles: ['agent', 'lead'], queues: ['main', 'other'] },
    { id: 'kim', name: 'Kim', roles: ['lead'], queues: ['third'] },
    { id: 'ada', name: 'Ada', roles: ['admin'], queues: [] },
  ],
  queues: [queue('main'), queue('other'), queue('third')],
  bots: [
    { id: 'bot', name: 'Bot', queue: 'main' },
    { id: 'more', name: 'More', queue: 'other' },
  ],
});

const ASKS = 'I want to talk to a human agent';
const support = supportTrigger.policyOf('bot');
/** A request for a person in words counts for nothing. */
const deaf = (revision: number): Policy => ({
  ...support,
  revision,
  timing: { ...support.timing, signals: { ...support.timing.signals, humanRequest: 0 } },
});
const base = support.revision;

function started(): World {
  const world = new World(config);
  world.signIn('ana');
  world.open('c1');
  return world;
}
const live = (world: World, person = 'cleo') => world.desk.policies(person)[0];
const asks = (world: World) => world.says('c1', 'END_USER', ASKS);

describe('publishing', () => {
  test('the next turn is judged by it, and the handoff says by which revision', () => {
    const world = started();
    expect(world.as('cleo', 'policy.publish', { policy: deaf(base + 1), base })).toMatchObject({
      ok: true,
      result: { revision: base + 1 },
    });
    asks(world);
    expect(world.head('c1')).toMatchObject({ handoffs: 0, judgement: { fired: false } });
    world.as('cleo', 'policy.publish', { policy: { ...support, revision: base + 2 }, base: base + 1 });
    // What was said before counts from the next turn on, whoever speaks, and not before.
    expect(world.head('c1')).toMatchObject({ handoffs: 0, judgement: { fired: false } });
    world.says('c1', 'AUTOMATED_AGENT', 'Your parcel is on its way.');
    expect(world.head('c1')?.handoff?.judgement).toMatchObject({
      fired: true,
      grounds: { policy: { id: 'support', revision: base + 2 } },
    });
  });

  test('who sees it is told: all of it, and whether they may change it', () => {
    const world = started();
    world.now += 5;
    const note = 'Too many come for the weather';
    world.as('cleo', 'policy.publish', { policy: deaf(base + 1), base, note });
    const by = { id: 'cleo', name: 'Cleo' };
    const told = {
      id: 'support',
      policy: deaf(base + 1),
      bots: [
        { id: 'bot', name: 'Bot' },
        { id: 'more', name: 'More' },
      ],
      queues: [
        { id: 'main', name: 'main' },
        { id: 'other', name: 'other' },
      ],
      ...{ at: world.now, by, undoable: true },
      past: [
        {
          ...{ revision: base + 1, at: world.now, by, note },
          changes: [{ path: 'timing.signals.humanRequest', from: 1, to: 0 }],
        },
      ],
    };
    const known = ['support'];
    expect(world.live.filter(({ kind }) => kind === 'policies')).toEqual([
      { kind: 'policies', person: 'lea', known, list: [{ ...told, mayPublish: false }] },
      { kind: 'policies', person: 'cleo', known, list: [{ ...told, mayPublish: true }] },
      { kind: 'policies', person: 'ada', known, list: [{ ...told, mayPublish: true }] },
    ]);
    expect(livePolicy.strict().parse(live(world))).toEqual({ ...told, mayPublish: true });
    expect(['ana', 'kim', 'nobody'].map((person) => world.desk.policies(person))).toEqual([[], [], []]);
  });

  test('of a publication that changed much the first figures are told, and how many more there are', () => {
    const world = started();
    const { sales } = readPolicies();
    const whole = { ...support, ...sales, id: 'support', revision: base + 1, floor: 0.33, note: 'all of it' };
    world.as('cleo', 'policy.publish', { policy: whole, base });
    const all = policyDifferences(support, whole);
    expect(all.length).toBeGreaterThan(LIMITS.publicationChanges);
    const { changes = [], more } = live(world)?.past[0] ?? {};
    expect(changes.map(({ path }) => path)).toEqual(
      all.slice(0, LIMITS.publicationChanges).map(({ path }) => path),
    );
    expect(more).toBe(all.length - LIMITS.publicationChanges);
  });

  test('is written down: who, when, why, and what changed', () => {
    const world = started();
    const note = 'n'.repeat(1_000);
    const long = { ...deaf(base + 1), note: 'x'.repeat(1_000) };
    world.as('ada', 'policy.publish', { policy: long, base, note });
    const audit = world.feed.filter(({ stream }) => stream === 'a:router');
    expect(audit).toEqual([
      {
        stream: 'a:router',
        kind: 'policy.published',
        data: {
          ...{ policy: 'support', revision: base + 1, at: world.now, by: { id: 'ada', name: 'Ada' }, note },
          changes: [
            { path: 'note', from: support.note, to: `${'x'.repeat(200)}…` },
            { path: 'timing.signals.humanRequest', from: support.timing.signals.humanRequest, to: 0 },
          ],
        },
      },
    ]);
  });

  test('is refused, and nothing changes', () => {
    const world = started();
    const policy = deaf(base + 1);
    const refusals = [
      world.as('ana', 'policy.publish', { policy, base }),
      world.as('lea', 'policy.publish', { policy, base }),
      world.as('kim', 'policy.publish', { policy, base }),
      world.as('cleo', 'policy.publish', { policy: { ...policy, id: 'vip' }, base }),
      world.as('cleo', 'policy.publish', { policy: deaf(base + 2), base: base + 1 }),
      world.as('cleo', 'policy.publish', { policy: deaf(base + 2), base }),
      world.as('cleo', 'policy.publish', { policy: { ...policy, decay: 2 }, base }),
      world.as('cleo', 'policy.publish', { policy: null, base }),
      world.as('cleo', 'policy.undo', { policy: 'support', base }),
      world.as('ana', 'policy.undo', { policy: 'support', base }),
      world.as('ada', 'policy.undo', { policy: 'support', base: base + 1 }),
    ];
    expect(refusals).toMatchObject([
      { refusal: { code: 'forbidden' } },
      { refusal: { code: 'forbidden', msg: expect.stringContaining('queues that you do not lead') } },
      { refusal: { code: 'not_found' } },
      { refusal: { code: 'not_found' } },
      { refusal: { code: 'stale' } },
      { refusal: { code: 'invalid', msg: expect.stringContaining('policy.revision') } },
      { refusal: { code: 'invalid', msg: expect.stringContaining('policy.decay: ') } },
      { refusal: { code: 'invalid' } },
      { refusal: { code: 'wrong_state' } },
      { refusal: { code: 'forbidden' } },
      { refusal: { code: 'stale' } },
    ]);
    expect(live(world)).toMatchObject({ policy: support, past: [], undoable: false });
    asks(world);
    expect(world.head('c1')?.handoffs).toBe(1);
  });
});

describe('taking back', () => {
  test('one after another contents come back under new revisions, until it is as configured', () => {
    const world = started();
    const other = { ...deaf(base + 2), decay: 0.1 };
    world.as('cleo', 'policy.publish', { policy: deaf(base + 1), base });
    world.as('ada', 'policy.publish', { policy: other, base: base + 1 });
    const undo = () =>
      world.as('cleo', 'policy.undo', { policy: 'support', base: live(world)?.policy.revision ?? 0 });
    expect(undo()).toMatchObject({ ok: true });
    expect(live(world)).toMatchObject({ policy: deaf(base + 3), undoable: true });
    expect(live(world)?.past[0]).toMatchObject({ revision: base + 3, undoes: base + 2 });
    expect(undo()).toMatchObject({ ok: true });
    expect(live(world)).toMatchObject({
      policy: { ...support, revision: base + 4 },
      undoable: false,
      past: [{ undoes: base + 1 }, { undoes: base + 2 }, { revision: base + 2 }, { revision: base + 1 }],
    });
    expect(undo()).toMatchObject({ refusal: { code: 'wrong_state' } });
    asks(world);
    expect(world.head('c1')?.handoff?.judgement.grounds?.policy.revision).toBe(base + 4);
  });

  test('what came after it was published is not lost: undone, and published upon, it can be undone again', () => {
    const world = started();
    world.as('cleo', 'policy.publish', { policy: deaf(base + 1), base });
    world.as('cleo', 'policy.undo', { policy: 'support', base: base + 1 });
    world.as('cleo', 'policy.publish', {
      policy: { ...support, revision: base + 3, decay: 0.2 },
      base: base + 2,
    });
    world.as('cleo', 'policy.undo', { policy: 'support', base: base + 3 });
    expect(live(world)?.policy).toEqual({ ...support, revision: base + 4 });
  });
});

describe('after a restart', () => {
  const restarted = async (world: World, configured: Policy) =>
    createDesk(
      config,
      { trigger: createTrigger(createScorer(), () => configured), matcher: joint },
      await readWork(world.engine),
    ).policies('cleo')[0];

  test('what was published is live until the configuration has a higher revision', async () => {
    const world = started();
    world.as('cleo', 'policy.publish', { policy: deaf(base + 1), base, note: 'why' });
    expect(await restarted(world, support)).toEqual(live(world));
    // Another content of a revision that is not higher is older than what was published.
    for (const revision of [base, base + 1])
      expect(await restarted(world, { ...support, decay: 0.3, revision })).toEqual(live(world));
    const newer = { ...support, decay: 0.3, revision: base + 2 };
    const { at: _at, by: _by, ...rest } = live(world) ?? {};
    expect(await restarted(world, newer)).toEqual({ ...rest, policy: newer, undoable: false });
  });

  test('published upon the newer configuration, taking it back brings that, and nothing before it', async () => {
    const world = started();
    world.as('cleo', 'policy.publish', { policy: deaf(base + 1), base });
    const newer = { ...support, decay: 0.3, revision: base + 7 };
    const trigger = createTrigger(createScorer(), () => newer);
    world.desk = createDesk(config, { trigger, matcher: joint }, await readWork(world.engine));
    expect(world.as('cleo', 'policy.publish', { policy: deaf(base + 8), base: base + 7 })).toMatchObject({
      ok: true,
    });
    world.as('cleo', 'policy.undo', { policy: 'support', base: base + 8 });
    expect(live(world)).toMatchObject({ policy: { ...newer, revision: base + 9 }, undoable: false });
    expect(live(world)?.past.map(({ revision }) => revision)).toEqual([base + 9, base + 8, base + 1]);
  });

  test('one that cannot be read stops the start, with its path', async () => {
    const world = started();
    world.as('cleo', 'policy.publish', { policy: deaf(base + 1), base });
    const [key = '', text = ''] = [...world.store].find(([name]) => name.startsWith('policy/')) ?? [];
    world.store.set(key, text.replace('"decay":', '"decoy":'));
    await expect(restarted(world, support)).rejects.toThrow(
      'the policy support as it was published cannot be read: decay: ',
    );
  });
});

const act = fc.record({
  who: fc.constantFrom('cleo', 'cleo', 'ada', 'ada', 'lea', 'ana', 'kim'),
  what: fc.constantFrom('publish', 'publish', 'undo', 'broken', 'skips'),
  base: fc.constantFrom(0, 0, 0, 0, -1, 1),
  decay: fc.integer({ min: 0, max: 100 }).map((each) => each / 100),
  restart: fc.constantFrom(false, false, false, true),
});

test('whatever is published, taken back and refused: live is what was applied last, also for a desk built anew', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
      const world = new World(config);
      /** Contents that can be gone back to; the last is live. */
      let contents = [support.decay];
      let revision = base;
      for (const { who, what, base: off, decay, restart } of acts) {
        if (restart) world.mirror = await world.reload();
        world.mirror?.handle({ from: 'timer' }, world.now);
        const made = revision + off;
        const policy = { ...support, decay: what === 'broken' ? 2 : decay, revision: made + 1 };
        if (what === 'skips') policy.revision += 1;
        const reply =
          what === 'undo'
            ? world.as(who, 'policy.undo', { policy: 'support', base: Math.max(1, made) })
            : world.as(who, 'policy.publish', { policy, base: Math.max(1, made) });
        const may = (who === 'cleo' || who === 'ada') && made === revision;
        const applies = may && (what === 'publish' || (what === 'undo' && contents.length > 1));
        expect(reply.ok).toBe(applies);
        if (applies) {
          revision += 1;
          contents = what === 'undo' ? contents.slice(0, -1) : [...contents, decay].slice(-21);
        }
        const expected = { ...support, decay: contents.at(-1), revision };
        for (const desk of [world.desk, world.mirror ?? world.desk])
          expect(desk.policies('ada')[0]).toMatchObject({ policy: expected, undoable: contents.length > 1 });
      }
    }),
    { numRuns: 100 },
  );
});
