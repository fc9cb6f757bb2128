// What the clerk promises when storing fails: nobody saw what is not stored, and the desk is what is stored.
import { afterEach, describe, expect, it } from 'vitest';
import { joint } from '#shared/domain/matching/joint.ts';
import type { CommandData } from '#shared/protocol/commands.ts';
import { batonConfig } from '#shared/schema/config.ts';
import { supportTrigger } from '../../test/triggers/fixtures.ts';
import type { Live } from '../desk/port.ts';
import { createMemoryEngine } from '../engine/memory.ts';
import { type Batch, DedupeMismatchError, type Engine, FencedError, TooLargeError } from '../engine/port.ts';
import { startClerk } from './clerk.ts';

const config = batonConfig.parse({
  version: 1,
  organisation: 'Meridian Air',
  people: [{ id: 'ana', name: 'Ana Reis', queues: ['care'] }],
  queues: [
    {
      ...{ id: 'care', name: 'Care', sla: { seconds: 60, share: 0.8 } },
      dispositions: [{ id: 'solved', label: 'Solved' }],
    },
  ],
  bots: [{ id: 'ava', name: 'Ava', queue: 'care' }],
});
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const customer = { id: 'c', verified: true, name: 'Ilse' };

describe('the clerk', () => {
  const inner = () => createMemoryEngine({ now: Date.now });
  let stop: () => Promise<void> = async () => undefined;
  afterEach(() => stop());

  /** A clerk whose commits go through `commit`. */
  async function start(
    engine: Engine,
    commit?: (batch: Batch, store: () => ReturnType<Engine['commit']>) => ReturnType<Engine['commit']>,
  ) {
    const shown: Live[] = [];
    let lost = false;
    const clerk = await startClerk({
      engine: commit
        ? { ...engine, commit: (lease, batch) => commit(batch, () => engine.commit(lease, batch)) }
        : engine,
      ...{
        config,
        log,
        holder: 'one',
        trigger: supportTrigger,
        matcher: joint,
        leaseMs: 60_000,
        keepEvents: 1_000,
      },
      onLost: () => {
        lost = true;
      },
    });
    if (clerk === null) throw new Error('the lease is taken');
    stop = clerk.stop;
    clerk.onLive((live) => shown.push(...live.filter(({ kind }) => kind !== 'wanted')));
    let n = 0;
    const ana = (d: CommandData<'presence.set'>, more: { n?: number; device?: string } = {}) =>
      clerk.person({
        ...{
          person: 'ana',
          device: more.device ?? 'desk',
          n: more.n ?? ++n,
          hash: JSON.stringify(d),
          base: undefined,
        },
        command: { k: 'presence.set', d },
      });
    return { clerk, ana, shown, lost: () => lost };
  }
  const presence = async ({ clerk }: Awaited<ReturnType<typeof start>>) =>
    (await clerk.view([], (desk) => desk.personState('ana'))).value.presence;

  it('undoes what could not be stored, with everything decided on top of it, and goes on', async () => {
    let failing = false;
    const engine = inner();
    const office = await start(engine, async (_batch, store) => {
      if (!failing) return store();
      failing = false;
      throw new Error('disk full');
    });
    expect(await office.ana({ status: 'available' })).toMatchObject({ ok: true });
    failing = true;
    const [broken, onTop, bot] = await Promise.all([
      office.ana({ status: 'break' }),
      office.ana({ status: 'away' }),
      office.clerk.bot('ava', { kind: 'open', id: 'k1', body: { channel: 'chat', customer } }),
    ]);
    expect(broken).toMatchObject({ refusal: { code: 'unavailable' } });
    expect(onTop).toMatchObject({ refusal: { code: 'unavailable' } });
    // It was not decided yet: the desk that is read again decides it.
    expect(bot).toMatchObject({ ok: true });
    expect((await presence(office)).status).toBe('available');
    // A later number has to wait until the one before it is sent again.
    expect(await office.ana({ status: 'away' }, { n: 3 })).toMatchObject({
      refusal: { code: 'unavailable' },
    });
    expect(await office.ana({ status: 'break' }, { n: 2 })).toMatchObject({ ok: true });
    expect(await office.ana({ status: 'away' }, { n: 3 })).toMatchObject({ ok: true });
    expect((await presence(office)).status).toBe('away');
  });

  it('gives the lease back when it is stopped while the desk is read again', async () => {
    const engine = inner();
    const reading = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    let failing = false;
    const office = await start(
      {
        ...engine,
        async acquire(...lease) {
          const taken = await engine.acquire(...lease);
          if (failing) reading.resolve();
          if (failing) await goOn.promise;
          return taken;
        },
      },
      (_batch, store) => (failing ? Promise.reject(new Error('disk full')) : store()),
    );
    failing = true;
    expect(await office.ana({ status: 'available' })).toMatchObject({ refusal: { code: 'unavailable' } });
    await reading.promise;
    const stopped = office.clerk.stop();
    goOn.resolve();
    await stopped;
    expect(await engine.acquire('main', 'two', 60_000)).not.toBeNull();
    expect(office.lost()).toBe(false);
  });

  it('shows an offer only when it is stored', async () => {
    let release: () => void = () => undefined;
    let holding = false;
    const office = await start(inner(), async (_batch, store) => {
      if (holding) await new Promise<void>((resolve) => (release = resolve));
      return store();
    });
    office.clerk.link('ana', true);
    await office.ana({ status: 'available' });
    await office.clerk.bot('ava', { kind: 'open', id: 'k1', body: { channel: 'chat', customer } });
    holding = true;
    const asked = office.clerk.bot('ava', { kind: 'initiate', conversation: 'k1', body: {} });
    const view = office.clerk.view(['p:ana'], (desk) => desk.offersOf('ana').length);
    await new Promise((resolve) => setImmediate(resolve));
    expect(office.shown).toEqual([]);
    release();
    expect(await asked).toMatchObject({ ok: true });
    expect(office.shown).toMatchObject([{ kind: 'offer', person: 'ana' }]);
    expect((await view).value).toBe(1);
    holding = false;
  });

  it('places a snapshot exactly: state and offset belong together while others write', async () => {
    const engine = inner();
    const office = await start(engine);
    const views: ReturnType<typeof office.clerk.view<number>>[] = [];
    for (let i = 0; i < 40; i++) {
      void office.clerk.bot('ava', { kind: 'open', id: `k${i}`, body: { channel: 'chat', customer } });
      void office.clerk.bot('ava', { kind: 'initiate', conversation: `k${i}`, body: {} });
      views.push(office.clerk.view(['q:care'], (desk) => desk.queueState('care').rows.length));
    }
    for (const { value, positions } of await Promise.all(views)) {
      const { events } = await engine.read('q:care', 0, positions.get('q:care')?.offset ?? -1);
      expect(events.filter(({ kind }) => kind === 'queue.entered')).toHaveLength(value);
    }
  });

  it('answers an idempotency key once, also while the first is under way', async () => {
    const engine = inner();
    const { clerk } = await start(engine);
    const open = (hash = 'h') =>
      clerk.bot(
        'ava',
        { kind: 'open', id: 'k1', body: { channel: 'chat', customer } },
        { key: 'edge/ava/1', hash },
      );
    const [first, second] = await Promise.all([open(), open()]);
    expect(second).toEqual(first);
    expect(await open()).toEqual(first);
    await expect(open('other')).rejects.toThrow(DedupeMismatchError);
    // Refused, so nothing to remember: the same key may succeed later.
    const turn = () =>
      clerk.bot(
        'ava',
        { kind: 'turn', conversation: 'k2', body: { id: 't', role: 'END_USER', text: 'hi' } },
        { key: 'edge/ava/2', hash: 'h' },
      );
    expect(await turn()).toMatchObject({ ok: false });
    await clerk.bot('ava', { kind: 'open', id: 'k2', body: { channel: 'chat', customer } });
    expect(await turn()).toMatchObject({ ok: true });
  });

  it('refuses what is too large for good, so that the device can go on', async () => {
    let once = true;
    const office = await start(inner(), async (batch, store) => {
      if (once && batch.dedupe?.key === 'op/desk/1') {
        once = false;
        throw new TooLargeError('a value');
      }
      return store();
    });
    expect(await office.ana({ status: 'available' })).toMatchObject({ refusal: { code: 'invalid' } });
    expect(await office.ana({ status: 'away' })).toMatchObject({ ok: true });
  });

  it('takes the lease back when it ran out, and leaves when another has it', async () => {
    const engine = inner();
    let fenced = false;
    const office = await start(engine, (_batch, store) => {
      if (fenced) throw new FencedError('ran out');
      return store();
    });
    await office.ana({ status: 'available' });
    fenced = true;
    expect(await office.ana({ status: 'away' })).toMatchObject({ refusal: { code: 'unavailable' } });
    fenced = false;
    expect((await presence(office)).status).toBe('available');
    expect(await office.ana({ status: 'away' }, { n: 2 })).toMatchObject({ ok: true });

    const lease = await engine.acquire('main', 'one', 0);
    expect(lease).not.toBeNull();
    expect(await engine.acquire('main', 'two', 60_000)).not.toBeNull();
    expect(await office.ana({ status: 'break' }, { n: 3 })).toMatchObject({
      refusal: { code: 'unavailable' },
    });
    await expect(presence(office)).rejects.toThrow('stopping');
    expect(office.lost()).toBe(true);
  });

  it('tells the desk who is connected after it was read again', async () => {
    const engine = inner();
    const first = await start(engine);
    first.clerk.link('ana', true);
    expect((await presence(first)).connected).toBe(true);
    await first.clerk.stop();
    const second = await start(engine);
    await second.ana({ status: 'away' }, { device: 'other', n: 1 });
    expect((await presence(second)).connected).toBe(false);
  });
});
