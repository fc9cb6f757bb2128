// Owns: the built application starts with a router of its own, is there once, is told of offers and of links.
import type { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';
import { accept, becomeAvailable, bring, expect, isLive, seen, test } from './stage.ts';

/** Id of the offer that stands. */
const offerIn = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const { baton } = window as unknown as {
      baton: {
        call: (name: string, body: object) => Promise<{ body: { rows: { c: string; id: string }[] } }>;
      };
    };
    const { body } = await baton.call('state.snapshot', {});
    return body.rows.find(({ c }) => c === 'offers')?.id ?? '';
  });

test('an offer comes as badge and notification, whose click opens it; it is accepted in the page', async ({
  desktop,
}) => {
  // A system whose notifications have buttons.
  const app = await desktop.start({ env: { BATON_DOUBLE_PLATFORM: 'darwin' } });
  const page = await app.page();
  const broken: string[] = [];
  page.on('console', (message) => message.type() === 'error' && broken.push(message.text()));
  page.on('pageerror', (error) => broken.push(String(error)));
  await isLive(page);
  await test.step('the window has the picture of the application', async () => {
    test.skip(
      process.env.BATON_DESKTOP === 'real',
      'the real runtime does not say with what a window was made',
    );
    const size = await app.main(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return Reflect.get(window ?? {}, '_options').icon._size;
    });
    expect(size).toEqual({ width: 512, height: 512 });
  });
  await becomeAvailable(page);
  await app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
  await bring(await desktop.bot(page), 'ilse', 'Ilse Verhoeven');

  await expect
    .poll(() => seen(app).notifications())
    .toEqual([{ title: 'Offer: Ilse Verhoeven', body: 'Open it to read the context.' }]);
  await expect.poll(() => app.main(({ app: { getBadgeCount } }) => getBadgeCount())).toBe(1);
  await seen(app).clickNotification('Offer: Ilse Verhoeven');
  await expect
    .poll(() => app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused()))
    .toBe(true);
  await accept(page);
  await expect.poll(() => app.main(({ app: { getBadgeCount } }) => getBadgeCount())).toBe(0);
  await expect.poll(() => seen(app).notifications()).toEqual([]);

  await test.step('where the system has buttons, an offer is answered on the notification', async () => {
    test.skip(process.env.BATON_DESKTOP === 'real' && process.platform === 'linux', 'it has none');
    const bot = await desktop.bot(page);
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByText('Handoff to you')).toBeHidden();
    await app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur());
    await bring(bot, 'noor', 'Noor de Wit');
    await expect.poll(() => seen(app).actionsOf('Offer: Noor de Wit')).toEqual(['Accept', 'Decline']);
    await seen(app).pressAction('Offer: Noor de Wit', 'Decline');
    await expect.poll(() => seen(app).notifications()).toEqual([]);
    await expect.poll(() => app.main(({ app: { getBadgeCount } }) => getBadgeCount())).toBe(0);

    await bring(bot, 'tom', 'Tom Aerts');
    await expect.poll(() => seen(app).actionsOf('Offer: Tom Aerts')).toEqual(['Accept', 'Decline']);
    await seen(app).pressAction('Offer: Tom Aerts', 'Accept');
    await expect(page.getByText('Handoff to you')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Tom Aerts' })).toBeVisible();
    await expect
      .poll(() => app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFocused()))
      .toBe(true);
  });
  expect(broken).toEqual([]);
});

test('a second start shows the first; links open what they name, cold and warm, and bad ones are answered', async ({
  desktop,
}) => {
  const app = await desktop.start();
  const page = await app.page();
  await isLive(page);
  await becomeAvailable(page);
  await bring(await desktop.bot(page), 'ilse', 'Ilse Verhoeven');
  await accept(page);
  await app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());

  await test.step('second start', async () => {
    const second = await desktop.start();
    expect(await second.ended).toBe(0);
    const state = await app.main(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return [window?.isMinimized(), window?.isFocused(), BrowserWindow.getAllWindows().length];
    });
    expect(state).toEqual([false, true, 1]);
  });
  await test.step('warm link', async () => {
    await page.getByRole('button', { name: 'Settings' }).click();
    await expect(page.getByText('Handoff to you')).toBeHidden();
    expect(await (await desktop.start({ args: ['baton://open/conversation/ilse'] })).ended).toBe(0);
    await expect(page.getByText('Handoff to you')).toBeVisible();
  });
  await test.step('bad link', async () => {
    const bad = 'baton://open/conversation/..%2F..%2Fsettings';
    expect(await (await desktop.start({ args: [bad] })).ended).toBe(0);
    await expect(page.getByText('This link names nothing that Baton could show.')).toBeVisible();
  });
  await test.step('cold link', async () => {
    await bring(await desktop.bot(page), 'noor', 'Noor de Wit');
    await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
    const offer = await offerIn(page);
    await app.main(({ app: { quit } }) => quit());
    expect(await app.ended).toBe(0);
    // Each is followed, the offer as soon as the router has sent it again.
    const links = ['baton://open/conversation/ilse', `baton://open/offer/${offer}`];
    const again = await desktop.start({ args: links });
    await expect((await again.page()).getByText('Handoff to you')).toBeVisible();
    const card = (await again.page()).getByRole('region', { name: 'Offer' });
    await expect(card.getByRole('button', { name: 'Hide context' })).toBeVisible();
  });
});

test('links that macOS hands over open what they name, before the application is ready and while it runs', async ({
  desktop,
}) => {
  test.skip(
    process.env.BATON_DESKTOP === 'real',
    'only the system itself can hand one over before it is ready',
  );
  const app = await desktop.start({
    env: { BATON_DOUBLE_PLATFORM: 'darwin', BATON_DOUBLE_OPEN_URL: 'baton://open/triggers' },
  });
  const page = await app.page();
  await expect(page.getByRole('heading', { name: 'Trigger Studio' })).toBeVisible();
  expect(app.output()).not.toContain('nobody took');

  /** Whether the application took it for its own. */
  const handOver = (link: string): Promise<boolean> =>
    app.main((electron, url) => {
      let taken = false;
      const preventDefault = (): void => {
        taken = true;
      };
      // As an emitter it may be told anything; its declarations know who tells it what.
      (electron.app as EventEmitter).emit('open-url', { preventDefault }, url);
      return taken;
    }, link);
  await isLive(page);
  await becomeAvailable(page);
  await bring(await desktop.bot(page), 'ilse', 'Ilse Verhoeven');
  await accept(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByText('Handoff to you')).toBeHidden();
  await app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  expect(await handOver('baton://open/conversation/ilse')).toBe(true);
  await expect(page.getByText('Handoff to you')).toBeVisible();
  const state = await app.main(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    return [window?.isMinimized(), window?.isFocused(), BrowserWindow.getAllWindows().length];
  });
  expect(state).toEqual([false, true, 1]);
  expect(await handOver('baton://open/conversation/..%2F..%2Fsettings')).toBe(true);
  await expect(page.getByText('This link names nothing that Baton could show.')).toBeVisible();
});
