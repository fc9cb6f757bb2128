// The warning while typing: what is known already, where it was said, and by key into the reply; counted, never in the way.
import type { Page } from '@playwright/test';
import { openEye } from '../axe.ts';
import type { ScriptedCore } from './core.ts';
import { expect, fillWorld, noOffer, openIlse, screen, test, wear } from './stage.ts';

const hinted = (core: ScriptedCore): unknown[] =>
  core.calls.filter(({ name }) => name === 'context.hinted').map(({ body }) => body);
const reply = (page: Page) => page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
const row = (page: Page) => page.getByRole('region', { name: /^You already have this/ });
const ASKING =
  'Row 11 B and C are side by side, one row from the front door. Could you send me your booking reference so I can';

test.beforeEach(({ core }) => {
  fillWorld(core);
  noOffer(core);
});

test('a draft that asks for what is known says so: the value, the turn it was said in, Tab inserts it where the caret is', async ({
  core,
  open,
}) => {
  const page = await open();
  await openIlse(page);
  await reply(page).fill(ASKING);
  await expect(row(page)).toContainText('K7QX4M');
  await expect(page.locator('div[aria-live=polite]')).toContainText('You already have this: Booking K7QX4M');
  await expect.poll(() => hinted(core)).toEqual([{ handoff: 'h-ilse', what: 'shown' }]);
  await row(page).getByRole('button', { name: 'said in t1' }).click();
  await expect(page.getByRole('log').locator('[class*=lit]')).toContainText('it is about booking K7QX4M');
  await reply(page).focus();
  await page.keyboard.press('Tab');
  await expect(reply(page)).toHaveValue(`${ASKING} K7QX4M`);
  await expect(reply(page)).toBeFocused();
  await expect(row(page)).toHaveCount(0);
  await expect.poll(() => hinted(core).at(-1)).toEqual({ handoff: 'h-ilse', what: 'inserted' });
});

test('ignored, it does not come again; Tab then goes on as always; a note asks nobody', async ({
  core,
  open,
}) => {
  const page = await open();
  await openIlse(page);
  await reply(page).fill('What is your booking reference?');
  await expect(row(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(row(page)).toHaveCount(0);
  await expect.poll(() => hinted(core).at(-1)).toEqual({ handoff: 'h-ilse', what: 'ignored' });
  await reply(page).fill('Please send me your booking number. When do you fly?');
  await expect(row(page)).toContainText(/Flight \d+ \w{3}/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(reply(page)).not.toBeFocused();
  await expect(reply(page)).toHaveValue('Please send me your booking number. When do you fly?');
  await page.keyboard.press('Alt+KeyN');
  await page.getByRole('textbox', { name: /Internal note about/ }).fill('What is her flight number?');
  await expect(row(page)).toHaveCount(0);
});

test('of words that break over two lines the words are underlined, not the space between them', async ({
  open,
}) => {
  const page = await open();
  await openIlse(page);
  await reply(page).fill(ASKING);
  await expect(row(page)).toBeVisible();
  await expect(page.locator('section[aria-label^="Reply to"] mark')).toHaveText(['booking', 'reference']);
  await page.emulateMedia({ forcedColors: 'active' });
  await screen(page, 'reask-forced');
});

test('it takes its room from the transcript: the line that is typed stays where it is', async ({ open }) => {
  const page = await open();
  await openIlse(page);
  await reply(page).fill('Could you send me your booking');
  const before = await reply(page).boundingBox();
  await reply(page).pressSequentially(' reference');
  await expect(row(page)).toBeVisible();
  expect(await reply(page).boundingBox()).toEqual(before);
  expect((await row(page).boundingBox())?.height).toBe(34);
  const eye = await openEye(page);
  await eye.look('the warning', 'section[aria-label="Reply to Ilse Verhoeven"]');
  expect(eye.found).toEqual([]);
});

for (const look of ['light', 'dark', 'contrast'] as const)
  test(`the warning in ${look}`, async ({ open }) => {
    const page = await open();
    await openIlse(page);
    await wear(page, look);
    await reply(page).fill(ASKING);
    await expect(row(page)).toBeVisible();
    await screen(page, `reask-${look}`);
  });
