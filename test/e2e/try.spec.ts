// Somebody who only wants to try it: chats as the customer at /try, asks for a person, and is answered from the console.
import { glance } from './picture.ts';
import { accept, becomeAvailable, expect, picture, test } from './stage.ts';

test.use({ routerArgs: ['--try'], office: { tryOut: true } });

test('a visitor is handed over, answered, and goes back to the bot', async ({ stage, browser }) => {
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  const context = await browser.newContext({ viewport: { width: 480, height: 760 } });
  const visitor = await context.newPage();
  await visitor.goto(`${stage.router().http}/try`);
  const box = visitor.getByRole('textbox').first();
  await expect(box).toBeVisible();
  await glance(visitor, 'try-start');
  await box.fill('My seat was changed and I want it back');
  await box.press('Enter');
  await box.fill('I want to talk to a real person');
  await box.press('Enter');

  await accept(page);
  await expect(page.getByRole('log')).toContainText('I want to talk to a real person');
  // The engine in the router decided: the divider says by what, and the words that did it are marked.
  await expect(page.getByRole('log')).toContainText('timing 1.00, fires at 0.50. Asked for a person.');
  await expect(page.getByRole('log').locator('mark')).toContainText(['talk to a real person']);
  await page.getByRole('textbox', { name: /Reply to/ }).fill('Hello, Marta here. I have your seat back.');
  await page.keyboard.press('Control+Enter');
  await expect(visitor.getByText('Hello, Marta here. I have your seat back.')).toBeVisible();
  await expect(visitor.getByText(/Marta/).first()).toBeVisible();
  await visitor.setViewportSize({ width: 1280, height: 860 });
  await picture(visitor, 'try-light');
  await box.fill('Thank you!');
  await box.press('Enter');
  await expect(page.getByRole('log')).toContainText('Thank you!');
  await context.close();
});
