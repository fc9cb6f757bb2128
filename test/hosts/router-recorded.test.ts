// A lead reads what the bots of their queues were told and what came of it, the newest first; nobody else does.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import type { CommandData } from '#shared/protocol/commands.ts';
import { type WatchedList, watchedList } from '#shared/schema/queue.ts';
import type { ConsoleClient } from './console-client.ts';
import { scratchFolder } from './core-console.ts';
import { recordedPage } from './recorded-page.ts';
import { engines, type Office, officeConfig, openOffice } from './router-office.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const roles = { ben: ['agent', 'lead'] } as const;
const outcome = { disposition: 'solved', tags: [], summary: 'done', toBot: true };

let asked = 0;
async function words(client: ConsoleClient, conversation = 'k1'): Promise<string[] | undefined> {
  asked += 1;
  client.send({ op: 'listen', ref: asked, conversation });
  const { turns } = await client.frame('words', ({ ref }) => ref === asked);
  return turns?.map(({ role, text }) => `${role} ${text}`);
}

async function talk(office: Office, id: string, ...texts: string[]): Promise<void> {
  const customer = { id: `c-${id}`, verified: true, name: 'Ilse', account: { tier: 'premium' as const } };
  const { account, ...known } = customer;
  await office.bot({ kind: 'open', id, body: { channel: 'chat', customer: known, account } });
  for (const [at, text] of texts.entries())
    await office.bot({
      kind: 'turn',
      conversation: id,
      body: { id: `${id}-${at}`, role: at % 2 === 0 ? 'END_USER' : 'AUTOMATED_AGENT', text, confidence: 0.5 },
    });
}
const close = (office: Office, id: string) => office.bot({ kind: 'close', conversation: id, reason: 'done' });

/** Takes what is offered and gives it back, judged. */
async function handle(client: ConsoleClient, id: string, label?: CommandData<'handoff.label'>['label']) {
  const { offer } = await client.frame('offer', (frame) => frame.offer.conversation === id);
  const { r } = await client.do('offer.accept', { offer: offer.id }, { base: offer.fence });
  const { handoff, fence } = r as { handoff: string; fence: number };
  await client.do(
    'turn.send',
    { conversation: id, id: `${id}-h`, text: 'secret of a person' },
    { base: fence },
  );
  await client.do('note.add', { conversation: id, id: `${id}-n`, text: 'secret of a note' }, { base: fence });
  const judged = label === undefined ? {} : { label };
  await client.do('handoff.complete', { handoff, outcome, ...judged }, { base: fence });
  return handoff;
}

it('how a wait went that ended without a person, once it is over', async () => {
  const office = await openOffice({ roles });
  ends.push(() => office.close());
  const ben = await office.signIn('ben');
  const ana = await office.arrive('ana');
  await talk(office, 'lost', 'I want to talk to a human agent');
  await ana.frame('offer', ({ offer }) => offer.conversation === 'lost');
  expect((await recordedPage(ben)).list).toEqual([]);
  await close(office, 'lost');
  const [recorded] = (await recordedPage(ben)).list;
  expect(recorded?.handoff).toEqual({
    ...{ queue: 'care', queuedAt: expect.any(Number), skills: {}, target: 60_000 },
    waited: (recorded?.endedAt ?? 0) - (recorded?.handoff?.queuedAt ?? 0),
  });
});

it('the bot’s part of what is over, with what people made of it; again when they change their mind', async () => {
  const office = await openOffice({ roles });
  ends.push(() => office.close());
  const ana = await office.arrive('ana');
  const ben = await office.signIn('ben');
  await talk(office, 'stayed', 'Where is my parcel?', 'On its way.');
  await talk(office, 'going-on', 'Hello?');
  await close(office, 'stayed');
  await talk(office, 'taken', 'I want to talk to a human agent');
  const handoff = await handle(ana, 'taken', 'too_early');
  const first = await recordedPage(ben);
  const about = { queue: 'care', bot: 'ava', channel: 'chat', customer: { name: 'Ilse' } };
  const said = (role: string, text: string) => ({ role, text, at: expect.any(Number), confidence: 0.5 });
  expect(first.list).toMatchObject([
    {
      ...{ ...about, id: 'taken', asked: true, taken: true, label: 'too_early', needed: true },
      account: { tier: 'premium' },
      turns: [said('END_USER', 'I want to talk to a human agent')],
      handoff: {
        ...{ queue: 'care', queuedAt: expect.any(Number), skills: {}, target: 60_000 },
        ...{ waited: expect.any(Number), by: 'ana', handled: expect.any(Number) },
      },
    },
    {
      ...{ ...about, id: 'stayed', asked: false, taken: false, label: null, needed: null },
      turns: [said('END_USER', 'Where is my parcel?'), said('AUTOMATED_AGENT', 'On its way.')],
    },
  ]);
  expect(first.list[1]).not.toHaveProperty('handoff');
  expect(JSON.stringify(first)).not.toContain('secret');
  expect(first.next).toBeUndefined();
  const since = first.newest ?? '';
  expect((await recordedPage(ben, { since })).list).toEqual([]);
  await ana.do('handoff.label', { handoff, label: 'not_needed' });
  const second = await recordedPage(ben, { since });
  expect(second.list).toMatchObject([{ id: 'taken', label: 'not_needed', needed: false }]);
  // It moved up: nothing stands there twice.
  expect((await recordedPage(ben)).list.map(({ id }) => id)).toEqual(['taken', 'stayed']);
});

it('is for leads of the queue and admins', async () => {
  const office = await openOffice({ people: ['ana', 'ben', 'ada'], roles: { ...roles, ada: ['admin'] } });
  ends.push(() => office.close());
  await talk(office, 'k1', 'Hello?');
  await close(office, 'k1');
  const [ana, ben, ada, zoe] = await Promise.all(['ana', 'ben', 'ada', 'zoe'].map((id) => office.signIn(id)));
  const read = async (client: ConsoleClient | undefined, queue = 'care') =>
    client === undefined ? null : (await recordedPage(client, { queue })).list.length;
  expect([await read(ana), await read(ben), await read(ada), await read(zoe)]).toEqual([0, 1, 1, 0]);
  expect([await read(ben, 'desk'), await read(ben, 'nowhere'), await read(ada, 'desk')]).toEqual([0, 0, 0]);
});

it('what is said to a bot now is read by a lead of its queue, until a person has it, and only what the bot has again', async () => {
  const office = await openOffice({ roles });
  ends.push(() => office.close());
  const [ana, ben, zoe] = [
    await office.arrive('ana'),
    await office.signIn('ben'),
    await office.signIn('zoe'),
  ];
  await talk(office, 'k1', 'Where is my parcel?', 'On its way.');
  expect(await words(ben)).toEqual(['END_USER Where is my parcel?', 'AUTOMATED_AGENT On its way.']);
  expect([await words(ana), await words(zoe), await words(ben, 'nothing')]).toEqual(Array(3).fill(undefined));
  await office.bot({ kind: 'initiate', conversation: 'k1', body: {} });
  expect(await words(ben)).toBeUndefined();
  await handle(ana, 'k1');
  expect(await words(ben)).toEqual([]);
  const body = { id: 'later', role: 'END_USER', text: 'And my other parcel?' } as const;
  await office.bot({ kind: 'turn', conversation: 'k1', body });
  expect(await words(ben)).toEqual(['END_USER And my other parcel?']);
});

it('where its queue allows it, everyone of that queue reads along; of no other queue, and nothing that is over', async () => {
  const { people, bots, queues, ...rest } = officeConfig();
  const config = {
    ...rest,
    people: people.map((person) => (person.id === 'ana' ? { ...person, queues: ['care', 'desk'] } : person)),
    bots: ['care', 'desk'].flatMap((queue) =>
      bots.map((bot) => ({ ...bot, id: queue, queue, keyHashes: [] })),
    ),
    queues: queues.map((queue) => ({
      ...queue,
      ...(queue.id === 'care' ? { watchedText: 'everyone' as const } : {}),
    })),
  };
  const office = await openOffice({ server: { config, timing: { countsMs: 10 } } });
  ends.push(() => office.close());
  for (const bot of ['care', 'desk']) {
    const customer = { id: 'c', verified: true, name: 'Ilse' };
    await office.clerk.bot(bot, { kind: 'open', id: bot, body: { channel: 'chat', customer } });
    const body = { id: `${bot}-1`, role: 'END_USER', text: `to ${bot}` } as const;
    await office.clerk.bot(bot, { kind: 'turn', conversation: bot, body });
  }
  const [ana, zoe] = [await office.signIn('ana'), await office.signIn('zoe')];
  expect([await words(ana, 'care'), await words(ana, 'desk')]).toEqual([['END_USER to care'], undefined]);
  expect([await words(zoe, 'care'), await words(zoe, 'desk')]).toEqual([undefined, undefined]);
  const told = async (queue: string) =>
    watchedList.parse(
      (await ana.frame('eph', ({ k, d }) => k === 'watched' && (d as WatchedList).queue === queue)).d,
    );
  expect([(await told('care')).text, (await told('desk')).text]).toEqual(['everyone', 'leads']);
  expect((await recordedPage(ana)).list).toEqual([]);
  await office.clerk.bot('care', { kind: 'close', conversation: 'care', reason: 'done' });
  expect([await words(ana, 'care'), (await recordedPage(ana)).list]).toEqual([undefined, []]);
});

it('one that is damaged in the database is named once in the log and left out; the others come, and the link stays', async () => {
  const home = scratchFolder();
  ends.push(home.remove);
  const file = join(home.path, 'router.db');
  const first = openSqliteEngine({ file });
  const before = await openOffice({ roles, engine: first });
  for (const id of ['k1', 'no-json', 'k2', 'no-text', 'no-head', 'k3']) {
    await talk(before, id, 'Where is my parcel?', 'On its way.');
    await close(before, id);
  }
  await before.stop();
  await first.close();
  const rows = new Database(file);
  const damage = rows.prepare('UPDATE state SET value = ? WHERE key = ?');
  damage.run('{"type":"turn","te', 'entry/no-json/00000000');
  damage.run('{"type":"turn","role":"END_USER","at":1}', 'entry/no-text/00000000');
  damage.run('null', 'done/conversation/no-head');
  expect(rows.prepare('SELECT total_changes()').pluck().get()).toBe(3);
  rows.close();

  const engine = openSqliteEngine({ file });
  ends.push(() => engine.close());
  const office = await openOffice({ roles, engine });
  ends.push(() => office.stop());
  const ben = await office.signIn('ben');
  for (const _ of ['once', 'again'])
    expect((await recordedPage(ben)).list.map(({ id }) => id)).toEqual(['k3', 'k2', 'k1']);
  expect(await words(ben, 'no-json')).toBeUndefined();
  expect(
    office.logged.filter(({ message }) => message.includes('damaged')).map(({ detail }) => detail),
  ).toEqual([
    { conversation: 'no-head', reason: expect.any(String) },
    { conversation: 'no-text', reason: expect.stringContaining('turns.0.text') },
    { conversation: 'no-json', reason: expect.stringContaining('JSON') },
  ]);
});

it('comes in pages that fit, on a database, and what is recorded meanwhile disturbs none of them', async () => {
  const { engine, remove } = engines.sqlite();
  ends.push(remove, () => engine.close());
  const office = await openOffice({ roles, engine });
  ends.push(() => office.stop());
  const ben = await office.signIn('ben');
  const ids = Array.from({ length: 130 }, (_, at) => `k${at}`);
  for (const id of ids) {
    await talk(office, id, 'x'.repeat(id === 'k3' ? 90_000 : 4_000));
    await close(office, id);
  }
  const seen: string[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    const next = await recordedPage(ben, after === undefined ? {} : { after });
    expect(JSON.stringify(next).length).toBeLessThan(400_000);
    seen.push(...next.list.map(({ id }) => id));
    after = next.next;
    pages += 1;
    await talk(office, `late-${pages}`, 'Hello?');
    await close(office, `late-${pages}`);
  } while (after !== undefined);
  expect(seen).toEqual([...ids].reverse());
  expect(pages).toBeGreaterThan(2);
  ben.send({ op: 'recorded', ref: 1, queue: 'care', after: '../etc' });
  expect(await ben.frame('err')).toMatchObject({ ref: 'recorded' });
});
