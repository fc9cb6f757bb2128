// Owns how the browser tests and the desktop specs run: one system Chromium, no retries, every time-out short. Specs write
// their own pictures.
import { defineConfig } from '@playwright/test';
import { browserEnvironment, findTestBrowser } from './scripts/browser.mjs';

const executablePath = findTestBrowser();

export default defineConfig({
  projects: [
    { name: 'e2e', testDir: 'test/e2e' },
    // Each spec starts processes of its own, some more than once.
    { name: 'desktop', testDir: 'test/desktop', timeout: 150_000, expect: { timeout: 30_000 } },
  ],
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  fullyParallel: true,
  forbidOnly: process.env.CI === 'true',
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: process.env.BATON_REPORT ?? 'test-results/e2e.json' }]],
  use: {
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    trace: 'off',
    video: 'off',
    screenshot: 'off',
    launchOptions: {
      env: browserEnvironment(),
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
