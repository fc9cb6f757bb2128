// Owns what the edge needs of the router: the bot side of the clerk, the configuration, a log to write to.
import type { BatonConfig } from '#shared/schema/config.ts';
import type { Clerk } from '../clerk.port.ts';

export type EdgeClerk = Pick<Clerk, 'bot' | 'delivery' | 'status' | 'availability'>;

export interface EdgeLog {
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** The configuration of now: it may be replaced while the router runs. */
export type CurrentConfig = () => BatonConfig;
