// Owns the stage of a desktop spec: folders, runs of the application and the bot that brings work; gone afterwards.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { speakAsBot } from '../system/bot.ts';
import { scratch } from '../system/processes.ts';
import { type Application, type LaunchOptions, launch } from './application.ts';
import { startBrowser, type TestBrowser } from './browser.ts';

export { expect };

export interface Desktop {
  /** Folder of the application's data. */
  readonly data: string;
  /** Starts the application on this folder; more than once, as a person may. */
  start(options?: Partial<LaunchOptions>): Promise<Application>;
  /** The bot of the office in this folder, once the application has made it. */
  bot(page: Page): Promise<ReturnType<typeof speakAsBot>>;
}

/** Where the application's own router listens for bots. */
async function routerOf(page: Page): Promise<string> {
  const answer = await page.evaluate(() =>
    (
      window as unknown as {
        baton: { call: (name: string, body: object) => Promise<{ body: { router: string } }> };
      }
    ).baton.call('app.hello', {}),
  );
  const { host } = new URL(answer.body.router);
  return `http://${host}`;
}

export const test = base.extend<{ desktop: Desktop }, { chromium: TestBrowser }>({
  chromium: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const browser = await startBrowser();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  desktop: async ({ chromium }, use, info) => {
    const folder = scratch();
    const runs: Application[] = [];
    await use({
      data: folder.path,
      async start({ args = [], ...options } = {}) {
        const app = await launch(chromium, {
          ...options,
          args: ['--data', folder.path, '--no-demo', ...args],
        });
        runs.push(app);
        return app;
      },
      async bot(page) {
        const http = await routerOf(page);
        const { demoKey } = JSON.parse(readFileSync(join(folder.path, 'office/secrets.json'), 'utf8')) as {
          demoKey: string;
        };
        return speakAsBot(() => http, demoKey);
      },
    });
    if (info.status !== info.expectedStatus)
      for (const app of runs) process.stderr.write(`\n-- the application said:\n${app.output()}\n`);
    for (const app of runs) await app.kill();
    folder.remove();
  },
});

/** A conversation that asks for a person, as a bot would bring it. */
export async function bring(bot: ReturnType<typeof speakAsBot>, id: string, name: string): Promise<void> {
  expect((await bot.open(id, name)).status).toBeLessThan(300);
  await bot.turn(id, `${id}-1`, 'END_USER', 'My child sits nine rows away.');
  expect((await bot.initiate(id, { reason: 'seats' })).status).toBe(200);
}

export async function accept(page: Page): Promise<void> {
  await page
    .getByRole('region', { name: 'Offer' })
    .getByRole('button', { name: /Accept/ })
    .click();
  await expect(page.getByText('Handoff to you')).toBeVisible();
}

/** What the witness saw, as plain data. */
export function seen(app: Application) {
  return {
    notifications: () =>
      app.main(() =>
        Reflect.get(globalThis, 'seen').notifications.map(({ title, body }: Record<string, string>) => ({
          title,
          body,
        })),
      ) as Promise<{ title: string; body: string }[]>,
    clickNotification: (title: string) =>
      app.main((_electron, wanted) => {
        const found = Reflect.get(globalThis, 'seen').notifications.find(
          (one: { title: string }) => one.title === wanted,
        );
        if (found === undefined) throw new Error(`no notification says ${wanted}`);
        found.emit('click', {});
      }, title),
    /** Labels of the buttons on it. */
    actionsOf: (title: string) =>
      app.main(
        (_electron, wanted) =>
          Reflect.get(globalThis, 'seen')
            .notifications.find((one: { title: string }) => one.title === wanted)
            ?.actions.map(({ text }: { text: string }) => text),
        title,
      ) as Promise<string[] | undefined>,
    pressAction: (title: string, label: string) =>
      app.main(
        (_electron, wanted) => {
          const found = Reflect.get(globalThis, 'seen').notifications.find(
            (one: { title: string }) => one.title === wanted.title,
          );
          const actionIndex = found?.actions.findIndex(({ text }: { text: string }) => text === wanted.label);
          if (actionIndex === undefined || actionIndex < 0)
            throw new Error(`${wanted.title} has no such button`);
          found.emit('action', { actionIndex });
        },
        { title, label },
      ),
    toolTip: () => app.main(() => Reflect.get(globalThis, 'seen').toolTip as string),
    /** Labels of the tray's menu, the chosen ones marked. */
    trayMenu: () =>
      app.main(() =>
        Reflect.get(globalThis, 'seen').trayMenu.items.map(
          ({ label, checked }: { label: string; checked: boolean }) => (checked ? `* ${label}` : label),
        ),
      ) as Promise<string[]>,
    clickTray: (label: string) =>
      app.main((_electron, wanted) => {
        Reflect.get(globalThis, 'seen')
          .trayMenu.items.find((item: { label: string }) => item.label === wanted)
          .click();
      }, label),
    /** Messages and details of the questions asked so far. */
    asked: () =>
      app.main(() =>
        Reflect.get(globalThis, 'seen').asked.map(
          ({ message, detail }: Record<string, string>) => `${message} ${detail}`,
        ),
      ) as Promise<string[]>,
    /** Answers the next question with this button. */
    answer: (response: number, checkboxChecked = false) =>
      app.main((_electron, answer) => void Reflect.get(globalThis, 'seen').answers.push(answer), {
        response,
        checkboxChecked,
      }),
    opened: () => app.main(() => Reflect.get(globalThis, 'seen').opened as string[]),
    /** From now on these pages of ours are answered with a redirect to there. */
    redirect: (to: Readonly<Record<string, string>>) =>
      app.main((_electron, given) => {
        Reflect.get(globalThis, 'seen').redirects = given;
      }, to),
    refusedRedirects: () => app.main(() => Reflect.get(globalThis, 'seen').refusedRedirects as string[]),
    saveTo: (file: string) =>
      app.main((_electron, to) => {
        Reflect.get(globalThis, 'seen').saveTo = to;
      }, file),
  };
}

/** Process id of the application's router. */
export async function routerPid(app: Application): Promise<number> {
  const pids = await app.main(({ app: { getAppMetrics } }) =>
    getAppMetrics()
      .filter(({ serviceName, name }) => [serviceName, name].some((one) => one?.startsWith('Baton')))
      .map(({ pid }) => pid),
  );
  expect(pids).toHaveLength(1);
  return pids[0] ?? 0;
}

/** The console is up: its title bar says that the link is live. */
export async function isLive(page: Page, timeout = 30_000): Promise<void> {
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible({ timeout });
}

export async function becomeAvailable(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Change presence/ }).click();
  await page.getByRole('menuitemradio', { name: 'Available', exact: true }).click();
  await expect(page.getByRole('button', { name: /Change presence/ })).toContainText('Available');
}
