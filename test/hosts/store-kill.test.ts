// Owns: killed at any moment, the store finds its cursor and its rows in step, and every operation it acknowledged.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { openFiles } from '#store/store.ts';
import { plainBytes } from './store-plain.ts';
import { FEED, folder, KEY, optionsFor } from './store-samples.ts';

const KILLS = process.env.BATON_LONG === '1' ? 100 : 10;
const PROCESS = new URL('./store-process.ts', import.meta.url).pathname;

interface Said {
  readonly opened?: { readonly cache: string; readonly outbox: string };
  readonly offset?: number;
  readonly id?: string;
  readonly n?: number;
}

/** Starts it, kills it once it acknowledged `acks` things, and answers all that it said. */
async function killed(path: string, acks: number): Promise<Said[]> {
  const child = spawn(process.execPath, [PROCESS, path, '40'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const heard: Said[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    // The last line may be cut in the middle.
    if (!line.endsWith('}')) continue;
    heard.push(JSON.parse(line) as Said);
    if (heard.length === acks) child.kill('SIGKILL');
  }
  return heard;
}

test(`${KILLS} kills: cursor and rows agree, what was acknowledged is there, nothing twice`, async () => {
  const path = folder();
  const numbers = new Map<string, number>();
  let acknowledged = 0;
  for (let round = 0; round < KILLS; round++) {
    const heard = await killed(path, 2 + ((round * 37) % 61));
    expect(heard[0]?.opened).toMatchObject({
      cache: round === 0 ? 'new' : 'kept',
      outbox: round === 0 ? 'new' : 'kept',
    });
    for (const { offset, id, n } of heard) {
      if (offset !== undefined) acknowledged = Math.max(acknowledged, offset);
      if (id !== undefined && n !== undefined) numbers.set(id, n);
    }
    const { store } = openFiles(optionsFor(path));
    const [, cursor = 0] = store.cursors()[FEED] ?? [];
    expect(cursor).toBeGreaterThanOrEqual(acknowledged);
    const seqs = Array.from({ length: cursor }, (_, at) => at).filter(
      (at) => at > 0 && at % 7 !== 0 && at % 7 !== 6,
    );
    expect(store.entries('a').map(({ seq }) => seq)).toEqual(seqs);
    expect(store.search('word numb', undefined, 1_000_000).map(({ seq }) => seq)).toEqual(seqs.reverse());
    // Granted by an event whose end had not come yet.
    const other = cursor % 7 === 0 && cursor > 0 ? 1 : 0;
    expect(store.search('gone', undefined, 99)).toHaveLength(other * 2);
    // Killed between the purge and the sweep of the log, the words would still lie there.
    expect(plainBytes(join(path, 'cache.db'), KEY).includes('and gone')).toBe(other === 1);
    const operations = store.operations();
    expect(operations.map(({ id }) => id)).toEqual(operations.map((_, n) => `op-${n}`));
    for (const { id, n } of operations) if (numbers.has(id)) expect(n).toBe(numbers.get(id));
    expect(operations.length).toBeGreaterThanOrEqual(numbers.size);
    expect(store.check()).toMatchObject([{ ok: true }, { ok: true }]);
    store.close();
  }
  expect(acknowledged).toBeGreaterThan(KILLS);
  expect(numbers.size).toBeGreaterThan(KILLS);
});
