// What bots and people are told of the wait, and what the desk learns of waits that end.
import { describe, expect, test } from 'vitest';
import { readWork } from '#router/desk/stored.ts';
import { waitList } from '#shared/schema/queue.ts';
import { office, World } from '../../test/property/desk-world.ts';

const config = office({
  people: [
    { id: 'ana', name: 'Ana Reis', queues: ['main'], capacity: 1, skills: { billing: 5 } },
    { id: 'ben', name: 'Ben Okafor', queues: ['main'], capacity: 1 },
  ],
});

/** Nine customers wait 40 s in line for the one person who is there, who then takes 60 s for each. */
function practised(): World {
  const world = new World(config);
  world.signIn('ana');
  world.open('first');
  world.initiate('first');
  world.accept('first');
  let owned = 'first';
  for (let nth = 1; nth <= 9; nth += 1) {
    world.now += 20_000;
    world.open(`p${nth}`);
    world.initiate(`p${nth}`);
    world.now += 40_000;
    world.as('ana', 'handoff.return', { handoff: `${owned}.1` });
    owned = `p${nth}`;
    world.accept(owned);
  }
  return world;
}
const told = (world: World, id: string) => world.desk.status('bot', id, world.now)?.handoff;

describe('the wait', () => {
  test('is not known before enough ended; then bot and queue are told the same, and it is stored', async () => {
    const world = practised();
    expect(told(world, 'p9')).not.toHaveProperty('expectedWait');
    world.open('next');
    const asked = world.initiate('next');
    const wait = { position: 0, expectedWait: 40, waitRange: { low: 8, high: 40 } };
    expect(told(world, 'next')).toMatchObject(wait);
    expect(asked).toMatchObject({ ok: true, result: wait });
    expect(world.desk.availability('main', 'chat', world.now)).toMatchObject({ waiting: 1, waitRange: {} });
    const list = world.desk.waits('main', world.now);
    expect(waitList.parse(list)).toEqual(list);
    expect(list).toEqual({
      queue: 'main',
      rows: [{ handoff: 'next.1', ...wait }],
      calibration: {
        line: { of: 0, inside: 0, shorter: 0, longer: 0 },
        free: { of: 0, inside: 0, shorter: 0, longer: 0 },
      },
    });
    expect(world.desk.waits('nowhere', world.now)).toBeNull();

    const again = world.build(await readWork(world.engine));
    expect(again.waits('main', world.now)).toEqual(list);
    // It came 10 s later than was told.
    world.now += 50_000;
    world.as('ana', 'handoff.return', { handoff: 'p9.1' });
    world.accept('next');
    expect(world.desk.waits('main', world.now)?.calibration.line).toEqual({
      ...{ of: 1, inside: 0, shorter: 0, longer: 1 },
    });
  });

  test('before somebody are those whom urgency puts there, not those who came first', () => {
    const world = practised();
    world.open('usual');
    world.initiate('usual');
    world.now += 1_000;
    world.open('premium', { account: { tier: 'enterprise' } });
    world.initiate('premium');
    expect(told(world, 'usual')?.position).toBe(1);
    expect(told(world, 'premium')?.position).toBe(0);
    expect(world.desk.waits('main', world.now)?.rows.map(({ handoff }) => handoff)).toEqual([
      'premium.1',
      'usual.1',
    ]);
    expect(told(world, 'usual')?.expectedWait).toBeGreaterThan(40);
  });

  test('more people make it shorter; nobody able to take it, and it is not known', () => {
    const world = practised();
    world.open('next');
    world.initiate('next');
    const alone = told(world, 'next')?.expectedWait ?? 0;
    world.signIn('ben');
    world.accept('next');
    world.open('later');
    world.initiate('later');
    expect(alone).toBe(40);
    expect(told(world, 'later')?.expectedWait).toBe(20);
    for (const id of ['ana', 'ben']) world.as(id, 'presence.set', { status: 'break' });
    expect(told(world, 'later')).not.toHaveProperty('expectedWait');
    expect(told(world, 'later')).toHaveProperty('position');
  });

  test('a transfer to one person teaches nothing of the line', () => {
    const world = practised();
    const cells = () => [...world.store].filter(([key]) => key.startsWith('wait/'));
    const stored = cells();
    world.signIn('ben');
    world.as('ana', 'handoff.transfer', {
      ...{ handoff: 'p9.1', to: { kind: 'person', person: 'ben' }, reason: 'wrong_skill' },
    });
    world.now += 5_000;
    world.accept('p9');
    expect(stored).not.toEqual([]);
    expect(cells()).toEqual(stored);
  });
});
