// Owns what the core pushes to the page.
import { z } from 'zod';
import { id } from '../schema/primitives.ts';
import type { EventName } from './names.ts';
import { diff } from './views.ts';

export const events = {
  'state.changed': diff,
  /** A notification or a deep link asks the page to show this. */
  'app.open': z.object({ conversation: id.optional(), offer: id.optional() }),
} as const satisfies Record<EventName, z.ZodType>;

export type EventBody<N extends EventName> = z.output<(typeof events)[N]>;
