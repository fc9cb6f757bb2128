// Owns the core's end of the thread that reads signals: numbered requests, their answers, and canceling one that nobody waits
// for. A thread that is gone rejects what waits and what comes, with the reason.
import { Worker } from 'node:worker_threads';
import { type Answer, type AskName, type Asks, PLACES, type ReaderData, type Request } from './port.ts';

export interface Asked<T> {
  readonly answer: Promise<T>;
  /** It ends as null as soon as the thread looks, where it can be canceled. */
  cancel(): void;
}

export interface Reader {
  ask<N extends AskName>(name: N, ...args: Parameters<Asks[N]>): Asked<ReturnType<Asks[N]>>;
  isGone(): boolean;
  stop(): Promise<void>;
}

/** Begins a thread that holds nothing yet. */
export type StartReader = () => Reader;

export function startReader(): Reader {
  const shared = new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT);
  const canceled = new Int32Array(shared);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { canceled: shared } satisfies ReaderData,
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  let gone: Error | null = null;

  function fail(error: Error): void {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  }
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) asked?.resolve(answer.value);
    else asked?.reject(new Error(answer.reason));
  });
  worker.on('messageerror', (error) =>
    fail(new Error(`an answer of the preview cannot be read: ${error.message}`)),
  );
  worker.on('error', (error) => fail(new Error(`the preview stopped: ${String(error)}`)));
  worker.on('exit', (code) => fail(new Error(`the preview stopped with exit code ${code}`)));

  return {
    ask<N extends AskName>(name: N, ...args: Parameters<Asks[N]>): Asked<ReturnType<Asks[N]>> {
      last += 1;
      const id = last;
      const answer = new Promise<unknown>((resolve, reject) => {
        if (gone !== null) return reject(gone);
        worker.postMessage({ id, name, args } satisfies Request);
        waiting.set(id, { resolve, reject });
      });
      return {
        answer: answer as Promise<ReturnType<Asks[N]>>,
        cancel: () => void Atomics.store(canceled, id % PLACES, id),
      };
    },
    isGone: () => gone !== null,
    async stop() {
      await worker.terminate();
    },
  };
}
