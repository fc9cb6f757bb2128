// Owns the rows of the live queues, as the queue feeds gave them.
import type { QueueRow } from '#shared/schema/queue.ts';
import type { File } from '../open.ts';

export function waitingOf(file: File) {
  const put = file.prepare<[string, string, string]>(
    `INSERT INTO waiting VALUES (?, ?, ?)
     ON CONFLICT (handoff) DO UPDATE SET queue = excluded.queue, row = excluded.row`,
  );
  const remove = file.prepare<[string]>('DELETE FROM waiting WHERE handoff = ?');
  const all = file.prepare<[], { row: string }>('SELECT row FROM waiting');
  const ofQueue = file.prepare<[string], string>('SELECT handoff FROM waiting WHERE queue = ?').pluck();
  const one = file.prepare<[string], { row: string }>('SELECT row FROM waiting WHERE handoff = ?');
  const known = (handoff: string): QueueRow | null => {
    const found = one.get(handoff);
    return found === undefined ? null : (JSON.parse(found.row) as QueueRow);
  };
  return {
    /** A handoff that was passed on waits in one line at a time: false when this row is of one it has left. */
    put(row: QueueRow): boolean {
      const before = known(row.handoff);
      if (before !== null && before.queue !== row.queue && before.queuedAt > row.queuedAt) return false;
      put.run(row.handoff, row.queue, JSON.stringify(row));
      return true;
    },
    isElsewhere: (handoff: string, queue: string): boolean => {
      const before = known(handoff);
      return before !== null && before.queue !== queue;
    },
    remove: (handoff: string): boolean => remove.run(handoff).changes === 1,
    all: (): QueueRow[] => all.all().map(({ row }) => JSON.parse(row) as QueueRow),
    handoffsOf: (queue: string): string[] => ofQueue.all(queue) as unknown as string[],
  };
}
