// The SQLite engine across processes: killed in the middle of commits, and taken over by another.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FencedError } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import { all, take } from './engine-kinds.ts';
import type { Line, Task } from './engine-process.ts';

const WRITERS = 16;
const STREAMS = ['shared', 'of/0', 'of/1', 'of/2'];
const SCRIPT = join(import.meta.dirname, 'engine-process.ts');

let folder: string;
let file: string;
let running: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-kill-'));
  file = join(folder, 'router.db');
  running = [];
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

function start(task: Partial<Task>) {
  const whole: Task = { file, mode: 'write', round: 0, acked: [], cursors: {}, dieAt: 0, ...task };
  const child = spawn(process.execPath, [SCRIPT, JSON.stringify(whole)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running.push(child);
  const ended = new Promise<string | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Line | null> => {
    const { value, done } = await lines.next();
    return done === true ? null : (JSON.parse(value) as Line);
  };
  return { child, ended, next };
}

test('killed in the middle of commits, again and again: nothing acknowledged is lost, nothing is doubled', async () => {
  const acked = Array<number>(WRITERS).fill(0);
  const cursors: Record<string, number> = Object.fromEntries(STREAMS.map((stream) => [stream, 0]));
  const where = new Map<string, number>();
  let repeated = 0;
  for (let round = 1; round <= 10; round += 1) {
    // Half of the rounds end exactly between a commit and its acknowledgement, the others wherever the kill lands.
    const dieAt = round % 2 === 0 ? 3 + round * 7 : 0;
    const { child, ended, next } = start({ round, acked, cursors, dieAt });
    let acks = 0;
    for (let line = await next(); line !== null; line = await next()) {
      if (line.kind === 'seen') {
        expect(line.offset, `the next event of ${line.stream}`).toBe(cursors[line.stream]);
        cursors[line.stream] = line.offset + 1;
      }
      if (line.kind !== 'ack') continue;
      expect(line.n).toBe((acked[line.w] ?? 0) + 1);
      acked[line.w] = line.n;
      if (line.offset === null) repeated += 1;
      else where.set(`${line.w}.${line.n}`, line.offset);
      acks += 1;
      if (dieAt === 0 && acks === 1 + round * 5) child.kill('SIGKILL');
    }
    expect(await ended).toBe('SIGKILL');
  }

  const engine = openSqliteEngine({ file });
  const shared = await all(engine, 'shared');
  expect(shared.map(({ offset }) => offset)).toEqual([...shared.keys()]);
  const said = shared.map(({ data }) => data);
  expect(new Set(said).size).toBe(said.length);
  for (const [operation, offset] of where) expect(said[offset]).toBe(operation);
  for (let w = 0; w < WRITERS; w += 1) {
    const mine = said.filter((data) => data.startsWith(`${w}.`));
    expect(mine).toEqual(mine.map((_, i) => `${w}.${i + 1}`));
    // One may have been stored and not acknowledged when the last kill came.
    expect(mine.length - (acked[w] ?? 0)).toBeOneOf([0, 1]);
    expect(await engine.get(`writer/${w}`)).toMatchObject({
      value: String(mine.length),
      version: mine.length,
    });
    for (const operation of mine)
      expect(await engine.recall(`op/${operation}`)).toMatchObject({ hash: operation });
  }
  for (let k = 0; k < 3; k += 1) {
    const part = await all(engine, `of/${k}`);
    expect(part.map(({ data }) => data)).toEqual(said.filter((data) => Number.parseInt(data, 10) % 3 === k));
  }
  for (const stream of STREAMS)
    expect(cursors[stream]).toBeLessThanOrEqual((await engine.read(stream, 0, 0)).head);
  expect(repeated).toBeGreaterThanOrEqual(4);
  await engine.close();
});

test('another process keeps its lease until it runs out, and is fenced when it was taken over', async () => {
  let skew = 0;
  const engine = openSqliteEngine({ file, now: () => Date.now() + skew });
  const mine = await take(engine, 'me', 60_000);
  await engine.commit(mine, { append: [{ stream: 's', kind: 'said', data: 'mine' }] });
  await engine.release(mine);

  const { child, next } = start({ mode: 'hold' });
  const tell = async (text: string) => {
    child.stdin?.write(`${text}\n`);
    return next();
  };
  expect(await next()).toEqual({ kind: 'held', text: '2' });
  expect(await engine.acquire('main', 'me', 60_000)).toBeNull();
  await expect(engine.commit(mine, { append: [] })).rejects.toThrow(FencedError);
  expect(await tell('theirs')).toEqual({ kind: 'done', text: '1' });
  expect((await all(engine, 's')).map(({ data }) => data)).toEqual(['mine', 'theirs']);

  skew = 120_000;
  const again = await take(engine, 'me', 60_000);
  expect(again.epoch).toBe(3);
  expect(await tell('too late')).toEqual({ kind: 'failed', text: 'FencedError' });
  const { appended } = await engine.commit(again, { append: [{ stream: 's', kind: 'said', data: 'mine' }] });
  expect(appended).toMatchObject([{ offset: 2 }]);
  expect(await all(engine, 's')).toHaveLength(3);
  await engine.close();
});
