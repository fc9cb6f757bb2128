// Owns how a cue of the context packs is written: found on both sides, taken back by "not" only where it says so.
import type { Cue } from '../trigger/pack.ts';

export const said = (...phrases: string[]): Cue => ({ phrases, negatable: false, in: 'both' });
/** "No need to send it", "please don't send it" ask for nothing; "I won't send it" promises nothing. */
export const unlessNot = (...phrases: string[]): Cue => ({ phrases, negatable: true, in: 'both' });
