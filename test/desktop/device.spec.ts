// Owns: what the application does with the device: idle time, keys that work anywhere, spelling, menus, the keychain,
// diagnostics, updates.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { becomeAvailable, expect, isLive, seen, test } from './stage.ts';

const set = (page: Page, change: object) =>
  page.evaluate(
    (given) =>
      (
        window as unknown as { baton: { call: (name: string, body: object) => Promise<{ ok: boolean }> } }
      ).baton.call('settings.set', given),
    change,
  );
const hello = (page: Page) =>
  page.evaluate(async () => {
    const { baton } = window as unknown as {
      baton: { call: (name: string, body: object) => Promise<{ body: { capabilities: object } }> };
    };
    return (await baton.call('app.hello', {})).body.capabilities;
  });

test('who is away from the desk is asked once; settings reach the system; diagnostics are clean', async ({
  desktop,
}) => {
  const app = await desktop.start();
  const page = await app.page();
  await isLive(page);
  await becomeAvailable(page);

  await test.step('what this device can do is said', async () => {
    expect(await hello(page)).toMatchObject({
      ...{ host: 'electron', tray: true, badge: true, globalShortcut: true, updater: false },
      ...{ autostart: false, deepLinks: false, encryptionAtRest: 'os-keychain' },
    });
    const folder = join(desktop.data, 'people');
    expect(existsSync(folder)).toBe(true);
  });
  await test.step('idle', async () => {
    await app.main(({ powerMonitor }) => {
      powerMonitor.getSystemIdleTime = () => 660;
    });
    await expect(page.getByText('Are you still there?')).toBeVisible();
    await expect
      .poll(async () => (await seen(app).notifications()).map(({ title }) => title))
      .toEqual(['Are you still there?']);
    await expect(page.getByRole('button', { name: /Change presence/ })).toContainText('Available');
    await app.main(({ powerMonitor }) => {
      powerMonitor.getSystemIdleTime = () => 0;
    });
  });
  await test.step('shortcut', async () => {
    const registered = (keys: string) =>
      app.main(({ globalShortcut }, wanted) => globalShortcut.isRegistered(wanted), keys);
    expect(await registered('Alt+Shift+B')).toBe(false);
    expect(await set(page, { globalShortcut: 'Alt+Shift+B' })).toMatchObject({ ok: true });
    expect(await registered('Alt+Shift+B')).toBe(true);
    expect(await set(page, { globalShortcut: '' })).toMatchObject({ ok: true });
    expect(await registered('Alt+Shift+B')).toBe(false);
    expect(await set(page, { globalShortcut: 'B; rm' })).toMatchObject({ ok: false });
  });
  await test.step('spelling', async () => {
    expect(await set(page, { spellcheckLanguages: ['pt-PT', 'xx'] })).toMatchObject({ ok: true });
    const languages = await app.main(({ session }) => session.defaultSession.getSpellCheckerLanguages());
    expect(languages).toEqual(['pt-PT']);
  });
  await test.step('menus', async () => {
    const roles = await app.main(({ Menu }) =>
      Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items.map(({ role }) => role) ?? []),
    );
    for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'selectall', 'zoomin'])
      expect(roles?.map((one) => String(one).toLowerCase())).toContain(role);
    await app.main(({ Menu }) =>
      Menu.getApplicationMenu()
        ?.items.flatMap(({ submenu }) => submenu?.items ?? [])
        .find(({ accelerator }) => accelerator === 'CommandOrControl+,')
        ?.click(),
    );
    await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible();
  });
  await test.step('diagnostics', async () => {
    const file = join(desktop.data, 'saved.json');
    await seen(app).saveTo(file);
    await seen(app).clickTray('Save diagnostics…');
    await expect(page.getByText('Diagnostics saved')).toBeVisible();
    const text = readFileSync(file, 'utf8');
    const secrets = readFileSync(join(desktop.data, 'office/secrets.json'), 'utf8');
    const { tokens } = JSON.parse(secrets) as { tokens: Record<string, string> };
    for (const token of Object.values(tokens)) expect(text).not.toContain(token);
    expect(JSON.parse(text)).toMatchObject({ link: 'live', settings: { closeToTray: true } });
  });
  await test.step('no feed, no updates: the updater is not even loaded', async () => {
    expect(await app.main(() => Object.keys(process.versions).length > 0)).toBe(true);
    expect(app.output()).not.toContain('update');
  });
});

test('without a keychain the key is a file, and is called one', async ({ desktop }) => {
  test.skip(process.env.BATON_DESKTOP === 'real', 'the keychain of a real system is what it is');
  const app = await desktop.start({
    env: { BATON_DOUBLE_KEYCHAIN: 'basic_text', BATON_DOUBLE_NO_TRAY: '1' },
  });
  const page = await app.page();
  await isLive(page);
  expect(await hello(page)).toMatchObject({ encryptionAtRest: 'key-file', tray: false });
  // Without a tray closing is the end.
  await app.main(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  expect(await app.ended).toBe(0);
});

test('a command line that cannot be followed is answered in one line', async ({ desktop }) => {
  const app = await desktop.start({ args: ['--router', 'ws://127.0.0.1:9'] });
  expect(await app.ended).toBe(2);
  expect(app.output()).toContain('--router needs --person ID');
});
