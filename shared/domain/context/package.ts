// Owns what the turns of a conversation put into its context package, whatever channel they came by. Pure. Refuses: what the bot
// sends, and when it is drawn (router/desk/briefing.ts).
import type { ContextPackage, Drawn, FoundEntity } from '#shared/schema/context.ts';
import { briefOf } from './brief/brief.ts';
import { foundWith } from './found.ts';

interface Said {
  /** From 1. */
  readonly index: number;
  readonly role: 'END_USER' | 'AUTOMATED_AGENT' | 'HUMAN_AGENT';
  readonly text: string;
}

/** Characters of turns that are read, the latest: some milliseconds. */
const READ = 20_000;
/** Of these many turns the brief is drawn, the latest; the first few say what the customer came for. */
const FIRST = 6;
const LATEST = 60;

function latest<Turn extends Said>(turns: readonly Turn[]): readonly Turn[] {
  let left = READ;
  const from = turns.findLastIndex(({ text }) => {
    left -= text.length;
    return left < 0;
  });
  return turns.slice(from + 1);
}

/** Of many turns those that are read: the first few and the latest. */
export function readOf<Turn extends Said>(turns: readonly Turn[]): readonly Turn[] {
  const read = latest(turns.slice(-LATEST));
  const first = turns.slice(0, FIRST).filter(({ index }) => index < (read[0]?.index ?? 0));
  return [...first, ...read];
}

/** Nothing where nothing is drawn. */
export function drawnFrom(turns: readonly Said[]): Drawn | undefined {
  const { intent, ...lists } = briefOf(readOf(turns));
  if (Object.values(lists).every((lines = []) => lines.length === 0)) return undefined;
  return { ...(intent === undefined ? {} : { intent }), ...lists };
}

/** What the turns name and say. `known`: names that are no news. */
export function readFrom(
  turns: readonly Said[],
  known: readonly string[],
): Pick<ContextPackage, 'found' | 'drawn'> {
  const found = latest(turns).reduce<readonly FoundEntity[]>((all, turn) => foundWith(all, turn, known), []);
  const drawn = drawnFrom(turns);
  return {
    ...(found.length === 0 ? {} : { found: [...found] }),
    ...(drawn === undefined ? {} : { drawn }),
  };
}
