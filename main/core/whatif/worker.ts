// Owns the thread of one question about a what-if: it answers, says how far it is, and ends. Refuses: files and sockets; what it
// needs is sent to it.
import { parentPort, workerData } from 'node:worker_threads';
import { answer } from './answer.ts';
import type { Asked, Told } from './port.ts';

const port = parentPort;
if (port === null) throw new Error('a what-if is run in a worker thread');

const tell = (told: Told): void => port.postMessage(told);
tell(answer(workerData as Asked, (done) => tell({ kind: 'done', done })));
