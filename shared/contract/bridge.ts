// Owns the type of what the preload gives the page as `window.baton`. Free of zod, like names.ts: the preload needs both.
import type { CallErrorBody } from './errors.ts';
import type { CallName, EventName } from './names.ts';

/** An error cannot cross the bridge with its fields, so an answer says which of the two it is. */
export type BridgeAnswer =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly error: CallErrorBody };

export interface Bridge {
  readonly host: 'electron';
  call(name: CallName, body: unknown): Promise<BridgeAnswer>;
  /** Calls `listen` with every event; returns the unsubscribe function. */
  subscribe(listen: (name: EventName, body: unknown) => void): () => void;
}
