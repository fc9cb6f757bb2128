// Owns reading a bot's stream: stored events as the bot sees them, and waiting for the next one.
import type { BotEvent } from '#shared/protocol/edge.ts';
import type { Engine, StoredEvent } from '../../engine/port.ts';

export type Log = Pick<Engine, 'read' | 'tail'>;

/** The desk stores all of a bot's event but its offset; it wrote it typed, so it is not checked again. */
export function toBotEvent({ data, offset }: StoredEvent): BotEvent {
  return { ...(JSON.parse(data) as BotEvent), offset };
}

/** Wakes whoever waits for a stream to grow; one subscription at the engine for all. */
export function createWaiting(log: Log) {
  const waiting = new Map<string, Set<() => void>>();
  const unsubscribe = log.tail((streams) => {
    for (const stream of streams) for (const wake of waiting.get(stream) ?? []) wake();
  });

  return {
    /** Calls `wake` at every growth of `stream` until the returned function is called. */
    on(stream: string, wake: () => void): () => void {
      const here = waiting.get(stream) ?? new Set();
      waiting.set(stream, here.add(wake));
      return () => {
        here.delete(wake);
        if (here.size === 0) waiting.delete(stream);
      };
    },
    /** How many wait for `stream`. */
    count: (stream: string) => waiting.get(stream)?.size ?? 0,
    stop() {
      unsubscribe();
      for (const wakes of waiting.values()) for (const wake of wakes) wake();
    },
  };
}

export type Waiting = ReturnType<typeof createWaiting>;
