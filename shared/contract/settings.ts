// Owns the settings of one person on one device.
import { z } from 'zod';

export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark', 'contrast']).default('system'),
  density: z.enum(['compact', 'normal', 'roomy']).default('normal'),
  /** Sound with an offer. */
  sound: z.boolean().default(true),
  /** Words of the customer in notifications; hidden by default. */
  notificationText: z.boolean().default(false),
  doNotDisturb: z.boolean().default(false),
});

export type Settings = z.infer<typeof settings>;
