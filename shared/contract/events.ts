// Owns what the core pushes to the page.
import { z } from 'zod';
import { id } from '../schema/primitives.ts';
import type { EventName } from './names.ts';
import { diff } from './views.ts';

const openTarget = z.object({ conversation: id.optional(), offer: id.optional() });

export const events = {
  'state.changed': diff,
  /** A notification or a deep link asks the page to show this. */
  'app.open': openTarget,
  /**
   * Pushed by a host without native notifications, so that the page shows it. One with the same tag replaces the one
   * before; `notice` is left out when it is to go.
   */
  'app.notice': z.object({
    tag: z.string(),
    notice: z
      .object({ title: z.string(), body: z.string(), sound: z.boolean(), open: openTarget })
      .optional(),
  }),
} as const satisfies Record<EventName, z.ZodType>;

export type EventBody<N extends EventName> = z.output<(typeof events)[N]>;
