// Owns the list of what the application uses of Electron and of the machine; index.ts fills it.
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  GlobalShortcut,
  IpcMain,
  Menu,
  NativeImage,
  Notification,
  NotificationConstructorOptions,
  PowerMonitor,
  Protocol,
  SafeStorage,
  Screen,
  Session,
  Shell,
  Tray,
  utilityProcess,
} from 'electron';
import type { AppUpdater } from 'electron-updater';

export interface System {
  readonly app: App;
  readonly dialog: Dialog;
  readonly ipcMain: IpcMain;
  readonly powerMonitor: PowerMonitor;
  readonly protocol: Protocol;
  readonly safeStorage: SafeStorage;
  readonly screen: Screen;
  readonly shell: Shell;
  readonly globalShortcut: GlobalShortcut;
  readonly session: Session;
  readonly Menu: typeof Menu;
  readonly Notification: Pick<typeof Notification, 'isSupported'>;
  readonly makeWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly makeTray: (image: NativeImage) => Tray;
  readonly makeNotification: (options: NotificationConstructorOptions) => Notification;
  /** `pixels`: blue, green, red, alpha of a square of `size`. */
  readonly makeImage: (pixels: Buffer, size: number) => NativeImage;
  /** The application's own picture. */
  readonly icon: NativeImage;
  readonly fork: typeof utilityProcess.fork;
  readonly loadUpdater: () => Promise<AppUpdater>;
  readonly platform: NodeJS.Platform;
  /** What a session starts to start the application. */
  readonly executable: string;
  readonly autostartFolder: string;
  /** Folder beside the package. */
  readonly resources: string;
}
