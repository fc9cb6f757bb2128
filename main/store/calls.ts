// Owns calling a worker thread: numbers the calls, matches the answers, and rejects every pending and future call with
// the reason when the worker is gone. Refuses: which calls there are (client.ts).
import type { Worker } from 'node:worker_threads';
import { type Answer, errorOf, type Method, type Request } from './wire.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function callsTo(worker: Worker) {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let gone: Error | null = null;

  function fail(reason: Error): void {
    gone ??= reason;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  }

  const answerTo = (id: number) =>
    new Promise<unknown>((resolve, reject) => {
      if (gone !== null) reject(gone);
      else waiting.set(id, { resolve, reject });
    });

  worker.on('message', (answer: Answer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) call?.resolve(answer.value);
    else call?.reject(errorOf(answer.error));
  });
  worker.on('messageerror', (error) =>
    fail(new Error(`an answer of the store cannot be read: ${error.message}`)),
  );
  worker.on('error', (error) => fail(new Error(`the store stopped: ${String(error)}`)));
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      fail(new Error(code === 0 ? 'the store is closed' : `the store stopped with exit code ${code}`));
      resolve();
    });
  });

  return {
    /** The first message, which comes unasked. */
    opened: answerTo(0),
    async call(method: Method, args: readonly unknown[]): Promise<unknown> {
      if (gone !== null) throw gone;
      last += 1;
      const request: Request = { id: last, method, args };
      // Throws on what cannot be copied to another thread; then there is nothing to wait for.
      worker.postMessage(request);
      return answerTo(request.id);
    },
    isGone: () => gone !== null,
    ended,
  };
}
