import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { callsTo } from './calls.ts';

const workerOf = (code: string) =>
  new Worker(`const { parentPort } = require('node:worker_threads'); ${code}`, { eval: true });

test.each([
  ['throws', `parentPort.on('message', () => { throw new Error('out of luck') })`, /out of luck/],
  ['exits', `parentPort.on('message', () => process.exit(3))`, /exit code 3/],
])(
  'a worker that %s rejects every pending and every future call with the reason',
  async (_what, code, reason) => {
    const { call, opened, isGone } = callsTo(workerOf(code));
    opened.catch(() => undefined);
    const both = await Promise.allSettled([call('rows', []), call('cursors', [])]);
    for (const { status, ...rest } of both) {
      expect(status).toBe('rejected');
      expect(String((rest as { reason: Error }).reason)).toMatch(reason);
    }
    await expect(call('rows', [])).rejects.toThrow(reason);
    await expect(opened).rejects.toThrow(reason);
    expect(isGone()).toBe(true);
  },
);

test('a worker that never starts rejects the opening', async () => {
  await expect(callsTo(workerOf(`throw new Error('no driver')`)).opened).rejects.toThrow('no driver');
});
