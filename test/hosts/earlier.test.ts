// Who comes again is known again, from the router's own conversations with them; only those whom the bot verified.
import { afterEach, expect, test, vi } from 'vitest';
import { createMemoryEngine } from '#router/engine/memory.ts';
import type { Customer } from '#shared/schema/conversation.ts';
import { type Office, type OfficeOptions, openOffice } from './router-office.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
async function start(options: OfficeOptions = {}): Promise<Office> {
  const office = await openOffice(options);
  ends.push(() => office.stop());
  return office;
}

const open = (office: Office, id: string, customer: Partial<Customer> = {}) =>
  office.bot({
    kind: 'open',
    id,
    body: { channel: 'chat', customer: { id: 'c', verified: true, name: 'Ilse', ...customer } },
  });
const close = (office: Office, id: string) => office.bot({ kind: 'close', conversation: id, reason: 'done' });

async function customerOf(office: Office, id: string): Promise<Customer> {
  return JSON.parse((await office.engine.get(`open/conversation/${id}`))?.value ?? '').conversation.customer;
}
const remembered = (office: Office, id: string, count: number) =>
  vi.waitFor(
    async () => {
      const { earlier = [] } = await customerOf(office, id);
      expect(earlier).toHaveLength(count);
      return earlier;
    },
    { timeout: 15_000 },
  );

/** A person takes it and finishes it. */
async function handle(office: Office, id: string): Promise<void> {
  const ana = await office.arrive('ana');
  await office.bot({ kind: 'initiate', conversation: id, body: { context: { intent: 'Seats apart' } } });
  const { offer } = await ana.frame('offer', (frame) => frame.offer.conversation === id);
  const { r } = await ana.do('offer.accept', { offer: offer.id }, { base: offer.fence });
  const { handoff, fence: base } = r as { handoff: string; fence: number };
  await ana.do('handoff.wrap', { handoff }, { base });
  const outcome = { disposition: 'solved', tags: [], summary: 'pomegranate', toBot: false };
  await ana.do('handoff.complete', { handoff, outcome }, { base });
}

test('the last five that are over, latest first, with who had them and how they ended, and no word of them', async () => {
  const office = await start();
  await open(office, 'p1');
  await handle(office, 'p1');
  for (const id of ['p2', 'p3', 'p4', 'p5']) {
    await open(office, id);
    await close(office, id);
  }
  await open(office, 'still');
  await open(office, 'now');
  const earlier = await remembered(office, 'now', 5);
  expect(earlier.map(({ conversation }) => conversation).sort()).toEqual(['p1', 'p2', 'p3', 'p4', 'p5']);
  expect(earlier.map(({ at }) => at)).toEqual(earlier.map(({ at }) => at).sort((a, b) => b - a));
  const handled = earlier.find(({ conversation }) => conversation === 'p1');
  expect(handled).toMatchObject({
    ...{ channel: 'chat', intent: 'Seats apart', person: 'ana Reis', disposition: 'Solved' },
  });
  expect(JSON.stringify(earlier)).not.toContain('pomegranate');
});

test('whoever is not verified is not reminded, and leaves nothing to be reminded of', async () => {
  const office = await start();
  await open(office, 'before');
  await close(office, 'before');
  await open(office, 'stranger', { verified: false });
  await close(office, 'stranger');
  await open(office, 'guess', { verified: false });
  await open(office, 'known');
  expect((await remembered(office, 'known', 1)).map(({ conversation }) => conversation)).toEqual(['before']);
  expect((await customerOf(office, 'guess')).earlier).toBeUndefined();
});

test('what the router let go of is not remembered', async () => {
  let ahead = 0;
  const engine = createMemoryEngine({ now: () => Date.now() + ahead });
  const office = await start({ engine, server: { letGoMs: 5 } });
  await open(office, 'old');
  await close(office, 'old');
  expect(await engine.scan('past/', null, 10)).toHaveLength(1);
  ahead = 91 * 86_400_000;
  await vi.waitFor(async () => expect(await engine.get('done/conversation/old')).toBeNull(), {
    timeout: 15_000,
  });
  expect(await engine.scan('past/', null, 10)).toEqual([]);
});
