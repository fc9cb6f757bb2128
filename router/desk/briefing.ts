// Owns what the router itself adds to a context package: the entities of the turns, and what is drawn from them. Refuses: what
// the bot sends (admission.ts), and reading words (shared/domain/context).
import { briefOf } from '#shared/domain/context/brief/brief.ts';
import { foundWith } from '#shared/domain/context/found.ts';
import { isWaiting } from '#shared/domain/handoff/states.ts';
import type { ContextPackage, Drawn, FoundEntity } from '#shared/schema/context.ts';
import type { Turn } from '#shared/schema/conversation.ts';
import type { Change } from './change.ts';
import type { Work } from './state.ts';

/** Characters of turns that are read when a handoff begins, the latest: some milliseconds. */
const READ = 20_000;
/** Of these many turns the brief is drawn, the latest; the first few say what the customer came for. */
const FIRST = 6;
const LATEST = 60;

const known = ({ head: { conversation } }: Work): string[] => [
  conversation.customer.name,
  conversation.botName,
];

function latest(turns: readonly Turn[]): readonly Turn[] {
  let left = READ;
  const from = turns.findLastIndex(({ text }) => {
    left -= text.length;
    return left < 0;
  });
  return turns.slice(from + 1);
}

/** Nothing where nothing is drawn. */
function drawnFrom({ turns }: Work): Drawn | undefined {
  const read = latest(turns.slice(-LATEST));
  const first = turns.slice(0, FIRST).filter(({ index }) => index < (read[0]?.index ?? 0));
  const drawn = briefOf([...first, ...read]);
  return Object.values(drawn).some((lines) => lines.length > 0) ? drawn : undefined;
}

/** What the turns before the handoff name and say. */
export function briefedSoFar(work: Work): Pick<ContextPackage, 'found' | 'drawn'> {
  const found = latest(work.turns).reduce<readonly FoundEntity[]>(
    (all, turn) => foundWith(all, turn, known(work)),
    [],
  );
  const drawn = drawnFrom(work);
  return {
    ...(found.length === 0 ? {} : { found: [...found] }),
    ...(drawn === undefined ? {} : { drawn }),
  };
}

/** One more turn of a handoff that waits; at accept the package is fixed. */
export function briefMore(change: Change, work: Work, turn: Turn): void {
  const { handoff } = work.head;
  if (handoff === null || !isWaiting(handoff.state) || handoff.context.fixed) return;
  const { context } = handoff;
  const found = foundWith(context.found ?? [], turn, known(work));
  const drawn = drawnFrom(work);
  const isNew = found !== (context.found ?? found) || JSON.stringify(drawn) !== JSON.stringify(context.drawn);
  if (!isNew) return;
  work.head.handoff = {
    ...handoff,
    context: {
      ...context,
      ...(found.length === 0 ? {} : { found: [...found] }),
      ...(drawn === undefined ? {} : { drawn }),
      version: context.version + 1,
    },
  };
  change.placed(work);
}
