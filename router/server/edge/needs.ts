// Owns what the edge needs of the router: the bot side of the clerk and a log to write to.
import type { Clerk } from '../clerk.port.ts';

export type EdgeClerk = Pick<Clerk, 'bot' | 'delivery' | 'status' | 'availability'>;

export interface EdgeLog {
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}
