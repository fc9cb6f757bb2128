// Owns handing the events of one stream to the conversations they belong to.
import type { BotEvent } from '#sdk/index.ts';

/** Events of one conversation, read one at a time. */
export class Mailbox {
  readonly #events: BotEvent[] = [];
  #arrived = Promise.withResolvers<void>();

  put(event: BotEvent): void {
    this.#events.push(event);
    this.#arrived.resolve();
  }

  /** The next event, or undefined when `signal` ends first. */
  async take(signal: AbortSignal): Promise<BotEvent | undefined> {
    const over = Promise.withResolvers<void>();
    const end = () => over.resolve();
    signal.addEventListener('abort', end, { once: true });
    try {
      while (this.#events.length === 0) {
        if (signal.aborted) return undefined;
        this.#arrived = Promise.withResolvers<void>();
        await Promise.race([this.#arrived.promise, over.promise]);
      }
      return this.#events.shift();
    } finally {
      signal.removeEventListener('abort', end);
    }
  }
}
