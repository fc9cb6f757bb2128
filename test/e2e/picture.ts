// Owns the pictures the browser tests take, and that axe looks at every state that is pictured: none can be forgotten.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { openEye } from './axe.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** One look of axe sees a state of a page in all of these. */
const LOOK = /-(?:light|dark|contrast|forced(?:-colou?rs)?)(?=-|$)/;
const seen = new WeakMap<Page, Set<string>>();

async function look(page: Page, name: string): Promise<void> {
  const state = name.replace(LOOK, '');
  const before = seen.get(page) ?? new Set();
  if (before.has(state)) return;
  seen.set(page, before.add(state));
  // The time of a look is not taken from the test.
  test.info().setTimeout(test.info().timeout + 10_000);
  const eye = await openEye(page);
  await eye.look(state, null);
  // All that is wrong in a walk through many states is told at once.
  expect.soft(eye.found, 'what axe finds').toEqual([]);
}

async function take(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'initial' });
  await look(page, name);
}

/** A picture that is kept, for docs/screens. */
export const keep = (page: Page, name: string): Promise<void> =>
  take(page, join(ROOT, 'docs', 'screens'), name);

/** A picture to be looked at; not kept in the repository. */
export const glance = (page: Page, name: string): Promise<void> =>
  take(page, join(ROOT, 'test-results', 'page'), name);
