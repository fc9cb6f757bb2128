// Owns the Chromium behind the double: one browser context for this run of the application, gone with its process.
import { connectBrowser } from './cdp.ts';

const address = process.env.BATON_DOUBLE_BROWSER;
if (address === undefined)
  throw new Error('BATON_DOUBLE_BROWSER must name the DevTools address of a Chromium');

export const browser = await connectBrowser(address);
export const { browserContextId: contextId } = await browser.send<{ browserContextId: string }>(
  'Target.createBrowserContext',
  { disposeOnDetach: true },
);

let ready = false;
export const isReady = (): boolean => ready;
export const becomeReady = (): void => {
  ready = true;
};
