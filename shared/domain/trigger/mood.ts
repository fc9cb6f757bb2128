// Owns how a customer felt in a turn, as one figure: below zero is frustration or leaving, above is thanks and relief.
// Refuses: deciding anything by it; a policy weighs signals (combine.ts).
import { most, ONE, ramp } from './number.ts';
import type { TurnSignals } from './signals.ts';

/** Below it a signal says nothing of the mood, above `FULL` it says all. */
const SILENT = 0.25;
const FULL = 0.9;

/** Integer of 1e-6, from -1e6 furious to 1e6 content. */
export function moodOf({ signals }: Pick<TurnSignals, 'signals'>): number {
  const felt = (signal: number): number => ramp(signal / ONE, SILENT, FULL);
  const bad = most(felt(signals.frustration), 0.7 * felt(signals.churnRisk));
  const good = felt(signals.solved) * (1 - bad);
  const mood = (good - bad) * ONE;
  return mood < 0 ? 0 - ((0.5 - mood) | 0) : (0.5 + mood) | 0;
}
