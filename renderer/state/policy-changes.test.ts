import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed, knobsOf } from '#shared/domain/trigger/counterfactual.ts';
import { type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import { changesOf, clashesOf, figureAt, rebased } from './policy-changes.ts';

function support(): Policy {
  const read = readPolicy(
    JSON.parse(readFileSync(new URL('../../resources/policies/support.json', import.meta.url), 'utf8')),
  );
  if ('faults' in read) throw new Error('the shipped policy is not valid');
  return read.policy;
}
const LIVE = support();
const PATHS = knobsOf(LIVE).map(({ path }) => path);

const edits = fc.array(fc.tuple(fc.constantFrom(...PATHS), fc.integer({ min: 1, max: 100 })), {
  maxLength: 8,
});
const edited = (policy: Policy, list: readonly (readonly [string, number])[]): Policy =>
  list.reduce((before, [path, hundredths]) => changed(before, path, hundredths / 100), policy);

test('a change names its path, and what it was and is; the revision is none', () => {
  const draft = { ...changed(changed(LIVE, 'combined.threshold', 0.4), 'guards.solved', false), revision: 9 };
  expect(changesOf(LIVE, draft)).toEqual([
    { path: 'combined.threshold', from: 0.43, to: 0.4 },
    { path: 'guards.solved', from: true, to: false },
  ]);
  expect(changesOf(LIVE, changed(LIVE, 'emotion.signals.rising', undefined))).toEqual([
    { path: 'emotion.signals.rising', from: LIVE.emotion.signals.rising, to: undefined },
  ]);
});

test('the changes of a draft, made to the live policy, give the draft', () => {
  fc.assert(
    fc.property(edits, (list) => {
      const draft = edited(LIVE, list);
      expect(rebased(LIVE, draft, LIVE)).toEqual(draft);
      expect(changesOf(draft, draft)).toEqual([]);
    }),
  );
});

test('a draft moved onto another live policy has its own changes and all of theirs that it did not touch', () => {
  fc.assert(
    fc.property(edits, edits, (own, others) => {
      const draft = edited(LIVE, own);
      const live = edited(LIVE, others);
      const moved = rebased(LIVE, draft, live);
      const mine = new Set(changesOf(LIVE, draft).map(({ path }) => path));
      for (const path of PATHS)
        expect(figureAt(moved, path)).toBe(figureAt(mine.has(path) ? draft : live, path));
    }),
  );
});

test('a clash is a figure that both changed, unless to the same', () => {
  const draft = edited(LIVE, [
    ['combined.threshold', 40],
    ['value.weight', 50],
    ['timing.weight', 20],
  ]);
  const live = edited(LIVE, [
    ['combined.threshold', 50],
    ['value.weight', 50],
    ['emotion.weight', 10],
  ]);
  expect(clashesOf(LIVE, draft, live)).toEqual(['combined.threshold']);
});
