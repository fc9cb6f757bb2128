// When nobody can come, the bot and the customer are told so at once.
import { becomeAvailable, bringIlse, expect, test } from './stage.ts';

test('nobody staffed', async ({ stage }) => {
  await stage.bot.open('ilse', 'Ilse Verhoeven');
  const asked = await stage.bot.initiate('ilse', {});
  expect(asked).toMatchObject({ status: 200, body: { status: 'failed', reason: 'nobody_staffed' } });
  const free = await stage.bot.send('GET', '/v1/availability?queue=care&channel=chat');
  expect(free.body).toMatchObject({ open: true, staffed: 0 });
});

test.describe('closed', () => {
  test.use({ office: { hours: { timeZone: 'Europe/Lisbon', weekly: {}, holidays: [] } } });

  test('is said, and the bot goes on', async ({ stage }) => {
    await stage.bot.open('ilse', 'Ilse Verhoeven');
    const asked = await stage.bot.initiate('ilse', {});
    expect(asked).toMatchObject({ status: 200, body: { status: 'failed', reason: 'closed' } });
    const turn = await stage.bot.turn('ilse', 'ilse-1', 'AUTOMATED_AGENT', 'We open tomorrow at nine.');
    expect(turn.status).toBe(200);
  });
});

test.describe('full', () => {
  test.use({ office: { maxWaiting: 1, capacity: 1 } });

  test('is said to the one more', async ({ stage }) => {
    const { page } = await stage.sit('marta');
    await becomeAvailable(page);
    await bringIlse(stage, 'first');
    await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
    // The offer is out, so it waits no more than by that offer; the next one waits, the third finds the queue full.
    const answers: unknown[] = [];
    for (const id of ['second', 'third']) {
      await stage.bot.open(id, 'Somebody Else');
      answers.push((await stage.bot.initiate(id, {})).body);
    }
    expect(answers.at(-1)).toMatchObject({ status: 'failed', reason: 'full' });
  });
});
