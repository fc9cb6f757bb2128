// What the palette promises: every action by name, conversations, colleagues, past words; and the focus comes back.
import type { Page } from '@playwright/test';
import { keyNamesOf } from '../../../renderer/keys/bindings.ts';
import type { ScriptedCore } from './core.ts';
import { expect, fillWorld, noOffer, openIlse, picture, screen, test } from './stage.ts';
import { me } from './world.ts';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search or run a command' });
const ready = (page: Page) => expect(palette(page).getByRole('combobox')).toBeFocused();
const called = (core: ScriptedCore, name: string): unknown[] =>
  core.calls.filter((call) => call.name === name).map(({ body }) => body);

test('it lists every action, those that can be done now first; one key opens and closes it', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await expect(box).toBeFocused();
  await page.keyboard.press('Control+KeyK');
  await ready(page);
  await page.keyboard.type('>');
  await expect(palette(page).locator('[data-value^="key/"]')).toHaveCount(keyNamesOf(false).length - 1);
  await expect(palette(page).locator('[data-value="key/finish"]')).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Control+KeyK');
  await expect(palette(page)).toBeHidden();
  await expect(box).toBeFocused();
});

test('places of leads are in the palette and on the sheet of keys of those who lead, and of nobody else', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  const places = ['Go to the Trigger Studio', 'Go to the what-if', 'Go to the wall'];
  const both = async (is: 'there' | 'absent'): Promise<void> => {
    await page.keyboard.press('Control+KeyK');
    await ready(page);
    await page.keyboard.type('>go to');
    await expect(palette(page).getByText('Go to the inbox')).toBeVisible();
    for (const place of places)
      await expect(palette(page).getByText(place)).toHaveCount(is === 'there' ? 1 : 0);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Keys' }).click();
    const sheet = page.getByRole('dialog', { name: 'Keys' });
    await expect(sheet.getByText('Go to the inbox')).toBeVisible();
    for (const place of places) await expect(sheet.getByText(place)).toHaveCount(is === 'there' ? 1 : 0);
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
  };
  await both('absent');
  core.put('me', 'marta', { ...me(Date.now(), { load: 5 }), roles: ['agent', 'lead'] });
  core.flush();
  await expect(page.getByRole('button', { name: 'Trigger Studio' })).toBeVisible();
  await both('there');
});

test('every section of the settings is a place to go to', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await expect(page.getByRole('listbox', { name: 'Queue' })).toBeVisible();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyS');
  const sections = await page
    .getByRole('navigation', { name: 'Settings' })
    .getByRole('button')
    .allInnerTexts();
  await page.keyboard.press('Control+KeyK');
  await ready(page);
  await page.keyboard.type('settings:');
  for (const section of sections)
    await expect(palette(page).getByRole('option', { name: `Settings: ${section}` })).toBeVisible();
});

test('it runs by keys alone: an action that needs the text box, a place, a theme, a conversation', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  core.put('people', 'anneke', {
    ...{
      id: 'anneke',
      name: 'Anneke Retief',
      roles: ['agent'],
      queues: ['care'],
      skills: {},
      languages: ['nl'],
    },
    ...{ status: 'available', connected: true, load: 2, capacity: 5 },
  });
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.fill('Row 11 is yours');
  const run = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+KeyK');
    await ready(page);
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await expect(palette(page)).toBeHidden();
  };
  await run('>send');
  await expect
    .poll(() => called(core, 'conversation.send'))
    .toMatchObject([{ conversation: 'ilse', text: 'Row 11 is yours' }]);
  await run('return to');
  await expect(page.getByRole('dialog', { name: 'Return Ilse Verhoeven to the bot' })).toBeVisible();
  await page.keyboard.press('Escape');
  await run('theme dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await run('priya');
  await expect(page.getByRole('textbox', { name: 'Reply to Priya Natarajan' })).toBeFocused();
  await run('settings keys');
  await expect(page.getByRole('region', { name: 'Keys' })).toBeFocused();
  await run('go to the inbox');
  // The palette offers what the place can do: it has to be there.
  await expect(page.getByRole('heading', { name: 'Priya Natarajan' })).toBeVisible();
  await run('@anneke');
  await expect(page.getByRole('dialog', { name: /Transfer/ })).toContainText('Anneke Retief');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Priya Natarajan' })).toBeVisible();
});

test('words of past conversations are found, also offline; matches are marked', async ({ core, open }) => {
  fillWorld(core);
  core.on('history.search', ({ text }) => ({
    hits: [
      {
        conversation: 'past-1',
        seq: 2,
        at: Date.now() - 5 * 86_400_000,
        name: 'Joanna Petrescu',
        excerpt: 'I am returning the router',
        matches: [[5, 5 + text.length] as [number, number]],
      },
    ],
  }));
  const page = await open();
  await openIlse(page);
  await page.getByRole('button', { name: /Search people/ }).click();
  await ready(page);
  await page.keyboard.type('ret');
  await expect(palette(page).getByRole('option', { name: /Joanna Petrescu/ })).toBeVisible();
  await expect(palette(page).locator('mark').first()).toHaveText(/ret/i);
  await expect(palette(page).getByRole('option', { name: /Anneke/ })).toContainText('Airline disruption');
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark';
  });
  await screen(page, 'palette-dark');
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await page.keyboard.press('Control+KeyK');
  await ready(page);
  await page.keyboard.type('outage');
  await picture(page, 'palette-few');
  await palette(page).getByRole('option', { name: 'Search the history for “outage”' }).click();
  await expect(page.getByRole('searchbox', { name: 'Search what was said' })).toHaveValue('outage');
  await page.keyboard.press('Control+KeyK');
  await ready(page);
  await page.keyboard.type('ret');
  await palette(page)
    .getByRole('option', { name: /Joanna Petrescu/ })
    .click();
  await expect(page.getByRole('searchbox', { name: 'Search what was said' })).toHaveValue('ret');
});
