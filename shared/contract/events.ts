// Owns what the core pushes to the page.
import { z } from 'zod';
import type { EventName } from './names.ts';
import { noticeAbout, openTarget } from './notices.ts';
import { diff } from './views.ts';

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
      .object({
        kind: noticeAbout,
        title: z.string(),
        body: z.string(),
        sound: z.boolean(),
        open: openTarget,
        /** A window of this console has the person's attention: nothing has to reach beyond the windows. */
        attended: z.boolean(),
      })
      .optional(),
  }),
} as const satisfies Record<EventName, z.ZodType>;

export type EventBody<N extends EventName> = z.output<(typeof events)[N]>;
