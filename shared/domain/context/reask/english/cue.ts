// Owns how a cue of asking is written.
import type { Cue } from '../../../trigger/pack.ts';

export const said = (...phrases: string[]): Cue => ({ phrases, negatable: false, in: 'both' });
/** "No need to send it", "please don't send it" ask for nothing. */
export const wished = (...phrases: string[]): Cue => ({ phrases, negatable: true, in: 'both' });
