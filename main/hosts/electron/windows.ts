// Owns the windows: the console, conversations of their own, the wall. Made hidden, shown when painted, where they were
// last; guarded before anything is loaded. Refuses: what the pages say (bridge.ts).
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  NativeImage,
  Rectangle,
  WebContents,
} from 'electron';
import type { Words } from '#shared/i18n/words.ts';
import type { Memory } from './memory.ts';
import { LEAST, placeWindow, USUAL } from './placement.ts';
import { pagePreferences } from './security/04-sandbox.ts';
import { type AskedWindow, askedWindow } from './security/14-windows.ts';

type Kind = 'console' | AskedWindow['kind'];

const SIZES: Readonly<Record<Kind, { readonly least: typeof size; readonly usual: typeof size }>> = {
  console: { least: LEAST, usual: USUAL },
  conversation: { least: { width: 480, height: 480 }, usual: { width: 760, height: 820 } },
  wall: { least: { width: 640, height: 360 }, usual: { width: 1280, height: 720 } },
};
declare const size: { readonly width: number; readonly height: number };

/** Between the last move of a window and writing down where it is, ms. */
const SETTLE_MS = 400;

export interface WindowsOptions {
  readonly make: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Where a window does not have its program's by itself. */
  readonly icon: NativeImage;
  readonly areas: () => readonly Rectangle[];
  readonly preload: string;
  readonly origin: string;
  readonly memory: Memory;
  readonly t: Words;
  /** The menu bar is shown by a key, as on systems that have it in the window. */
  readonly hideMenuBar: boolean;
  /** Called with every window's contents, before it loads. */
  readonly added: (contents: WebContents, main: boolean) => void;
  readonly openExternal: (url: string) => void;
}

export interface Windows {
  readonly console: BrowserWindow;
  focus(): void;
}

export function openWindows(options: WindowsOptions): Windows {
  const { make, areas, preload, origin, memory, t, added, openExternal } = options;
  const others = new Map<string, BrowserWindow>();

  function settings(kind: Kind): BrowserWindowConstructorOptions & { maximize: boolean } {
    const { least, usual } = SIZES[kind];
    const { bounds, maximized } = placeWindow(memory.get().windows[kind], areas(), least, usual);
    return {
      ...bounds,
      minWidth: least.width,
      minHeight: least.height,
      show: false,
      title: t('app.name'),
      icon: options.icon,
      autoHideMenuBar: options.hideMenuBar,
      webPreferences: pagePreferences(preload),
      maximize: maximized,
    };
  }

  function remember(window: BrowserWindow, kind: Kind): void {
    let timer: NodeJS.Timeout | null = null;
    const write = (): void => {
      timer = null;
      if (window.isDestroyed()) return;
      const place = { ...window.getNormalBounds(), maximized: window.isMaximized() };
      memory.change({ windows: { ...memory.get().windows, [kind]: place } });
    };
    const soon = (): void => {
      if (timer !== null) clearTimeout(timer);
      timer = setTimeout(write, SETTLE_MS);
    };
    window.on('resize', soon);
    window.on('move', soon);
    window.on('maximize', soon);
    window.on('unmaximize', soon);
    window.on('close', write);
    window.once('closed', () => timer !== null && clearTimeout(timer));
  }

  function prepare(window: BrowserWindow, kind: Kind, maximize: boolean): void {
    const { webContents } = window;
    added(webContents, kind === 'console');
    remember(window, kind);
    window.on('focus', () => window.flashFrame(false));
    webContents.setWindowOpenHandler(({ url }) => {
      const asked = askedWindow(url, origin);
      if (asked === null) {
        openExternal(url);
        return { action: 'deny' };
      }
      const open = others.get(keyOf(asked));
      if (open !== undefined) {
        bringForward(open);
        return { action: 'deny' };
      }
      const { maximize: _later, ...overrideBrowserWindowOptions } = settings(asked.kind);
      return { action: 'allow', overrideBrowserWindowOptions };
    });
    webContents.on('did-create-window', (child, { url }) => {
      const asked = askedWindow(url, origin);
      // Only windows that were allowed above are made; one that nobody asked for does not stay.
      if (asked === null) return child.destroy();
      const key = keyOf(asked);
      others.set(key, child);
      child.once('closed', () => others.delete(key));
      prepare(child, asked.kind, memory.get().windows[asked.kind]?.maximized ?? false);
      child.once('ready-to-show', () => child.show());
      // Led elsewhere before it showed anything, it would stay as an empty window.
      const refused = (_event: object, _code: number, _what: string, _url: string, isPage: boolean): void => {
        // Not within the navigation that reports it.
        if (isPage) setImmediate(() => child.isDestroyed() || child.destroy());
      };
      child.webContents.on('did-fail-load', refused);
      child.webContents.once('did-finish-load', () => child.webContents.off('did-fail-load', refused));
    });
    if (maximize) window.once('show', () => window.maximize());
  }

  const { maximize, ...forConsole } = settings('console');
  const window = make(forConsole);
  prepare(window, 'console', maximize);
  window.once('closed', () => {
    for (const other of others.values()) other.destroy();
  });
  return {
    console: window,
    focus: () => bringForward(window),
  };
}

const keyOf = (asked: AskedWindow): string => (asked.kind === 'wall' ? 'wall' : `conversation/${asked.id}`);

function bringForward(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
