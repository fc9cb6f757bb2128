import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { startEmbedded } from './embedded.ts';
import type { Launched } from './launch.ts';
import type { Office } from './office.ts';

/** Programs that say they are ready at once, or never, and end when they are told. */
function stage({ ready }: { readonly ready: boolean }) {
  const said: string[] = [];
  const ends: ((code: number) => void)[] = [];
  const launch = (): Launched => {
    const output = new PassThrough();
    if (ready) output.write('{"ready":true,"url":"ws://127.0.0.1:1","http":"http://127.0.0.1:1"}\n');
    let end = (_code: number): void => undefined;
    ends.push((code) => end(code));
    return {
      output,
      onEnd(ended) {
        end = (code) => ended(code, String(code));
      },
      end: () => end(0),
    };
  };
  const office = { configFile: 'config.json', demoKey: 'key' } as unknown as Office;
  return {
    said,
    ends,
    options: { office, folder: '.', demo: true, launch, say: (line: string) => said.push(line) },
  };
}

test('a router that was told to end as well is not started again while the demo ends', async () => {
  const { said, ends, options } = stage({ ready: true });
  const embedded = await startEmbedded(options);
  const stopped = embedded.stop();
  ends[0]?.(0);
  await stopped;
  expect([said, ends.length]).toEqual([[], 2]);
});

test('a start that is given up starts nothing again', async () => {
  const { said, ends, options } = stage({ ready: false });
  const giveUp = new AbortController();
  const starting = startEmbedded({ ...options, giveUp: giveUp.signal });
  giveUp.abort();
  await Promise.resolve();
  ends[0]?.(0);
  await expect(starting).rejects.toThrow();
  expect([said, ends.length]).toEqual([[], 1]);
});
