// A lead's console asks the router how a person was chosen; an agent's is told nothing, and without a link nothing waits.
import { afterEach, expect, it } from 'vitest';
import { startCore } from './core-console.ts';
import { openOffice, tokenOf } from './router-office.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it('a lead looks into a choice, an agent does not, and without a link it is said', async () => {
  const office = await openOffice({ roles: { ben: ['agent', 'lead'] } });
  ends.push(() => office.close());
  const [ana, ben] = await Promise.all(
    ['ana', 'ben'].map(async (person) => {
      const started = await startCore({ url: office.url, token: tokenOf(person), person });
      ends.push(() => started.stop());
      await started.live();
      return started;
    }),
  );
  if (ana === undefined || ben === undefined) throw new Error('not started');
  await ana.page.call('presence.set', { status: 'available' });
  await ana.page.until(({ me }) => me.get('ana')?.presence.status === 'available');
  await office.handoff('k1');
  const offer = await ana.page.until(({ offers }) => [...offers.values()][0]);
  expect(offer.offer.match).toMatchObject({ of: 1 });
  const handoff = offer.handoff.id;
  expect(await ana.page.call('handoff.explain', { handoff })).toEqual({ offers: [] });
  expect(await ben.page.call('handoff.explain', { handoff })).toMatchObject({
    offers: [{ handoff, person: 'ana', candidates: [{ person: 'ana' }] }],
  });
  await office.stop();
  await ben.page.until(({ link }) => link.get('link')?.state !== 'live');
  await expect(ben.page.call('handoff.explain', { handoff })).rejects.toMatchObject({
    body: { code: 'offline' },
  });
});
