// What the page promises whatever the core says: focus stays, nothing moves under the pointer, typed words are never lost,
// a gap or a new host is healed, every way works by keys.
import type { Page } from '@playwright/test';
import { settings } from '#shared/contract/settings.ts';
import { Refused, type ScriptedCore } from './core.ts';
import { cutOff } from './fit.ts';
import { expect, fillWorld, noOffer, openIlse, picture, test } from './stage.ts';
import { ilseView, link, others, queue, SECOND, tomas, waiting } from './world.ts';

const names = (page: Page): Promise<string[]> =>
  page
    .getByRole('option')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('[title]')?.getAttribute('title') ?? ''));
/** Longer than own acts may still move rows, by the page's own clock. */
async function longEnough(page: Page): Promise<void> {
  const now = () => page.evaluate(() => performance.now());
  const until = (await now()) + 600;
  await expect.poll(now).toBeGreaterThan(until);
}
const called = (core: ScriptedCore, name: string): unknown[] =>
  core.calls.filter((call) => call.name === name).map(({ body }) => body);

test('an offer takes neither the focus nor the words; accept by key opens it with the box ready', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const offer = tomas(Date.now());
  core.remove('offers', offer.id);
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.pressSequentially('Row 11');
  core.put('offers', offer.id, offer);
  core.flush();
  await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
  await box.pressSequentially(' is yours');
  await expect(box).toHaveValue('Row 11 is yours');
  await expect(box).toBeFocused();

  await page.keyboard.press('Alt+KeyC');
  await expect(page.getByRole('complementary', { name: 'Context' })).toContainText(
    'a competitor offered €59',
  );
  await expect.poll(() => called(core, 'context.opened')).toContainEqual({ handoff: 'h-tomas' });
  await expect(box).toBeFocused();

  core.on('offer.accept', () => {
    core.remove('offers', offer.id);
    core.put('conversations', 'tomas', {
      ...ilseView(Date.now()),
      id: 'tomas',
      conversation: offer.conversation,
      handoff: { ...offer.handoff, state: 'accepted', owner: 'marta', acceptedAt: Date.now() },
    });
    core.flush();
    return { conversation: 'tomas' };
  });
  await page.keyboard.press('Alt+KeyA');
  await expect(page.getByRole('textbox', { name: 'Reply to Tomás Albrecht' })).toBeFocused();
  await page.keyboard.press('Alt+KeyG');
  await expect(page.getByRole('textbox', { name: 'Reply to Tomás Albrecht' })).toHaveValue(
    'Hello Mr Albrecht, I have read about the three outages.',
  );
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(box).toHaveValue('Row 11 is yours');
});

test('an offer that is gone when accepted says who has it, and what was open stays', async ({
  core,
  open,
}) => {
  fillWorld(core);
  core.on('offer.accept', () => {
    core.put('offers', 'o-tomas', tomas(Date.now(), 9 * SECOND, { state: 'lost', to: 'Ana Reis' }));
    core.remove('conversations', 'tomas');
    core.flush();
    throw new Refused({ code: 'conflict', message: 'refusal.offer_gone', detail: 'offer_gone' });
  });
  const page = await open();
  await openIlse(page);
  await page.getByRole('option', { name: /Tomás/ }).click();
  await page.keyboard.press('Alt+KeyA');
  await expect(page.getByText('Ana Reis has it now.')).toBeVisible();
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
});

test('a name longer than any line ends in an ellipsis: the countdown and the ways out stay', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const now = Date.now();
  const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
  const { conversation, ...offer } = tomas(now);
  core.put('offers', offer.id, {
    ...offer,
    conversation: { ...conversation, customer: { ...conversation.customer, name: long } },
  });
  const ilse = ilseView(now);
  core.put('conversations', 'ilse', {
    ...ilse,
    conversation: { ...ilse.conversation, customer: { ...ilse.conversation.customer, name: long } },
  });
  const page = await open();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('[role=option][id$="yours/ilse"]').click();
  const card = page.getByRole('region', { name: 'Offer' });
  await expect(card.getByRole('timer')).toBeInViewport({ ratio: 1 });
  await expect(card.getByRole('button', { name: /read context/ })).toBeInViewport({ ratio: 1 });
  expect(await cutOff(page)).toEqual([]);
  await page.keyboard.press('Alt+KeyT');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await cutOff(page)).toEqual([]);
});

for (const language of ['en', 'en-XA', 'en-XB'])
  test(`an offer says why you in whole at every width, in ${language}`, async ({ core, open }) => {
    fillWorld(core);
    core.on('settings.get', () => settings.parse({ theme: 'light', language, onboarded: true }));
    const page = await open();
    await page.locator('[role=option][id$="yours/ilse"]').click();
    await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
    const why = page.locator('section p').filter({ hasText: /retention/ });
    await expect(why.locator('..').getByRole('timer')).toBeVisible();
    for (const width of [960, 1280, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const lost = await why
        .locator('span')
        .evaluate((words) => [
          words.scrollWidth - words.clientWidth,
          words.scrollHeight - words.clientHeight,
        ]);
      expect([width, ...lost]).toEqual([width, 0, 0]);
      await picture(page, `offer-why-${language}-${width}`);
    }
  });

test('declining asks why, with a digit; offline nothing can be accepted', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyD');
  await page.keyboard.press('Digit2');
  await expect
    .poll(() => called(core, 'offer.decline'))
    .toEqual([{ offer: 'o-tomas', reason: 'wrong_skill' }]);
  core.put('link', 'link', link(Date.now(), { state: 'offline' }));
  core.flush();
  await expect(page.getByRole('button', { name: /^Accept/ })).toBeDisabled();
  await page.keyboard.press('Alt+KeyA');
  expect(called(core, 'offer.accept')).toEqual([]);
});

test('what lies below the view is counted in rows, and what of it is overdue is said', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const page = await open();
  // Room for the offer and the four that are hers.
  await page.setViewportSize({ width: 1440, height: 450 });
  await expect(
    page.getByRole('button', { name: '9 more below, 1 waiting overdue', exact: true }),
  ).toBeVisible();
  const [ray] = queue(Date.now());
  if (ray !== undefined) core.put('queue', ray.handoff, { ...ray, dueAt: Date.now() + 20 * SECOND });
  core.flush();
  await page.getByRole('button', { name: '9 more below', exact: true }).click();
  await page.getByRole('listbox', { name: 'Queue' }).press('End');
  await expect(page.getByRole('button', { name: /more below/ })).toHaveCount(0);
});

test('nothing moves under the pointer: arrivals stand below and are counted, who left keeps the place', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await page.getByRole('option', { name: /Grupo Alvares/ }).hover();
  const before = await names(page);
  const now = Date.now();
  core.put('queue', 'h-new', waiting('new', 'Newly Arrived', 'Ledgerly', 'Due at once', now, now + SECOND));
  core.remove('queue', 'h-ray');
  const offer = tomas(now);
  core.put('offers', offer.id, offer);
  core.flush();
  await expect(page.getByText('1 new below')).toBeVisible();
  await expect(page.getByText('1 new', { exact: true })).toBeVisible();
  await expect(page.getByRole('option', { name: /Ray Castellanos/ })).toContainText('No longer here');
  expect((await names(page)).slice(0, before.length)).toEqual(before);
  await page.mouse.move(700, 500);
  await expect(page.getByRole('option', { name: /Ray Castellanos/ })).toHaveCount(0);
  expect((await names(page)).slice(0, 6)).toEqual([
    'Tomás Albrecht',
    'Priya Natarajan',
    'Ilse Verhoeven',
    'Daniel Okafor',
    'Hanne Solberg',
    'Newly Arrived',
  ]);
});

test('an own act moves rows under the pointer only while what it changes arrives', async ({ core, open }) => {
  fillWorld(core);
  core.on('offer.decline', () => {
    noOffer(core);
    core.flush();
    return {};
  });
  const page = await open();
  await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
  await page.keyboard.press('Alt+KeyD');
  await page.keyboard.press('Digit2');
  await expect(page.getByRole('option', { name: /Tomás Albrecht/ })).toHaveCount(0);
  await longEnough(page);
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).hover();
  const before = await names(page);
  for (const view of others(Date.now()).filter(({ id }) => id === 'daniel'))
    core.put('conversations', view.id, {
      ...view,
      typing: false,
      conversation: { ...view.conversation, lastAt: 1, preview: 'Is anybody there?' },
    });
  core.flush();
  await expect(page.getByRole('option', { name: /Daniel Okafor/ })).toContainText('Is anybody there?');
  await longEnough(page);
  expect(await names(page)).toEqual(before);
  await page.mouse.move(700, 500);
  await expect.poll(async () => (await names(page))[1]).toBe('Daniel Okafor');
});

test('the queue by keys: one stop, j k and arrows move, Enter opens, live rows do not take the focus', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  const list = page.getByRole('listbox', { name: 'Queue' });
  await expect(page.getByRole('option').first()).toBeVisible();
  await list.focus();
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('ArrowDown');
  core.remove('conversations', 'hanne');
  core.flush();
  await expect(list).toBeFocused();
  await page.keyboard.press('KeyK');
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
  await expect(page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' })).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('heading', { name: 'Priya Natarajan' })).toBeVisible();
});

test('a reply and a note are never taken for each other; what is not taken comes back', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await openIlse(page);
  const reply = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await reply.fill('To the customer');
  await expect
    .poll(() => called(core, 'conversation.draft').at(-1))
    .toEqual({
      conversation: 'ilse',
      text: 'To the customer',
    });
  await expect(page.getByText('Draft saved')).toBeVisible();
  await page.keyboard.press('Alt+KeyN');
  const note = page.getByRole('textbox', { name: /Internal note about Ilse Verhoeven/ });
  await expect(note).toHaveValue('');
  await note.fill('To colleagues');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => called(core, 'conversation.note'))
    .toEqual([{ conversation: 'ilse', text: 'To colleagues' }]);
  await page.keyboard.press('Alt+KeyN');
  await expect(reply).toHaveValue('To the customer');
  core.on('conversation.send', () => {
    throw new Refused({ code: 'internal', message: 'error.internal', detail: '7f3c' });
  });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Code 7f3c' })).toBeVisible();
  await expect(reply).toHaveValue('To the customer');
  core.on('conversation.send', () => ({ operation: 'op-2' }));
  await page.keyboard.press('Control+Enter');
  await expect(reply).toHaveValue('');
  // What is sent leaves the box at once, on its way to the core.
  await expect
    .poll(() => called(core, 'conversation.send'))
    .toEqual(Array(2).fill({ conversation: 'ilse', text: 'To the customer' }));
});

test('a gap is healed by a snapshot; a host that restarts gets everything asked again and the words stay', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.fill('Half a senten');
  core.remove('queue', 'h-ray');
  core.flush('skip');
  core.remove('queue', 'h-mei');
  core.flush();
  await page.mouse.move(700, 300);
  await expect(page.getByRole('option', { name: /Mei-Ling/ })).toHaveCount(0);
  await expect(page.getByRole('option', { name: /Ray Castellanos/ })).toHaveCount(0);

  const opens = called(core, 'conversation.open').length;
  core.cut();
  await expect.poll(() => called(core, 'conversation.open').length).toBeGreaterThan(opens);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(box).toHaveValue('Half a senten');
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
});

test('the wrap-up by keys alone', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyE');
  await expect(page.getByText('Wrap up with Ilse Verhoeven')).toBeVisible();
  const finish = page.getByRole('button', { name: /^Finish/ });
  await expect(finish).toHaveAttribute('title', 'Choose how it ended first.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Choose how it ended first.')).toBeVisible();
  await picture(page, 'wrap-up-unchosen');
  await page.keyboard.press('Digit2');
  await expect(finish).not.toHaveAttribute('title');
  await page.keyboard.press('KeyR');
  await page.getByRole('textbox', { name: 'Summary' }).fill('1 fee R refunded');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => called(core, 'handoff.complete'))
    .toEqual([
      {
        handoff: 'h-ilse',
        outcome: { disposition: 'refunded', tags: [], summary: '1 fee R refunded', toBot: true },
        label: 'right',
      },
    ]);
  expect(called(core, 'handoff.wrap')).toEqual([{ handoff: 'h-ilse' }]);
});

test('whoever went on after a wrap-up keeps the focus, however the rows of it arrive', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  const list = page.getByRole('listbox', { name: 'Queue' });
  await list.focus();
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' })).toBeFocused();
  await page.keyboard.press('Alt+KeyE');
  await expect(page.getByText('Wrap up with Ilse Verhoeven')).toBeVisible();
  await page.keyboard.press('Digit2');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Wrap up with Ilse Verhoeven')).toBeHidden();
  await page.keyboard.press('Alt+KeyQ');
  await expect(list).toBeFocused();
  const view = ilseView(Date.now());
  for (const state of ['wrapping', 'active', 'wrapping', 'returned'] as const) {
    core.put('conversations', view.id, { ...view, handoff: { ...view.handoff, state } });
    core.flush();
    await expect
      .poll(() => page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => drawn(true)))))
      .toBe(true);
    await expect(list).toBeFocused();
  }
});

test('the context: a line lights its turn, the receipt is told once and only for my own work', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const now = Date.now();
  const { contextOpenedAt: _read, ...unread } = ilseView(now).handoff;
  core.put('conversations', 'ilse', { ...ilseView(now), handoff: unread });
  const page = await open();
  await openIlse(page);
  await expect.poll(() => called(core, 'context.opened')).toEqual([{ handoff: 'h-ilse' }]);
  const context = page.getByRole('complementary', { name: 'Context' });
  await context.getByRole('button', { name: 't5' }).last().click();
  await expect(page.locator('[data-turn="5"]')).toBeInViewport();
  const [priya] = others(now);
  if (priya === undefined) throw new Error('there is no Priya');
  core.put('conversations', 'priya', { ...priya, right: 'kept' });
  core.flush();
  expect(called(core, 'context.opened')).toEqual([{ handoff: 'h-ilse' }]);
});

test('a page without a valid token says so and sends nothing', async ({ core, browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(core.url.replace(/#.*/, '#wrong'));
  await expect(page.getByText('This page may not connect')).toBeVisible();
  await picture(page, 'no-token');
  expect(core.calls).toEqual([]);
  await expect.poll(() => new URL(page.url()).hash).toBe('');
  await context.close();
});

test('a host of another version gets its own page', async ({ core, open }) => {
  fillWorld(core);
  core.on('settings.get', () => settings.parse({ theme: 'dark', onboarded: true }));
  const page = await open();
  // The settings come with the version that the next one is compared with.
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  core.on('app.hello', () => ({
    version: '2.0.0',
    router: 'ws://127.0.0.1:7000',
    capabilities: {
      host: 'web',
      tray: false,
      badge: false,
      globalShortcut: false,
      deepLinks: false,
      nativeNotifications: false,
      notificationActions: false,
      autostart: false,
      updater: false,
      encryptionAtRest: 'none',
    },
  }));
  const loaded = page.waitForEvent('load');
  core.cut();
  await loaded;
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
});

test('in a narrow window the context is a drawer, opened and closed by button and by key', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await page.setViewportSize({ width: 1100, height: 700 });
  await openIlse(page);
  const context = page.getByRole('complementary', { name: 'Context' });
  await expect(context).toBeHidden();
  await page.keyboard.press('Alt+KeyC');
  await expect(context).toContainText('Sit with her child');
  await picture(page, 'context-drawer');
  await page.keyboard.press('Alt+KeyC');
  await expect(context).toBeHidden();
  await page.getByRole('button', { name: 'Context', exact: true }).click();
  await page.getByRole('button', { name: 'Close the context' }).click();
  await expect(context).toBeHidden();
});
