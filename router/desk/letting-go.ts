// Owns whether a conversation may be let go of, and what goes with it. It goes piece by piece and its head last, so that a router
// that ended in between goes on with what is left.
// Refuses: what is old enough, and what is left of it (router/server/retention.ts).
import type { Change } from './change.ts';
import { doneKey } from './keys.ts';
import type { LetGo, Piece } from './port.ts';
import { keptId } from './state.ts';

export function letGo(change: Change, { conversation, record, keys, last }: Piece): LetGo {
  const { open, people, kept, recent } = change.state;
  const work = open.get(conversation);
  if (work !== undefined) {
    // It goes on: only its record was old.
    if (work.head.recorded === record) delete work.head.recorded;
    change.put(record, null);
    change.touch(work);
    return 'gone';
  }
  for (const person of people.keys()) if (kept.has(keptId(person, conversation))) return 'kept';
  // Else what is remembered could bring back what went.
  recent.delete(conversation);
  for (const key of keys) change.put(key, null);
  if (!last) return 'going';
  change.put(doneKey(conversation), null);
  change.put(record, null);
  return 'gone';
}
