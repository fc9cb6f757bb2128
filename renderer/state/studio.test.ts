// What a window does with drafts: each change is kept, the newest last; what moved under it is seen; nothing typed is lost.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Input } from '#shared/contract/calls.ts';
import type { CallName } from '#shared/contract/names.ts';
import { changed } from '#shared/domain/trigger/counterfactual.ts';
import { type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import type { Api } from '../api/client.ts';
import type { WindowNews } from '../api/windows.ts';
import { createBringing } from './bringing.ts';
import { workingOf } from './drafted.ts';
import { createPageStore, type PageStore } from './page.ts';
import { createStudioVerbs } from './studio.ts';
import { fromSnapshot } from './tables.ts';

const read = readPolicy(
  JSON.parse(readFileSync(new URL('../../resources/policies/support.json', import.meta.url), 'utf8')),
);
if ('faults' in read) throw new Error('the shipped policy is not valid');
const V14: Policy = { ...read.policy, revision: 14 };
const rowOf = (policy: Policy): LivePolicy => ({
  ...{ id: policy.id, policy, bots: [], queues: [], mayPublish: true, undoable: false, past: [] },
});

type Call = { readonly name: CallName; readonly input: unknown; readonly done: (output: unknown) => void };

function stage() {
  const calls: Call[] = [];
  const store = createPageStore();
  const api = {
    call: (name: CallName, input: unknown) =>
      new Promise((done, fail) => {
        calls.push({
          name,
          input,
          done: (output) => (output instanceof Error ? fail(output) : done(output)),
        });
      }),
  } as unknown as Api;
  live(store, V14);
  const told: WindowNews[] = [];
  const verbs = createStudioVerbs(api, store, (news) => void told.push(news));
  return { calls, store, verbs, told, bringing: createBringing(api, store) };
}
function live(store: PageStore, policy: Policy): void {
  const rows = [{ c: 'policies' as const, id: policy.id, row: rowOf(policy) }];
  store.setState({ copy: fromSnapshot({ rev: 1, rows }) });
}
const drafted = (store: PageStore) => store.getState().studio.drafts.support;
const working = (store: PageStore, policy: Policy) => workingOf(policy, drafted(store));
/** What call number `at` asked, which is one of that name. */
function askedAt<N extends CallName>(calls: readonly Call[], at: number, name: N): Input<N> {
  const call = calls.at(at);
  if (call?.name !== name) throw new Error(`call ${at} is ${call?.name}, not ${name}`);
  return call.input as Input<N>;
}
/** Lets what was answered be taken. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('a slider moves faster than the disk: one call at a time, and the last says what was left last', async () => {
  const { calls, store, verbs } = stage();
  for (const to of [0.42, 0.41, 0.4]) verbs.changeFigure('support', 'combined.threshold', to);
  expect(calls).toHaveLength(1);
  calls[0]?.done({});
  await settled();
  expect(calls).toHaveLength(2);
  const { draft, base } = askedAt(calls, 1, 'triggers.keep');
  expect(draft?.combined.threshold).toBe(0.4);
  expect(base).toEqual(V14);
  calls[1]?.done({});
  await settled();
  expect(calls).toHaveLength(2);
  expect(working(store, V14)).toMatchObject({ changes: 1, moved: false });
});

test('a draft that is moved back to what is live is none, and is not kept', async () => {
  const { calls, store, verbs } = stage();
  verbs.changeFigure('support', 'combined.threshold', 0.4);
  calls[0]?.done({});
  await settled();
  verbs.changeFigure('support', 'combined.threshold', 0.43);
  expect(askedAt(calls, 1, 'triggers.keep').draft).toBeNull();
  expect(working(store, V14)).toEqual({ policy: V14, base: V14, changes: 0, moved: false });
});

test('what comes from the disk late does not undo what was typed meanwhile; a failure is told, and tried again', async () => {
  const { calls, store, verbs } = stage();
  const loading = verbs.loadDraft('support');
  verbs.changeFigure('support', 'combined.threshold', 0.3);
  calls[0]?.done({ draft: changed(V14, 'combined.threshold', 0.9), base: V14 });
  await loading;
  expect(working(store, V14).policy.combined.threshold).toBe(0.3);
  const other = stage();
  const failing = other.verbs.loadDraft('support');
  other.calls[0]?.done(new Error('the disk is gone'));
  await failing;
  expect(drafted(other.store)?.state).toBe('failed');
  void other.verbs.loadDraft('support');
  expect(other.calls).toHaveLength(2);
});

test('another publication moves under a draft: both are seen, and the changes can be put on it', () => {
  const { store, verbs } = stage();
  verbs.changeFigure('support', 'combined.threshold', 0.4);
  const v15 = { ...changed(V14, 'value.weight', 0.6), revision: 15 };
  live(store, v15);
  expect(working(store, v15)).toMatchObject({ moved: true, base: { revision: 14 } });
  verbs.rebaseDraft('support');
  const { policy, moved, base } = working(store, v15);
  expect({ moved, base: base.revision }).toEqual({ moved: false, base: 15 });
  expect(policy.combined.threshold).toBe(0.4);
  expect(policy.value.weight).toBe(0.6);
});

test("one's own publication is no surprise to who went on after it", async () => {
  const { calls, store, verbs } = stage();
  verbs.changeFigure('support', 'combined.threshold', 0.4);
  const publishing = verbs.publish('support', 'why');
  const { policy, base, note } = askedAt(calls, -1, 'triggers.publish');
  expect([policy.revision, base, note]).toEqual([15, 14, 'why']);
  calls.at(-1)?.done({ operation: 'o' });
  await publishing;
  verbs.changeFigure('support', 'value.weight', 0.7);
  const v15 = { ...changed(V14, 'combined.threshold', 0.4), revision: 15 };
  live(store, v15);
  expect(working(store, v15)).toMatchObject({ changes: 1, moved: false, base: { revision: 15 } });
});

test('a draft that went live is at its end: when that is undone, it does not come back', () => {
  const { store, verbs } = stage();
  verbs.changeFigure('support', 'combined.threshold', 0.4);
  live(store, { ...changed(V14, 'combined.threshold', 0.4), revision: 15 });
  verbs.settleDrafts();
  const v16 = { ...V14, revision: 16 };
  live(store, v16);
  verbs.settleDrafts();
  expect(working(store, v16)).toMatchObject({ policy: v16, changes: 0 });
});

test('a draft that another window kept is this window’s too, and it says so until something is changed here', async () => {
  const { calls, store, verbs, told } = stage();
  const loading = verbs.loadDraft('support');
  calls[0]?.done({ draft: null, base: null });
  await loading;
  const theirs = changed(V14, 'combined.threshold', 0.3);
  const following = verbs.followDraft('support');
  calls[1]?.done({ draft: theirs, base: V14 });
  await following;
  expect([working(store, V14).policy, drafted(store)?.elsewhere]).toEqual([theirs, true]);
  verbs.changeFigure('support', 'value.weight', 0.7);
  const { draft } = askedAt(calls, 2, 'triggers.keep');
  expect(draft).toMatchObject({ combined: { threshold: 0.3 }, value: { weight: 0.7 } });
  expect([drafted(store)?.elsewhere, told]).toEqual([false, []]);
  calls[2]?.done({});
  await settled();
  expect(told).toEqual([{ kind: 'drafted', policy: 'support' }]);
});

test('two windows that change it at once: whichever was kept last is what both show', async () => {
  const { calls, store, verbs } = stage();
  const loading = verbs.loadDraft('support');
  calls[0]?.done({ draft: null, base: null });
  await loading;
  verbs.changeFigure('support', 'combined.threshold', 0.4);
  // Theirs was kept before or after: here nobody can tell, so the core is asked once this one is through.
  await verbs.followDraft('support');
  expect(calls).toHaveLength(2);
  calls[1]?.done({});
  await settled();
  expect(calls.at(2)?.name).toBe('triggers.draft');
  const theirs = changed(V14, 'combined.threshold', 0.3);
  calls[2]?.done({ draft: theirs, base: V14 });
  await settled();
  expect(working(store, V14).policy).toEqual(theirs);
  // What is typed while the core is asked is newer than its answer.
  const following = verbs.followDraft('support');
  verbs.changeFigure('support', 'combined.threshold', 0.2);
  calls[3]?.done({ draft: changed(V14, 'combined.threshold', 0.9), base: V14 });
  await following;
  expect(working(store, V14).policy.combined.threshold).toBe(0.2);
});

test('what went live ends in every window, and none of them drops what another went on to keep', async () => {
  const { calls, store, verbs } = stage();
  verbs.changeFigure('support', 'combined.threshold', 0.4);
  calls[0]?.done({});
  await settled();
  live(store, { ...changed(V14, 'combined.threshold', 0.4), revision: 15 });
  verbs.settleDrafts();
  await settled();
  expect([calls.length, drafted(store)?.draft]).toEqual([1, null]);
});

test('text that is no policy stays, leaves the draft as it was, and goes only when it is discarded or mended', () => {
  const { store, verbs } = stage();
  verbs.changeFigure('support', 'combined.threshold', 0.4);
  verbs.holdText('support', '{ "format": ');
  verbs.showStudio('sliders');
  verbs.changeFigure('support', 'combined.threshold', 0.1);
  expect(drafted(store)).toMatchObject({ text: '{ "format": ', draft: { combined: { threshold: 0.4 } } });
  expect(store.getState().studio.view).toBe('json');
  verbs.changePolicy('support', changed(V14, 'combined.threshold', 0.5));
  expect(drafted(store)?.text).toBeNull();
});

test('a file goes line by line in slices, its refused lines are named by their number, the last slice says so', async () => {
  const { calls, store, bringing } = stage();
  const line = `${JSON.stringify({ text: 'x'.repeat(200_000) })}\n`;
  bringing.importHistory(new File([line, line, 'nonsense\n', line], 'history.jsonl'));
  const next = async () => {
    for (let tries = 0; tries < 50; tries += 1) {
      await settled();
      const call = calls.at(-1);
      if (call?.name === 'triggers.import') return call;
    }
    throw new Error('no slice was sent');
  };
  const first = await next();
  expect((first.input as Input<'triggers.import'>).last).toBe(false);
  first.done({ taken: 2, refused: [{ line: 3, path: '', expected: { kind: 'json' } }], refusedTotal: 1 });
  await settled();
  expect(askedAt(calls, -1, 'triggers.import').last).toBe(true);
  calls.at(-1)?.done({ taken: 1, refused: [], refusedTotal: 0 });
  await settled();
  expect(store.getState().bringing).toMatchObject({
    ...{ name: 'history.jsonl', state: 'done', taken: 3, refusedTotal: 1 },
    refused: [{ line: 3, fault: { path: '', expected: { kind: 'json' } } }],
  });
});

test('a stopped import sends nothing further and drops what came; so does one that failed', async () => {
  const { calls, store, bringing } = stage();
  const line = `${JSON.stringify({ text: 'x'.repeat(300_000) })}\n`;
  bringing.importHistory(new File([line, line, line], 'history.jsonl'));
  for (let tries = 0; tries < 50 && calls.length === 0; tries += 1) await settled();
  bringing.stopImport();
  calls[0]?.done({ taken: 1, refused: [], refusedTotal: 0 });
  for (let tries = 0; tries < 50 && calls.length === 1; tries += 1) await settled();
  expect(askedAt(calls, 1, 'triggers.stopImport')).toEqual({ name: 'history.jsonl' });
  calls[1]?.done({});
  await settled();
  expect([calls.length, store.getState().bringing?.state]).toEqual([2, 'stopped']);

  bringing.importHistory(new File([line, line, line], 'history.jsonl'));
  for (let tries = 0; tries < 50 && calls.length === 2; tries += 1) await settled();
  calls[2]?.done(new Error('locked'));
  for (let tries = 0; tries < 50 && calls.length === 3; tries += 1) await settled();
  expect(askedAt(calls, 3, 'triggers.stopImport')).toEqual({ name: 'history.jsonl' });
  calls[3]?.done(new Error('locked'));
  await settled();
  expect(store.getState().bringing).toMatchObject({ state: 'failed', error: new Error('locked') });
});
