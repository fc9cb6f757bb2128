// Owns the thread that reads signals and tries policies on them: one request after the other, so that neither the core nor the
// page waits. Refuses: files and sockets; what it needs is sent to it.
import { parentPort, workerData } from 'node:worker_threads';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { openCase } from './case.ts';
import { createHistory } from './history.ts';
import { readLines } from './lines.ts';
import { type Answer, type Asks, PLACES, type ReaderData, type Request } from './port.ts';

const port = parentPort;
if (port === null) throw new Error('signals are read in a worker thread');

const canceled = new Int32Array((workerData as ReaderData).canceled);
const scorer = createScorer();
const history = createHistory(scorer);

function asks(id: number): Asks {
  const isOver = (): boolean => Atomics.load(canceled, id % PLACES) === id;
  return {
    add: history.add,
    drop: history.drop,
    clear: history.clear,
    backtest: (trial) => (isOver() ? null : history.backtest(trial, isOver)),
    case: (recorded, trial) => openCase(scorer, history, recorded, trial, isOver),
    lines: readLines,
  };
}

port.on('message', ({ id, name, args }: Request) => {
  let answer: Answer;
  try {
    const ask = asks(id)[name] as (...args: readonly unknown[]) => unknown;
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
