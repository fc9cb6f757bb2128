// Owns how the web host's page gets a window of its own: a Chromium in app mode, else the system's browser, else none.
import { join } from 'node:path';
import { browserEnvironment, findBrowser } from './browser.mjs';

const hasDisplay =
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

export const canShowWindow = () => hasDisplay && process.env.CI !== 'true';

/** @param {string} url @returns {[string, string[]]} */
function systemOpener(url) {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', url]];
  return ['xdg-open', [url]];
}

/**
 * Opens `url`; a profile of its own keeps the window a process of ours instead of a tab in somebody's browser.
 * @param {Pick<ReturnType<typeof import('./processes.mjs').ownProcesses>, 'start'>} processes @param {string} url @param {string} data
 */
export function openWindow(processes, url, data) {
  const browser = findBrowser();
  const profile = join(data, 'window');
  const [command, args] = browser
    ? [
        browser,
        [`--app=${url}`, `--user-data-dir=${profile}`, '--no-first-run', '--no-default-browser-check'],
      ]
    : systemOpener(url);
  processes.start(command, args, { env: browserEnvironment(), stdio: 'ignore' }).on('error', () => undefined);
}
