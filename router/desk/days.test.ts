import { expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';

const outcome = { disposition: 'solved', tags: [], summary: '', toBot: false };
const config = office({
  queues: [
    {
      id: 'main',
      name: 'Main',
      sla: { seconds: 60, share: 0.8 },
      offerSeconds: 20,
      hours: {
        timeZone: 'America/New_York',
        weekly: Object.fromEntries(
          ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '24:00']]]),
        ),
      },
      dispositions: [{ id: 'solved', label: 'Solved' }],
    },
  ],
});

test('a person sees their own day, by the clock of their first queue, and it begins anew at midnight', async () => {
  const world = new World(config);
  world.signIn('ana');
  expect(world.desk.personState('ana').day).toBeUndefined();
  for (const id of ['c1', 'c2', 'c3']) {
    world.open(id);
    world.initiate(id);
  }
  world.accept('c1');
  world.as('ana', 'offer.decline', { offer: 'c2.1.1', reason: 'busy' });
  world.pass(1_000);
  world.as('ana', 'handoff.complete', { handoff: 'c1.1', outcome });
  world.pass(25_000);
  const midnight = Date.UTC(2026, 10, 24, 5);
  const day = { since: midnight, handled: 1, handlingMs: 1_000, missed: 1, declined: 1 };
  expect(world.desk.personState('ana').day).toEqual(day);
  expect(
    world.feed.filter(({ kind, stream }) => kind === 'day.changed' && stream === 'p:ana').at(-1)?.data,
  ).toEqual({
    day,
  });
  world.desk = await world.reload();
  world.step({ from: 'timer' });
  world.pass(86_400_000);
  expect(world.desk.personState('ana').day).toEqual({
    since: midnight + 86_400_000,
    handled: 0,
    handlingMs: 0,
    missed: 0,
    declined: 0,
  });
});
