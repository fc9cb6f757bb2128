// Owns that a page scores as the router does: the golden numbers, made again in the browser from the same sources.
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { build } from 'vite';
import { HOSTILE, readGolden, readPolicies, readScenarios } from '../triggers/fixtures.ts';

test('golden numbers in the browser', async ({ page }) => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: `${root}/test/triggers/vectors.ts`, formats: ['iife'], name: 'vectors' },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('nothing was built');
  const [{ code }] = output.output;
  const lines = [...readScenarios(), ...HOSTILE];
  const numbers = await page.evaluate(
    ({ code, lines, policies }) => {
      const vectors = new Function(`${code}; return vectors;`)() as {
        vectorsOf: (lines: unknown, policies: unknown) => Record<string, number[][]>;
      };
      return vectors.vectorsOf(lines, policies);
    },
    { code, lines, policies: readPolicies() },
  );
  expect(numbers).toEqual(readGolden());
});
