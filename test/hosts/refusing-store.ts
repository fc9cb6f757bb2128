// Owns a store for tests whose disk refuses single calls.
import type { OpenStore } from '#core/console.ts';
import { openStore } from '#store/client.ts';
import type { Store } from '#store/port.ts';

/** Methods of which one call is refused, the `nth`; each leaves the list with that. */
export interface Refusals {
  readonly methods: Set<keyof Store>;
  readonly nth: number;
}

/** A store that does all it is asked, but for those calls. */
export function refusing({ methods, nth }: Refusals): OpenStore {
  const calls = new Map<string, number>();
  return async (options) => {
    const { store, opened } = await openStore(options);
    const change = [...methods].map((method) => {
      const asked = store[method] as (...args: readonly unknown[]) => unknown;
      const refused = async (...args: readonly unknown[]): Promise<unknown> => {
        const count = (calls.get(method) ?? 0) + 1;
        calls.set(method, count);
        if (count === nth && methods.delete(method)) throw new Error(`the disk is full: ${method}`);
        return asked(...args);
      };
      return [method, refused] as const;
    });
    return { opened, store: { ...store, ...Object.fromEntries(change) } };
  };
}
