// The work of a shift with real processes: several conversations by keyboard, passing on, asking, giving back, writing.
import type { Page } from '@playwright/test';
import { openChooser } from './chooser.ts';
import { accept, becomeAvailable, bringIlse, expect, picture, type Stage, test } from './stage.ts';

const NAMES = [
  'Ilse Verhoeven',
  'Priya Natarajan',
  'Daniel Okafor',
  'Hanne Solberg',
  'Mei-Ling Zhou',
] as const;

/** A short conversation that asks for a person. */
async function bring({ bot }: Stage, id: string, name: string): Promise<void> {
  await bot.open(id, name);
  await bot.turn(id, `${id}-1`, 'END_USER', `This is ${name}. My booking is wrong.`);
  await bot.initiate(id, {
    reason: 'booking',
    context: {
      intent: 'Booking is wrong',
      goal: `Put the booking of ${name} right`,
      greeting: `Hello ${name}.`,
    },
  });
}

/** Sends what is in the box and does not wait for the time in which it could be taken back. */
async function sendNow(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Your reply goes out in/)).toBeVisible();
  await page.keyboard.press('Alt+Enter');
  await expect(page.getByText(/Your reply goes out in/)).toHaveCount(0);
}

/** Another look, or another size, of the same page. */
async function look(page: Page, theme: string, width = 1440, height = 900): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
}

test('five conversations by keyboard alone, from offer to wrap-up', async ({ stage }) => {
  const { page } = await stage.sit('marta');
  await page.keyboard.press('Shift+KeyA');
  await expect(page.getByRole('menuitemradio').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitemradio').nth(1)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(page.getByRole('menuitemradio').first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Change presence/ })).toContainText('Available');
  for (const [n, name] of NAMES.entries()) {
    await bring(stage, `c${n}`, name);
    await expect(page.getByRole('region', { name: 'Offer' })).toContainText(name);
    await page.keyboard.press('Alt+KeyA');
    const box = page.getByRole('textbox', { name: `Reply to ${name}` });
    await expect(box).toBeFocused();
    await page.keyboard.press('Alt+KeyG');
    await expect(box).toHaveValue(`Hello ${name}.`);
    await page.keyboard.press('Control+Enter');
    await expect(box).toHaveValue('');
  }
  for (const name of NAMES)
    await stage.hooks.event((event) => event.type === 'human.turn' && event.data.text === `Hello ${name}.`);
  await stage.bot.turn('c1', 'c1-2', 'END_USER', 'We removed two seats on the 3rd.');
  await expect(page.getByRole('option', { name: /Priya Natarajan/ })).toContainText('We removed two seats');
  for (const theme of ['dark', 'contrast', 'light']) {
    await look(page, theme);
    await picture(page, `workspace-5-${theme}`);
  }
  await look(page, 'light', 1280, 800);
  await picture(page, 'workspace-5-light-1280');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('heading', { name: 'Priya Natarajan', exact: true })).toBeVisible();
  await look(page, 'light', 2560, 1440);
  await picture(page, 'workspace-5-light-2560');
  await look(page, 'light');

  for (const name of NAMES) {
    // The queue by its keys: to the list, through the rows, open.
    await page.keyboard.press('Alt+KeyQ');
    for (let step = 0; step < NAMES.length; step += 1) {
      const here = await page
        .getByRole('listbox', { name: 'Queue' })
        .evaluate(
          (list) => document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.textContent,
        );
      if (here?.includes(name) === true) break;
      await page.keyboard.press(step === 0 ? 'Home' : 'ArrowDown');
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: `Reply to ${name}` })).toBeFocused();
    await page.keyboard.press('Alt+KeyE');
    await expect(page.getByText(`Wrap up with ${name}`)).toBeVisible();
    await page.keyboard.press('Digit1');
    await page.keyboard.press('KeyR');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(`Wrap up with ${name}`)).toBeHidden();
  }
  await expect
    .poll(() => stage.hooks.events.filter(({ type }) => type === 'handoff.returned').length)
    .toBe(5);
  await expect(page.getByRole('banner')).toContainText('0 of 5');
});

test('a transfer arrives with its note and the half-written reply; the first person keeps only their own words', async ({
  stage,
}) => {
  const marta = await stage.sit('marta');
  await becomeAvailable(marta.page);
  await bringIlse(stage);
  await accept(marta.page);
  const ana = await stage.sit('ana');
  await becomeAvailable(ana.page);
  await marta.page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' }).fill('Row 11 B and C are');
  await marta.page.keyboard.press('Alt+KeyT');
  const dialog = marta.page.getByRole('dialog', { name: 'Transfer Ilse Verhoeven' });
  await expect(dialog.getByRole('option', { name: /Ana Reis/ })).toHaveAttribute('aria-disabled', 'false');
  await marta.page.keyboard.type('ana');
  await marta.page.keyboard.press('Digit1');
  await dialog.getByText('Shift ends').click();
  await dialog
    .getByRole('textbox', { name: /Note for the next person/ })
    .fill('Row 11 asked for, not confirmed.');
  await picture(marta.page, 'transfer-light');
  await marta.page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();

  await expect(ana.page.getByRole('region', { name: 'Offer' })).toContainText('Ilse Verhoeven');
  await accept(ana.page);
  await expect(ana.page.getByText(/Passed on by Marta Rocha/)).toContainText(
    'Row 11 asked for, not confirmed.',
  );
  await expect(ana.page.getByRole('log')).toContainText('Row 11 asked for, not confirmed.');
  await expect(ana.page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' })).toHaveValue(
    'Row 11 B and C are',
  );
  await expect(marta.page.getByText('nine rows away')).toHaveCount(0);
  await expect(marta.page.getByRole('alert')).toHaveCount(0);
  expect(JSON.stringify(stage.hooks.events)).not.toContain('not confirmed');

  // Ana leads nobody: a window of the wall tells her so.
  const wall = new URL(ana.page.url());
  wall.searchParams.set('window', 'wall');
  await ana.page.goto(wall.href);
  await expect(ana.page.getByRole('alert')).toContainText('The wall is for leads');
  await expect(ana.page.getByRole('heading', { name: 'Connecting' })).toHaveCount(0);
});

test('a colleague is asked, answers in a note, and loses sight of it when the consultation ends; typed words stay', async ({
  stage,
}) => {
  const marta = await stage.sit('marta');
  await becomeAvailable(marta.page);
  const ana = await stage.sit('ana');
  await bringIlse(stage);
  await accept(marta.page);
  await becomeAvailable(ana.page);
  await ana.page.getByRole('button', { name: 'Look around first' }).click();
  await marta.page.keyboard.press('Alt+KeyS');
  const dialog = marta.page.getByRole('dialog', { name: 'Consult' });
  await expect(dialog.getByRole('option', { name: /Ana Reis/ })).toHaveAttribute('aria-disabled', 'false');
  await marta.page.keyboard.press('Digit1');
  await dialog.getByRole('textbox', { name: /Question/ }).fill('Can you lift the fare rule?');
  await picture(marta.page, 'consult-light');
  await marta.page.keyboard.press('Control+Enter');
  await expect(marta.page.getByText(/You asked Ana Reis/)).toBeVisible();

  await ana.page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(ana.page.getByText('Marta Rocha asks you: Can you lift the fare rule?')).toBeVisible();
  const note = ana.page.getByRole('textbox', { name: /Internal note about/ });
  await note.fill('Yes, B and C are free.');
  await note.press('Control+Enter');
  await expect(marta.page.getByRole('log')).toContainText('Yes, B and C are free.');
  await note.fill('One more thing: the window');
  await marta.page.getByRole('button', { name: 'End consult' }).click();
  // Her words are kept until she decides; the conversation is not hers to read any more.
  await expect(ana.page.getByRole('alert')).toContainText('One more thing: the window');
  await expect(ana.page.getByText('nine rows away')).toHaveCount(0);
  expect(JSON.stringify(stage.hooks.events)).not.toContain('B and C are free');
});

test('back to the bot with an outcome; held and taken up again; ended with last words', async ({ stage }) => {
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  await page.keyboard.press('Alt+KeyH');
  await page.keyboard.press('Digit1');
  await page.getByRole('textbox', { name: 'What it waits for' }).fill('the scan');
  await picture(page, 'hold-light');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('main').getByText(/Held until .*, the scan/)).toBeVisible();
  await stage.bot.turn('ilse', 'ilse-4', 'END_USER', 'Here I am again.');
  await expect(page.getByRole('main').getByText(/Held until .*, the scan/)).toHaveCount(0);
  await page.keyboard.press('Alt+KeyB');
  await page.keyboard.press('Digit2');
  await page.getByRole('textbox', { name: 'What the bot is told besides' }).fill('Send both passes.');
  await picture(page, 'to-bot-light');
  await page.keyboard.press('Control+Enter');
  const back = await stage.hooks.event((event) => event.type === 'handoff.returned');
  expect(JSON.stringify(back.data)).toContain('Send both passes.');

  await bring(stage, 'viktor', 'Viktor Lang');
  await expect(page.getByRole('region', { name: 'Offer' })).toContainText('Viktor Lang');
  await page.keyboard.press('Alt+KeyA');
  await expect(page.getByRole('main').getByRole('textbox', { name: 'Reply to Viktor Lang' })).toBeVisible();
  await page.keyboard.press('Alt+KeyK');
  const end = page.getByRole('dialog', { name: 'End with Viktor Lang' });
  await page.keyboard.press('Digit2');
  await end.getByText('Abusive').click();
  await picture(page, 'end-light');
  await page.keyboard.press('Control+Enter');
  const last = await stage.hooks.event((event) => event.type === 'human.turn');
  expect(last.data).toMatchObject({ text: 'I am ending this conversation. We will not continue by chat.' });
  await expect(page.getByRole('option', { name: /Viktor Lang/ })).toHaveCount(0);
});

test('canned reply, taking back, a window of its own in sync', async ({ stage }) => {
  const { page } = await stage.sit('marta');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: '10 s' }).check();
  await page.getByRole('button', { name: 'Inbox' }).click();
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.focus();
  await page.keyboard.type('/gre');
  await expect(page.getByRole('option', { name: /Greeting/ })).toBeVisible();
  await picture(page, 'canned-light');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('Hello Ilse, Marta here. I have read what happened so far.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Your reply goes out in/)).toBeVisible();
  await picture(page, 'take-back-light');
  await page.keyboard.press('Alt+KeyZ');
  await expect(box).toHaveValue('Hello Ilse, Marta here. I have read what happened so far.');
  await box.fill('Hello Ms Verhoeven, Marta here.');
  await sendNow(page);
  const sent = await stage.hooks.event((event) => event.type === 'human.turn');
  expect(sent.data).toMatchObject({ text: 'Hello Ms Verhoeven, Marta here.' });

  await box.fill('Row 11');
  const [own] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Alt+KeyP')]);
  await expect(page.getByText('This conversation is open in its own window.')).toBeVisible();
  const there = own.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await expect(there).toHaveValue('Row 11');
  await stage.bot.turn('ilse', 'ilse-4', 'END_USER', 'Thank you, Marta.');
  for (const each of [page, own]) await expect(each.getByRole('log')).toContainText('Thank you, Marta.');
  await there.fill('Row 11 is yours.');
  await sendNow(own);
  await stage.hooks.event((event) => event.type === 'human.turn' && event.data.text === 'Row 11 is yours.');
  await expect(page.getByRole('log')).toContainText('Row 11 is yours.');
  await there.fill('And the');
  await picture(own, 'own-window-light');
  await own.close({ runBeforeUnload: true });
  await expect(box).toHaveValue('And the');
});

test('a file goes with a reply to the bot, and is kept from the transcript', async ({ stage }) => {
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  // A key of the box does nothing before the box is there.
  await expect(page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' })).toBeFocused();
  const chooser = await openChooser(page, 'Alt+KeyU');
  await chooser.setFiles([
    {
      name: 'boarding-pass.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%boarding\n%%EOF\n'),
    },
    {
      name: 'setup.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]),
    },
  ]);
  const files = page.getByRole('list', { name: 'Files for this reply' });
  await expect(files.getByRole('listitem').filter({ hasText: 'boarding-pass.pdf' })).toContainText('1 kB');
  await expect(files.getByText('not sent: its contents are not those of a .pdf file')).toBeVisible();
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.fill('Here is your boarding pass.');
  await expect(page.getByRole('button', { name: 'Send without 1 file' })).toBeVisible();
  await picture(page, 'files-light');
  await page.keyboard.press('Control+Enter');
  const sent = await stage.hooks.event((event) => event.type === 'human.turn');
  expect(sent.data).toMatchObject({
    text: 'Here is your boarding pass.',
    attachments: [{ name: 'boarding-pass.pdf', type: 'application/pdf' }],
  });
  // The line of the turn stands where the line of the outbox stood: a click between the two would be on neither.
  const log = page.getByRole('log');
  await expect(log).toContainText('delivered');
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    log.getByRole('button', { name: /boarding-pass.pdf/ }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('boarding-pass.pdf');
});

test('signing out keeps work until a time', async ({ stage }) => {
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  await page.getByRole('button', { name: /Change presence/ }).click();
  await page.getByRole('menuitemradio', { name: 'Signed out' }).click();
  const leaving = page.getByRole('dialog', { name: 'Sign out' });
  // She waits for an answer: what becomes of her is chosen.
  await expect(leaving.getByRole('combobox', { name: /Ilse Verhoeven/ })).toHaveValue('');
  await picture(page, 'sign-out-light');
  await leaving.getByRole('combobox', { name: /Ilse Verhoeven/ }).selectOption({ label: 'Keep until then' });
  await leaving.getByRole('button', { name: /Sign out/ }).click();
  await expect(page.getByRole('button', { name: /Change presence/ })).toContainText('Signed out');
  await expect(page.getByRole('main').getByText(/Held until .* end of shift/)).toBeVisible();
});
