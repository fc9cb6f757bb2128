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
  return {
    put(row: QueueRow): void {
      put.run(row.handoff, row.queue, JSON.stringify(row));
    },
    remove: (handoff: string): boolean => remove.run(handoff).changes === 1,
    all: (): QueueRow[] => all.all().map(({ row }) => JSON.parse(row) as QueueRow),
    handoffsOf: (queue: string): string[] => ofQueue.all(queue) as unknown as string[],
  };
}
