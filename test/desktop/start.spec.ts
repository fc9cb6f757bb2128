// Owns: the built application starts, shows its page under its policy, has a router of its own and takes an offer.
import { becomeAvailable, expect, isLive, test } from './stage.ts';

test('starts with a router of its own and takes an offer in its page', async ({ desktop }) => {
  const app = await desktop.start();
  const page = await app.page();
  await isLive(page);
  await becomeAvailable(page);
  const bot = await desktop.bot(page);
  expect((await bot.open('ilse', 'Ilse Verhoeven')).status).toBeLessThan(300);
  await bot.turn('ilse', 'ilse-1', 'END_USER', 'My child sits nine rows away.');
  expect((await bot.initiate('ilse', { reason: 'seats' })).status).toBe(200);
  await page
    .getByRole('region', { name: 'Offer' })
    .getByRole('button', { name: /Accept/ })
    .click();
  await expect(page.getByText('Handoff to you')).toBeVisible();
});
