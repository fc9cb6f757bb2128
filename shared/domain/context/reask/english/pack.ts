// Owns the English words of asking as one pack, found as those of the triggers are. Data alone. Refuses: how they are put
// together (../questions.ts).
import type { Pack } from '../../../trigger/pack.ts';
import { ASKS } from './asking.ts';
import { CLASSES } from './classes.ts';
import { KINDS } from './kinds.ts';
import { THINGS } from './things.ts';

export const ASKING: Pack = {
  language: 'en',
  classes: CLASSES,
  cues: { ...ASKS, ...THINGS, ...KINDS },
  negators: "don't not never without won't needn't no nor neither cannot can't",
  stopWords: '',
  spellings: {
    u: 'you',
    ur: 'your',
    whats: "what's",
    whens: "when's",
    dont: "don't",
    plz: 'please',
    pls: 'please',
    r: 'are',
    thx: 'thanks',
  },
  notSlips:
    'order orders older border boarder ordering details detail named names maker might night light right eight weight height charger changes change changed places placed plane plain pain paid prices priced cast cash call calls',
};
