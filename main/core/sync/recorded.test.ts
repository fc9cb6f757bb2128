import { expect, test } from 'vitest';
import type { ClientFrame, FrameOf } from '#shared/protocol/frames.ts';
import type { RecordedConversation } from '#shared/schema/recorded.ts';
import { createRecorded, type RecordedPage } from './recorded.ts';

type Asked = Extract<ClientFrame, { op: 'recorded' }>;

const conversation = (id: string): RecordedConversation => ({
  ...{ id, queue: 'care', bot: 'ava', channel: 'chat', at: 0, endedAt: 1, customer: { name: 'Ilse' } },
  ...{ turns: [], asked: false, taken: false, label: null, needed: null },
});
const MARKS = ['3', '2', '1'].map((each) => `${each.padStart(16, '0')}/k${each}`);

/** A router that has these pages, one after the other. */
function router(pages: readonly (readonly string[])[]) {
  const asked: Omit<Asked, 'op' | 'ref'>[] = [];
  const recorded = createRecorded(
    () => true,
    (frame) => {
      if (frame.op !== 'recorded') throw new Error('it was not asked to listen');
      const { op: _op, ref, ...rest } = frame;
      const at = asked.push(rest) - 1;
      const ids = pages[at];
      if (ids === undefined) return false;
      const answer: FrameOf<'recorded'> = {
        ...{ op: 'recorded', ref, list: ids.map(conversation) },
        ...(at === 0 ? { newest: MARKS[0] } : {}),
        ...(at < pages.length - 1 ? { next: MARKS[at] } : {}),
      };
      queueMicrotask(() => recorded.take(answer));
      return true;
    },
  );
  return { recorded, asked };
}

test('goes on where each page ended, and says from where to go on the next time', async () => {
  const { recorded, asked } = router([['k3'], ['k2', 'k1']]);
  const pages: RecordedPage[] = [];
  for await (const page of recorded.of('care', MARKS[2] ?? null)) pages.push(page);
  expect(pages.map(({ list, newest }) => [list.map(({ id }) => id), newest])).toEqual([
    [['k3'], MARKS[0]],
    [['k2', 'k1'], MARKS[0]],
  ]);
  expect(asked).toEqual([
    { queue: 'care', since: MARKS[2] },
    { queue: 'care', since: MARKS[2], after: MARKS[0] },
  ]);
});

test('asks for no more than is read, and ends when the link does', async () => {
  const { recorded, asked } = router([['k3'], ['k2']]);
  for await (const { list } of recorded.of('care', null)) if (list.length > 0) break;
  expect(asked).toEqual([{ queue: 'care' }]);
  const silent = createRecorded(
    () => true,
    () => true,
  );
  const next = silent.of('care', null).next();
  silent.lost();
  await expect(next).rejects.toMatchObject({ body: { code: 'offline' } });
});
