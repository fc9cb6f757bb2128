// Owns the application's icon as pictures: drawn from renderer/icon.svg by Chromium, kept beside what packages are made of.
// Run by whoever changes the drawing: `node config/package/icon.mjs`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserEnvironment, findTestBrowser } from '../../scripts/browser.mjs';
import { root } from '../../scripts/setup.mjs';

/** Of packages, and of windows on systems where a window does not have its program's. */
const PICTURES = { 'icon.png': 1024, 'icon-512.png': 512 };

const executablePath = findTestBrowser();
const browser = await chromium.launch({
  env: browserEnvironment(),
  ...(executablePath === undefined ? {} : { executablePath }),
});
const page = await browser.newPage();
const drawing = readFileSync(join(root, 'renderer/icon.svg'), 'utf8');
for (const [name, size] of Object.entries(PICTURES)) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${drawing}`);
  await page.screenshot({ path: join(import.meta.dirname, name), omitBackground: true });
}
await browser.close();
