// Owns what the system shows and knows: tray, menus, notifications, dialogs, keychain, idle time, screens, shortcuts.
// Each remembers what it was told; specs look and click.
import { EventEmitter } from 'node:events';
import type {
  Dialog,
  GlobalShortcut,
  MenuItemConstructorOptions,
  NativeTheme,
  NotificationConstructorOptions,
  PowerMonitor,
  Menu as RealMenu,
  MenuItem as RealMenuItem,
  Notification as RealNotification,
  Tray as RealTray,
  SafeStorage,
  Screen,
  Shell,
} from 'electron';
import { isReady } from './chromium.ts';
import { listed, type Members, type NothingInvented } from './listed.ts';

class MenuItemDouble {
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly id: string | undefined;
  readonly accelerator: string | undefined;
  readonly submenu: MenuDouble | undefined;
  readonly #run: MenuItemConstructorOptions['click'];
  checked: boolean;
  enabled: boolean;
  visible: boolean;
  constructor(options: MenuItemConstructorOptions) {
    this.label = options.label ?? options.role ?? '';
    this.role = options.role;
    this.type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu');
    this.id = options.id;
    this.accelerator = typeof options.accelerator === 'string' ? options.accelerator : undefined;
    this.submenu = Array.isArray(options.submenu) ? MenuDouble.buildFromTemplate(options.submenu) : undefined;
    this.checked = options.checked ?? false;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.#run = options.click;
  }
  click(): void {
    if (this.enabled) this.#run?.call(this, this as never, undefined, {} as never);
  }
}

class MenuDouble extends EventEmitter {
  static _application: MenuDouble | null = null;
  /** Context menus that were opened. */
  static readonly _popups: MenuDouble[] = [];
  readonly items: MenuItemDouble[];
  constructor(items: MenuItemDouble[] = []) {
    super();
    this.items = items;
  }
  static buildFromTemplate = (template: MenuItemConstructorOptions[]): MenuDouble =>
    listed(
      'Menu',
      new MenuDouble(template.map((options) => listed('MenuItem', new MenuItemDouble(options)))),
    );
  static setApplicationMenu = (menu: MenuDouble | null): void => {
    MenuDouble._application = menu;
  };
  static getApplicationMenu = (): MenuDouble | null => MenuDouble._application;
  popup(): void {
    MenuDouble._popups.push(this);
  }
  getMenuItemById = (id: string): MenuItemDouble | null => this.items.find((item) => item.id === id) ?? null;
}
export const Menu = listed('Menu', MenuDouble);

class TrayDouble extends EventEmitter {
  _menu: MenuDouble | null = null;
  _toolTip = '';
  _image: unknown;
  constructor(image: unknown) {
    super();
    if (!isReady()) throw new Error('Cannot create Tray before app is ready');
    this._image = image;
    if (process.env.BATON_DOUBLE_NO_TRAY === '1') throw new Error('there is no tray here');
    // biome-ignore lint/correctness/noConstructorReturn: the refusing face is what the application holds.
    return listed('Tray', this);
  }
  setContextMenu(menu: MenuDouble | null): void {
    this._menu = menu;
  }
  setToolTip(text: string): void {
    this._toolTip = text;
  }
  setImage(image: unknown): void {
    this._image = image;
  }
  destroy = (): void => undefined;
  isDestroyed = (): boolean => false;
}
export const Tray = listed('Tray', TrayDouble);

class NotificationDouble extends EventEmitter {
  readonly title: string;
  readonly body: string;
  readonly silent: boolean;
  readonly actions: { readonly text?: string }[];
  constructor(options: NotificationConstructorOptions = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.actions = options.actions ?? [];
    // biome-ignore lint/correctness/noConstructorReturn: the refusing face is what the application holds.
    return listed('Notification', this);
  }
  static isSupported = (): boolean => true;
  show(): void {
    this.emit('show', {});
  }
  close(): void {
    this.emit('close', { reason: 'applicationHidden' });
  }
}
export const Notification = listed('Notification', NotificationDouble);

export const dialog = listed('dialog', {
  showMessageBox: async (...args: unknown[]) => {
    const options = args.at(-1) as { cancelId?: number; message: string };
    process.stderr.write(`double: asked without an answer ready: ${options.message}\n`);
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },
  showSaveDialog: async () => ({ canceled: true, filePath: '' }),
  showErrorBox: (title: string, content: string) => void process.stderr.write(`${title}: ${content}\n`),
} satisfies Members<Dialog>);

export const shell = listed('shell', {
  openExternal: async () => undefined,
  showItemInFolder: () => undefined,
} satisfies Members<Shell>);

const KEYCHAIN = process.env.BATON_DOUBLE_KEYCHAIN ?? 'gnome_libsecret';
const MARK = 'sealed by the double:';
function unseal(sealed: Buffer): string {
  const text = sealed.toString('utf8');
  if (!text.startsWith(MARK)) throw new Error('Error while decrypting the ciphertext');
  return text.slice(MARK.length);
}
export const safeStorage = listed('safeStorage', {
  isAsyncEncryptionAvailable: async () => isReady() && KEYCHAIN !== 'none',
  encryptStringAsync: async (text: string) => Buffer.from(MARK + text),
  decryptStringAsync: async (sealed: Buffer) => ({ result: unseal(sealed), shouldReEncrypt: false }),
  isEncryptionAvailable: () => isReady() && KEYCHAIN !== 'none',
  encryptString: (text: string) => Buffer.from(MARK + text),
  decryptString: unseal,
  getSelectedStorageBackend: () => (isReady() ? KEYCHAIN : 'unknown'),
} satisfies Members<SafeStorage>);

export const powerMonitor = listed(
  'powerMonitor',
  Object.assign(new EventEmitter(), {
    getSystemIdleTime: () => 0,
    getSystemIdleState: () => 'active',
    isOnBatteryPower: () => false,
  } satisfies Members<PowerMonitor>),
);

const screenArea = { x: 0, y: 0, width: 1920, height: 1080 };
const display = { id: 1, bounds: screenArea, workArea: { ...screenArea, height: 1040 }, scaleFactor: 1 };
export const screen = listed(
  'screen',
  Object.assign(new EventEmitter(), {
    getAllDisplays: () => [display],
    getPrimaryDisplay: () => display,
  } satisfies Members<Screen>),
);

const shortcuts = new Map<string, () => void>();
export const globalShortcut = listed('globalShortcut', {
  register(accelerator: string, run: () => void): boolean {
    if (shortcuts.has(accelerator)) return false;
    if (/\s|^$/.test(accelerator)) throw new TypeError('conversion failure from an accelerator');
    shortcuts.set(accelerator, run);
    return true;
  },
  unregister: (accelerator: string) => void shortcuts.delete(accelerator),
  unregisterAll: () => shortcuts.clear(),
  isRegistered: (accelerator: string) => shortcuts.has(accelerator),
  _press: (accelerator: string) => shortcuts.get(accelerator)?.(),
} satisfies Members<GlobalShortcut> & { _press: unknown });

export const nativeTheme = listed(
  'nativeTheme',
  Object.assign(new EventEmitter(), {
    themeSource: 'system',
    shouldUseDarkColors: false,
  } satisfies Members<NativeTheme>),
);

interface Image {
  readonly _size: { readonly width: number; readonly height: number };
  setTemplateImage(on: boolean): void;
  isEmpty(): boolean;
}
const image = (width: number, height: number): Image =>
  listed('nativeImage', {
    _size: { width, height },
    setTemplateImage: () => undefined,
    isEmpty: () => width === 0,
  });
export const nativeImage = listed('nativeImage', {
  createEmpty: () => image(0, 0),
  createFromDataURL(url: string) {
    const [, base64] = /^data:image\/png;base64,(.+)$/.exec(url) ?? [];
    const png = Buffer.from(base64 ?? '', 'base64');
    // As in Electron: what is no picture is an empty one. Width and height stand in the first chunk.
    return png.length < 24 ? image(0, 0) : image(png.readUInt32BE(16), png.readUInt32BE(20));
  },
  createFromBitmap(buffer: Buffer, { width, height }: { width: number; height: number }) {
    if (buffer.length !== width * height * 4) throw new Error('invalid buffer size');
    return image(width, height);
  },
});
void (true satisfies NothingInvented<MenuItemDouble, RealMenuItem>);
void (true satisfies NothingInvented<MenuDouble, RealMenu>);
void (true satisfies NothingInvented<TrayDouble, RealTray>);
void (true satisfies NothingInvented<NotificationDouble, RealNotification>);
