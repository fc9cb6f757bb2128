// Owns the transcript of one conversation as a list: in order of the log, what waits in the outbox last. Pure.
import type { Entry } from '#shared/schema/conversation.ts';
import type { Tables } from './tables.ts';

export interface Line {
  /** Id of the row: stable, also for what has no place in the log yet. */
  readonly key: string;
  readonly entry: Entry;
  /** Made on this device and not in the log yet. */
  readonly out: boolean;
}

/** The outbox's rows are `${conversation}/out-${operation}`, those of the log `${conversation}/${seq}`. */
export function linesOf(entries: Tables['entries'], conversation: string): readonly Line[] {
  const lines: Line[] = [];
  const prefix = `${conversation}/`;
  for (const [key, row] of entries)
    if (row.conversation === conversation)
      lines.push({ key, entry: row.entry, out: key.startsWith('out-', prefix.length) });
  return lines.sort((a, b) =>
    a.out === b.out ? a.entry.seq - b.entry.seq || a.entry.at - b.entry.at : a.out ? 1 : -1,
  );
}
