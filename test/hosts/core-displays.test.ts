// Giving a wall display its queues from a console: an admin any queue of the router, also those they do not work in.
import { afterEach, expect, it } from 'vitest';
import { startCore } from './core-console.ts';
import { openOffice, tokenOf } from './router-office.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it('an admin is offered the queues of others beside their own, and gives a display one; an agent is not', async () => {
  const office = await openOffice({ roles: { ana: ['agent', 'admin'] } });
  ends.push(() => office.close());
  const [ana, ben] = await Promise.all(
    ['ana', 'ben'].map(async (person) => {
      const started = await startCore({ url: office.url, token: tokenOf(person), person });
      ends.push(() => started.stop());
      await started.live();
      return started;
    }),
  );
  const me = await ana?.page.until(({ me }) =>
    me.get('ana')?.queues.length === 1 ? me.get('ana') : undefined,
  );
  expect(me).toMatchObject({ queues: [{ id: 'care' }], others: [{ id: 'desk', name: 'desk' }] });
  const made = await ana?.page.call('display.add', { name: 'Hall', queues: ['care', 'desk'] });
  const told = await ana?.page.until(({ displays }) => displays.get(made?.id ?? ''));
  expect(told).toMatchObject({ name: 'Hall', queues: ['care', 'desk'] });
  const other = await ben?.page.until(({ me }) =>
    me.get('ben')?.queues.length === 1 ? me.get('ben') : undefined,
  );
  expect(other?.others).toBeUndefined();
});
