// Owns what is asked of the thread that reads signals and how each is answered, whatever thread it is.
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { openCase } from './case.ts';
import { createHistory } from './history.ts';
import { readLines } from './lines.ts';
import type { Asks } from './port.ts';

/** For one request after another: `isOver` says whether anybody waits for it still. */
export function createReading(): (isOver: () => boolean) => Asks {
  const scorer = createScorer();
  const history = createHistory(scorer);
  return (isOver) => ({
    add: history.add,
    drop: history.drop,
    clear: history.clear,
    backtest: (trial) => history.backtest(trial, isOver),
    case: (recorded, trial, around) => openCase(scorer, history, recorded, trial, isOver, around),
    lines: readLines,
  });
}
