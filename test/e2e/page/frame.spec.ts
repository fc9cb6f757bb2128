// What the frame promises: keys that are changed work at once and everywhere they are shown, the history is narrowed by keys
// and offline, panes fold where there is no room and keep the widths they were given.
import { settings } from '#shared/contract/settings.ts';
import type { ScriptedCore } from './core.ts';
import { expect, fillWorld, noOffer, openIlse, picture, screen, test } from './stage.ts';
import { ilseEntries, ilseView, link, MINUTE, me, SECOND, view } from './world.ts';

const called = (core: ScriptedCore, name: string): unknown[] =>
  core.calls.filter((call) => call.name === name).map(({ body }) => body);

test('in the narrowest window how the link is stands beside the search, not under it', async ({
  core,
  open,
}) => {
  fillWorld(core);
  core.put('link', 'link', link(Date.now(), { state: 'offline', since: Date.now() - 3 * 3_600_000 }));
  core.on('settings.get', () => settings.parse({ theme: 'light', language: 'en-XA', onboarded: true }));
  const page = await open();
  await page.setViewportSize({ width: 960, height: 600 });
  const title = page.locator('header').first();
  await expect(title.getByText(/3\s*\S+ 00/)).toBeVisible();
  const edges = await title.evaluate((bar) =>
    [...bar.children].flatMap((part) => {
      const range = document.createRange();
      range.selectNodeContents(part);
      const { left, right } = range.getBoundingClientRect();
      return [Math.round(left), Math.round(right)];
    }),
  );
  expect(edges).toEqual([...edges].sort((a, b) => a - b));
  expect(edges.at(-1)).toBeLessThanOrEqual(960);
});

test('a key is changed by pressing it: what it collides with is named, hints follow, the old one is free', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Control+KeyK');
  await expect(page.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
  await page.keyboard.type('settings keys');
  await page.keyboard.press('Enter');
  const keys = page.getByRole('region', { name: 'Keys' });
  const change = keys.getByRole('button', { name: /Change the keys of Wrap up/ });
  await change.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+KeyB');
  await expect(keys.getByRole('alert')).toHaveText('Alt B is “Return to the bot”');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+KeyC');
  await expect(keys.getByRole('alert')).toContainText('belongs to the system');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Alt+KeyO');
  await expect(change).toBeFocused();
  await expect.poll(() => called(core, 'settings.set').at(-1)).toEqual({ keys: { wrapUp: 'act+KeyO' } });
  await expect(keys.getByText('was Alt E')).toBeVisible();
  // Whose rows these are stays in sight above them.
  await expect(keys.getByRole('heading', { name: 'Keys' })).toBeInViewport({ ratio: 1 });
  await page.mouse.move(0, 0);
  await screen(page, 'settings-keys-light');

  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyI');
  await expect(page.getByRole('button', { name: /^Wrap up/ })).toContainText('Alt O');
  await page.keyboard.press('Alt+KeyE');
  await expect(page.getByText('Wrap up with Ilse Verhoeven')).toHaveCount(0);
  await page.keyboard.press('Alt+KeyO');
  await expect(page.getByText('Wrap up with Ilse Verhoeven')).toBeVisible();
});

test('taking a key from another action leaves that one without; the defaults come back with one button', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await page.keyboard.press('Alt+KeyB');
  await expect(sheet.getByText('Return to the bot')).toBeVisible();
  await expect(sheet.getByText('Accept', { exact: true })).toHaveCount(0);
  await sheet.getByRole('button', { name: 'Change keys' }).click();
  const keys = page.getByRole('region', { name: 'Keys' });
  await keys.getByRole('button', { name: /Change the keys of Wrap up/ }).click();
  await page.keyboard.press('Alt+KeyB');
  await keys.getByRole('button', { name: 'Use it here instead' }).click();
  await expect
    .poll(() => called(core, 'settings.set').at(-1))
    .toEqual({ keys: { toBot: '', wrapUp: 'act+KeyB' } });
  await expect(
    keys.getByRole('button', { name: 'Change the keys of Return to the bot, now no key' }),
  ).toBeVisible();
  await keys.getByRole('button', { name: 'Back to defaults' }).click();
  await expect.poll(() => called(core, 'settings.set').at(-1)).toEqual({ keys: {} });
});

test('the history is narrowed by keys alone, offline', async ({ core, open }) => {
  fillWorld(core);
  const now = Date.now();
  const past = (id: string, name: string, channel: 'chat' | 'email', days: number) => {
    const was = view({ id, name, organisation: 'Meridian Air', channel, lastAt: now - days * 86_400_000 });
    const kept = { ...was, right: 'kept', handoff: { ...was.handoff, state: 'completed' } } as const;
    core.put('conversations', id, kept);
    return kept;
  };
  const all = [past('p-1', 'Lotte Hendriks', 'chat', 1), past('p-2', 'Nora Aasen', 'email', 3)];
  core.on('history.list', ({ filter }) => ({
    rows: all
      .filter(({ conversation }) => filter?.channels?.includes(conversation.channel) ?? true)
      .map(({ conversation, handoff }) => ({ conversation, handoff, cachedAt: now })),
  }));
  core.on('conversation.open', () => ({ entries: ilseEntries(now), draft: '' }));
  core.put(
    'link',
    'link',
    link(now, {
      ...{ state: 'offline', since: now - 3 * MINUTE, freshAt: now - 3 * MINUTE },
      locksAt: now - 3 * MINUTE + 72 * 60 * MINUTE,
    }),
  );
  const page = await open();
  await expect(page.getByText(/Offline since/)).toBeVisible();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyH');
  const list = page.getByRole('listbox', { name: 'History' });
  await expect(list.getByRole('option')).toHaveCount(2);
  await expect(page.getByText(/locks in 71 h 5\d/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(list).toBeFocused();
  await page.keyboard.press('Shift+KeyF');
  const filters = page.getByRole('search', { name: 'Filters' });
  await expect(filters.getByLabel('From')).toBeFocused();
  await filters.getByRole('checkbox', { name: /E-mail/ }).focus();
  await page.keyboard.press('Space');
  await expect(list.getByRole('option')).toHaveCount(1);
  await expect
    .poll(() => called(core, 'history.list').at(-1))
    .toMatchObject({ filter: { channels: ['chat', 'voice', 'video'] } });
  await page.keyboard.press('Shift+KeyC');
  await expect(list.getByRole('option')).toHaveCount(2);
  await list.focus();
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Closed, read only')).toBeVisible();
});

test('what is counted is what is looked through: past ones in the list, all on this device in a search', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const now = Date.now();
  core.put('conversations', 'past', {
    ...view({ id: 'past', name: 'Nora Aasen', channel: 'voice', lastAt: now - 26 * 60 * MINUTE }),
    right: 'kept',
  });
  const { conversation, handoff } = view({ id: 'past', name: 'Nora Aasen', channel: 'voice', lastAt: now });
  core.on('history.list', () => ({ rows: [{ conversation, handoff, cachedAt: now }] }));
  core.on('history.search', () => ({
    hits: [
      { conversation: 'ilse', seq: 2, at: now, name: 'Ilse Verhoeven', excerpt: 'split seats', matches: [] },
    ],
  }));
  const since = now - 3 * MINUTE;
  core.put(
    'link',
    'link',
    link(now, { state: 'offline', since, freshAt: since, locksAt: now + 72 * 60 * MINUTE }),
  );
  const page = await open();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyH');
  const filters = page.getByRole('search', { name: 'Filters' });
  const counts = () =>
    filters
      .getByRole('group', { name: 'Channel' })
      .locator('label')
      .evaluateAll((labels) => labels.map(({ textContent }) => textContent));
  await expect(page.getByRole('listbox', { name: 'History' }).getByRole('option')).toHaveCount(1);
  await expect.poll(counts).toEqual(['Web chat0', 'E-mail0', 'Phone1', 'Video0']);
  await page.getByRole('searchbox', { name: 'Search what was said' }).fill('seats');
  await expect(page.getByText('1 found')).toBeVisible();
  // Nobody counted how many of each a search finds: beside "1 found" stand no other numbers.
  await expect.poll(counts).toEqual(['Web chat', 'E-mail', 'Phone', 'Video']);
  await expect(page.getByText('5 conversations are kept here.')).toBeVisible();
});

test('the period is written as days are everywhere, and as the system writes them while it is typed', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const page = await open();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyH');
  const filters = page.getByRole('search', { name: 'Filters' });
  await expect(filters.getByText('any day')).toHaveCount(2);
  const year = new Date().getFullYear();
  await filters.getByLabel('From').fill(`${year}-10-25`);
  await page.getByRole('searchbox', { name: 'Search what was said' }).focus();
  await expect(filters.getByText('25 Oct')).toBeVisible();
  await expect(filters.getByText('any day')).toHaveCount(1);
});

test('where there is no room the queue is a strip, with words for who walks it by keys', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await openIlse(page);
  const queue = page.getByRole('region', { name: 'Queue' });
  const width = async (): Promise<number> => Math.round((await queue.boundingBox())?.width ?? 0);
  await page.setViewportSize({ width: 1000, height: 700 });
  await expect.poll(width).toBe(56);
  const left = (await page.getByRole('main', { name: 'Conversation' }).boundingBox())?.x;
  await page.keyboard.press('Alt+KeyQ');
  await expect.poll(width).toBe(280);
  expect((await page.getByRole('main', { name: 'Conversation' }).boundingBox())?.x).toBe(left);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect.poll(width).toBe(56);
  await page.setViewportSize({ width: 1100, height: 700 });
  await expect.poll(width).toBe(280);
});

test('widths are kept for each size of window, by keys too; the design’s come back', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  const splitter = page.getByRole('separator', { name: 'Width of the queue' });
  await expect(splitter).toHaveAttribute('aria-valuenow', '312');
  await splitter.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(splitter).toHaveAttribute('aria-valuenow', '344');
  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(splitter).toHaveAttribute('aria-valuenow', '280');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
  await expect(splitter).toHaveAttribute('aria-valuenow', '344');
  await splitter.focus();
  await page.keyboard.press('Home');
  await expect(splitter).toHaveAttribute('aria-valuenow', '312');
});

test('rows say what is held, asked, quiet; over the limit the banner says so', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  const now = Date.now();
  const held = view({ id: 'held', name: 'Maja Ilić', organisation: 'Northline', lastAt: now - 20 * MINUTE });
  core.put('conversations', 'held', {
    ...held,
    handoff: {
      ...held.handoff,
      hold: { since: now - MINUTE, until: now + 60 * MINUTE, reason: 'waiting for scan' },
    },
  });
  const asked = view({
    id: 'asked',
    name: 'Bea Lindholm',
    organisation: 'Ledgerly',
    lastAt: now - 30 * SECOND,
  });
  core.put('conversations', 'asked', {
    ...asked,
    right: 'consulted',
    handoff: {
      ...asked.handoff,
      consult: { person: 'marta', name: 'Marta Rocha', question: 'May I lift the fare rule?', since: now },
    },
  });
  const { conversation, handoff } = ilseView(now);
  core.put('me', 'marta', {
    ...me(now, { load: 5, capacity: 3 }),
  });
  core.put('conversations', 'ilse', { ...ilseView(now), conversation, handoff });
  const page = await open();
  await expect(page.getByRole('option', { name: /Maja Ilić/ })).toContainText(
    /Held until .*, waiting for scan/,
  );
  await expect(page.getByRole('option', { name: /Bea Lindholm/ })).toContainText('May I lift the fare rule?');
  await expect(
    page.getByRole('option', { name: /Hanne Solberg/ }).getByRole('img', { name: 'quiet for 40 min' }),
  ).toBeVisible();
  await expect(page.getByText('9 wait, you are 2 over your limit.')).toBeVisible();
  await expect(page.getByRole('banner').getByText('5 of 3, 2 over')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change presence, Over limit' })).toBeVisible();
  // Six rows, and five that count.
  await expect(page.getByRole('listbox', { name: 'Queue' })).toContainText('Yours 6, asked about 1 of them');
  await screen(page, 'overload-light');
});

test('larger words, and nothing that moves', async ({ core, open }) => {
  fillWorld(core);
  core.on('settings.get', () =>
    settings.parse({ onboarded: true, sound: false, textSize: 150, motion: 'none' }),
  );
  noOffer(core);
  const page = await open();
  await openIlse(page);
  await expect(page.locator('html')).toHaveAttribute('data-motion', 'none');
  await picture(page, 'text-150');
  await page.keyboard.press('Control+KeyK');
  await picture(page, 'palette-150');
});
