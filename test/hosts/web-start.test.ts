// The web host as a process: one per data folder, its router kept running, nothing left behind however it ends, and one
// clear line for whoever started it wrong.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { answerEnvelope } from '#shared/contract/envelope.ts';
import { PAGE_PROTOCOL, PAGE_SOCKET, TOKEN_PROTOCOL } from '#shared/contract/names.ts';
import { scratchFolder } from './core-console.ts';

const root = join(import.meta.dirname, '..', '..');
const isBuilt = existsSync(join(root, 'dist/page/index.html'));
const WAIT = { timeout: 100_000, interval: 50 };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function folder(): string {
  const made = scratchFolder();
  ends.push(() => made.remove());
  return made.path;
}

interface Host {
  readonly child: ChildProcess;
  readonly pid: number;
  out(): string;
  err(): string;
  /** Address of the page, when it is ready. */
  page(): Promise<string>;
  readonly ended: Promise<number | null>;
}

function start(...args: string[]): Host {
  const child = spawn(process.execPath, [join(root, 'main/hosts/web/index.ts'), ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  ends.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    pid: child.pid ?? 0,
    out: () => out,
    err: () => err,
    ended,
    page: () =>
      vi.waitFor(() => {
        const page = /^Baton is ready at (http:\/\/127\.0\.0\.1:\d+\/#\S+)$/m.exec(out)?.[1];
        if (page === undefined) throw new Error(`not ready: ${out}${err}`);
        return page;
      }, WAIT),
  };
}

/** Every process below `pid`; Linux only, as these tests are. */
function below(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
        return [{ pid: Number(name), parent: Number(parent) }];
      } catch {
        return [];
      }
    });
  const children = parents.filter(({ parent }) => parent === pid).map((one) => one.pid);
  return children.flatMap((child) => [child, ...below(child)]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** A page of one call: what the core answers to it. */
async function askPage(page: string, name: string): Promise<unknown> {
  const { host, hash, origin } = new URL(page);
  const protocols = [PAGE_PROTOCOL, TOKEN_PROTOCOL + hash.slice(1)];
  const socket = new WebSocket(`ws://${host}${PAGE_SOCKET}`, protocols, { headers: { origin } });
  const answered = new Promise((resolve) => {
    socket.on('message', (data) => {
      const answer = answerEnvelope.parse(JSON.parse(String(data)));
      if (answer.kind !== 'event' && answer.id === 1) resolve(answer.body);
    });
  });
  await once(socket, 'open');
  socket.send('neither JSON nor a call');
  socket.send(JSON.stringify({ v: 1, id: 1, kind: 'call', name, body: {} }));
  try {
    return await answered;
  } finally {
    socket.terminate();
  }
}

const linkOf = (snapshot: unknown): unknown =>
  (snapshot as { rows: { c: string; row: unknown }[] }).rows.find(({ c }) => c === 'link')?.row;

describe.skipIf(!isBuilt || process.platform !== 'linux')('the web host', () => {
  it('starts its router, keeps it running at the same address, and leaves nothing behind', async () => {
    const data = folder();
    const host = start('--data', data, '--no-demo');
    const page = await host.page();
    await vi.waitFor(
      async () => expect(linkOf(await askPage(page, 'state.snapshot'))).toMatchObject({ state: 'live' }),
      WAIT,
    );
    const tryOut = /(http:\/\/\S+\/try)/.exec(host.out())?.[1] ?? '';
    expect((await fetch(tryOut)).status).toBe(200);
    // Secrets are for this user's eyes only.
    for (const file of [
      'console.json',
      'office/secrets.json',
      'office/baton.config.json',
      'people/marta/marta.key',
    ])
      expect([file, statSync(join(data, file)).mode & 0o077]).toEqual([file, 0]);
    expect(host.out() + host.err()).not.toContain(readFileSync(join(data, 'people/marta/marta.key'), 'utf8'));

    const [router = 0] = below(host.pid);
    process.kill(router, 'SIGKILL');
    await vi.waitFor(() => expect(below(host.pid).some((pid) => pid !== router)).toBe(true), WAIT);
    await vi.waitFor(async () => expect((await fetch(tryOut)).status).toBe(200), WAIT);
    expect(host.err()).toMatch(/The router ended .* is started again/);

    const children = below(host.pid);
    host.child.kill('SIGTERM');
    expect(await host.ended).toBe(0);
    expect(children.filter(isAlive)).toEqual([]);
    expect(existsSync(join(data, 'console.json'))).toBe(false);
  });

  it('takes its children along when it is killed, and starts again on the same folder', async () => {
    const data = folder();
    const host = start('--data', data);
    await host.page();
    await vi.waitFor(() => expect(below(host.pid).length).toBeGreaterThanOrEqual(2), WAIT);
    const children = below(host.pid);
    host.child.kill('SIGKILL');
    await vi.waitFor(() => expect(children.filter(isAlive)).toEqual([]), WAIT);
    const again = start('--data', data, '--no-demo');
    expect(await again.page()).not.toBe('');
  });

  it('ends with whoever started it, when asked to: nothing outlives a killed test run', async () => {
    const host = start('--data', folder(), '--no-demo', '--parent-pipe');
    await host.page();
    const children = below(host.pid);
    expect(children.length).toBeGreaterThan(0);
    host.child.stdin?.end();
    expect(await host.ended).toBe(0);
    await vi.waitFor(() => expect(children.filter(isAlive)).toEqual([]), WAIT);
  });

  it('is one per folder: a second start names the first and ends, also while the first is starting', async () => {
    const data = folder();
    const first = start('--data', data, '--no-demo');
    const second = start('--data', data, '--no-demo');
    const codes = await Promise.race([first.ended, second.ended]);
    expect(codes).toBe(0);
    const [runs, ended] = /already running/.test(first.out()) ? [second, first] : [first, second];
    const page = await runs.page();
    expect(ended.out()).toBe(`Baton is already running at ${page}\n`);
    const third = start('--data', data);
    expect(await third.ended).toBe(0);
    expect(third.out()).toBe(`Baton is already running at ${page}\n`);
    // A note of a console that is no more, and one that was never finished, keep nobody out.
    const other = folder();
    writeFileSync(join(other, 'console.json'), '{"pid": 1, "pa');
    expect(await start('--data', other, '--no-demo').page()).not.toBe('');
  });

  it('shows a router that is not there, or that refuses, in the page', async () => {
    const data = folder();
    const token = join(data, 'token');
    writeFileSync(token, 'guessed-token');
    const free = createServer().listen(0, '127.0.0.1');
    await once(free, 'listening');
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const host = start(
      '--data',
      data,
      '--router',
      `ws://127.0.0.1:${port}`,
      '--token-file',
      token,
      '--person',
      'marta',
    );
    const page = await host.page();
    expect(linkOf(await askPage(page, 'state.snapshot'))).toMatchObject({
      state: expect.stringMatching(/connecting|offline/),
    });
  });

  it('says in the page why it cannot open its files', async () => {
    const data = folder();
    const first = start('--data', data, '--no-demo');
    await first.page();
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    writeFileSync(join(data, 'people/marta/marta.key'), 'cd'.repeat(32));
    const second = start('--data', data, '--no-demo');
    expect(await askPage(await second.page(), 'app.hello')).toMatchObject({
      code: 'internal',
      message: 'error.store_key',
    });
    expect(second.err()).toMatch(/marta\/outbox\.db does not open with this person's key/);
  });

  it('starts nothing again when its children are told to end as well, as a terminal does', async () => {
    const host = start('--data', folder());
    await host.page();
    await vi.waitFor(() => expect(below(host.pid).length).toBeGreaterThanOrEqual(2), WAIT);
    const children = below(host.pid);
    for (const pid of [host.pid, ...children]) process.kill(pid, 'SIGINT');
    expect(await host.ended).toBe(0);
    expect(children.filter(isAlive)).toEqual([]);
    expect(host.err()).toBe('');
  });

  it('leaves nothing behind when it is ended in the middle of its start', async () => {
    const data = folder();
    const host = start('--data', data, '--no-demo');
    await vi.waitFor(() => expect(below(host.pid)).not.toEqual([]), WAIT);
    const children = below(host.pid);
    for (const pid of [host.pid, ...children]) process.kill(pid, 'SIGINT');
    expect(await host.ended).toBe(0);
    expect(children.filter(isAlive)).toEqual([]);
    expect(host.err()).not.toMatch(/Error|again/);
    expect(await start('--data', data, '--no-demo').page()).not.toBe('');
  });

  it('says in one line what is wrong with its options or its port, and exits with 2', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    ends.push(() => busy.close());
    const { port } = busy.address() as AddressInfo;
    const cases: [string[], RegExp][] = [
      [['--colour'], /--colour/],
      [['--port', 'http'], /--port must be/],
      [['--data', folder(), '--port', String(port), '--no-demo'], /port \d+ is in use/],
      [['--router', 'ftp://x', '--person', 'marta'], /--router must be/],
      [['--router', 'ws://127.0.0.1:1', '--person', 'marta'], /--token-file/],
      [['--router', 'ws://127.0.0.1:1', '--token-file', '/nowhere', '--person', 'marta'], /\/nowhere/],
      [['--data', folder(), '--person', 'nobody', '--no-demo'], /nobody/],
    ];
    for (const [args, reason] of cases) {
      const host = start(...args);
      expect([args, await host.ended]).toEqual([args, 2]);
      expect(
        host
          .err()
          .trim()
          .split('\n')
          .filter((line) => line.startsWith('baton:')),
      ).toEqual([expect.stringMatching(reason)]);
      expect(host.out()).toBe('');
    }
  });
});
