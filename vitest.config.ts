// Owns: which unit and suite tests exist and how they run. Browser tests are playwright.config.ts's.
import { defineConfig } from 'vitest/config';

const long = process.env.BATON_LONG === '1';

const shared = { environment: 'node' as const, testTimeout: 20_000, hookTimeout: 20_000 };

export default defineConfig({
  test: {
    pool: 'forks',
    // Much of the time is spent in waiting for other processes, so that one a core is not too many.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['{shared,router,main,renderer,preload,sdk,scripts}/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...shared,
          name: 'suites',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{e2e,long}/**'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      ...(long
        ? [
            {
              test: {
                ...shared,
                name: 'long',
                include: ['test/long/**/*.test.ts'],
                testTimeout: 3_600_000,
                hookTimeout: 600_000,
              },
            },
          ]
        : []),
    ],
  },
});
