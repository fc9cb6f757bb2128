// Owns one Chromium for the windows of many runs on the double, found by its DevTools address, gone with the worker.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from '@playwright/test';
import { browserEnvironment, findTestBrowser } from '../../scripts/browser.mjs';
import { scratch } from '../system/processes.ts';

export interface TestBrowser {
  readonly address: string;
  readonly driver: Browser;
  close(): Promise<void>;
}

export async function startBrowser(): Promise<TestBrowser> {
  const profile = scratch();
  const path = findTestBrowser() ?? chromium.executablePath();
  const child = spawn(
    path,
    [
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile.path}`,
      // Nothing outside is reached, whatever a page asks for.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
      '--hide-scrollbars',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      'about:blank',
    ],
    { env: browserEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code} before it listened`)));
  });
  const driver = await chromium.connectOverCDP(address);
  return {
    address,
    driver,
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      await driver.close().catch(() => undefined);
      child.kill('SIGKILL');
      await gone;
      profile.remove();
    },
  };
}
