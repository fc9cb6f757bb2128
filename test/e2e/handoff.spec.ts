// The way of one handoff as the people in it see it: bot, person, bot again; by keyboard where there is a key.
import { accept, becomeAvailable, bringIlse, expect, picture, test } from './stage.ts';

test('from bot turns to the person and back to the bot', async ({ stage }) => {
  const { bot, hooks } = stage;
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);

  const offer = page.getByRole('region', { name: 'Offer' });
  await expect(offer).toContainText('Ilse Verhoeven');
  const context = page.getByRole('complementary', { name: 'Context' });
  // Read before accept: the goal, and what the bot tried.
  await page.keyboard.press('Alt+KeyC');
  await expect(context).toContainText('Sit with her child, or refund both seat fees');
  await expect(context).toContainText('Sent the seat map link');
  await expect(page.getByText(/^Your outbox is empty, last sync/)).toBeVisible();
  // How many are there is told each second.
  await expect(page.getByRole('cell', { name: '1 at work' })).toBeVisible();
  await picture(page, 'offer-light');
  await accept(page);
  await hooks.event((event) => event.type === 'handoff.status' && event.data.status === 'accepted');

  const early = await bot.turn('ilse', 'ilse-bot-early', 'AUTOMATED_AGENT', 'Shall I book something?');
  expect(early.status).toBe(409);
  expect(early.body).toMatchObject({ error: { code: 'handoff_active' } });

  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.focus();
  await page.keyboard.press('Alt+KeyG');
  await expect(box).toHaveValue(/your seats were split/);
  await box.fill('Hello Ms Verhoeven, Marta here. Row 11 B and C are free, side by side.');
  await page.keyboard.press('Control+Enter');
  const sent = await hooks.event((event) => event.type === 'human.turn');
  expect(sent.data).toMatchObject({
    text: 'Hello Ms Verhoeven, Marta here. Row 11 B and C are free, side by side.',
  });
  const log = page.getByRole('log');
  await expect(log).toContainText('Row 11 B and C are free');
  await expect(log).toContainText('delivered');

  await bot.turn('ilse', 'ilse-4', 'END_USER', 'Thank you. We board at six tomorrow.');
  await expect(log).toContainText('We board at six tomorrow');

  await page.keyboard.press('Alt+KeyN');
  await page.getByRole('textbox', { name: /Internal note about/ }).fill('Row 14 is blocked for crew.');
  await page.keyboard.press('Control+Enter');
  await expect(log).toContainText('Row 14 is blocked for crew');
  await expect(log.getByText('going out')).toHaveCount(0);
  await page.getByRole('radio', { name: 'Reply' }).check();
  await picture(page, 'workspace-1-light');

  await page.keyboard.press('Alt+KeyE');
  await expect(page.getByText('Wrap up with Ilse Verhoeven')).toBeVisible();
  await page.keyboard.press('1');
  await page.keyboard.press('r');
  await page.getByRole('checkbox', { name: /Return to the bot/ }).check();
  await picture(page, 'wrap-up-light');
  await page.keyboard.press('Control+Enter');
  const back = await hooks.event((event) => event.type === 'handoff.returned');
  expect(back.data).toMatchObject({ disposition: 'solved' });
  await expect(page.getByText('Wrap up with Ilse Verhoeven')).toBeHidden();

  const again = await bot.turn('ilse', 'ilse-bot-again', 'AUTOMATED_AGENT', 'Is there anything else?');
  expect(again.status).toBe(200);
  expect(JSON.stringify(hooks.events)).not.toContain('blocked for crew');
  expect(hooks.forged()).toBe(0);
});

test('dark and high contrast are the same page', async ({ stage }) => {
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'workspace-1-dark');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await picture(page, 'workspace-1-forced-colours');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', contrast: 'more' });
  await picture(page, 'workspace-1-contrast');
  await page.emulateMedia({ contrast: 'no-preference' });
  for (const [width, height] of [
    [1280, 800],
    [2560, 1440],
  ] as const) {
    await page.setViewportSize({ width, height });
    await picture(page, `workspace-1-light-${width}`);
  }
});
