// A process of its own that writes through the SQLite engine until it is killed, or holds the lease and does as told.
// Prints one line for each thing it knows to be durable, at once. Not a test itself.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Engine, Lease } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';

export interface Task {
  readonly file: string;
  readonly mode: 'write' | 'hold';
  readonly round: number;
  /** Last number of each writer that was acknowledged. */
  readonly acked: readonly number[];
  /** Next offset of each stream to follow. */
  readonly cursors: Readonly<Record<string, number>>;
  /** Kills itself between this commit and its acknowledgement; 0 = waits to be killed. */
  readonly dieAt: number;
}

export type Line =
  | { readonly kind: 'held' | 'done' | 'failed'; readonly text: string }
  | { readonly kind: 'ack'; readonly w: number; readonly n: number; readonly offset: number | null }
  | { readonly kind: 'seen'; readonly stream: string; readonly offset: number };

const print = (line: Line) => writeSync(1, `${JSON.stringify(line)}\n`);

async function write(engine: Engine, lease: Lease, { acked, cursors, dieAt, round }: Task): Promise<void> {
  const next = new Map(Object.entries(cursors));
  const follow = async (stream: string) => {
    for (;;) {
      const { events } = await engine.read(stream, next.get(stream) ?? 0, 50);
      if (events.length === 0) return;
      for (const { offset } of events) print({ kind: 'seen', stream, offset });
      next.set(stream, (events.at(-1)?.offset ?? 0) + 1);
    }
  };
  let following = Promise.resolve();
  const wake = (streams: Iterable<string>) => {
    for (const stream of streams) following = following.then(() => follow(stream));
  };
  engine.tail(wake);
  wake(next.keys());

  let commits = 0;
  const writer = async (w: number) => {
    for (let n = (acked[w] ?? 0) + 1; ; n += 1) {
      const said = `${w}.${n}`;
      const { appended, result } = await engine.commit(lease, {
        puts: [{ key: `writer/${w}`, value: String(n) }],
        append: ['shared', `of/${w % 3}`].map((stream) => ({ stream, kind: 'said', data: said })),
        dedupe: { key: `op/${said}`, hash: said, result: `${said} in round ${round}` },
      });
      commits += 1;
      if (commits === dieAt) process.kill(process.pid, 'SIGKILL');
      if (result?.startsWith(`${said} in round `) !== true) throw new Error(`${said} got ${result}`);
      print({ kind: 'ack', w, n, offset: appended[0]?.offset ?? null });
    }
  };
  await Promise.all(acked.map((_, w) => writer(w)));
}

async function hold(engine: Engine, lease: Lease): Promise<void> {
  print({ kind: 'held', text: String(lease.epoch) });
  for await (const data of createInterface({ input: process.stdin })) {
    try {
      const { appended } = await engine.commit(lease, { append: [{ stream: 's', kind: 'said', data }] });
      print({ kind: 'done', text: String(appended[0]?.offset) });
    } catch (error) {
      print({ kind: 'failed', text: (error as Error).name });
    }
  }
}

async function main(task: Task): Promise<void> {
  const engine = openSqliteEngine({ file: task.file });
  const lease = await engine.acquire('main', `process that ${task.mode}s`, 60_000);
  if (lease === null) throw new Error('the lease is held by another');
  await (task.mode === 'write' ? write(engine, lease, task) : hold(engine, lease));
}

if (import.meta.main) await main(JSON.parse(process.argv[2] ?? '') as Task);
