// Pictures of the page in its states and sizes, for looking at beside shared/design; each also proves that the state shows.
import { expect, fillWorld, picture, test } from './stage.ts';

test('workspace in its three themes and sizes', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
  await page.getByRole('textbox', { name: /Reply to/ }).fill('Row 11 B and C are side by side, one row from the front door. Could you send me your booking reference so I can');
  await page.getByRole('textbox', { name: /Reply to/ }).focus();
  await picture(page, 'workspace-light');
  for (const theme of ['dark', 'contrast']) {
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    await picture(page, `workspace-${theme}`);
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
  for (const [width, height] of [[1280, 800], [2560, 1440], [1100, 700], [960, 600]] as const) {
    await page.setViewportSize({ width, height });
    await picture(page, `workspace-${width}`);
  }
});
