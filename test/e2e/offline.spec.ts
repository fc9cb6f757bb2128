// The router is gone: what is cached can be read and searched, and what is written goes out once, later.
import { accept, becomeAvailable, bringIlse, expect, isLive, test } from './stage.ts';

test('a killed router: reading, searching, writing, and one effect afterwards', async ({ stage }) => {
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  await stage.killRouter();
  await expect(page.getByText(/Offline|Reconnecting/).first()).toBeVisible();

  const log = page.getByRole('log');
  await expect(log).toContainText('nine rows away');
  await expect(page.getByRole('complementary', { name: 'Context' })).toContainText('Sit with her child');
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.fill('The €168 goes back to your card.');
  await page.keyboard.press('Control+Enter');
  await expect(log).toContainText('in outbox, not sent yet');
  await page.keyboard.press('Control+KeyK');
  await expect(page.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
  await page.keyboard.type('rebooked');
  await page.getByRole('option', { name: /Search the history for/ }).click();
  await expect(page.locator('mark').first()).toContainText(/rebooked/i);

  await stage.restartRouter();
  const sent = await stage.hooks.event((event) => event.type === 'human.turn');
  expect(sent.data).toMatchObject({ text: 'The €168 goes back to your card.' });
  await isLive(page);
  // A second message proves that the first had every chance to come twice.
  await page.getByRole('button', { name: 'Inbox' }).click();
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await box.fill('Anything else?');
  await page.keyboard.press('Control+Enter');
  await stage.hooks.event((event) => event.type === 'human.turn' && event.data.text === 'Anything else?');
  const said = stage.hooks.events.filter((event) => event.type === 'human.turn');
  expect(said).toHaveLength(2);
  await expect(log.getByText('The €168 goes back to your card.')).toHaveCount(1);
});
