// Electron's security checklist, points 2, 3, 4, 6, 8, 9, 10 and 20: no Node in the page, isolated context, sandbox, web
// security, nothing insecure, no experiments, no Blink features, and no more of Electron than the preload's three members.
// Kept by these fixed preferences; no window is made with others.
import type { WebPreferences } from 'electron';

export function pagePreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: true,
  };
}
