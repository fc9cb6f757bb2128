// Owns: the application's life at a desk: where its window opens, what stays in the tray, what breaks and comes back, what
// is asked before it ends.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Application } from './application.ts';
import { accept, becomeAvailable, bring, expect, isLive, routerPid, seen, test } from './stage.ts';

const boundsOf = (app: Application) =>
  app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

async function quit(app: Application): Promise<void> {
  await app.main(({ app: { quit: end } }) => end());
  expect(await app.ended).toBe(0);
}

test('the window opens where it was, and not where no screen is', async ({ desktop }) => {
  const file = join(desktop.data, 'desktop.json');
  const place = { x: 300, y: 120, width: 1100, height: 700 };
  const write = (console: object) => writeFileSync(file, JSON.stringify({ windows: { console } }));
  write({ ...place, maximized: false });
  const app = await desktop.start();
  await isLive(await app.page());
  expect(await boundsOf(app)).toEqual(place);
  const next = { ...place, x: 420, width: 1200 };
  await app.main(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), next);
  await quit(app);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ windows: { console: next } });

  write({ ...place, x: 40_000, maximized: false });
  const moved = await desktop.start();
  await isLive(await moved.page());
  expect(await boundsOf(moved)).toMatchObject({ width: 1440, height: 900 });
});

test('closed to the tray and said once; the tray shows and sets the presence, and ends it', async ({
  desktop,
}) => {
  const app = await desktop.start();
  const page = await app.page();
  await isLive(page);
  const close = () => app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const isVisible = () => app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

  await close();
  await expect.poll(isVisible).toBe(false);
  await expect
    .poll(async () => (await seen(app).notifications()).map(({ title }) => title))
    .toEqual(['Baton is still here']);
  await seen(app).clickNotification('Baton is still here');
  await expect.poll(isVisible).toBe(true);
  await close();
  expect(await seen(app).notifications()).toEqual([]);
  await seen(app).clickTray('Show Baton');
  await expect.poll(isVisible).toBe(true);

  await expect.poll(() => seen(app).toolTip()).toBe('Baton · Signed out · Live');
  await seen(app).clickTray('Available');
  await expect.poll(() => seen(app).toolTip()).toBe('Baton · Available · Live');
  await expect.poll(() => seen(app).trayMenu()).toContain('* Available');
  await expect(page.getByRole('button', { name: /Change presence/ })).toContainText('Available');

  await seen(app).clickTray('Quit Baton');
  expect(await app.ended).toBe(0);
});

test('router and page come back by themselves; with unsent work the end is asked about', async ({
  desktop,
}) => {
  test.skip(process.platform === 'win32', 'processes are held and let go by signals');
  const app = await desktop.start();
  const page = await app.page();
  await isLive(page);
  await becomeAvailable(page);
  await bring(await desktop.bot(page), 'ilse', 'Ilse Verhoeven');
  await accept(page);

  await test.step('the router is killed and started again', async () => {
    const pid = await routerPid(app);
    process.kill(pid, 'SIGKILL');
    await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeHidden();
    // A router that was killed comes back with a pause, and the link has pauses of its own.
    await isLive(page, 60_000);
    expect(await routerPid(app)).not.toBe(pid);
  });
  await test.step('the device slept: the link is made anew at once', async () => {
    const before = await app.main(({ powerMonitor }) => powerMonitor.listenerCount('resume'));
    expect(before).toBeGreaterThan(0);
    await app.main(({ powerMonitor }) => void powerMonitor.emit('suspend'));
    await app.main(({ powerMonitor }) => void powerMonitor.emit('resume'));
    await isLive(page);
  });
  await test.step('the page ends and is opened anew', async () => {
    await app.main(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await expect.poll(() => app.output(), 'the end of the page is logged').toContain('the page ended');
    const anew = await app.page();
    await isLive(anew);
    await expect(anew.getByText('The window was opened anew')).toBeVisible();
  });
  await test.step('what is not sent is asked about', async () => {
    const anew = await app.page();
    const pid = await routerPid(app);
    process.kill(pid, 'SIGSTOP');
    try {
      // In one breath: what was done a moment before the end counts as well.
      await app.main(({ app: { quit: end } }) => {
        const { items } = Reflect.get(globalThis, 'seen').trayMenu;
        items.find(({ label }: { label: string }) => label === 'Away').click();
        end();
      });
      await expect.poll(() => seen(app).asked()).toHaveLength(1);
      expect((await seen(app).asked())[0]).toContain('1 thing you did is not sent yet.');
      await expect(anew.getByRole('banner')).toBeVisible();
      await seen(app).answer(0);
      await app.main(({ app: { quit: end } }) => end());
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await app.ended).toBe(0);
  });
  await test.step('it was kept, and arrives at the next start', async () => {
    const next = await desktop.start();
    const shown = await next.page();
    await isLive(shown);
    await expect(shown.getByRole('button', { name: /Change presence/ })).toContainText('Away');
  });
});
