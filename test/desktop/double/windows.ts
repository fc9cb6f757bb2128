// Owns BrowserWindow: size, place and state as the application last set them, around one webContents.
import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, BrowserWindow as RealWindow, Rectangle } from 'electron';
import { isReady } from './chromium.ts';
import { created, WebContentsDouble } from './contents.ts';
import { listed, type NothingInvented } from './listed.ts';
import { isPrevented } from './preventable.ts';

let lastId = 0;
const all = new Map<number, BrowserWindow>();
let focused: BrowserWindow | null = null;
/** `app` hears of closed windows. */
export const windowEvents = new EventEmitter();

type Options = BrowserWindowConstructorOptions;

export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId;
  readonly webContents: WebContentsDouble;
  /** What it was made with; specs look at it. */
  readonly _options: Options;
  _flashing = false;
  _overlay = '';
  #bounds: Rectangle;
  #visible: boolean;
  #minimized = false;
  #maximized = false;
  #fullScreen = false;
  #destroyed = false;
  #title: string;
  readonly #self: BrowserWindow;

  constructor(options: Options = {}) {
    super();
    if (!isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    const self = listed('BrowserWindow', this);
    this.#self = self;
    this._options = options;
    const { width = 800, height = 600 } = options;
    this.#bounds = { x: options.x ?? 240, y: options.y ?? 90, width, height };
    this.#visible = options.show !== false;
    this.#title = options.title ?? 'Electron';
    this.webContents = new WebContentsDouble(options.webPreferences ?? {});
    void this.webContents._setSize(width, height).catch(() => undefined);
    this.webContents._openWindow = (url, more, details) => {
      const { webPreferences = {}, ...rest } = more as Options;
      // As in Electron: a window of a page inherits the page's preferences.
      const child = new BrowserWindow({
        ...rest,
        webPreferences: { ...options.webPreferences, ...webPreferences },
      });
      this.webContents.emit('did-create-window', child, { ...details, url, options: more });
      child.loadURL(url).catch(() => undefined);
    };
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'));
    all.set(this.id, self);
    created.emit('window', self);
    created.emit('contents', this.webContents);
    // biome-ignore lint/correctness/noConstructorReturn: the refusing face is what the application holds.
    return self;
  }

  static getAllWindows = (): BrowserWindow[] => [...all.values()];
  static getFocusedWindow = (): BrowserWindow | null => focused;
  static fromWebContents = (contents: WebContentsDouble): BrowserWindow | null =>
    [...all.values()].find((window) => window.webContents === contents) ?? null;

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url);

  show(): void {
    const before = this.#visible;
    this.#visible = true;
    if (!before) this.emit('show');
    this.focus();
  }
  showInactive(): void {
    this.#visible = true;
  }
  hide(): void {
    this.#visible = false;
    this.blur();
    this.emit('hide');
  }
  focus(): void {
    if (focused === this.#self) return;
    focused?.blur();
    focused = this.#self;
    this.emit('focus');
  }
  blur(): void {
    if (focused !== this.#self) return;
    focused = null;
    this.emit('blur');
  }
  minimize(): void {
    this.#minimized = true;
    this.blur();
    this.emit('minimize');
  }
  restore(): void {
    this.#minimized = false;
    this.emit('restore');
  }
  maximize(): void {
    this.#maximized = true;
    this.emit('maximize');
  }
  unmaximize(): void {
    this.#maximized = false;
  }
  setFullScreen(on: boolean): void {
    this.#fullScreen = on;
  }
  isVisible = (): boolean => this.#visible;
  isFocused = (): boolean => focused === this.#self;
  isMinimized = (): boolean => this.#minimized;
  isMaximized = (): boolean => this.#maximized;
  isFullScreen = (): boolean => this.#fullScreen;
  isDestroyed = (): boolean => this.#destroyed;
  getBounds = (): Rectangle => ({ ...this.#bounds });
  getNormalBounds = (): Rectangle => ({ ...this.#bounds });
  setBounds(bounds: Partial<Rectangle>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    void this.webContents._setSize(this.#bounds.width, this.#bounds.height).catch(() => undefined);
    this.emit('resize');
    this.emit('move');
  }
  getTitle = (): string => this.#title;
  setTitle(title: string): void {
    this.#title = title;
  }
  flashFrame(on: boolean): void {
    this._flashing = on;
  }
  setOverlayIcon(_icon: object | null, description: string): void {
    this._overlay = description;
  }
  setMenuBarVisibility = (): void => undefined;

  close(): void {
    if (!isPrevented(this, 'close')) this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.blur();
    all.delete(this.id);
    this.webContents._destroy();
    this.emit('closed');
    windowEvents.emit('closed');
  }
}

void (true satisfies NothingInvented<BrowserWindow, RealWindow>);
