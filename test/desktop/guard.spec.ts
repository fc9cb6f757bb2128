// Owns: nothing the page does leads out of it. Each escape is tried in the real page of the built application.
import type { Application } from './application.ts';
import { expect, isLive, seen, test } from './stage.ts';

const urlOf = (app: Application) =>
  app.main(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getURL()),
  );

test('permissions, navigation, frames, requests, windows and links stay inside', async ({ desktop }) => {
  const app = await desktop.start();
  const page = await app.page();
  await isLive(page);
  const home = 'baton://console/index.html';

  await test.step('every window is made with the safe preferences', async () => {
    const preferences = await app.main(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        // The real runtime says it by another name than the double.
        const of = webContents as unknown as {
          getLastWebPreferences?: () => Electron.WebPreferences;
          _preferences?: Electron.WebPreferences;
        };
        return '_preferences' in of ? of._preferences : null;
      }),
    );
    for (const one of preferences)
      if (one !== null)
        expect(one).toMatchObject({
          ...{ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
          ...{ webviewTag: false, allowRunningInsecureContent: false, experimentalFeatures: false },
        });
  });
  await test.step('the page has three members of ours and nothing of Node or Electron', async () => {
    const found = await page.evaluate(() => ({
      baton: Object.keys((window as unknown as { baton: object }).baton).sort(),
      node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
    }));
    expect(found).toEqual({ baton: ['call', 'host', 'subscribe'], node: ['undefined', 'undefined'] });
  });
  await test.step('permissions are denied', async () => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi'];
      const asked = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
      return (await Promise.all(asked)).map(({ state }) => state);
    });
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied']);
  });
  await test.step('navigation elsewhere is refused', async () => {
    await page.evaluate(() => location.assign('https://example.com/'));
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.com/by-click';
      document.body.append(link);
      link.click();
      link.remove();
    });
    await isLive(page);
    expect(await urlOf(app)).toEqual([home]);
  });
  await test.step('a redirect elsewhere is refused, at once, in a chain, in a window and in a request', async () => {
    const [wall, out] = ['/index.html?window=wall', 'https://example.com'];
    await seen(app).redirect({
      ...{ '/first': `${out}/at-once`, '/second': 'baton://console/third', '/third': `${out}/in-a-chain` },
      ...{ [wall]: `${out}/in-a-window`, '/data': `${out}/in-a-request` },
    });
    const refused = () => seen(app).refusedRedirects();
    await page.evaluate(() => location.assign('/first'));
    await expect.poll(refused).toEqual([`${out}/at-once`]);
    await page.evaluate(() => location.assign('/second'));
    await expect.poll(refused).toEqual([`${out}/at-once`, `${out}/in-a-chain`]);
    await page.evaluate((address) => void window.open(address), wall);
    await expect.poll(refused).toEqual([`${out}/at-once`, `${out}/in-a-chain`, `${out}/in-a-window`]);
    // A window that may show nothing does not stay as an empty one.
    await expect.poll(() => app.windows()).toHaveLength(1);
    expect(await page.evaluate(() => fetch('/data').catch(() => 'refused'))).toBe('refused');
    await seen(app).redirect({});
    await isLive(page);
    expect(await urlOf(app)).toEqual([home]);
    expect(await seen(app).opened()).toEqual([]);
  });
  await test.step('a foreign frame loads nothing', async () => {
    const frames = await page.evaluate(() => {
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      const { length } = window;
      const inside = frame.contentDocument === null ? 'foreign' : 'empty';
      frame.remove();
      return [length, inside];
    });
    expect(frames).toEqual([1, 'empty']);
  });
  await test.step('requests elsewhere do not leave', async () => {
    const answers = await page.evaluate(async () => {
      const tried = ['https://example.com/', 'http://127.0.0.1:9/'].map((url) =>
        fetch(url).catch(() => 'refused'),
      );
      return Promise.all(tried);
    });
    expect(answers).toEqual(['refused', 'refused']);
  });
  await test.step('no window but our own', async () => {
    const tried = await page.evaluate(() =>
      [
        'https://example.com/',
        'javascript:alert(1)',
        'file:///etc/passwd',
        `${location.pathname}?window=settings`,
        `${location.pathname}?window=conversation`,
        `${location.pathname}?window=conversation&id=../x`,
        `${location.pathname}?window=wall&next=https://example.com`,
        '/other.html?window=wall',
      ].map((url) => window.open(url) === null),
    );
    expect(tried).toEqual(tried.map(() => true));
    expect(await app.windows()).toHaveLength(1);
  });
  await test.step('a link is asked about; the answer counts, and may be kept', async () => {
    expect(await seen(app).asked()).toEqual(['Open example.com in the browser? https://example.com/']);
    expect(await seen(app).opened()).toEqual([]);
    await expect(page.getByText('Only https addresses are opened from here.')).toBeVisible();
    await seen(app).answer(0, true);
    const follow = () =>
      page.evaluate(() => {
        const link = document.createElement('a');
        link.href = 'https://status.meridian.example/today';
        link.target = '_blank';
        document.body.append(link);
        link.click();
        link.remove();
      });
    await follow();
    await expect.poll(() => seen(app).opened()).toHaveLength(1);
    await follow();
    await expect.poll(() => seen(app).opened()).toHaveLength(2);
    // The second one was not asked about.
    expect(await seen(app).asked()).toHaveLength(2);
  });
  await test.step('a conversation and the wall may have windows of their own, guarded alike', async () => {
    const opened = await page.evaluate(() => [
      window.open(`${location.pathname}?window=conversation&id=ilse`) !== null,
      window.open(`${location.pathname}?window=wall`) !== null,
    ]);
    expect(opened).toEqual([true, true]);
    await expect.poll(() => app.windows()).toHaveLength(3);
    // A second one of the same is the first one shown.
    await page.evaluate(() => window.open(`${location.pathname}?window=wall`));
    const [, first = 0] = await app.windows();
    const other = await app.page(first);
    await other.waitForFunction(() => 'baton' in window);
    expect(await other.evaluate(() => window.open('https://example.com/') === null)).toBe(true);
    expect(await app.windows()).toHaveLength(3);
    await expect
      .poll(() => urlOf(app))
      .toEqual([
        home,
        'baton://console/index.html?window=conversation&id=ilse',
        'baton://console/index.html?window=wall',
      ]);
  });
  await test.step('what the double does not list throws with its name', async () => {
    test.skip(process.env.BATON_DESKTOP === 'real', 'the real runtime has everything');
    const refused = await app.main((electron) => {
      const names = [
        'app',
        'BrowserWindow',
        'Menu',
        'Tray',
        'Notification',
        'ipcMain',
        'protocol',
        'session',
        'dialog',
      ];
      const more = [
        'safeStorage',
        'powerMonitor',
        'globalShortcut',
        'shell',
        'screen',
        'nativeTheme',
        'utilityProcess',
      ];
      return [...names, ...more].map((name) => {
        try {
          return String(Reflect.get(Reflect.get(electron, name), 'invented'));
        } catch (error) {
          return (error as Error).message;
        }
      });
    });
    for (const message of refused) expect(message).toMatch(/^the double of Electron has no \S+\.invented$/);
  });
});
