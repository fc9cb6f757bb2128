// A lead at a real router: what bots were told comes to the device, a draft is tried on it, kept, published and taken back; words
// are never sent to whom they are not for.
import { afterEach, expect, it, vi } from 'vitest';
import type { Times } from '#core/times.ts';
import { createMemoryEngine } from '#router/engine/memory.ts';
import { changed } from '#shared/domain/trigger/counterfactual.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { readPolicies } from '../triggers/fixtures.ts';
import { openLine, scratchFolder, startCore } from './core-console.ts';
import { openOffice, tokenOf } from './router-office.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const next = (policy: Policy, path: string, to: number): Policy => ({
  ...changed(policy, path, to),
  revision: policy.revision + 1,
});

async function open(now: () => number = Date.now) {
  const engine = createMemoryEngine({ now });
  const office = await openOffice({
    ...{ engine, roles: { ben: ['agent', 'lead'] } },
    // Silence must stay shorter than the shortest lease of these tests, also where the machine is busy.
    server: { timing: { heartbeatMs: 1_000 } },
  });
  ends.push(() => office.close());
  const line = await openLine(office.url);
  ends.push(() => line.stop());
  const home = scratchFolder();
  ends.push(home.remove);
  const start = async (person: string, folder?: string, times: Partial<Times> = {}) => {
    const started = await startCore({
      ...{ url: person === 'ben' ? line.url : office.url, token: tokenOf(person), person },
      ...(folder === undefined ? {} : { folder }),
      times: { recordMs: 20, ...times },
    });
    ends.push(() => started.stop());
    return started;
  };
  /** What a bot was told in one conversation, until the customer left. */
  async function told(id: string, ...texts: string[]) {
    const customer = {
      id: `c-${id}`,
      verified: true,
      name: 'Ilse Verhoeven',
      account: { tier: 'premium' as const },
    };
    await office.bot({ kind: 'open', id, body: { channel: 'chat', customer } });
    for (const [at, text] of texts.entries())
      await office.bot({
        kind: 'turn',
        conversation: id,
        body: { id: `${id}-${at}`, role: 'END_USER', text },
      });
    await office.bot({ kind: 'close', conversation: id, reason: 'done' });
  }
  return { office, line, home, start, told };
}

it('tries a draft on what bots were told, keeps it through a restart, publishes it without a link and takes it back', async () => {
  const { line, home, start, told } = await open();
  await told('k1', 'Where is my parcel?', 'That is not what I asked, this is useless!');
  await told('k2', 'Hello', 'Thank you, bye');
  const ben = await start('ben', home.path);
  await ben.live();
  await ben.page.until(({ preview }) => preview.get('preview')?.read === 2);
  const live = await ben.page.until(({ policies }) => policies.get('support')?.policy);

  const keen = next(live, 'combined.threshold', 0.01);
  const seen = await ben.page.call('triggers.backtest', { draft: keen });
  expect([seen.conversations, seen.live.fired <= seen.draft.fired, seen.draft.fired]).toEqual([2, true, 2]);
  const opened = await ben.page.call('triggers.case', { conversation: 'k1', draft: keen });
  expect(opened).toMatchObject({
    ...{ name: 'Ilse Verhoeven', account: { tier: 'premium' }, channel: 'chat', needed: null },
    turns: [{ speaker: 'Ilse Verhoeven', text: 'Where is my parcel?' }, { index: 2 }],
  });
  await expect(ben.page.call('triggers.backtest', { draft: { ...keen, id: 'other' } })).rejects.toMatchObject(
    {
      body: { code: 'not_found' },
    },
  );

  await ben.page.call('triggers.keep', { policy: 'support', draft: keen, base: live });
  // What ends while the console is there comes as well.
  await told('k3', 'Where is my refund?');
  await ben.page.until(({ preview }) => preview.get('preview')?.read === 3);
  line.close();
  await ben.page.until(({ link }) => link.get('link')?.state !== 'live');
  await ben.stop();

  const again = await start('ben', home.path);
  await again.page.until(({ preview }) => preview.get('preview')?.read === 3);
  expect(await again.page.call('triggers.draft', { policy: 'support' })).toEqual({ draft: keen, base: live });
  expect((await again.page.call('triggers.backtest', { draft: keen })).conversations).toBe(3);
  await expect(
    again.page.call('triggers.publish', { policy: keen, base: live.revision + 1 }),
  ).rejects.toMatchObject({ body: { code: 'invalid_input' } });
  await again.page.call('triggers.publish', { policy: keen, base: live.revision, note: 'sooner' });
  const queued = await again.page.until(({ outbox }) => [...outbox.values()][0]);
  expect(queued).toMatchObject({ kind: 'policy.publish', state: 'waiting' });
  expect((await again.page.call('triggers.draft', { policy: 'support' })).draft).toEqual(keen);

  line.open();
  await again.page.until(({ policies }) => policies.get('support')?.policy.revision === keen.revision);
  await again.page.until(({ outbox }) => outbox.size === 0);
  expect(await again.page.call('triggers.draft', { policy: 'support' })).toEqual({ draft: null, base: null });

  await again.page.call('triggers.undo', { policy: 'support', base: keen.revision });
  const restored = await again.page.until(({ policies }) => {
    const row = policies.get('support');
    return row?.policy.revision === keen.revision + 1 && row.policy;
  });
  expect(restored.combined).toEqual(live.combined);
});

it('what was refused stays: the draft beside what is live, and the operation until it is decided', async () => {
  const { start } = await open();
  const ben = await start('ben');
  await ben.live();
  const live = await ben.page.until(({ policies }) => policies.get('support')?.policy);
  const first = next(live, 'combined.threshold', 0.4);
  const second = next(live, 'emotion.weight', 0.4);
  await ben.page.call('triggers.keep', { policy: 'support', draft: second, base: live });
  await ben.page.call('triggers.publish', { policy: first, base: live.revision });
  await ben.page.call('triggers.publish', { policy: second, base: live.revision });
  const refused = await ben.page.until(({ outbox }) =>
    [...outbox.values()].find(({ state }) => state === 'refused'),
  );
  expect(refused).toMatchObject({ kind: 'policy.publish', refusal: 'stale' });
  expect(ben.page.rows.policies.get('support')?.policy).toEqual(first);
  expect(await ben.page.call('triggers.draft', { policy: 'support' })).toEqual({ draft: second, base: live });
  await ben.page.call('triggers.keep', { policy: 'support', draft: null, base: live });
  expect(await ben.page.call('triggers.draft', { policy: 'support' })).toEqual({ draft: null, base: null });
});

it('what the router keeps no longer is forgotten by the console of a lead, while it is open', async () => {
  let ahead = 0;
  const { start, told } = await open(() => Date.now() + ahead);
  await told('k1', 'Where is my parcel?');
  const ben = await start('ben');
  await ben.live();
  await ben.page.until(({ preview }) => preview.get('preview')?.read === 1);
  const draft = await ben.page.until(({ policies }) => policies.get('support')?.policy);
  ahead = 91 * 86_400_000;
  // The lease ran out at once: the desk is read again.
  await vi.waitFor(() => told('k2', 'Where is my refund?'));
  const find = async (conversation: string) =>
    (await ben.page.call('triggers.case', { conversation, draft })).turns[0]?.text;
  await vi.waitFor(async () => expect(await find('k2')).toBe('Where is my refund?'));
  await vi.waitFor(() => expect(find('k1')).rejects.toMatchObject({ body: { code: 'not_found' } }));
  await ben.page.until(({ preview }) => preview.get('preview')?.read === 1);
  expect(ben.page.rows.preview.get('preview')?.conversations).toBe(1);
});

it('an agent is told nothing and may try nothing', async () => {
  const { start, told } = await open();
  await told('k1', 'Where is my parcel?');
  const ana = await start('ana');
  await ana.live();
  const { support } = readPolicies();
  if (support === undefined) throw new Error('there is no support policy');
  const tries = [
    ana.page.call('triggers.backtest', { draft: support }),
    ana.page.call('triggers.case', { conversation: 'k1', draft: support }),
    ana.page.call('triggers.publish', { policy: support, base: 1 }),
    ana.page.call('triggers.undo', { policy: 'support', base: 1 }),
    ana.page.call('triggers.import', { name: 'one', lines: '{"text":"a"}\n', last: true }),
    ana.page.call('triggers.forget', {}),
  ];
  for (const one of await Promise.allSettled(tries))
    expect(one).toMatchObject({ status: 'rejected', reason: { body: { code: 'unauthorized' } } });
  expect([ana.page.rows.preview.size, ana.page.rows.policies.size, ana.page.rows.outbox.size]).toEqual([
    0, 0, 0,
  ]);
});

it('brings in a file through the page’s own calls, and drops it again', async () => {
  const { start } = await open();
  const ben = await start('ben');
  await ben.live();
  const live = await ben.page.until(({ policies }) => policies.get('support')?.policy);
  const line = (needed: number) =>
    `${JSON.stringify({ text: 'I want to talk to a human agent', labels: { needed } })}\n`;
  expect(
    await ben.page.call('triggers.import', {
      name: 'one',
      lines: line(1) + line(0),
      last: false,
      first: true,
    }),
  ).toEqual({ taken: 2, refused: [], refusedTotal: 0 });
  await ben.page.until(({ preview }) => preview.get('preview')?.importing?.taken === 2);
  await ben.page.call('triggers.import', { name: 'one', lines: `nonsense\n${line(1)}`, last: true });
  await ben.page.until(({ preview }) => preview.get('preview')?.read === 3);
  expect(ben.page.rows.preview.get('preview')).toEqual({ conversations: 3, read: 3, imported: 3 });
  const { draft, load } = await ben.page.call('triggers.backtest', { draft: live });
  expect([draft.fired, draft.precision?.hits, load]).toEqual([3, 2, []]);
  await expect(ben.page.call('triggers.import', { name: '', lines: '', last: true })).rejects.toMatchObject({
    body: { code: 'invalid_input', detail: expect.stringMatching(/^name/) },
  });
  await ben.page.call('triggers.forget', {});
  await ben.page.until(({ preview }) => preview.get('preview')?.read === 0);
});

it('without the router for as long as the copy may be read nothing is tried, and nothing of it is shown; then it is there again', async () => {
  const { line, start, told } = await open();
  await told('k1', 'Where is my parcel?');
  const ben = await start('ben', undefined, { leaseMs: 3_000 });
  await ben.live();
  await ben.page.until(({ preview }) => preview.get('preview')?.read === 1);
  const live = await ben.page.until(({ policies }) => policies.get('support')?.policy);
  line.close();
  await ben.page.until(({ link, preview }) => link.get('link')?.locked === true && preview.size === 0);
  for (const one of await Promise.allSettled([
    ben.page.call('triggers.backtest', { draft: live }),
    ben.page.call('triggers.import', { name: 'one', lines: '', last: true }),
  ]))
    expect(one).toMatchObject({ status: 'rejected', reason: { body: { message: 'error.locked' } } });
  line.open();
  await ben.page.until(({ preview }) => preview.get('preview')?.read === 1);
  await ben.page.until(({ policies }) => policies.has('support'));
  expect((await ben.page.call('triggers.backtest', { draft: live })).conversations).toBe(1);
});
