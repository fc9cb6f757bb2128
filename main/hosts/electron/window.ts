// Owns the one console window: made hidden, shown when the page has painted, at a size that is never below the least.
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { pagePreferences } from './security/04-sandbox.ts';
import { keepOnOwnPage } from './security/13-navigation.ts';

export interface ConsoleWindowOptions {
  readonly make: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly preload: string;
  readonly origin: string;
  readonly openExternal: (url: string) => void;
}

export function makeConsoleWindow({
  make,
  preload,
  origin,
  openExternal,
}: ConsoleWindowOptions): BrowserWindow {
  const window = make({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Baton',
    webPreferences: pagePreferences(preload),
  });
  keepOnOwnPage(window.webContents, origin, openExternal);
  window.once('ready-to-show', () => window.show());
  return window;
}
