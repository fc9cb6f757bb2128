// The contract of router/engine/port.ts, held by every engine.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Batch,
  ConflictError,
  DedupeMismatchError,
  type Engine,
  FencedError,
  type Lease,
  TooLargeError,
} from '#router/engine/port.ts';
import { all, type Bed, type Clock, memory, START, sqlite, TTL, take } from './engine-kinds.ts';

const say = (stream: string, data: string) => ({ stream, kind: 'said', data });
const remember = (key: string, result: string, hash = 'h') => ({ key, hash, result });
const MIB = 1_048_576;

describe.each([memory, sqlite])('the $name engine', ({ open }) => {
  let bed: Bed;
  let engine: Engine;
  let clock: Clock;
  let lease: Lease;

  beforeEach(async () => {
    bed = open();
    ({ engine, clock } = bed);
    lease = await take(engine);
  });
  afterEach(() => bed.remove());

  const commit = (batch: Batch) => engine.commit(lease, batch);
  /** What a refused batch could have left behind. */
  const traces = async (key: string, stream: string, operation: string) => [
    await engine.get(key),
    await engine.read(stream, 0, 9),
    await engine.recall(operation),
  ];
  const nothing = async () => [null, { ...(await engine.read('never', 0, 9)) }, null];

  test('a commit has all of its effects, with one time', async () => {
    clock.now += 5;
    const committed = await commit({
      expect: [{ key: 'k', version: null }],
      puts: [
        { key: 'k', value: 'v' },
        { key: 'l', value: '' },
      ],
      append: [say('s', '1'), say('t', '2'), say('s', '3')],
      dedupe: remember('op', 'done'),
    });
    const { epoch } = await engine.read('s', 0, 0);
    expect(committed).toEqual({
      duplicate: false,
      result: 'done',
      appended: [
        { stream: 's', epoch, offset: 0 },
        { stream: 't', epoch, offset: 0 },
        { stream: 's', epoch, offset: 1 },
      ],
      at: START + 5,
    });
    expect(await engine.get('k')).toEqual({ key: 'k', value: 'v', version: 1 });
    expect(await engine.get('l')).toEqual({ key: 'l', value: '', version: 1 });
    expect(await engine.read('s', 0, 9)).toEqual({
      epoch,
      floor: 0,
      head: 2,
      events: [
        { stream: 's', offset: 0, at: START + 5, kind: 'said', data: '1' },
        { stream: 's', offset: 1, at: START + 5, kind: 'said', data: '3' },
      ],
    });
    expect(await engine.recall('op')).toEqual({ hash: 'h', result: 'done' });
  });

  test('versions grow with each put, and start again after the key was removed', async () => {
    for (const value of ['1', '2', '3', null, '4']) {
      await commit({ puts: [{ key: 'k', value }] });
    }
    await commit({ puts: [{ key: 'absent', value: null }] });
    expect(await engine.get('k')).toEqual({ key: 'k', value: '4', version: 1 });
    expect(await engine.get('absent')).toBeNull();
    await expect(commit({ expect: [{ key: 'k', version: null }] })).rejects.toThrow(ConflictError);
    await commit({
      expect: [
        { key: 'k', version: 1 },
        { key: 'absent', version: null },
      ],
    });
  });

  test('a batch that is refused leaves no trace and harms none that is under way with it', async () => {
    await commit({ dedupe: remember('known', 'first') });
    clock.now += TTL - 1;
    const stale = { ...lease, epoch: lease.epoch - 1 };
    const bad = { puts: [{ key: 'bad', value: 'x' }], append: [say('bad', 'x'), say('s', 'x')] };
    const fates = await Promise.allSettled([
      commit({ puts: [{ key: 'k', value: '1' }], append: [say('s', 'a')] }),
      commit({ ...bad, dedupe: remember('bad', ''), expect: [{ key: 'k', version: 7 }] }),
      commit({
        ...bad,
        dedupe: remember('bad', ''),
        expect: [
          { key: 'k', version: 1 },
          { key: 'nowhere', version: 1 },
        ],
      }),
      commit({ ...bad, dedupe: remember('known', 'second', 'other') }),
      engine.commit(stale, { ...bad, dedupe: remember('bad', '') }),
      commit({ ...bad, append: [...bad.append, say('s', 'x'.repeat(MIB + 1))] }),
      commit({
        puts: [{ key: 'k', value: '2' }],
        append: [say('s', 'b')],
        expect: [{ key: 'k', version: 1 }],
      }),
    ]);
    expect(fates.map((fate) => (fate.status === 'rejected' ? fate.reason.name : fate.status))).toEqual([
      'fulfilled',
      'ConflictError',
      'ConflictError',
      'DedupeMismatchError',
      'FencedError',
      'TooLargeError',
      'fulfilled',
    ]);
    expect(await traces('bad', 'bad', 'bad')).toEqual(await nothing());
    expect((await all(engine, 's')).map(({ data }) => data)).toEqual(['a', 'b']);
    expect(await engine.get('k')).toEqual({ key: 'k', value: '2', version: 2 });
  });

  test('the order of calls is the order of effects, without waiting for any', async () => {
    const steps = Array.from({ length: 200 }, (_, n) =>
      commit({
        expect: [{ key: 'n', version: n === 0 ? null : n }],
        puts: [{ key: 'n', value: String(n) }],
        append: [say('s', String(n))],
      }),
    );
    const offsets = (await Promise.all(steps)).map(({ appended }) => appended[0]?.offset);
    expect(offsets).toEqual([...Array(200).keys()]);
    expect((await all(engine, 's')).map(({ data }) => data)).toEqual(offsets.map(String));
  });

  test('a lease is taken by one holder at a time', async () => {
    expect(lease).toEqual({ shard: 'main', holder: 'a', epoch: 1, expiresAt: START + TTL });
    expect(await engine.acquire('main', 'b', TTL)).toBeNull();
    expect(await engine.acquire('other', 'b', TTL)).toMatchObject({ epoch: 1 });
    clock.now += TTL - 1;
    expect(await engine.acquire('main', 'b', TTL)).toBeNull();
    clock.now += 1;
    expect(await engine.acquire('main', 'b', TTL)).toMatchObject({ holder: 'b', epoch: 2 });
    expect(await engine.acquire('main', 'a', TTL)).toBeNull();
  });

  test('a renewed lease lasts, a released one is free at once, and epochs only grow', async () => {
    clock.now += TTL - 1;
    const renewed = await engine.renew(lease, TTL);
    expect(renewed).toEqual({ ...lease, expiresAt: START + 2 * TTL - 1 });
    clock.now += TTL - 1;
    expect(await engine.acquire('main', 'b', TTL)).toBeNull();
    await engine.release(renewed);
    const next = await take(engine, 'b');
    expect(next.epoch).toBe(2);
    // The former holder cannot free what is no longer theirs.
    await engine.release(renewed);
    expect(await engine.acquire('main', 'c', TTL)).toBeNull();
    expect(await take(engine, 'b')).toMatchObject({ epoch: 3 });
  });

  test('a writer that lost its lease is fenced and leaves no trace', async () => {
    const batch = {
      puts: [{ key: 'k', value: 'x' }],
      append: [say('s', 'x')],
      dedupe: remember('op', 'x'),
    };
    clock.now += TTL;
    await expect(commit(batch)).rejects.toThrow(FencedError);
    await expect(engine.renew(lease, TTL)).rejects.toThrow(FencedError);
    const next = await take(engine, 'b');
    await expect(commit(batch)).rejects.toThrow(FencedError);
    await expect(engine.renew(lease, TTL)).rejects.toThrow(FencedError);
    expect(await traces('k', 's', 'op')).toEqual(await nothing());
    await engine.commit(next, batch);
    expect(await all(engine, 's')).toHaveLength(1);
    // The same holder after a restart is another writer than before it.
    await take(engine, 'b');
    await expect(engine.commit(next, { append: [say('s', 'y')] })).rejects.toThrow(FencedError);
  });

  test('the clock running out between call and flush fences too', async () => {
    const late = commit({ puts: [{ key: 'k', value: 'x' }] });
    clock.now += TTL;
    await expect(late).rejects.toThrow(FencedError);
    expect(await engine.get('k')).toBeNull();
  });

  test('16 writers at once get dense offsets, each its own', async () => {
    const streams = ['x', 'y', 'z'];
    const got = new Map<string, Map<number, string>>(streams.map((stream) => [stream, new Map()]));
    const writer = async (w: number) => {
      for (let n = 0; n < 40; n += 1) {
        const batch = [streams[(w + n) % 3] ?? '', streams[(w * n) % 3] ?? ''];
        const { appended } = await commit({ append: batch.map((stream) => say(stream, `${w}.${n}`)) });
        for (const { stream, offset } of appended) {
          expect(got.get(stream)?.has(offset)).toBe(false);
          got.get(stream)?.set(offset, `${w}.${n}`);
        }
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, w) => writer(w)));
    let total = 0;
    for (const stream of streams) {
      const events = await all(engine, stream, 7);
      expect(events.map(({ offset }) => offset)).toEqual([...events.keys()]);
      expect(events.map(({ data }) => data)).toEqual(
        events.map(({ offset }) => got.get(stream)?.get(offset)),
      );
      total += events.length;
    }
    expect(total).toBe(16 * 40 * 2);
  });

  test('a follower woken by tail reads each offset once and in order', async () => {
    const seen = new Map<string, number[]>([
      ['x', []],
      ['y', []],
    ]);
    const woken: string[] = [];
    let reading = Promise.resolve();
    const follow = (streams: ReadonlySet<string>) => {
      woken.push(...streams);
      reading = reading.then(async () => {
        for (const stream of streams) {
          const mine = seen.get(stream) ?? [];
          const { events } = await engine.read(stream, mine.length, 1_000);
          mine.push(...events.map(({ offset }) => offset));
        }
      });
    };
    const stop = engine.tail(follow);
    const other: string[] = [];
    engine.tail((streams) => other.push(...streams));
    for (let n = 0; n < 50; n += 1) {
      await Promise.all([
        commit({ append: [say('x', '1'), say('x', '2')] }),
        commit({ append: n % 2 === 0 ? [say('y', '3')] : [] }),
        commit({ puts: [{ key: 'k', value: 'quiet' }] }),
      ]);
    }
    await expect(
      commit({ append: [say('z', '')], expect: [{ key: 'k', version: 9_999 }] }),
    ).rejects.toThrow();
    await reading;
    expect(seen.get('x')).toEqual([...Array(100).keys()]);
    expect(seen.get('y')).toEqual([...Array(25).keys()]);
    expect(woken).not.toContain('z');
    expect(other).toEqual(woken);

    stop();
    await commit({ append: [say('x', '4')] });
    expect(other).toHaveLength(woken.length + 1);
  });

  test('what was trimmed is gone: reading below the floor says so, and offsets go on', async () => {
    await commit({ append: Array.from({ length: 10 }, (_, n) => say('s', String(n))) });
    await engine.trim('s', 4);
    const { epoch, ...below } = await engine.read('s', 3, 9);
    expect(below).toEqual({ floor: 4, head: 10, events: [] });
    expect((await engine.read('s', 4, 2)).events.map(({ data }) => data)).toEqual(['4', '5']);
    // A floor never falls, and never passes the head.
    await engine.trim('s', 2);
    expect(await engine.read('s', 0, 1)).toMatchObject({ floor: 4, head: 10 });
    await engine.trim('s', 99);
    expect(await engine.read('s', 10, 1)).toEqual({ epoch, floor: 10, head: 10, events: [] });
    const { appended } = await commit({ append: [say('s', 'next')] });
    expect(appended).toEqual([{ stream: 's', epoch, offset: 10 }]);
    expect(await engine.read('s', 10, 9)).toMatchObject({ floor: 10, head: 11, events: [{ data: 'next' }] });
    await engine.trim('never', 5);
    expect(await engine.read('never', 0, 9)).toEqual({ epoch, floor: 0, head: 0, events: [] });
  });

  test('a repeated operation has no effect and gets the first result; another under its name is refused', async () => {
    const once = (result: string) =>
      commit({
        expect: [{ key: 'k', version: null }],
        puts: [{ key: 'k', value: result }],
        append: [say('s', result)],
        dedupe: remember('op', result),
      });
    // Twice in one turn, and again later, although what it expected no longer holds.
    const [first, second] = await Promise.all([once('first'), once('second')]);
    clock.now += 1_000;
    const third = await once('third');
    expect(first).toMatchObject({ duplicate: false, result: 'first' });
    expect(second).toEqual({ duplicate: true, result: 'first', appended: [], at: START });
    expect(third).toEqual({ duplicate: true, result: 'first', appended: [], at: START + 1_000 });
    await expect(
      commit({ puts: [{ key: 'l', value: 'x' }], dedupe: remember('op', 'x', 'another') }),
    ).rejects.toThrow(DedupeMismatchError);
    expect(await traces('l', 'never', 'other')).toEqual(await nothing());
    expect((await all(engine, 's')).map(({ data }) => data)).toEqual(['first']);
  });

  test('values of 1 MiB come back byte for byte', async () => {
    // 4 bytes each: a mebibyte counts bytes, not characters.
    const value = '🛟'.repeat(MIB / 4);
    const data = `"${'\\u0000'.repeat(10)}${'ä'.repeat(MIB / 2 - 31)}"`;
    expect(Buffer.byteLength(data)).toBe(MIB);
    await commit({
      puts: [{ key: 'k', value }],
      append: [say('s', data)],
      dedupe: remember('op', 'r'.repeat(MIB)),
    });
    expect((await engine.get('k'))?.value === value).toBe(true);
    expect((await engine.read('s', 0, 1)).events[0]?.data === data).toBe(true);
    expect((await engine.recall('op'))?.result.length).toBe(MIB);
    expect((await engine.scan('', null, 9))[0]?.value === value).toBe(true);
  });

  test('what is over its limit is refused by name', async () => {
    const key = 'k'.repeat(512);
    const over: [Batch, string][] = [
      [{ puts: [{ key: `${key}k`, value: '' }] }, 'key kkk'],
      [{ puts: [{ key: `${key}k`, value: null }] }, 'key kkk'],
      [{ puts: [{ key: 'é'.repeat(257), value: '' }] }, 'key é'],
      [{ puts: [{ key: 'heavy', value: 'x'.repeat(MIB + 1) }] }, 'the value of heavy'],
      [{ puts: [{ key: 'wide', value: '🛟'.repeat(MIB / 4 + 1) }] }, 'the value of wide'],
      [{ append: [say(`${key}k`, '')] }, 'stream kkk'],
      [{ append: [say('s', 'x'.repeat(MIB + 1))] }, 'an event said of s'],
      [{ dedupe: remember(`${key}k`, '') }, 'dedupe key kkk'],
      [{ dedupe: remember('op', 'x'.repeat(MIB + 1)) }, 'the result of op'],
    ];
    for (const [batch, message] of over) {
      const refused = commit({ ...batch, puts: [{ key: 'also', value: 'x' }, ...(batch.puts ?? [])] });
      await expect(refused).rejects.toThrow(TooLargeError);
      await expect(refused).rejects.toThrow(message);
    }
    expect(await engine.scan('', null, 9)).toEqual([]);
    await commit({ puts: [{ key, value: 'x' }], append: [say(key, 'x')], dedupe: remember(key, 'x') });
    expect(await engine.get(key)).toMatchObject({ value: 'x' });
  });

  test('100,000 streams', async () => {
    const name = (n: number) => `conversation/${(n * 7_919) % 100_000}`;
    const groups = Array.from({ length: 200 }, (_, g) =>
      commit({ append: Array.from({ length: 500 }, (_, n) => say(name(g * 500 + n), String(g * 500 + n))) }),
    );
    await Promise.all(groups);
    await commit({ append: [say(name(99_999), 'again')] });
    let heads = 0;
    for (let n = 0; n < 100_000; n += 1) heads += (await engine.read(name(n), 0, 0)).head;
    expect(heads).toBe(100_001);
    expect((await all(engine, name(99_999))).map(({ data }) => data)).toEqual(['99999', 'again']);
  });

  test('scan: keys under a prefix, in order, page by page', async () => {
    const keys = ['', 'a', 'a/', 'a/1', 'a/10', 'a/2', 'a/é', 'a/\uffff', 'a/🛟', 'a/🛟z', 'a0', 'b', '🛟'];
    const shuffled = keys.toSorted((x, y) => ((x.length * 7) % 5) - ((y.length * 7) % 5));
    await commit({ puts: shuffled.map((key) => ({ key, value: `of ${key}` })) });
    await commit({ puts: [{ key: 'a/gone', value: 'x' }] });
    await commit({ puts: [{ key: 'a/gone', value: null }] });
    const under = async (prefix: string, after: string | null, limit: number) =>
      (await engine.scan(prefix, after, limit)).map(({ key }) => key);
    expect(await under('', null, 99)).toEqual(keys);
    expect(await under('a/', null, 99)).toEqual(keys.slice(2, 10));
    expect(await under('a/', 'a/2', 2)).toEqual(['a/é', 'a/\uffff']);
    // `after` need not exist, nor lie under the prefix.
    expect(await under('a/', 'a/15', 1)).toEqual(['a/2']);
    expect(await under('a/', 'A', 1)).toEqual(['a/']);
    expect(await under('a/', 'b', 9)).toEqual([]);
    expect(await under('c', null, 9)).toEqual([]);
    expect(await under('a', null, 0)).toEqual([]);
    const paged: string[] = [];
    for (let page = await under('a', null, 3); page.length > 0; page = await under('a', page.at(-1) ?? '', 3))
      paged.push(...page);
    expect(paged).toEqual(keys.slice(1, 11));
    expect(await engine.scan('a0', null, 1)).toEqual([{ key: 'a0', value: 'of a0', version: 1 }]);
  });

  test('time does not run backwards', async () => {
    expect(engine.now()).toBe(START);
    clock.now += 5_000;
    const { at } = await commit({ append: [say('s', '1')] });
    clock.now -= 3_600_000;
    expect(engine.now()).toBe(START + 5_000);
    await commit({ append: [say('s', '2')] });
    expect((await all(engine, 's')).map((event) => event.at)).toEqual([at, at]);
    // A lease does not live longer because the clock went back.
    expect(await engine.acquire('main', 'b', TTL)).toBeNull();
    clock.now = START + TTL;
    expect(await engine.acquire('main', 'b', TTL)).not.toBeNull();
  });

  test('closing stores what is under way and refuses what comes', async () => {
    const last = commit({ append: [say('s', '1')] });
    await engine.close();
    await engine.close();
    expect((await last).appended).toMatchObject([{ offset: 0 }]);
    await expect(commit({ append: [say('s', '2')] })).rejects.toThrow('is closed');
  });
});
