import { expect, test } from 'vitest';
import type { LinkView, OutboxView } from '#shared/contract/views.ts';
import { follow, type Loss } from './back.ts';
import { conflictsOf } from './conflicts.ts';
import { linesOf } from './entries.ts';
import { NOT_TYPED } from './page.ts';
import type { Tables } from './tables.ts';

test('a transcript is in the order of the log, the outbox after it in the order of writing', () => {
  const entry = (conversation: string, seq: number, at: number) =>
    ({ conversation, entry: { type: 'turn', seq, at } }) as never;
  const entries = new Map([
    ['c/out-2', entry('c', 3, 90)],
    ['c/2', entry('c', 2, 30)],
    ['c/out-1', entry('c', 3, 80)],
    ['cc/0', entry('cc', 0, 1)],
    ['c/0', entry('c', 0, 10)],
  ]) as Tables['entries'];
  expect(linesOf(entries, 'c').map(({ key, out }) => [key, out])).toEqual([
    ['c/0', false],
    ['c/2', false],
    ['c/out-1', true],
    ['c/out-2', true],
  ]);
});

test('the return of the link is told with what went out, as it goes, unless it was a blink', () => {
  const link = (state: LinkView['state'], outbox = 0) => ({ state, outbox, since: 1_000 }) as LinkView;
  const told = (...views: (readonly [LinkView, number])[]): unknown[] => {
    let loss: Loss | null = null;
    return views.flatMap(([view, now]) => {
      const next = follow(loss, view, now);
      loss = next.loss;
      return next.back === null ? [] : [next.back];
    });
  };
  const lost = [
    [link('live'), 0],
    [link('reconnecting', 1), 1_000],
    [link('offline', 3), 8_000],
    [link('connecting', 3), 9_000],
  ] as const;
  expect(
    told(
      ...lost,
      // The link is live before the outbox has gone out.
      [link('live', 3), 10_000],
      [link('live', 1), 11_000],
      [link('live', 2), 11_500],
      [link('live', 0), 12_000],
      [link('live', 0), 13_000],
    ),
  ).toEqual([
    { at: 10_000, sent: 2 },
    { at: 10_000, sent: 3 },
  ]);
  expect(told([link('live'), 0], [link('offline'), 1_000], [link('live'), 9_000])).toEqual([
    { at: 9_000, sent: 0 },
  ]);
  expect(told([link('live'), 0], [link('reconnecting'), 1_000], [link('live'), 2_000])).toEqual([]);
  // Lost again before all of it went: another loss, of what is left.
  expect(
    told(...lost, [link('live', 2), 10_000], [link('offline', 2), 20_000], [link('live', 0), 30_000]),
  ).toEqual([
    { at: 10_000, sent: 1 },
    { at: 30_000, sent: 2 },
  ]);
});

test('refused words come first; words typed for what is no longer mine are kept too, each with whom it is for', () => {
  const refused = (id: string, n: number, more: object = {}): OutboxView =>
    ({ id, n, state: 'refused', kind: 'turn.send', text: id, conversation: 'gone', ...more }) as OutboxView;
  const tables = {
    outbox: new Map([
      ['late', refused('late', 9, { customer: 'Ilse' })],
      ['sent', { ...refused('sent', 1), state: 'sent' as const }],
      ['mine', refused('mine', 2, { conversation: 'mine' })],
      ['deed', { ...refused('deed', 3, { kind: 'handoff.wrap' }), text: undefined }],
    ]),
    conversations: new Map([
      ['mine', { right: 'owner', conversation: { customer: { name: 'Daniel' } } }],
      ['kept', { right: 'kept', conversation: { customer: { name: 'Priya' } } }],
    ]),
  } as unknown as Tables;
  const typed = {
    mine: { ...NOT_TYPED, reply: 'still writing' },
    kept: { ...NOT_TYPED, reply: 'too late', note: 'a note' },
    taken: { ...NOT_TYPED, customer: 'Hanne', reply: 'half' },
    blank: { ...NOT_TYPED, reply: '  ' },
  };
  const found = conflictsOf(tables, typed);
  expect(found.map(({ id, text, customer, writable }) => [id, text, customer, writable])).toEqual([
    ['mine', 'mine', 'Daniel', 'mine'],
    ['deed', undefined, undefined, undefined],
    ['late', 'late', 'Ilse', undefined],
    ['kept', 'too late\na note', 'Priya', undefined],
    ['taken', 'half', 'Hanne', undefined],
  ]);
});
