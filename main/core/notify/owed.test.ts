// Targets of own replies: told when a third is left and when nothing is, each once, those of one moment together, and
// nothing while the link is away.
import { expect, test } from 'vitest';
import type { ConversationView } from '#shared/contract/views.ts';
import type { Fact } from './facts.ts';
import { watchOwed } from './owed.ts';

const OFFSET = 5_000;

function watch() {
  let now = 0;
  let timer: { readonly at: number; readonly run: () => void } | null = null;
  const told: Fact[] = [];
  const rows = new Map<string, ConversationView>();
  const put = (id: string, lastAt: number, more: object = {}): void => {
    const conversation = { lastAt: lastAt + OFFSET, previewRole: 'END_USER', customer: { name: id } };
    const handoff = { queue: 'care', state: 'active', firstReplyAt: 1 };
    rows.set(id, {
      id,
      right: 'owner',
      pending: 0,
      conversation,
      handoff,
      ...more,
    } as unknown as ConversationView);
  };
  const owed = watchOwed({
    clock: {
      now: () => now,
      after(ms, run) {
        const mine = { at: now + ms, run };
        timer = mine;
        return () => {
          if (timer === mine) timer = null;
        };
      },
    },
    offset: () => OFFSET,
    rows: () => rows.values(),
    targets: () => ({ queues: [{ id: 'care', slaSeconds: 60 }] }),
    tell: (fact) => void told.push(fact),
    settleMs: 100,
  });
  /** Lets the clock run to `at`, with every timer on the way; answers what was told. */
  function until(at: number) {
    for (let due = timer; due !== null && due.at <= at; due = timer) {
      now = due.at;
      timer = null;
      due.run();
    }
    now = at;
    return told
      .splice(0)
      .map((fact) =>
        fact.kind === 'sla'
          ? `${now} ${fact.stage} ${fact.owed.map(({ conversation }) => conversation)}`
          : `${now} ${fact.kind}`,
      );
  }
  return { owed, put, rows, until };
}

test('a third left, then nothing left; what comes together is told together; a reply ends it', () => {
  const { owed, put, until } = watch();
  put('a', 0);
  put('b', 0);
  put('c', 10_000);
  owed.live();
  expect([until(39_999), until(40_000), until(49_999), until(50_000)]).toEqual([
    [],
    ['40000 warn a,b'],
    [],
    ['50000 warn c'],
  ]);
  expect([until(60_000), until(70_000), until(200_000)]).toEqual([
    ['60000 breach a,b'],
    ['70000 breach c'],
    [],
  ]);
  put('a', 0, { pending: 1 });
  owed.look();
  expect(until(200_001)).toEqual(['200001 sla.over']);
  // The customer wrote again: another target.
  put('b', 201_000);
  owed.look();
  expect([until(201_001), until(241_000)]).toEqual([['201001 sla.over'], ['241000 warn b']]);
});

test('without a link nothing is said; once it is back and the rows are current, what passed meanwhile is', () => {
  const { owed, put, rows, until } = watch();
  put('a', 0);
  put('b', 0);
  owed.look();
  expect(until(30_000)).toEqual([]);
  owed.live();
  owed.lost();
  expect(until(65_000)).toEqual([]);
  owed.live();
  rows.delete('b');
  expect([until(65_099), until(65_100)]).toEqual([[], ['65100 breach a']]);
});
