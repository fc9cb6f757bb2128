import { expect, test } from 'vitest';
import { openLog } from './log.ts';

test('a line is JSON as before; what identifies a person in its words or in an error is told by its kind', () => {
  const lines: string[] = [];
  const log = openLog('info', { write: (line) => void lines.push(line) });
  log.debug({}, 'not asked for');
  log.info({ queue: 'care', conversations: 4111111111111111 }, 'old records were let go of');
  log.error(
    { err: new Error('no row for jane.roe@example.org'), list: [{ detail: 'card 4111 1111 1111 1111' }] },
    'a request failed',
  );
  expect(lines.every((line) => line.endsWith('\n'))).toBe(true);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 30, queue: 'care', conversations: 4111111111111111, msg: 'old records were let go of' },
    {
      level: 50,
      msg: 'a request failed',
      err: {
        type: 'Error',
        message: 'no row for [email]',
        stack: expect.stringContaining('no row for [email]'),
      },
      list: [{ detail: 'card [card]' }],
    },
  ]);
});
