// The router as a process: how it ends, how it comes back after being killed, and what it says when it cannot start.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import { type Office, openOffice } from '../system/office.ts';
import { type StartedRouter, scratch, startRouter } from '../system/processes.ts';
import { ConsoleClient } from './console-client.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the router as a process', () => {
  let folder: ReturnType<typeof scratch>;
  let office: Office;
  const started: StartedRouter[] = [];

  beforeEach(() => {
    folder = scratch();
    office = openOffice(folder.path);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((router) => router.kill('SIGKILL')));
    folder.remove();
  });

  async function start(port = 0, args: readonly string[] = []) {
    const data = join(folder.path, 'data');
    const router = await startRouter({ config: office.configFile, data, port, args });
    started.push(router);
    return router;
  }

  /** Runs a router that is expected to end by itself. */
  async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const child = spawn(process.execPath, [join(root, 'router/main.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => (out += text));
    child.stderr.on('data', (text) => (err += text));
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, out, err };
  }

  const post = async (router: StartedRouter, path: string, body: unknown) => {
    const response = await fetch(`${router.http}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${office.botKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };

  async function handoff(router: StartedRouter, id: string) {
    await post(router, '/v1/conversations', {
      id,
      customer: { id: `c-${id}`, verified: true, name: 'Ilse' },
    });
    await post(router, `/v1/conversations/${id}/turns`, {
      id: `${id}-1`,
      role: 'END_USER',
      text: 'a person please',
    });
    await post(router, `/v1/conversations/${id}/handoff`, { reason: 'asked' });
  }

  const openClient = (router: StartedRouter, more = {}) =>
    ConsoleClient.open({ url: router.ws, token: office.token('ana'), ...more });

  it('says goodbye, finishes and gives everything back on SIGTERM', async () => {
    const router = await start();
    const ana = await openClient(router);
    await ana.do('presence.set', { status: 'available' });
    const ended = router.ended;
    await router.kill('SIGTERM');
    expect(await ended).toBe(0);
    // That its process has ended may be heard before the last of what it sent.
    await ana.untilClosed();
    expect(ana.frames.some(({ op }) => op === 'drain')).toBe(true);
    expect(ana.closed).toEqual({ code: 4000, reason: 'drain' });
    expect(router.log()).not.toContain('a person please');
    const again = await start(router.port);
    expect(
      (await openClient(again, { device: ana.device, next: 2, cursors: ana.cursors })).frames,
    ).toContainEqual(expect.objectContaining({ op: 'ready', n_seen: 1, reset: [] }));
  });

  it('comes back after SIGKILL at once, where it was: nothing acknowledged is lost, nothing is doubled', async () => {
    let router = await start();
    const device = 'ana-desk';
    let ana = await openClient(router, { device });
    await ana.do('presence.set', { status: 'available' });
    await handoff(router, 'k1');
    const { offer } = await ana.frame('offer');
    await ana.do('offer.accept', { offer: offer.id }, { base: offer.fence });
    const accepted = await ana.event(
      'p:ana',
      'handoff.changed',
      ({ data }) => (data.handoff as { state: string }).state !== 'offered',
    );
    const { fence } = accepted.data.handoff as { fence: number };
    let n = 2;
    const said: string[] = [];
    for (let round = 0; round < 3; round++) {
      // One is answered, one is on its way when the router dies; it is sent again and has one effect.
      for (const last of [false, true]) {
        n += 1;
        const id = `t${n}`;
        said.push(id);
        const d = { conversation: 'k1', id, text: `message ${n}` };
        const answer = ana.do('turn.send', d, { n, id: `op-${n}`, base: fence });
        if (!last) expect(await answer).toMatchObject({ ok: true });
        else answer.catch(() => undefined);
      }
      await router.kill('SIGKILL');
      await ana.untilClosed();
      router = await start(router.port);
      ana = await openClient(router, { device, next: n, cursors: ana.cursors });
      expect((await ana.frame('ready')).reset).toEqual([]);
      const d = { conversation: 'k1', id: `t${n}`, text: `message ${n}` };
      expect(await ana.do('turn.send', d, { n, id: `op-${n}`, base: fence })).toMatchObject({ ok: true });
    }
    const fresh = await openClient(router);
    await fresh.until(() => fresh.snapshots.has('p:ana'));
    const [{ grants }] = fresh.snapshots.get('p:ana') as [
      { grants: { entries: { id?: string; type: string; role?: string }[] }[] },
    ];
    const turns = grants[0]?.entries
      .filter(({ type, role }) => type === 'turn' && role === 'HUMAN_AGENT')
      .map(({ id }) => id);
    expect(turns).toEqual(said);
  });

  it('ends when its parent is gone', async () => {
    const child = spawn(
      process.execPath,
      [join(root, 'router/main.ts'), '--config', office.configFile, '--memory', '--parent-pipe'],
      { stdio: ['pipe', 'pipe', 'ignore'] },
    );
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  it('says in one line why it cannot start, and ends with 2', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const bad = (name: string, text: string) => {
      const file = join(folder.path, name);
      writeFileSync(file, text);
      return file;
    };
    const data = (name: string, fill: (file: string) => void) => {
      const path = join(folder.path, name);
      mkdirSync(path);
      fill(join(path, 'router.db'));
      return path;
    };
    const { configFile: config } = office;
    const future = data('future', (file) => void openSqliteEngine({ file }).close());
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(join(future, 'router.db'));
    database.pragma('user_version = 999');
    database.close();
    const corrupt = data('corrupt', (file) =>
      writeFileSync(file, 'not a database at all, but long enough to look'),
    );
    const cases: [readonly string[], RegExp][] = [
      [['--memory'], /--config FILE is missing/],
      [['--config', config], /either --data DIR or --memory/],
      [['--config', config, '--memory', '--port', 'x'], /--port must be a whole number/],
      [['--config', config, '--memory', '--host', '0.0.0.0'], /beyond this machine/],
      [
        ['--config', config, '--memory', '--port', String(port)],
        new RegExp(`port ${port} of 127.0.0.1 is in use`),
      ],
      [['--config', join(folder.path, 'none.json'), '--memory'], /none\.json: there is no such file/],
      [['--config', bad('cut.json', '{"version": 1,'), '--memory'], /cut\.json: is not JSON/],
      [['--config', bad('old.json', '{"version": 7}'), '--memory'], /old\.json: \$\.version/],
      [['--config', config, '--data', corrupt], /router\.db is not a database/],
      [['--config', config, '--data', future], /written by a newer Baton/],
      [['--config', config, '--data', join(config, 'sub')], /--data .* cannot be used/],
    ];
    for (const [args, reason] of cases) {
      const { code, out, err } = await run(args);
      expect(err).toMatch(reason);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect([code, out]).toEqual([2, '']);
    }
    taken.close();
  });

  it('leaves a database alone that another router uses', async () => {
    const router = await start(0, ['--lease-ms', '1000']);
    const second = await run([
      '--config',
      office.configFile,
      '--data',
      join(folder.path, 'data'),
      '--lease-ms',
      '300',
    ]);
    expect(second).toMatchObject({
      code: 2,
      err: expect.stringContaining('another router is using this database'),
    });
    expect((await fetch(`${router.http}/healthz`)).status).toBe(200);
    const ana = await openClient(router);
    expect((await ana.do('presence.set', { status: 'available' })).ok).toBe(true);
  });

  it('gives its figures to this machine', async () => {
    const router = await start();
    const ana = await openClient(router);
    await ana.do('presence.set', { status: 'available' });
    const text = await (await fetch(`${router.http}/metrics`)).text();
    expect(text).toContain('baton_consoles 1');
    expect(text).toContain('baton_commands_total{kind="presence.set",ok="true"} 1');
    expect((await fetch(`${router.http}/nothing`)).status).toBe(404);
  });
});
