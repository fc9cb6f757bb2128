import { expect, test } from 'vitest';
import { takenList } from '#shared/schema/queue.ts';
import { office, World } from '../../test/property/desk-world.ts';

const queue = (id: string) => ({
  ...{ id, name: id, sla: { seconds: 60, share: 0.8 }, offerSeconds: 20, keepDays: 1 },
  dispositions: [{ id: 'solved', label: 'Solved' }],
});
const team = office({
  people: [
    { id: 'ana', name: 'Ana Reis', queues: ['main'], capacity: 1 },
    { id: 'ben', name: 'Ben Okafor', queues: ['main'], capacity: 1 },
  ],
  queues: [queue('main'), queue('money')],
});
const whose = (world: World): string[] =>
  (world.desk.taken('main')?.rows ?? []).map(
    ({ ownerName, conversation }) => `${ownerName}: ${conversation}`,
  );

test('what each has, from accepting it until it is passed on, its customer leaves, or it ends; never their words', () => {
  const world = new World(team);
  world.signIn('ben');
  world.open('c1');
  world.initiate('c1');
  expect(whose(world)).toEqual([]);
  world.accept('c1');
  world.signIn('ana');
  world.open('c2');
  world.initiate('c2');
  world.accept('c2');
  expect(whose(world)).toEqual(['Ana Reis: c2', 'Ben Okafor: c1']);
  expect(world.desk.taken('money')).toEqual({ queue: 'money', rows: [] });
  expect(world.desk.taken('none')).toBeNull();
  world.as('ana', 'turn.send', { conversation: 'c2', id: 'r1', text: 'Your secret is safe' });
  const list = world.desk.taken('main');
  expect(takenList.parse(list)).toEqual(list);
  expect(JSON.stringify(list)).not.toMatch(/secret/);
  world.as('ana', 'handoff.return', { handoff: 'c2.1', reason: 'solved' });
  expect(whose(world)).toEqual(['Ben Okafor: c1']);
  world.event('c1', 'customer.left');
  expect(whose(world)).toEqual([]);
});
