import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDrafts } from './drafts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function stage(save: (conversation: string, text: string) => Promise<unknown> = async () => undefined) {
  const log: unknown[] = [];
  const drafts = createDrafts({
    save(conversation, text) {
      log.push(['save', conversation, text]);
      return save(conversation, text);
    },
    async typing(conversation, on) {
      log.push(['typing', conversation, on]);
    },
    saved: (conversation, state) => log.push([state, conversation]),
  });
  return { drafts, log };
}

test('one save for a burst of keys, one sign of typing, and its end after a pause', async () => {
  const { drafts, log } = stage();
  drafts.change('c', 'R');
  drafts.change('c', 'Ro');
  drafts.change('c', 'Row');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(log).toEqual([
    ['saving', 'c'],
    ['typing', 'c', true],
    ['saving', 'c'],
    ['saving', 'c'],
    ['save', 'c', 'Row'],
    ['saved', 'c'],
    ['typing', 'c', false],
  ]);
});

test('what was sent is not saved as a draft; what waits is saved when the page goes', async () => {
  const { drafts, log } = stage();
  drafts.change('sent', 'words');
  drafts.stop('sent');
  drafts.change('open', 'more words');
  drafts.flush();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(log.filter((line) => Array.isArray(line) && line[0] === 'save')).toEqual([
    ['save', 'open', 'more words'],
  ]);
});

test('an old answer says nothing about newer words, and a failure is told', async () => {
  let answerFirst: () => void = () => undefined;
  const answers = [
    () =>
      new Promise<void>((resolve) => {
        answerFirst = resolve;
      }),
    () => Promise.reject(new Error('disk full')),
  ];
  const { drafts, log } = stage(async () => answers.shift()?.());
  drafts.change('c', 'one');
  await vi.advanceTimersByTimeAsync(300);
  drafts.change('c', 'two');
  answerFirst();
  await vi.advanceTimersByTimeAsync(300);
  expect(log.filter((line) => Array.isArray(line) && ['saved', 'failed'].includes(String(line[0])))).toEqual([
    ['failed', 'c'],
  ]);
});
