// Owns the names the double answers to `import ... from 'electron'`. A name that is not here does not link.
import { watch } from '../witness.mjs';
import { app } from './app.ts';
import { listenToSpec } from './control.ts';
import { ipcMain } from './ipc.ts';
import { listed } from './listed.ts';
import { protocol, session } from './session.ts';
import {
  dialog,
  globalShortcut,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  safeStorage,
  screen,
  shell,
  Tray,
} from './system.ts';
import { utilityProcess } from './utility.ts';
import { BrowserWindow as BrowserWindowDouble } from './windows.ts';

const BrowserWindow = listed('BrowserWindow', BrowserWindowDouble);

export {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};

const electron: object = listed('electron', {
  ...{ app, BrowserWindow, dialog, globalShortcut, ipcMain, Menu, nativeImage, nativeTheme, Notification },
  ...{ powerMonitor, protocol, safeStorage, screen, session, shell, Tray, utilityProcess },
});
watch(electron);
listenToSpec(electron);
export default electron;
