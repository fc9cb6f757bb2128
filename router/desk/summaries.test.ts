// When a model is asked for a summary of a handoff that waits, and what becomes of its answer.
import { expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';
import type { Unsummarised } from './port.ts';

const SUMMARISER = {
  ...{ name: 'Model', url: 'https://model.example/', again: { turns: 2, seconds: 30 } },
};
const TRUE = { text: 'The customer’s parcel 48213 has not arrived.', turns: [1] };
const OTHER = { text: 'The customer’s parcel 48218 has not arrived.', turns: [1] };

const asked = (world: World): Unsummarised[] =>
  world.live.flatMap((live) => (live.kind === 'unsummarised' ? [live] : []));
const contextOf = (world: World) => world.head('c1')?.handoff?.context;
const answer = (world: World, sentences: (typeof TRUE)[] | null, at = -1) => {
  const { conversation = '', handoff = '', asked: of = 0 } = asked(world).at(at) ?? {};
  const told = { handoff, asked: of };
  const summarised = sentences === null ? ({ ...told, failed: 'timeout' } as const) : { ...told, sentences };
  world.step({ from: 'summariser', conversation, summarised });
};

function waiting(config: Parameters<typeof office>[0] = {}, customer = {}): World {
  const world = new World(office({ summariser: SUMMARISER, ...config }));
  world.signIn('ana');
  world.open('c1', customer, 'chat');
  world.says('c1', 'END_USER', 'My parcel 48213 has not arrived.');
  world.initiate('c1');
  return world;
}

test('it is asked when the handoff waits, and what the turns bear out is in the package with its turns', () => {
  const world = waiting();
  expect(asked(world).map(({ handoff, turns }) => ({ handoff, turns }))).toEqual([
    { handoff: 'c1.1', turns: [{ turn: 1, role: 'END_USER', text: 'My parcel 48213 has not arrived.' }] },
  ]);
  const { version = 0, drawn } = contextOf(world) ?? {};
  expect(contextOf(world)?.summary).toEqual({
    ...{ source: 'Model', state: 'asking', at: world.now, asked: 1, sentences: [], refused: 0 },
  });
  world.now += 1_000;
  answer(world, [TRUE, OTHER, { ...TRUE, turns: [1, 1] }]);
  expect(contextOf(world)).toMatchObject({ drawn, version: version + 1, fixed: false });
  expect(contextOf(world)?.summary).toEqual({
    ...{ source: 'Model', state: 'known', at: world.now, asked: 1, of: 1, writtenAt: world.now },
    ...{ sentences: [TRUE], refused: 1 },
  });
});

test('it is asked anew after some turns and some time, not while it is asked, and what was written stands meanwhile', () => {
  const world = waiting();
  const says = (many: number) => {
    for (let turn = 0; turn < many; turn++) world.says('c1', 'END_USER', 'It is still not here.');
  };
  world.now += 60_000;
  says(3);
  expect(asked(world)).toHaveLength(1);
  answer(world, [TRUE]);
  says(1);
  expect(asked(world)).toHaveLength(1);
  world.now += 30_000;
  says(1);
  expect(asked(world)).toHaveLength(2);
  expect(contextOf(world)?.summary).toMatchObject({ state: 'asking', asked: 6, of: 1, sentences: [TRUE] });
  // The answer to the question before comes once more.
  answer(world, [], 0);
  expect(contextOf(world)?.summary?.state).toBe('asking');
  answer(world, null);
  expect(contextOf(world)?.summary).toMatchObject({
    ...{ state: 'failed', reason: 'timeout', of: 1, sentences: [TRUE] },
  });
  world.now += 30_000;
  says(2);
  expect(asked(world)).toHaveLength(3);
  expect(contextOf(world)?.summary).not.toHaveProperty('reason');
});

test('at accept it is fixed: a late answer changes nothing, and nothing is asked any more', () => {
  const world = waiting();
  world.accept('c1');
  const before = contextOf(world);
  answer(world, [TRUE]);
  world.now += 60_000;
  for (let turn = 0; turn < 5; turn++) world.says('c1', 'END_USER', 'Hello?');
  expect([contextOf(world), asked(world).length]).toEqual([before, 1]);
  // It waits again, and stays what the first person read.
  world.signIn('ben');
  const to = { kind: 'queue', queue: 'main' } as const;
  expect(world.as('ana', 'handoff.transfer', { handoff: 'c1.1', to, reason: 'other' })).toMatchObject({
    ok: true,
  });
  world.says('c1', 'END_USER', 'Hello?');
  expect(asked(world)).toHaveLength(1);
});

test.each([
  ['no model is configured', { summariser: undefined }, {}],
  ['the queue is not among its own', { summariser: { ...SUMMARISER, queues: ['other'] } }, {}],
  ['the customer does not write English, by which it would be checked', {}, { language: 'de' }],
])('it is not asked where %s', (_, config, customer) => {
  const world = waiting(config, customer);
  expect([asked(world), contextOf(world)?.summary]).toEqual([[], undefined]);
});

test('a router that ended while it asked asks again', async () => {
  const world = waiting();
  world.desk = await world.reload();
  world.step({ from: 'timer' });
  expect(asked(world)).toHaveLength(2);
  answer(world, [TRUE]);
  expect(contextOf(world)?.summary?.sentences).toEqual([TRUE]);
});
