// A lead's what-if on a real console without a router: the record on the device goes through the real simulation in its thread.
import { afterEach, expect, it } from 'vitest';
import type { Input } from '#shared/contract/calls.ts';
import type { RecordedHandoff } from '#shared/schema/recorded.ts';
import type { WhatIfPlan } from '#shared/schema/what-if.ts';
import { openStore } from '#store/client.ts';
import { scratchFolder, startCore } from './core-console.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const HOUR = 3_600_000;
const NOWHERE = 'ws://127.0.0.1:9/console';

/** Three days, from 9 to 11 more than ana can do: every third is asked in Russian, which nobody speaks, and leaves. */
function record(): RecordedHandoff[] {
  return [2, 3, 4].flatMap((day) =>
    Array.from({ length: 48 }, (_, at): RecordedHandoff => {
      const queuedAt = new Date(2026, 10, day, 9, 0, at * 150).getTime();
      const asked = { queue: 'care', queuedAt, skills: {}, target: 60_000 };
      return at % 3 === 0
        ? { ...asked, language: 'ru', waited: 200_000 }
        : { ...asked, language: 'en', waited: 20_000, by: 'ana', handled: 200_000 };
    }),
  );
}

async function start(role: 'lead' | 'agent', handoffs: readonly RecordedHandoff[]) {
  const home = scratchFolder();
  ends.push(home.remove);
  const now = Date.now();
  const { store } = await openStore({
    ...{ folder: home.path, key: 'ab'.repeat(32), person: 'ben', now, leaseMs: 72 * HOUR },
  });
  await store.contact(now);
  const queues = ['care', 'sales'].map((id) => ({ id, name: id, slaSeconds: 60, dispositions: [] }));
  await store.saveProfile({ id: 'ben', name: 'Ben', roles: [role], queues, auxCodes: [], replies: [] });
  await store.keepRecorded(
    'care',
    handoffs.map((handoff, at) => ({
      line: {
        ...{ id: `k${at}`, queue: 'care', account: undefined, standing: undefined, turns: [], handoff },
        ...{ tookOver: true, needed: null, label: null, handedOver: false },
      },
      recordedAt: now,
    })),
  );
  await store.close();
  const started = await startCore({ url: NOWHERE, token: 'none', person: 'ben', folder: home.path });
  ends.push(() => started.stop());
  return started;
}

const plan = (change: Partial<WhatIfPlan['change']> = {}, seeds = 4): WhatIfPlan => ({
  ...{ policy: 'matching-fair', counted: {}, seeds },
  change: {
    ...{ people: 2, group: 'care', languages: ['ru'], from: 9, to: 11, arrivals: 1, policy: 'matching-fair' },
    ...change,
  },
});
const recorded = { kind: 'recorded' } as const;
const ask = (id: string, change?: Partial<WhatIfPlan['change']>, seeds?: number): Input<'whatif.run'> => ({
  ...{ id, source: recorded, plan: plan(change, seeds) },
});

it('two more Russian speakers from 9 to 11, without a link: told while it runs, the answer by the lead’s own clock', async () => {
  const { page } = await start('lead', record());
  expect(await page.call('whatif.basis', { source: recorded })).toMatchObject({
    ...{ handoffs: 144, days: 3, people: 1, groups: ['care'], languages: ['en', 'ru'], spoken: 1 },
  });
  const running = page.call('whatif.run', ask('w1'));
  expect((await page.until(({ whatif }) => whatif.get('w1')))?.of).toBe(4);
  const result = await running;
  expect(result).toMatchObject({ seeds: 4, days: 3, recorded: { left: 1 / 3 } });
  expect(result.hours.map(({ hour }) => hour)).toEqual([9, 10]);
  expect(result.within?.left.difference.high).toBeLessThan(-0.2);
  await page.until(({ whatif }) => whatif.size === 0);
  expect(page.link()?.state).not.toBe('live');
});

it('it is stopped when it is asked to, and when a newer one comes', async () => {
  const { page } = await start('lead', record());
  const ended = (run: Promise<unknown>, detail: string) =>
    expect(run).rejects.toMatchObject({ body: { code: 'conflict', detail } });
  const overtaken = ended(page.call('whatif.run', ask('w1', {}, 100)), 'superseded');
  const canceled = ended(page.call('whatif.run', ask('w2', {}, 100)), 'canceled');
  await overtaken;
  await page.call('whatif.stop', { id: 'w1' });
  await page.call('whatif.stop', { id: 'w2' });
  await canceled;
  await page.until(({ whatif }) => whatif.size === 0);
  // The next is not held up by it.
  expect((await page.call('whatif.run', ask('w3', {}, 2))).seeds).toBe(2);
});

it('what cannot be run is refused with place and reason', async () => {
  const { page } = await start('lead', record().slice(0, 60));
  await expect(page.call('whatif.run', ask('w1'))).rejects.toMatchObject({
    body: { code: 'conflict', detail: 'too_little' },
  });
  const refused = (input: Input<'whatif.run'>, detail: string) =>
    expect(page.call('whatif.run', input)).rejects.toMatchObject({
      body: { code: 'invalid_input', detail: expect.stringContaining(detail) },
    });
  await refused(ask('w1', { from: 11, to: 9 }), 'plan.change.to: it ends before it begins');
  await refused(ask('w1', { group: 'sales' }), 'plan.change.group: there is no "sales"');
  const files = { kind: 'files', trace: 't_epoch\n', scenario: '{}' } as const;
  await refused({ ...ask('w1'), source: files }, 'scenario: name: ');
  await refused({ ...ask('w1'), source: { ...files, scenario: 'x' } }, 'scenario: not JSON');
  await expect(page.call('whatif.basis', { source: files })).rejects.toMatchObject({
    body: { code: 'invalid_input' },
  });
});

it('it is for those who lead', async () => {
  const { page } = await start('agent', []);
  for (const asked of [page.call('whatif.run', ask('w1')), page.call('whatif.basis', { source: recorded })])
    await expect(asked).rejects.toMatchObject({ body: { code: 'unauthorized' } });
});
