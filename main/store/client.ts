// Owns the console's end of the store: starts the worker thread, numbers calls, and rejects every pending and future
// call with the reason when the worker is gone. Refuses: SQL and files, which only the worker touches.
import { Worker } from 'node:worker_threads';
import type { Opened, OpenOptions, Store } from './port.ts';
import { type Answer, errorOf, type Method, type Request, type WorkerData } from './wire.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens (or makes) the two files of one person.
 * @throws StoreRefusedError when the files cannot be used and must not be touched.
 */
export async function openStore(options: OpenOptions): Promise<{ store: Store; opened: Opened }> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: options satisfies WorkerData,
  });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let gone: Error | null = null;

  function fail(reason: Error): void {
    gone ??= reason;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  }

  worker.on('message', (answer: Answer) => {
    const call = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) call?.resolve(answer.value);
    else call?.reject(errorOf(answer.error));
  });
  worker.on('error', (error) => fail(new Error(`the store stopped: ${error.message}`)));
  worker.on('exit', (code) =>
    fail(new Error(code === 0 ? 'the store is closed' : `the store stopped (${code})`)),
  );

  const opened = await new Promise<unknown>((resolve, reject) => {
    waiting.set(0, { resolve, reject });
  });

  function call(method: Method, args: readonly unknown[]): Promise<unknown> {
    if (gone !== null) return Promise.reject(gone);
    last += 1;
    const request: Request = { id: last, method, args };
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });
  }

  const method =
    <M extends Method>(name: M) =>
    (...args: Parameters<Store[M]>) =>
      call(name, args) as ReturnType<Store[M]>;

  const store: Store = {
    cursors: method('cursors'),
    apply: method('apply'),
    reset: method('reset'),
    forget: method('forget'),
    keepStreams: method('keepStreams'),
    contact: method('contact'),
    lastContact: method('lastContact'),
    rows: method('rows'),
    profile: method('profile'),
    saveProfile: method('saveProfile'),
    conversation: method('conversation'),
    entries: method('entries'),
    markRead: method('markRead'),
    search: method('search'),
    history: method('history'),
    wipe: method('wipe'),
    enqueue: method('enqueue'),
    amend: method('amend'),
    number: method('number'),
    settle: method('settle'),
    discard: method('discard'),
    operations: method('operations'),
    nextNumber: method('nextNumber'),
    saveDraft: method('saveDraft'),
    draft: method('draft'),
    drafts: method('drafts'),
    check: method('check'),
    async close() {
      if (gone !== null) return;
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      await method('close')();
      await ended;
    },
  };
  return { store, opened: opened as Opened };
}
