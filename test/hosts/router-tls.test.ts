// The router where others can reach it: encrypted for bots and consoles, and its figures only for whoever has the token.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startHttp } from '#router/server/http.ts';
import { createMetrics } from '#router/server/metrics.ts';
import { SUBPROTOCOL, serverFrame } from '#shared/protocol/frames.ts';
import { openOffice } from '../system/office.ts';
import { scratch, startRouter } from '../system/processes.ts';

const cert = join(import.meta.dirname, '../fixtures/tls/loopback.crt');
const key = join(import.meta.dirname, '../fixtures/tls/loopback.key');
const ca = readFileSync(cert);

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function ask(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { ca }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

it('speaks TLS to bots and consoles, and nothing else', async () => {
  const folder = scratch();
  ends.push(() => folder.remove());
  const office = openOffice(folder.path);
  const router = await startRouter({
    config: office.configFile,
    args: ['--tls-cert', cert, '--tls-key', key],
  });
  ends.push(() => router.kill('SIGTERM'));
  expect([router.http, router.ws]).toEqual([
    `https://127.0.0.1:${router.port}`,
    `wss://127.0.0.1:${router.port}/console`,
  ]);
  expect(await ask(`${router.http}/healthz`)).toBe(200);
  const socket = new WebSocket(router.ws, [SUBPROTOCOL], { ca });
  ends.push(() => socket.terminate());
  const [hello] = (await once(socket, 'message')) as [Buffer];
  expect(serverFrame.parse(JSON.parse(String(hello)))).toMatchObject({ op: 'hello' });
  // Without the certificate nobody is believed, and without TLS nobody is answered.
  await expect(fetch(`${router.http}/healthz`)).rejects.toThrow();
  await expect(fetch(`http://127.0.0.1:${router.port}/healthz`)).rejects.toThrow();
});

async function serve(metricsToken: string | null) {
  const metrics = createMetrics();
  metrics.connected(3);
  const server = await startHttp({
    ...{ host: '127.0.0.1', port: 0, tls: null, metricsToken, metrics, mounts: [] },
    upgrade: (_request, socket) => socket.destroy(),
    healthy: () => true,
    log: { error: () => undefined, warn: () => undefined, info: () => undefined },
  });
  ends.push(() => {
    server.refuseNew();
    server.cut();
  });
  return (authorization?: string) =>
    fetch(`http://${server.authority}/metrics`, {
      headers: authorization === undefined ? {} : { authorization },
    });
}

it('gives its figures to whoever names the token, to nobody with another, and on this machine without', async () => {
  const get = await serve('the-right-token');
  expect((await get('Bearer the-right-token')).status).toBe(200);
  expect(await (await get()).text()).toContain('baton_consoles 3');
  for (const wrong of ['Bearer the-wrong-token', 'Bearer the-right-toke', 'bearer the-right-token-'])
    expect((await get(wrong)).status).toBe(401);
});
