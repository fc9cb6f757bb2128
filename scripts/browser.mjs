// Owns where a Chromium is found: for the end-to-end suite, and for the window of the web host.
// Installs one only when told to, and says what it did not find in one line.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, say } from './setup.mjs';

/** Chromium without the window around a page, which is a third less work in a test. */
const SHELL = 'chromium-headless-shell';
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const places = {
  // Where packages put it, for a start with a PATH that names only node.
  linux: ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) =>
    names.map((name) => join(folder, name)),
  ),
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((file) =>
      join(process.env[name] ?? 'C:/', file),
    ),
  ),
};

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const folders = () => (process.env.PATH ?? '').split(delimiter);

/** A Chromium, Chrome or Edge of the machine, or undefined. */
export function findBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return isExecutable(named) ? named : undefined;
  const known = Reflect.get(places, process.platform) ?? [];
  return [...folders().flatMap((folder) => names.map((name) => join(folder, name))), ...known].find(
    isExecutable,
  );
}

/** What the browser tests run in: the shell, where it is installed. */
export function findTestBrowser() {
  if (process.env.CHROMIUM_PATH) return findBrowser();
  return [...folders(), '/usr/bin'].map((folder) => join(folder, SHELL)).find(isExecutable) ?? findBrowser();
}

/**
 * Debian's Chromium is a script that calls grep and the like, and its packages are put in place by programs of the system:
 * both need the system's folders even where PATH has few.
 */
export const browserEnvironment = () => ({
  ...process.env,
  ...(process.platform === 'linux' && {
    PATH: [process.env.PATH, '/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(delimiter),
  }),
});

/** The browser that Playwright downloaded for itself, if it did. @param {string} node */
function playwrightBrowser(node) {
  const code = "import('@playwright/test').then((p) => process.stdout.write(p.chromium.executablePath()))";
  const path = spawnSync(node, ['-e', code], { cwd: root, encoding: 'utf8' }).stdout;
  return path && existsSync(path) ? path : undefined;
}

/**
 * A browser for the end-to-end suite, or why there is none.
 * @param {string} node @param {{ install?: boolean }} [options]
 * @returns {{ path: string } | { reason: string }}
 */
export function browserForTests(node, { install = false } = {}) {
  const present = () => findTestBrowser() ?? playwrightBrowser(node);
  const path = present();
  if (path) return { path };
  const isRoot = process.getuid?.() === 0;
  const command = 'apt-get install -y --no-install-recommends';
  if (isRoot && (install || process.env.CI === 'true') && isExecutable('/usr/bin/apt-get')) {
    say('Installing Chromium for the end-to-end suite ...');
    // Older releases have no package of the shell.
    spawnSync('sh', ['-c', `apt-get update && { ${command} ${SHELL} || ${command} chromium; }`], {
      env: { ...browserEnvironment(), DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 2, 2],
    });
    const installed = present();
    if (installed) return { path: installed };
  }
  return {
    reason: `no Chromium: run "npx playwright install chromium" or "sudo ${command} chromium", or set CHROMIUM_PATH`,
  };
}
