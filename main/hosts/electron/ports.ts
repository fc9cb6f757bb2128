// Owns what the desktop gives the console core.
import { randomUUID } from 'node:crypto';
import type { NativeImage } from 'electron';
import type { Clock, Log, Notifier, Ports, Secrets, SettingsPort } from '#core/ports.ts';
import type { Capabilities } from '#shared/contract/capabilities.ts';
import type { System } from './system.ts';
import type { Windows } from './windows.ts';

export const clock: Clock = {
  now: Date.now,
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export interface DesktopPortsOptions {
  readonly system: System;
  readonly windows: Windows;
  readonly notices: Notifier;
  readonly secrets: Secrets;
  readonly settings: SettingsPort;
  readonly folder: string;
  readonly router: Ports['router'];
  readonly openExternal: (url: string) => Promise<void>;
  readonly log: Log;
  readonly capabilities: Pick<Capabilities, 'tray' | 'updater'>;
  /** What stands on the application's button for this many things; systems with a badge of their own need none. */
  readonly overlay: (count: number) => NativeImage | null;
}

export function desktopPorts(options: DesktopPortsOptions): Ports {
  const { system, windows, secrets, log } = options;
  const { app, platform } = system;
  const { console: window } = windows;
  return {
    capabilities: {
      host: 'electron',
      ...options.capabilities,
      badge: true,
      globalShortcut: true,
      deepLinks: app.isPackaged,
      nativeNotifications: system.Notification.isSupported(),
      notificationActions: platform === 'darwin' || platform === 'win32',
      autostart: app.isPackaged,
      encryptionAtRest: secrets.protection,
    },
    notifier: options.notices,
    badge: {
      set(count) {
        app.setBadgeCount(count);
        if (platform === 'win32' && !window.isDestroyed())
          window.setOverlayIcon(options.overlay(count), count === 0 ? '' : String(count));
      },
    },
    attention: {
      request() {
        if (platform === 'darwin') app.dock?.bounce('critical');
        else if (!window.isDestroyed() && !window.isFocused()) window.flashFrame(true);
      },
    },
    secrets,
    settings: options.settings,
    windows,
    opener: { external: options.openExternal },
    clock,
    ids: { next: () => randomUUID(), random: Math.random },
    paths: { data: options.folder },
    log,
    router: options.router,
    version: app.getVersion(),
  };
}
