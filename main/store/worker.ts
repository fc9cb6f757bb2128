// Owns the thread that touches the files: opens them, then does one call after the other and answers each.
// Refuses: everything else; what a call does is in store.ts.
import { parentPort, workerData } from 'node:worker_threads';
import { openFiles } from './store.ts';
import { type Answer, failureOf, type Request, type WorkerData } from './wire.ts';

const port = parentPort;
if (port === null) throw new Error('the store runs as a worker thread');

const answer = (message: Answer): void => port.postMessage(message);

/** Answers with what `ask` gives or throws. */
function respond(id: number, ask: () => unknown): void {
  try {
    answer({ id, ok: true, value: ask() });
  } catch (error) {
    answer({ id, ok: false, error: failureOf(error) });
  }
}

function start({ store, opened }: ReturnType<typeof openFiles>) {
  port?.on('message', ({ id, method, args }: Request) => {
    const call = store[method] as (...args: readonly unknown[]) => unknown;
    respond(id, () => call(...args));
    if (method === 'close') port.close();
  });
  return opened;
}

respond(0, () => start(openFiles(workerData as WorkerData)));
