// Owns what a language brings: word classes and the phrases ("cues") that say something about a conversation.
// Refuses: what a cue weighs (weights.ts) and how it is found (phrases.ts). A pack is data and nothing else.
//
// A phrase is a row of steps, parted by spaces:
//   word            that word                    a|b|{class}   one of them; a class is a list of words
//   step?           may be missing               step*         any number of them, at most five
//   ~3              up to three words of any kind in between, not over the end of a sentence
//   ^  $            the beginning and the end of a sentence
//   !step           the next word is not one of these
//   .               any word that is no number   #, ##   a number of up to two digits, a longer one

export interface Cue {
  readonly phrases: readonly string[];
  /** Whether "not", "never", "no need to" before it take it back. */
  readonly negatable: boolean;
  /** Whose turns it is looked for in. */
  readonly in: 'customer' | 'bot' | 'both';
}

export interface Pack {
  readonly language: string;
  readonly classes: Readonly<Record<string, string>>;
  readonly cues: Readonly<Record<string, Cue>>;
  /** Words that take back what follows within a few words. */
  readonly negators: string;
  /** Words that carry no topic: left out where two turns are compared. */
  readonly stopWords: string;
  /** Written without the apostrophe, or shortened: as it is looked up. */
  readonly spellings: Readonly<Record<string, string>>;
  /** Correct words one letter away from a word of the phrases: not to be taken for a slip of it. */
  readonly notSlips: string;
}
