// Pictures of the frame's surfaces in three themes and three widths, for looking at beside the design.
import type { Page } from '@playwright/test';
import { expect, fillWorld, noOffer, picture, screen, test } from './stage.ts';

const SIZES = [
  [1280, 800],
  [1440, 900],
  [2560, 1440],
] as const;
const THEMES = ['light', 'dark', 'contrast'] as const;

async function everywhere(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await page.evaluate((worn) => {
      document.documentElement.dataset.theme = worn;
    }, theme);
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await picture(page, `${name}-${theme}-${width}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
}

test('settings, keys, palette, history', async ({ core, open }) => {
  test.setTimeout(240_000);
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await expect(page.getByRole('listbox', { name: 'Queue' })).toBeVisible();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyS');
  await expect(page.getByRole('heading', { name: 'Diagnostics' })).toBeVisible();
  await expect(page.getByText('possible after a check; names and words are left out')).toBeVisible();
  await screen(page, 'settings-light');
  await everywhere(page, 'settings');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await everywhere(page, 'keys');
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark';
  });
  await screen(page, 'keys-dark');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+KeyK');
  await expect(page.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
  await page.keyboard.type('re');
  await everywhere(page, 'palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyH');
  await expect(page.getByText('No past conversations on this device')).toBeVisible();
  await everywhere(page, 'history-empty');
});
