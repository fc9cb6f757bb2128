// Several conversations at once: side by side, in windows of their own, one of them the current.
import { settings } from '#shared/contract/settings.ts';
import type { ScriptedCore } from './core.ts';
import { expect, fillWorld, noOffer, openIlse, screen, test } from './stage.ts';
import { ilseEntries, ilseView, link, SECOND } from './world.ts';

const called = (core: ScriptedCore, name: string): unknown[] =>
  core.calls.filter((call) => call.name === name).map(({ body }) => body);

test.beforeEach(({ core }) => {
  fillWorld(core);
  noOffer(core);
});

test('two side by side: keys go to the current one, which is named by its bar', async ({ core, open }) => {
  const page = await open();
  await page.setViewportSize({ width: 2560, height: 1440 });
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  // There is room, so the one that is due first stands beside.
  const left = page.getByRole('region', { name: 'Ilse Verhoeven' });
  const right = page.getByRole('region', { name: 'Priya Natarajan' });
  await expect(right.getByText('beside')).toBeVisible();
  // Whose facts stand beside the two is said with a name, not by a bar alone.
  const context = page.getByRole('complementary', { name: 'Context' }).getByRole('heading', { level: 2 });
  await expect(context).toHaveText('Context: Ilse Verhoeven');
  await left.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' }).fill('Row 11');
  await screen(page, 'workspace-beside-light-2560');
  await page.keyboard.press('Alt+Digit2');
  await expect(left.getByText('beside')).toBeVisible();
  await expect(page.getByRole('option', { name: /Priya Natarajan/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(context).toHaveText('Context: Priya Natarajan');
  await right.getByRole('textbox', { name: 'Reply to Priya Natarajan' }).fill('Twelve seats');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => called(core, 'conversation.send'))
    .toEqual([{ conversation: 'priya', text: 'Twelve seats' }]);
  await page.keyboard.press('Alt+KeyE');
  await expect(right.getByText('Wrap up with Priya Natarajan')).toBeVisible();
  await expect(left.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' })).toHaveValue('Row 11');
  await left.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' }).click();
  await expect(right.getByText('beside')).toBeVisible();
  await right.getByRole('button', { name: 'More for this conversation' }).click();
  await page.getByRole('menuitem', { name: 'Close this side' }).click();
  await expect(right).toHaveCount(0);
  await expect(context).toHaveText('Context');
  await expect(page.getByRole('heading', { name: 'Ilse Verhoeven' })).toBeVisible();
});

test('the side that stays keeps its place in the transcript, whichever side leaves', async ({ open }) => {
  const page = await open();
  await page.setViewportSize({ width: 2560, height: 380 });
  await page.getByRole('option', { name: /Priya Natarajan/ }).click();
  const [left, right] = ['Priya Natarajan', 'Ilse Verhoeven'].map((name) =>
    page.getByRole('region', { name }),
  );
  if (left === undefined || right === undefined) throw new Error('there are two');
  await expect(right.getByText('beside')).toBeVisible();
  const words = page.getByRole('log').last();
  expect(await words.evaluate((log) => log.scrollHeight - log.clientHeight)).toBeGreaterThan(60);
  await words.hover();
  await page.mouse.wheel(0, -4_000);
  await expect.poll(() => words.evaluate((log) => log.scrollTop)).toBe(0);
  await left.getByRole('button', { name: 'More for this conversation' }).click();
  await page.getByRole('menuitem', { name: 'Close this side' }).click();
  await expect(page.getByRole('log')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Ilse Verhoeven' })).toBeVisible();
  expect(await page.getByRole('log').evaluate((log) => log.scrollTop)).toBe(0);
});

test('what was asked of one conversation is over when another is shown, and does not come back', async ({
  core,
  open,
}) => {
  const page = await open();
  await openIlse(page);
  const show = async (conversation: string, name: string): Promise<void> => {
    core.send('app.open', { conversation });
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
    await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toHaveCount(0);
  };
  for (const [button, asks] of [
    ['Transfer', 'dialog'],
    ['More for this conversation', 'menu'],
  ] as const) {
    await page.getByRole('button', { name: button }).click();
    await expect(page.getByRole(asks)).toBeVisible();
    await show('priya', 'Priya Natarajan');
    await show('ilse', 'Ilse Verhoeven');
  }
});

test('two stand side by side by themselves only where their words have room', async ({ core, open }) => {
  core.on('settings.get', () => settings.parse({ theme: 'light', textSize: 200, onboarded: true }));
  const page = await open();
  await openIlse(page);
  const panes = page.getByRole('main', { name: 'Conversation' }).getByRole('textbox');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect(panes).toHaveCount(1);
  await page.setViewportSize({ width: 3840, height: 2160 });
  await expect(panes).toHaveCount(2);
});

test('how long it takes stands whole in the head or not at all, however wide the pane', async ({
  core,
  open,
}) => {
  const since = Date.now() - 700 * SECOND;
  fillWorld(core, since);
  noOffer(core);
  const page = await open();
  await openIlse(page);
  await expect(page.getByText(/^Reply \d+:\d\d past the target$/)).toBeVisible();
  const cut: string[] = [];
  for (let width = 960; width <= 1640; width += 20) {
    await page.setViewportSize({ width, height: 900 });
    for (const words of [/^\s*\d+:\d\d$/, /^with you \d+:\d\d$/]) {
      const fact = page.getByRole('main').locator('header').getByText(words);
      const half = await fact.evaluate((element) => {
        const [own, room] = [element, element.parentElement].map((each) => each?.getBoundingClientRect());
        if (own === undefined || room === undefined) return true;
        return (
          own.top < room.bottom - 0.5 && (own.right > room.right + 0.5 || own.bottom > room.bottom + 0.5)
        );
      });
      if (half) cut.push(`${words} at ${width}`);
    }
  }
  expect(cut).toEqual([]);
});

test('a window of its own says how the link is, as the main window does', async ({ core, open }) => {
  const since = Date.now() - 192 * SECOND;
  fillWorld(core, since);
  noOffer(core);
  const page = await open();
  await openIlse(page);
  const [own] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Alt+KeyP')]);
  for (const [state, words] of [
    ['live', /^\s*Live$/],
    ['reconnecting', /^\s*Reconnecting$/],
    ['offline', /^\s*Offline 3:\d\d$/],
    ['refused', /^\s*Refused$/],
  ] as const) {
    const now = Date.now();
    core.put('link', 'link', link(now, { state, since, freshAt: since, reason: 'unauthorized' }));
    core.flush();
    for (const each of [page, own]) await expect(each.getByRole('banner').getByText(words)).toBeVisible();
    if (state === 'live') continue;
    // All that the banner says can be read, however narrow the window.
    const banner = own.getByRole('region', { name: 'State of the console' });
    await expect(banner).toContainText(/What you (write|wrote) is kept/);
    const cut = await banner.evaluate((element) =>
      [...element.querySelectorAll('*')]
        .filter(({ clientWidth, scrollWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
        .map(({ textContent }) => textContent),
    );
    expect(cut, state).toEqual([]);
    if (state === 'offline') await screen(own, 'own-window-offline-light');
  }
});

test('words typed in a window of its own come back with it, also those that the core does not have yet', async ({
  core,
  open,
}) => {
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.fill('Row 11');
  const [own] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Alt+KeyP')]);
  await expect(page.getByText('This conversation is open in its own window.')).toBeVisible();
  await own.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' }).fill('Row 11 B and C');
  await own.close({ runBeforeUnload: true });
  await expect(box).toHaveValue('Row 11 B and C');
  // They are this window's to save: whatever the other one managed to say, this one says it again.
  const saved = { conversation: 'ilse', text: 'Row 11 B and C' };
  await expect.poll(() => called(core, 'conversation.draft').at(-1)).toEqual(saved);
});

test('a window of its own stays in sync, and closing it gives the conversation back', async ({
  core,
  open,
}) => {
  let draft = '';
  core.on('conversation.draft', ({ conversation, text }) => {
    draft = text;
    const row = core.row('conversations', conversation);
    if (row !== undefined) core.put('conversations', conversation, { ...row, draft });
    core.flush();
    return {};
  });
  core.on('conversation.open', () => ({ entries: ilseEntries(Date.now()), draft }));
  const page = await open();
  await openIlse(page);
  await page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' }).fill('Row 11');
  const [own] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Alt+KeyP')]);
  await expect(own.getByRole('log')).toBeVisible();
  await expect(page.getByText('This conversation is open in its own window.')).toBeVisible();
  const box = own.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await expect(box).toHaveValue('Row 11');
  await expect(box).toBeFocused();
  await box.pressSequentially(' B and C');
  await expect.poll(() => draft).toBe('Row 11 B and C');
  await own.close({ runBeforeUnload: true });
  await expect(page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' })).toHaveValue('Row 11 B and C');
});

test('the first opening of one of one’s own shows at once what was asked for ahead', async ({
  core,
  open,
}) => {
  core.on('conversation.peek', ({ conversation }) => ({
    entries: conversation === 'ilse' ? ilseEntries(Date.now()) : [],
  }));
  core.on('conversation.open', () => new Promise(() => undefined));
  const page = await open();
  await expect.poll(() => called(core, 'conversation.peek')).toContainEqual({ conversation: 'ilse' });
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
});

test('a list of canned replies that was open stays behind with its conversation', async ({ open }) => {
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  const replies = page.getByRole('listbox', { name: 'Canned replies' });
  await box.pressSequentially('/');
  await expect(replies).toBeVisible();
  await page.keyboard.press('Alt+ArrowDown');
  const other = page.getByRole('textbox', { name: 'Reply to Priya Natarajan' });
  await expect(other).toBeFocused();
  await expect(replies).toHaveCount(0);
  await other.pressSequentially('/');
  await expect(replies).toBeVisible();
});

test('words go by a key from their box alone, and what was undone in one box does not come back in another', async ({
  core,
  open,
}) => {
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.pressSequentially('Row 11');
  await page.getByRole('log').focus();
  await page.keyboard.press('Control+Enter');
  await box.focus();
  await page.keyboard.press('ControlOrMeta+KeyA');
  await page.keyboard.press('Backspace');
  await page.getByRole('option', { name: /Priya Natarajan/ }).click();
  const other = page.getByRole('textbox', { name: 'Reply to Priya Natarajan' });
  await expect(other).toBeFocused();
  await page.keyboard.press('Control+KeyZ');
  await other.pressSequentially('Row 12');
  await expect(other).toHaveValue('Row 12');
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(box).toHaveValue('');
  expect(called(core, 'conversation.send')).toEqual([]);
});

test('coming back to a conversation shows at once what was there, for as long as it may be seen', async ({
  core,
  open,
}) => {
  const page = await open();
  core.on('conversation.leave', ({ conversation }) => {
    for (const { seq } of ilseEntries(Date.now())) core.remove('entries', `${conversation}/${seq}`);
    core.flush();
    return {};
  });
  await openIlse(page);
  await page.getByRole('option', { name: /Priya Natarajan/ }).click();
  await expect.poll(() => called(core, 'conversation.leave')).toEqual([{ conversation: 'ilse' }]);
  await expect(page.getByRole('log')).not.toContainText('We board at six tomorrow');
  core.on('conversation.open', () => new Promise(() => undefined));
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
  const ilse = ilseView(Date.now());
  core.put('conversations', ilse.id, { ...ilse, right: 'kept' });
  core.flush();
  await expect(page.getByText('We board at six tomorrow')).toHaveCount(0);
});
