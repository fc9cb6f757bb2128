// Owns the desk of one shard: takes a command, lets the area that knows it decide, and gives back one step.
// Refuses: the rules themselves; each area (conversations, handoffs, offers, people ...) has its file.
import type { Matcher } from '#shared/domain/matching/port.ts';
import type { TriggerEngine } from '#shared/domain/trigger/port.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import type { Desk } from './port.ts';
import type { StoredWork } from './stored.ts';

export interface Engines {
  readonly trigger: TriggerEngine;
  readonly matcher: Matcher;
}

/** Builds the desk from what is stored (`readWork`). Pure: no clock, no I/O. */
export function createDesk(_config: BatonConfig, _engines: Engines, _stored: StoredWork): Desk {
  throw new Error('the desk is not built yet');
}
