// Owns what the router itself adds to a context package: the entities of the turns. Refuses: what the bot sends
// (admission.ts), and finding entities in words (shared/domain/context).
import { foundWith } from '#shared/domain/context/found.ts';
import { isWaiting } from '#shared/domain/handoff/states.ts';
import type { FoundEntity } from '#shared/schema/context.ts';
import type { Turn } from '#shared/schema/conversation.ts';
import type { Change } from './change.ts';
import type { Work } from './state.ts';

/** Characters of turns that are read when a handoff begins, the latest: some milliseconds. */
const READ = 20_000;

const known = ({ head: { conversation } }: Work): string[] => [
  conversation.customer.name,
  conversation.botName,
];

/** What the turns before the handoff name. */
export function foundSoFar(work: Work): { readonly found?: FoundEntity[] } {
  let left = READ;
  const from = work.turns.findLastIndex(({ text }) => {
    left -= text.length;
    return left < 0;
  });
  const turns = work.turns.slice(from + 1);
  const found = turns.reduce<readonly FoundEntity[]>((all, turn) => foundWith(all, turn, known(work)), []);
  return found.length === 0 ? {} : { found: [...found] };
}

/** One more turn of a handoff that waits; at accept the package is fixed. */
export function findMore(change: Change, work: Work, turn: Turn): void {
  const { handoff } = work.head;
  if (handoff === null || !isWaiting(handoff.state) || handoff.context.fixed) return;
  const { context } = handoff;
  const found = foundWith(context.found ?? [], turn, known(work));
  if (found === (context.found ?? found)) return;
  work.head.handoff = {
    ...handoff,
    context: { ...context, found: [...found], version: context.version + 1 },
  };
  change.placed(work);
}
