// Random work days: whatever people, bots and time do, what must hold holds after every step (desk-world.ts checks it),
// and a desk built anew from the store decides exactly like the one that lived on.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jointOf } from '#shared/domain/matching/joint.ts';
import type { Matcher } from '#shared/domain/matching/port.ts';
import { personFeed, queueFeed } from '#shared/protocol/feed.ts';
import { commandOf } from './desk-commands.ts';
import { config, day, type Happening } from './desk-days.ts';
import { World } from './desk-world.ts';

const COMMANDS = [
  ...['offer.accept', 'offer.decline', 'turn.send', 'note.add', 'draft.save', 'context.opened'],
  ...['handoff.wrap', 'handoff.complete', 'handoff.return', 'handoff.label', 'presence.set'],
  ...['handoff.transfer', 'handoff.assign', 'handoff.hold', 'handoff.resume', 'consult.start', 'consult.end'],
  ...['conversation.end', 'customer.unblock', 'policy.publish', 'policy.undo'],
  ...['open', 'turn', 'initiate', 'event', 'cancel', 'close', 'link', 'delivery'],
];
const REFUSALS = [
  ...['not_found', 'not_owner', 'offer_gone', 'stale_fence', 'invalid', 'wrong_state'],
  ...['handoff_active', 'conversation_closed', 'invalid_input', 'forbidden', 'stale'],
  ...['target_unknown', 'target_self', 'target_closed', 'target_absent', 'target_unfit'],
];

/** What a run must have met: a guard against days on which nothing happens. */
const REACHED = [
  ...COMMANDS.map((kind) => `${kind} ok`),
  ...REFUSALS.map((code) => `any ${code}`),
  ...Object.keys(queueFeed).map((kind) => `q: ${kind}`),
  ...Object.keys(personFeed).map((kind) => `p: ${kind}`),
  ...['status', 'queued', 'offered', 'returned', 'scored'].map((kind) => `b: handoff.${kind}`),
];

/** How often each kind of command had each answer, and each kind of event was fed. */
const met = new Map<string, number>();

function note(world: World, it: Exclude<Happening, { what: 'time' }>): void {
  const command = commandOf(world, it);
  const { reply, append } = world.step(command);
  const kind =
    command.from === 'person'
      ? command.command.k
      : command.from === 'bot'
        ? command.request.kind
        : command.from;
  const answer = reply.ok ? 'ok' : 'refusal' in reply ? reply.refusal.code : reply.edge.code;
  const keys = [
    `${kind} ${answer}`,
    `any ${answer}`,
    ...append.map(({ stream, kind: fed }) => `${stream[0]}: ${fed}`),
  ];
  for (const key of keys) met.set(key, (met.get(key) ?? 0) + 1);
}

const outline = (world: World, desk = world.desk) => ({
  next: desk.nextTimer(),
  people: config.people.map(({ id }) => {
    const { presence, grants } = desk.personState(id);
    return {
      presence,
      grants: [...grants].sort((a, b) => (a.conversation.id < b.conversation.id ? -1 : 1)),
      offers: desk.offersOf(id),
    };
  }),
  queues: config.queues.map(({ id }) => ({
    rows: [...desk.queueState(id).rows].sort((a, b) => (a.handoff < b.handoff ? -1 : 1)),
    counts: desk.counts(id, world.now),
    availability: desk.availability(id, 'chat', world.now),
  })),
  policies: config.people.map(({ id }) => desk.policies(id)),
  rights: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'].map((id) =>
    config.people.map((person) => desk.rightOf(person.id, id)),
  ),
  connected: [...desk.connected()].sort(),
});

describe('random work days', () => {
  test('what must hold holds, and a desk built anew decides the same', async () => {
    await fc.assert(
      fc.asyncProperty(day, fc.nat(80), async (all, cut) => {
        const world = new World(config);
        for (const [at, it] of all.entries()) {
          if (at === cut) {
            const again = await world.reload();
            again.handle({ from: 'timer' }, world.now);
            world.step({ from: 'timer' });
            expect(outline(world, again)).toEqual(outline(world));
            world.mirror = again;
          }
          if (it.what === 'time') world.pass(it.ms);
          else note(world, it);
        }
        if (world.mirror !== null) expect(outline(world, world.mirror)).toEqual(outline(world));
        for (const { id } of config.people) {
          const held = [...(world.consoles.get(id)?.values() ?? [])].filter(({ right }) => right === 'kept');
          const stored = await world.kept(id);
          const byId = (a: { conversation: { id: string } }, b: { conversation: { id: string } }) =>
            a.conversation.id < b.conversation.id ? -1 : 1;
          // What the feed left on the console is what a reset would bring.
          expect(held.map(({ draft: _draft, ...rest }) => rest).sort(byId)).toEqual(stored.sort(byId));
        }
      }),
      { numRuns: 300 },
    );
    expect(REACHED.filter((key) => !met.has(key))).toEqual([]);
  });

  test('the same where each step decides about one or two handoffs alone, also over a start in the middle', async () => {
    const seen = { behind: 0, starts: 0 };
    await fc.assert(
      fc.asyncProperty(day, fc.nat(80), fc.constantFrom(1, 2), async (all, cut, size) => {
        const world = new World(
          config,
          jointOf(() => size),
        );
        const decided = (): number =>
          world.live.filter((one) => one.kind === 'offer' && one.offer.match).length;
        const oneStep = (run: () => void): void => {
          const before = decided();
          run();
          expect(decided() - before).toBeLessThanOrEqual(size);
          if (world.desk.nextTimer() === 0) seen.behind += 1;
        };
        let started = false;
        for (const [at, it] of all.entries()) {
          // A start at the first moment from there on that finds something left.
          if (!started && at >= cut && world.desk.nextTimer() === 0) {
            started = true;
            seen.starts += 1;
            world.desk = await world.reload();
          }
          if (it.what !== 'time') oneStep(() => note(world, it));
          else {
            // Time passes, and what was left is decided before it does.
            while (world.desk.nextTimer() === 0) oneStep(() => world.step({ from: 'timer' }));
            world.pass(it.ms);
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(seen.behind).toBeGreaterThan(0);
    expect(seen.starts).toBeGreaterThan(0);
  });

  test('no matcher can break capacity, queue, skill or language', () => {
    const careless: Matcher = (waiting, free) => ({
      given: free.map(({ person }, at) => ({
        handoff: waiting[at % waiting.length]?.handoff ?? 'x',
        person: at === 1 ? 'nobody' : person,
      })),
      left: ['y'],
    });
    fc.assert(
      fc.property(day, (all) => {
        const world = new World(config, careless, false);
        for (const it of all) {
          if (it.what === 'time') world.pass(it.ms);
          else world.step(commandOf(world, it));
        }
      }),
      { numRuns: 100 },
    );
  });
});
