// Owns what the page needs of the way to its core, whatever the host: calls with answers, events, and whether it is there.
import type { CallName, EventName } from '#shared/contract/names.ts';

/** Whether the core can be reached. This is the host's socket or bridge, not the core's link to the router. */
export type HostState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  /** Gone until it is open again; tried at `nextTryAt` (ms, this device's clock), being tried once that is over. */
  | { readonly kind: 'gone'; readonly nextTryAt: number }
  /** It answers but does not take this page; `reason` is a message id. Only `retry` tries again. */
  | { readonly kind: 'refused'; readonly reason: string };

export interface Transport {
  /** Rejects with CallError. Waits while the host is connecting or gone. */
  call(name: CallName, body: unknown): Promise<unknown>;
  /** Calls `listen` with every event; returns the unsubscribe function. */
  subscribe(listen: (name: EventName, body: unknown) => void): () => void;
  /** Calls `listen` now and at every change; returns the unsubscribe function. */
  watch(listen: (state: HostState) => void): () => void;
  /** Tries at once instead of at `nextTryAt`. */
  retry(): void;
}
