// What is older than the configuration keeps goes from the router, in small pieces and whatever ends it in between; what somebody
// keeps and what goes on stays.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createMemoryEngine } from '#router/engine/memory.ts';
import type { Engine } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import { scratchFolder } from './core-console.ts';
import { recordedPage } from './recorded-page.ts';
import { type Office, type OfficeOptions, openOffice } from './router-office.ts';

const DAY = 86_400_000;
const SECRET = 'pomegranate';
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A wall clock that can be set on. */
function clock() {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    pass(ms: number) {
      ahead += ms;
    },
  };
}

const roles = { ben: ['agent', 'lead'] } as const;
/** Seen again and again in a test, once an hour outside. */
const letGoMs = 5;
const open = async (engine: Engine, more: OfficeOptions = {}) => {
  const office = await openOffice({ engine, roles, ...more, server: { letGoMs, ...more.server } });
  ends.push(() => office.stop());
  return office;
};

async function talk(office: Office, id: string, turns = 2): Promise<void> {
  await office.bot({
    kind: 'open',
    id,
    body: { channel: 'chat', customer: { id: 'c', verified: true, name: 'Ilse' } },
  });
  for (let at = 0; at < turns; at++)
    await office.bot({
      kind: 'turn',
      conversation: id,
      body: { id: `${id}-${at}`, role: 'AUTOMATED_AGENT', text: `${SECRET} of ${id}` },
    });
}
const close = (office: Office, id: string) => office.bot({ kind: 'close', conversation: id, reason: 'done' });

/** A person takes it, answers with a file, and it is over, or its bot's again. */
async function handle(office: Office, id: string, toBot: boolean): Promise<void> {
  const ana = await office.arrive('ana');
  await office.bot({ kind: 'initiate', conversation: id, body: {} });
  const { offer } = await ana.frame('offer', (frame) => frame.offer.conversation === id);
  const { r } = await ana.do('offer.accept', { offer: offer.id }, { base: offer.fence });
  const { handoff, fence: base } = r as { handoff: string; fence: number };
  const bytes = Buffer.from(`${SECRET} in a file`);
  const file = {
    conversation: id,
    file: 'letter',
    name: 'letter.txt',
    type: 'text/plain',
    size: bytes.length,
  };
  await ana.do('file.put', { ...file, part: 0, data: bytes.toString('base64') }, { base });
  const reply = { conversation: id, id: `${id}-h`, text: `${SECRET} said`, attachments: ['letter'] };
  await ana.do('turn.send', reply, { base });
  const outcome = { disposition: 'solved', tags: [], summary: '', toBot };
  await ana.do('handoff.complete', { handoff, outcome }, { base });
  ana.socket?.terminate();
}

const keysOf = async (engine: Engine, id: string) =>
  (await engine.scan('', null, 100_000))
    .map(({ key }) => key)
    .filter((key) => key.includes(`/${id}`) && !key.startsWith('served/'));

const entriesOf = async (engine: Engine, id: string) =>
  (await keysOf(engine, id)).filter((key) => key.startsWith('entry/'));

const kinds = {
  memory: (now: () => number) => createMemoryEngine({ now }),
  sqlite(now: () => number) {
    const home = scratchFolder();
    ends.push(home.remove);
    return openSqliteEngine({ file: `${home.path}/router.db`, now });
  },
} satisfies Record<string, (now: () => number) => Engine>;

describe.each(Object.entries(kinds))('on the engine %s', (_, create) => {
  const prepared = () => {
    const time = clock();
    const engine = create(time.now);
    ends.push(() => engine.close());
    return { time, engine };
  };

  it('what was over for longer than that is gone after a restart, with its words, files and feeds, and its leads are told from when on', async () => {
    const { time, engine } = prepared();
    const first = await open(engine);
    await talk(first, 'old');
    await handle(first, 'old', false);
    await talk(first, 'goes-on');
    await handle(first, 'goes-on', true);
    expect((await keysOf(engine, 'old')).length).toBeGreaterThan(8);
    await first.stop();
    time.pass(50 * DAY);
    const second = await open(engine);
    await talk(second, 'newer');
    await close(second, 'newer');
    const before = time.now();
    await second.stop();
    time.pass(41 * DAY);

    const office = await open(engine);
    const ben = await office.signIn('ben');
    // At once, whatever of it is still to go.
    const { list, floor, next } = await recordedPage(ben);
    expect([list.map(({ id }) => id), next]).toEqual([['newer'], undefined]);
    expect(list[0]?.recordedAt).toBeLessThanOrEqual(before);
    expect(floor).toBeGreaterThan(before - 50 * DAY);
    await vi.waitFor(async () => expect(await keysOf(engine, 'old')).toEqual([]));
    await vi.waitFor(async () => expect((await engine.read('b:ava', 0, 1)).floor).toBeGreaterThan(0));
    expect((await engine.read('p:ana', 0, 1)).floor).toBeGreaterThan(0);
    const kept = await keysOf(engine, 'goes-on');
    expect(kept.filter((key) => key.startsWith('recorded/'))).toEqual([]);
    expect(kept).toContain('open/conversation/goes-on');
    expect((await entriesOf(engine, 'goes-on')).length).toBeGreaterThan(3);
    // Its id is nobody's now.
    await talk(office, 'old', 1);
    expect(await entriesOf(engine, 'old')).toEqual(['entry/old/00000000']);
  });

  it('what somebody keeps stays for as long, and goes then', async () => {
    const { time, engine } = prepared();
    const first = await open(engine, { queue: { keepDays: 100 } });
    await talk(first, 'kept');
    await handle(first, 'kept', false);
    await first.stop();
    const whole = await keysOf(engine, 'kept');
    time.pass(95 * DAY);
    const second = await open(engine, { queue: { keepDays: 100 } });
    const ben = await second.signIn('ben');
    expect((await recordedPage(ben)).list).toEqual([]);
    await talk(second, 'other');
    await close(second, 'other');
    const ana = await second.signIn('ana');
    expect(JSON.stringify(await ana.frame('reset', ({ s }) => s === 'p:ana'))).toContain(`${SECRET} of kept`);
    expect(await keysOf(engine, 'kept')).toEqual(whole);
    await second.stop();
    time.pass(6 * DAY);
    await open(engine);
    await vi.waitFor(async () => expect(await keysOf(engine, 'kept')).toEqual([]));
    expect(await keysOf(engine, 'other')).not.toEqual([]);
  });

  it('a long one goes in pieces between which others are served; one that was cut short goes on, after a failure and a restart', async () => {
    const { time, engine } = prepared();
    const first = await open(engine);
    await talk(first, 'long', 900);
    await close(first, 'long');
    await first.stop();
    const all = await entriesOf(engine, 'long');
    time.pass(91 * DAY);

    const sizes: number[] = [];
    const order: string[] = [];
    let onPiece: () => void = () => undefined;
    let left = 2;
    const failing: Engine = {
      ...engine,
      commit(lease, batch) {
        const gone = batch.puts?.filter(({ key, value }) => value === null && key.startsWith('entry/long/'));
        if (batch.puts?.some(({ key }) => key === 'open/conversation/served')) order.push('served');
        if (gone === undefined || gone.length === 0) return engine.commit(lease, batch);
        sizes.push(gone.length);
        left -= 1;
        if (left < 0) return Promise.reject(new Error('the disk is full'));
        order.push('piece');
        onPiece();
        return engine.commit(lease, batch);
      },
    };
    const second = await open(failing);
    await vi.waitFor(() => expect(sizes.length).toBeGreaterThan(2));
    // Its record is there while anything of it is.
    const half = await keysOf(engine, 'long');
    expect(await entriesOf(engine, 'long')).toEqual(all.slice(2 * 256));
    expect(half.some((key) => key.startsWith('recorded/'))).toBe(true);
    await second.stop();
    left = 0;
    const third = await open(failing);
    order.length = 0;
    onPiece = () => {
      onPiece = () => undefined;
      void talk(third, 'served', 0);
    };
    left = 100;
    await vi.waitFor(async () => expect(await keysOf(engine, 'long')).toEqual([]));
    expect([order, Math.max(...sizes)]).toEqual([['piece', 'served', 'piece'], 256]);
  });
});
