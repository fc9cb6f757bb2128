// Random lives of an engine: whatever is asked of them, memory and SQLite answer the same and end in the same state,
// although SQLite is closed and opened again on the way.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMemoryEngine } from '#router/engine/memory.ts';
import type { Batch, Engine, Lease } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import { all, START, take } from './engine-kinds.ts';

const KEYS = ['a', 'a/1', 'a/2', 'a/é', 'a/\uffff', 'a/🛟', 'b'];
const STREAMS = ['s', 't', 'u'];
const HOLDERS = ['x', 'y'];

const key = fc.constantFrom(...KEYS);
const stream = fc.constantFrom(...STREAMS);
const text = fc.string({ maxLength: 12, unit: 'grapheme' });
const holder = fc.nat(HOLDERS.length - 1);

const batch: fc.Arbitrary<Batch> = fc.record(
  {
    expect: fc.array(
      fc.record({
        key,
        version: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 2 }),
      }),
      { maxLength: 2 },
    ),
    puts: fc.array(fc.record({ key, value: fc.option(text, { freq: 4 }) }), { maxLength: 3 }),
    append: fc.array(fc.record({ stream, kind: fc.constantFrom('said', 'done'), data: text }), {
      maxLength: 3,
    }),
    dedupe: fc.record({
      key: fc.constantFrom('1', '2', '3', '4', '5'),
      hash: fc.constantFrom('h', 'h', 'h', 'i'),
      result: text,
    }),
  },
  { requiredKeys: [] },
);

type Step =
  | { readonly do: 'commit'; readonly batches: readonly (readonly [number, Batch])[] }
  | { readonly do: 'acquire' | 'renew' | 'release'; readonly holder: number }
  | { readonly do: 'trim' | 'read'; readonly stream: string; readonly at: number }
  | { readonly do: 'scan'; readonly prefix: string; readonly after: string | null; readonly limit: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'reopen' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('commit' as const),
      batches: fc.array(fc.tuple(holder, batch), { minLength: 1, maxLength: 5 }),
    }),
  },
  fc.record({ do: fc.constantFrom('acquire' as const, 'renew' as const, 'release' as const), holder }),
  fc.record({ do: fc.constantFrom('trim' as const, 'read' as const), stream, at: fc.nat(20) }),
  fc.record({
    do: fc.constant('scan' as const),
    prefix: fc.constantFrom('', 'a', 'a/', 'c'),
    after: fc.option(key),
    limit: fc.nat(5),
  }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: -50, max: 100 }) }),
  fc.record({ do: fc.constant('reopen' as const) }),
);

const outcome = (fate: PromiseSettledResult<unknown>) =>
  fate.status === 'fulfilled' ? fate.value : `${fate.reason.name}: ${fate.reason.message}`;

/** One engine with the leases its two holders believe to have. */
class Life {
  readonly leases: (Lease | null)[] = [null, null];
  engine: Engine;

  constructor(engine: Engine) {
    this.engine = engine;
  }

  async take(step: Step): Promise<unknown> {
    const { engine, leases } = this;
    switch (step.do) {
      case 'commit': {
        const never = { shard: 'main', holder: 'nobody', epoch: 0, expiresAt: 0 };
        const under = step.batches.map(([who, batch]) => engine.commit(leases[who] ?? never, batch));
        return (await Promise.allSettled(under)).map(outcome);
      }
      case 'acquire': {
        const lease = await engine.acquire('main', HOLDERS[step.holder] ?? '', 150);
        leases[step.holder] = lease ?? leases[step.holder] ?? null;
        return lease;
      }
      case 'renew':
      case 'release': {
        const lease = leases[step.holder];
        if (!lease) return null;
        const [fate] = await Promise.allSettled([
          step.do === 'renew' ? engine.renew(lease, 200) : engine.release(lease),
        ]);
        return outcome(fate);
      }
      case 'trim':
        return engine.trim(step.stream, step.at);
      case 'read':
        return engine.read(step.stream, step.at, 3);
      case 'scan':
        return engine.scan(step.prefix, step.after, step.limit);
      default:
        return engine.now();
    }
  }

  async state(): Promise<unknown> {
    const { engine } = this;
    return {
      entries: await engine.scan('', null, 99),
      events: await Promise.all(STREAMS.map((stream) => all(engine, stream, 4))),
      slices: await Promise.all(STREAMS.map((stream) => engine.read(stream, 0, 9))),
      results: await Promise.all(['1', '2', '3', '4', '5'].map((name) => engine.recall(name))),
    };
  }
}

test('memory and SQLite are one engine', async () => {
  let committed = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const folder = mkdtempSync(join(tmpdir(), 'baton-equal-'));
      const file = join(folder, 'router.db');
      let clock = START;
      const now = () => clock;
      const lives = [
        new Life(createMemoryEngine({ now })),
        new Life(openSqliteEngine({ file, now })),
      ] as const;
      const [memory, sqlite] = lives;
      try {
        for (const life of lives) life.leases[0] = await take(life.engine, 'x', 150);
        for (const one of steps) {
          if (one.do === 'wait') clock += one.ms;
          if (one.do === 'reopen') {
            await sqlite.engine.close();
            sqlite.engine = openSqliteEngine({ file, now });
          }
          const answer = await memory.take(one);
          expect(await sqlite.take(one)).toEqual(answer);
          if (one.do !== 'commit') continue;
          const fates = answer as unknown[];
          refused += fates.filter((fate) => typeof fate === 'string').length;
          committed += fates.filter((fate) => typeof fate !== 'string').length;
        }
        expect(await sqlite.state()).toEqual(await memory.state());
      } finally {
        for (const life of lives) await life.engine.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 150 },
  );
  // The generator must reach both sides, or the comparison says little.
  expect(Math.min(committed, refused)).toBeGreaterThan(500);
});

test('a commit nobody heard of is resolved by asking again under its name', async () => {
  const faults = ['lost', 'unanswered', null] as const;
  let next = 0;
  const engine = createMemoryEngine({ now: () => START, fault: () => faults[next++ % 3] ?? null });
  const lease = await take(engine);
  const results: (string | undefined)[] = [];
  for (let n = 0; n < 9; n += 1) {
    const batch = {
      append: [{ stream: 's', kind: 'said', data: String(n) }],
      dedupe: { key: `op/${n}`, hash: 'h', result: `result of ${n}` },
    };
    for (;;) {
      const [fate] = await Promise.allSettled([engine.commit(lease, batch)]);
      if (fate.status === 'rejected') continue;
      results.push(fate.value.result);
      break;
    }
  }
  expect((await all(engine, 's')).map(({ data }) => Number(data))).toEqual([...results.keys()]);
  expect(results).toEqual(results.map((_, n) => `result of ${n}`));
});
