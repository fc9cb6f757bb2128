// What the router adds to the package a person reads before the greeting.
import { expect, test } from 'vitest';
import { World } from '../../test/property/desk-world.ts';

const packageOf = (world: World) => {
  const { found = [], version, fixed } = world.head('c1')?.handoff?.context ?? {};
  return { found: found.map(({ type, value, turn }) => `${turn} ${type} ${value}`), version, fixed };
};

test('what the turns name is in the package when it is offered, grows while it waits, and is fixed at accept', () => {
  const world = new World();
  world.signIn('ana');
  world.open('c1', {}, 'chat');
  world.says('c1', 'END_USER', 'My booking ZFA04Y is wrong.');
  world.says('c1', 'AUTOMATED_AGENT', 'I opened case #88120 and will look at flights for $348.');
  world.initiate('c1', { context: { facts: [{ label: 'Fare', value: 'flex' }] } });
  const offered = { found: ['1 booking ZFA04Y', '2 ticket 88120'], version: 1, fixed: false };
  expect(packageOf(world)).toEqual(offered);
  expect(world.head('c1')?.handoff?.context.facts).toEqual([{ label: 'Fare', value: 'flex' }]);
  const drawn = () => world.head('c1')?.handoff?.context.drawn;
  expect(drawn()).toMatchObject({
    situation: [{ text: 'My booking ZFA04Y is wrong.', turn: 1, bot: false }],
    highlights: [{ text: 'My booking ZFA04Y is wrong.', turn: 1 }],
    tried: [{ text: 'I opened case #88120 and will look at flights for $348.', turn: 2, worked: true }],
    open: [],
  });
  world.says('c1', 'END_USER', 'Ok');
  expect(packageOf(world)).toEqual(offered);
  world.says('c1', 'END_USER', 'Can you refund both?');
  expect(drawn()?.open).toEqual([{ text: 'Can you refund both?', turn: 4 }]);
  world.says('c1', 'END_USER', 'We fly on May 20.');
  const grown = [...offered.found, '5 date May 20'];
  expect(packageOf(world)).toEqual({ found: grown, version: 3, fixed: false });
  world.initiate('c1', { context: { goal: 'Rebook' } });
  expect(packageOf(world)).toEqual({ found: grown, version: 4, fixed: false });
  world.accept('c1');
  world.says('c1', 'END_USER', 'Or on May 22.');
  expect(packageOf(world)).toEqual({ found: grown, version: 4, fixed: true });
});

test('a long conversation is read from its end', () => {
  const world = new World();
  world.signIn('ana');
  world.open('c1', {}, 'chat');
  world.says('c1', 'END_USER', `Order #10293. ${'So it goes. '.repeat(1_700)}`);
  world.says('c1', 'END_USER', 'Order #10294, I mean.');
  world.initiate('c1');
  expect(packageOf(world).found).toEqual(['2 order 10294']);
});
