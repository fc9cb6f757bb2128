// Owns the core's end of the thread that reads signals: numbered requests, one at the thread and the others behind it in order,
// their answers, and canceling one that nobody waits for. A thread that is gone rejects what waits and what comes, with the reason.
import { Worker } from 'node:worker_threads';
import type { Answer, AskName, Asks, ReaderData, Request } from './port.ts';

export interface Asked<T> {
  readonly answer: Promise<T>;
  /** It ends as null: at once where the thread has not begun with it, else as soon as the thread looks. */
  cancel(): void;
}

export interface Reader {
  ask<N extends AskName>(name: N, ...args: Parameters<Asks[N]>): Asked<ReturnType<Asks[N]>>;
  isGone(): boolean;
  stop(): Promise<void>;
}

/** Begins a thread that holds nothing yet. */
export type StartReader = () => Reader;

interface Waiting {
  readonly request: Request;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function startReader(): Reader {
  const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const canceled = new Int32Array(shared);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { canceled: shared } satisfies ReaderData,
  });
  /** By id, in order. The first is at the thread. */
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let gone: Error | null = null;

  const atThread = (): Waiting | undefined => waiting.values().next().value;
  function post(): void {
    const next = atThread();
    if (next !== undefined) worker.postMessage(next.request);
  }
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
    post();
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
        waiting.set(id, { request: { id, name, args }, resolve, reject });
        if (waiting.size === 1) post();
      });
      return {
        answer: answer as Promise<ReturnType<Asks[N]>>,
        cancel() {
          const asked = waiting.get(id);
          if (asked === undefined) return;
          if (asked === atThread()) return void Atomics.store(canceled, 0, id);
          waiting.delete(id);
          asked.resolve(null);
        },
      };
    },
    isGone: () => gone !== null,
    async stop() {
      await worker.terminate();
    },
  };
}
