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
          args: ['--data', folder.path, '--no-demo', ...args],
          ...options,
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

/** The console is up: its title bar says that the link is live. */
export async function isLive(page: Page): Promise<void> {
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible();
}

export async function becomeAvailable(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Change presence/ }).click();
  await page.getByRole('menuitemradio', { name: 'Available', exact: true }).click();
  await expect(page.getByRole('button', { name: /Change presence/ })).toContainText('Available');
}
