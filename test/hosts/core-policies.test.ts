// A lead's console knows by what the router judges, also without a link; publishes once there is one; and is told when
// somebody else was quicker. An agent's knows nothing of it.
import { afterEach, expect, it } from 'vitest';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { supportTrigger } from '../triggers/fixtures.ts';
import { openLine, startCore } from './core-console.ts';
import { openOffice, tokenOf } from './router-office.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const support = supportTrigger.policyOf('ava');
const { revision: base } = support;
const draft = (decay: number, revision = base + 1): Policy => ({ ...support, decay, revision });

async function lead(url: string, folder?: string) {
  const own = folder === undefined ? {} : { folder };
  const started = await startCore({ url, token: tokenOf('ben'), person: 'ben', ...own });
  ends.push(() => started.stop());
  return started;
}

it('what is published without a link is live when there is one, and what is live is read without one', async () => {
  const office = await openOffice({ roles: { ben: ['agent', 'lead'] } });
  ends.push(() => office.close());
  const line = await openLine(office.url);
  ends.push(() => line.stop());
  const ben = await lead(line.url);
  await ben.live();
  expect(await ben.page.until(({ policies }) => policies.get('support'))).toMatchObject({
    policy: support,
    bots: [{ id: 'ava' }],
    queues: [{ id: 'care' }],
    mayPublish: true,
    undoable: false,
  });
  line.close();
  await ben.page.until(({ link }) => link.get('link')?.state !== 'live');
  const note = 'Moods last longer';
  const { operation } = await ben.page.call('triggers.publish', { policy: draft(0.7), base, note });
  const waiting = await ben.page.until(({ outbox }) => outbox.get(operation));
  expect(waiting).toMatchObject({ kind: 'policy.publish', policy: 'support', state: 'waiting' });
  expect(ben.page.rows.policies.get('support')?.policy).toEqual(support);
  line.open();
  const published = await ben.page.until(({ policies }) => {
    const row = policies.get('support');
    return row?.policy.revision === base + 1 && row;
  });
  expect(published).toMatchObject({
    policy: draft(0.7),
    by: { id: 'ben' },
    undoable: true,
    past: [{ note }],
  });
  await ben.page.until(({ outbox }) => !outbox.has(operation));
  await ben.core.stop();
  line.close();
  // Another start, and nobody to ask.
  const again = await lead(line.url, ben.folder);
  expect(again.page.rows.policies.get('support')).toEqual(published);
});

it('whoever was too late is told so, and what is live now', async () => {
  const office = await openOffice({ roles: { ben: ['agent', 'lead'], ana: ['lead'] } });
  ends.push(() => office.close());
  const ben = await lead(office.url);
  await ben.live();
  const ana = await office.signIn('ana');
  await ana.do('policy.publish', { policy: draft(0.1), base });
  const { operation } = await ben.page.call('triggers.publish', { policy: draft(0.7), base });
  const refused = await ben.page.until(({ outbox }) => {
    const row = outbox.get(operation);
    return row?.state === 'refused' && row;
  });
  expect(refused).toMatchObject({ policy: 'support', refusal: 'stale' });
  expect(ben.page.rows.policies.get('support')).toMatchObject({ policy: draft(0.1), by: { id: 'ana' } });
  await ben.page.call('triggers.undo', { policy: 'support', base: base + 1 });
  await ben.page.until(({ policies }) => policies.get('support')?.policy.revision === base + 2);
  expect(ben.page.rows.policies.get('support')?.policy).toEqual({ ...support, revision: base + 2 });
});

it('a lead listens to a conversation with a bot, an agent does not', async () => {
  const office = await openOffice({ roles: { ben: ['agent', 'lead'] } });
  ends.push(() => office.close());
  const customer = { id: 'c', verified: true, name: 'Ilse' };
  await office.bot({ kind: 'open', id: 'k1', body: { channel: 'chat', customer } });
  const body = { id: 't1', role: 'END_USER', text: 'Where is my parcel?' } as const;
  await office.bot({ kind: 'turn', conversation: 'k1', body });
  const ben = await lead(office.url);
  await ben.live();
  expect(await ben.page.call('conversation.listen', { conversation: 'k1' })).toMatchObject({
    turns: [{ role: 'END_USER', text: 'Where is my parcel?' }],
  });
  const ana = await startCore({ url: office.url, token: tokenOf('ana'), person: 'ana' });
  ends.push(() => ana.stop());
  await ana.live();
  for (const [page, conversation] of [[ana.page, 'k1'] as const, [ben.page, 'k2'] as const])
    await expect(page.call('conversation.listen', { conversation })).rejects.toMatchObject({
      body: { code: 'not_found' },
    });
});

it('an agent’s console has none, and drops them when its person leads no more', async () => {
  const office = await openOffice({ roles: { ben: ['agent', 'lead'] } });
  const ben = await lead(office.url);
  await ben.page.until(({ policies }) => policies.get('support'));
  await ben.core.stop();
  await office.stop();
  const later = await openOffice({ engine: office.engine });
  ends.push(() => later.close());
  const again = await lead(later.url, ben.folder);
  await again.live();
  await again.page.until(({ policies }) => policies.size === 0);
});
