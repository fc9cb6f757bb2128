// Owns what a lead is told whose question was under way when the copy was locked, or when they ceased to be a lead.
import { expect, test } from 'vitest';
import { CallError } from '#shared/contract/errors.ts';
import { readPolicies } from '../../../test/triggers/fixtures.ts';
import { triggersHandlers } from './triggers.ts';

const { support } = readPolicies();
if (support === undefined) throw new Error('there is no support policy');
const draft = support;
const slice = { name: 'one', lines: '', first: true, last: true };

function opened() {
  const now = { locked: false, roles: ['agent', 'lead'] };
  const { promise: end, reject: stop, resolve: miss } = Promise.withResolvers<never>();
  type Needs = Parameters<typeof triggersHandlers>[0];
  const needs = {
    locked: () => (now.locked ? new CallError({ code: 'unauthorized', message: 'error.locked' }) : null),
    view: { profile: () => ({ roles: now.roles }) },
    state: { get: () => ({ policy: draft, bots: [] }) },
    ports: { clock: { now: () => 0 } },
    preview: { backtest: () => end, case: () => end, import: () => end },
  };
  const handlers = triggersHandlers(needs as unknown as Needs, 'page');
  const asked = [
    () => handlers.backtest({ draft }),
    () => handlers.case({ conversation: 'k1', draft }),
    () => handlers.import({ ...slice, field: 'needed' }),
  ];
  return {
    now,
    stop,
    miss: miss as unknown as (value: null) => void,
    handlers,
    ask: () => asked.map((one) => Promise.resolve(one())),
  };
}

test.each([
  ['the copy is locked', { locked: true }, { code: 'unauthorized', message: 'error.locked' }],
  ['they lead no more', { roles: ['agent'] }, { code: 'unauthorized', message: 'error.unauthorized' }],
  ['it failed by itself', {}, undefined],
])('a question under way says why it ended: %s', async (_, then, body) => {
  const { now, stop, ask } = opened();
  const ends = Promise.allSettled(ask());
  Object.assign(now, then);
  stop(new Error('the thread stopped'));
  for (const end of await ends)
    expect(end).toMatchObject({
      status: 'rejected',
      reason: body === undefined ? { message: 'the thread stopped' } : { body },
    });
});

test('a conversation that cannot be found because the copy is locked is not said to be missing', async () => {
  const { now, miss, handlers } = opened();
  const asked = handlers.case({ conversation: 'k1', draft });
  now.locked = true;
  miss(null);
  await expect(asked).rejects.toMatchObject({ body: { message: 'error.locked' } });
});
