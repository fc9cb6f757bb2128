// Owns the record of what a host can do. The page hides or explains by it and never checks a platform.
import { z } from 'zod';

export const capabilities = z.object({
  host: z.enum(['electron', 'web', 'cli']),
  tray: z.boolean(),
  badge: z.boolean(),
  globalShortcut: z.boolean(),
  deepLinks: z.boolean(),
  nativeNotifications: z.boolean(),
  notificationActions: z.boolean(),
  autostart: z.boolean(),
  updater: z.boolean(),
  encryptionAtRest: z.enum(['os-keychain', 'key-file', 'none']),
});

export type Capabilities = z.infer<typeof capabilities>;
