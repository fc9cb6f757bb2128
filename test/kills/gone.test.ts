// Shows what a person has while the router is gone: everything this device knows, and a reply that goes out once, later.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSite, type Site } from './site.ts';

let site: Site;
beforeEach(async () => {
  site = await openSite();
});
afterEach(() => site.end());

/** A handoff that the person accepted. */
async function take(id: string, words: string): Promise<string> {
  const { bot, page } = site;
  await bot.open(id, 'Ilse Verhoeven');
  await bot.turn(id, `${id}-1`, 'END_USER', words);
  await bot.turn(id, `${id}-2`, 'AUTOMATED_AGENT', 'Please choose a seat on the map.');
  await bot.initiate(id, { reason: 'seat change', context: { intent: 'Seats', goal: 'Sit with her child' } });
  const offer = await page.until(({ rows }) =>
    [...rows('offers').values()].find((each) => each.conversation.id === id && each.state === 'open'),
  );
  await page.call('offer.accept', { offer: offer.id });
  return offer.handoff.id;
}

const texts = (entries: readonly object[]): unknown[] =>
  entries.flatMap((entry) => ('text' in entry ? [entry.text] : []));

test('with the router gone: history, context and search work, and what is written has one effect', async () => {
  const { page, hooks } = site;
  await page.until(site.isLive);
  await page.call('presence.set', { status: 'available' });
  await page.until(({ rows }) => rows('me').get('marta')?.presence.status === 'available');
  const past = await take('past', 'My suitcase went to Porto without me.');
  const outcome = { disposition: 'solved', tags: [], summary: 'Found it', toBot: false };
  await page.call('handoff.complete', { handoff: past, outcome });
  await page.until(({ rows }) => rows('conversations').get('past')?.right !== 'owner');
  await take('now', 'My six-year-old sits nine rows away.');
  await page.call('conversation.send', { conversation: 'now', text: 'I look at it.' });
  await hooks.event((event) => event.type === 'human.turn' && event.data.text === 'I look at it.');
  await page.until(({ rows }) => rows('conversations').get('now')?.pending === 0);

  await site.kill('router');
  await page.until(() => !site.isLive());

  const { rows } = await page.call('history.list', {});
  expect(rows.map((row) => [row.conversation.id, row.handoff.outcome?.summary])).toEqual([
    ['past', 'Found it'],
  ]);
  expect(texts((await page.call('conversation.open', { conversation: 'past' })).entries)).toEqual([
    'My suitcase went to Porto without me.',
    'Please choose a seat on the map.',
  ]);
  const { hits } = await page.call('history.search', { text: 'suitcase por' });
  expect(hits.map(({ conversation }) => conversation)).toEqual(['past']);
  const found = await page.call('history.search', { text: 'nine rows' });
  expect(found.hits.map(({ conversation }) => conversation)).toEqual(['now']);
  expect(page.rows('conversations').get('now')?.handoff.context).toMatchObject({
    goal: 'Sit with her child',
  });
  const { entries } = await page.open('now');
  expect(texts(entries)).toEqual([
    'My six-year-old sits nine rows away.',
    'Please choose a seat on the map.',
    'I look at it.',
  ]);

  const written = { conversation: 'now', text: 'You sit together in row 12.' };
  const { operation } = await page.call('conversation.send', written);
  const shown = await page.until((side) =>
    [...side.rows('entries').values()].find(({ entry }) => entry.type === 'turn' && entry.id === operation),
  );
  expect(shown.entry).toMatchObject({ text: written.text, delivery: 'queued' });
  // The console goes too: what was written is on its disk.
  await site.kill('console');
  await Promise.all([site.restart('router'), site.restart('console')]);
  await page.until(site.isLive);

  await hooks.event((event) => event.type === 'human.turn' && event.data.id === operation);
  await page.call('conversation.send', { conversation: 'now', text: 'Anything else?' });
  // A second message shows that the first had every chance to come twice.
  await hooks.event((event) => event.type === 'human.turn' && event.data.text === 'Anything else?');
  const said = hooks.events.flatMap((event) => (event.type === 'human.turn' ? [event.data.text] : []));
  expect(said).toEqual(['I look at it.', written.text, 'Anything else?']);
  await page.until((side) => side.rows('outbox').size === 0);
  expect(texts((await page.open('now')).entries).slice(2)).toEqual(said);
});
