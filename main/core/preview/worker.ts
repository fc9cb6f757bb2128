// Owns the thread that reads signals and tries policies on them: one request after the other, so that neither the core nor the
// page waits. Refuses: files and sockets; what it needs is sent to it.
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer, ReaderData, Request } from './port.ts';
import { createReading } from './reading.ts';

const port = parentPort;
if (port === null) throw new Error('signals are read in a worker thread');

const canceled = new Int32Array((workerData as ReaderData).canceled);
const reading = createReading();

port.on('message', ({ id, name, args }: Request) => {
  let answer: Answer;
  try {
    const asks = reading(() => Atomics.load(canceled, 0) === id);
    const ask = asks[name] as (...args: readonly unknown[]) => unknown;
    answer = { id, ok: true, value: ask(...args) };
  } catch (error) {
    answer = {
      id,
      ok: false,
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
  port.postMessage(answer);
});
