import { describe, expect, test } from 'vitest';
import { office, World } from '../../test/property/desk-world.ts';

const queue = (id: string) => ({
  id,
  name: id,
  sla: { seconds: 60, share: 0.8 },
  dispositions: [{ id: 'solved', label: 'Solved' }],
});
const config = office({
  people: [
    { id: 'ana', name: 'Ana', queues: ['main'] },
    { id: 'lea', name: 'Lea', roles: ['lead'], queues: ['main'] },
    { id: 'ada', name: 'Ada', roles: ['admin'], queues: [] },
  ],
  queues: [queue('main'), queue('other')],
  bots: [],
});
const hash = 'a'.repeat(64);
const display = (changes: object = {}) => ({ id: 'tv', name: 'TV', queues: ['main'], hash, ...changes });

describe('displays', () => {
  test('a lead gives one for queues of their own, and those who manage displays hear of it without the hash', () => {
    const world = new World(config);
    expect(world.as('lea', 'display.add', display())).toMatchObject({ ok: true, result: { id: 'tv' } });
    const told = { id: 'tv', name: 'TV', queues: ['main'], addedAt: world.now, addedBy: 'Lea' };
    expect(world.live).toEqual([
      { kind: 'displays', person: 'lea', displays: [told] },
      { kind: 'displays', person: 'ada', displays: [told] },
    ]);
    expect(world.desk.displays()).toEqual([{ ...told, hash }]);
    // Said again it is the same one.
    expect(world.as('lea', 'display.add', display())).toMatchObject({ ok: true });
    expect(world.desk.displays()).toHaveLength(1);
  });

  test('it is refused for agents, queues of others, queues that are not there, and a token twice', () => {
    const world = new World(config);
    const refusals = [
      world.as('ana', 'display.add', display()),
      world.as('lea', 'display.add', display({ queues: ['main', 'other'] })),
      world.as('ada', 'display.add', display({ queues: ['gone'] })),
    ];
    expect(refusals).toMatchObject([
      { refusal: { code: 'forbidden' } },
      { refusal: { code: 'forbidden', msg: 'queues: other is not a queue of yours' } },
      { refusal: { code: 'not_found', msg: 'queues: there is no queue gone' } },
    ]);
    world.as('ada', 'display.add', display({ queues: ['other'] }));
    expect(world.as('ada', 'display.add', display({ hash: 'b'.repeat(64) }))).toMatchObject({
      refusal: { code: 'operation_mismatch' },
    });
    expect(world.as('ada', 'display.add', display({ id: 'tv2' }))).toMatchObject({
      refusal: { code: 'invalid' },
    });
    expect(world.as('lea', 'display.revoke', { id: 'tv' })).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(world.as('ana', 'display.revoke', { id: 'tv' })).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  test('withdrawn it is gone, also from the store', async () => {
    const world = new World(config);
    world.as('lea', 'display.add', display());
    expect((await world.reload()).displays()).toHaveLength(1);
    expect(world.as('ada', 'display.revoke', { id: 'tv' })).toMatchObject({ ok: true });
    expect(world.live.at(-1)).toEqual({ kind: 'displays', person: 'ada', displays: [] });
    expect((await world.reload()).displays()).toEqual([]);
    expect(world.as('ada', 'display.revoke', { id: 'tv' })).toMatchObject({ refusal: { code: 'not_found' } });
  });
});
