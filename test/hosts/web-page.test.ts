// What the web host's server lets in: its own page with the token of this start, and nobody else, whatever they send.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PAGE_PROTOCOL, PAGE_SOCKET, TOKEN_PROTOCOL } from '#shared/contract/names.ts';
import { type PageServer, servePage } from '../../main/hosts/web/server.ts';
import { scratchFolder } from './core-console.ts';

const TOKEN = 'the-token-of-this-start';
const folder = scratchFolder();
let server: PageServer;
let pages = 0;
let knocks = 0;

beforeAll(async () => {
  const page = join(folder.path, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  writeFileSync(join(folder.path, 'secret.txt'), 'secret');
  writeFileSync(
    join(page, 'index.html'),
    '<script nonce="__NONCE__"></script><style nonce="__NONCE__"></style>',
  );
  writeFileSync(join(page, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(page, 'assets', 'index-1a2b.css'), 'body{}');
  writeFileSync(join(page, 'notes.bin'), 'no type');
  server = await servePage({
    folder: page,
    port: 0,
    token: TOKEN,
    onPage: (socket) => {
      pages += 1;
      socket.close();
    },
    onKnock: () => {
      knocks += 1;
    },
  });
});

afterAll(async () => {
  await server.stop();
  folder.remove();
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sent as it is: neither the path nor the Host is tidied up on the way. */
async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const asked = request({ host: '127.0.0.1', port: server.port, path, method, headers });
  asked.end();
  const [response] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

describe('the page', () => {
  it('comes with a fresh nonce and a strict policy', async () => {
    const [one, two] = [await ask('/'), await ask('/index.html')];
    const policy = String(one.headers['content-security-policy']);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(one.body).toBe(`<script nonce="${nonce}"></script><style nonce="${nonce}"></style>`);
    expect(String(two.headers['content-security-policy'])).not.toContain(nonce);
    for (const part of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
      `connect-src 'self' ws://127.0.0.1:${server.port}`,
    ])
      expect(policy).toContain(part);
    expect(policy).not.toMatch(/unsafe|\*|http:/);
    expect(one.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(one.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('has assets of known types, and no other file', async () => {
    expect((await ask('/assets/index-1a2b.js')).headers['content-type']).toBe(
      'text/javascript; charset=utf-8',
    );
    expect((await ask('/assets/index-1a2b.css', {}, 'HEAD')).body).toBe('');
    for (const path of [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/assets\\..\\..\\secret.txt',
      '//secret.txt',
      '/notes.bin',
      '/assets',
      '/assets/',
      '/index.html%00.js',
      `/${'a'.repeat(8_000)}`,
    ]) {
      const answer = await ask(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(answer.body).not.toContain('secret\n');
    }
    expect((await ask('/', {}, 'DELETE')).status).toBe(405);
    expect((await ask('/', {}, 'OPTIONS')).headers).not.toHaveProperty('access-control-allow-methods');
  });

  it('answers to its own name only', async () => {
    for (const host of [
      `localhost:${server.port}`,
      'evil.test',
      `127.0.0.1`,
      `127.0.0.1:${server.port}.evil.test`,
    ])
      expect((await ask('/', { host })).status).toBe(421);
  });

  it('is brought to the front by whoever knows the token', async () => {
    const before = knocks;
    for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`])
      expect((await ask('/focus', { authorization }, 'POST')).status).toBe(401);
    expect((await ask('/focus', { authorization: `Bearer ${TOKEN}` }, 'GET')).status).toBe(404);
    expect(knocks).toBe(before);
    expect((await ask('/focus', { authorization: `Bearer ${TOKEN}` }, 'POST')).status).toBe(204);
    expect(knocks).toBe(before + 1);
  });
});

describe('the page’s socket', () => {
  const own = () => ({ origin: `http://127.0.0.1:${server.port}` });
  const right = [PAGE_PROTOCOL, TOKEN_PROTOCOL + TOKEN];

  async function open(
    protocols: string[],
    headers: Record<string, string>,
    path = PAGE_SOCKET,
  ): Promise<string> {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, protocols, { headers });
    return new Promise((resolve) => {
      socket.on('open', () => resolve(`open ${socket.protocol}`));
      socket.on('error', (error) => resolve(error.message));
    });
  }

  it('opens for the page with the token, and never repeats the token', async () => {
    const before = pages;
    expect(await open(right, own())).toBe(`open ${PAGE_PROTOCOL}`);
    expect(pages).toBe(before + 1);
  });

  it.each([
    ['no token', [PAGE_PROTOCOL], {}, PAGE_SOCKET, '401'],
    ['a wrong token', [PAGE_PROTOCOL, `${TOKEN_PROTOCOL}guessed`], {}, PAGE_SOCKET, '401'],
    ['a token that is longer', [PAGE_PROTOCOL, `${TOKEN_PROTOCOL}${TOKEN}x`], {}, PAGE_SOCKET, '401'],
    ['no protocol', [], {}, PAGE_SOCKET, '400'],
    ['another origin', right, { origin: 'https://evil.test' }, PAGE_SOCKET, '403'],
    ['an origin of another port', right, { origin: 'http://127.0.0.1:1' }, PAGE_SOCKET, '403'],
    ['the origin null', right, { origin: 'null' }, PAGE_SOCKET, '403'],
    ['another host', right, { host: 'evil.test' }, PAGE_SOCKET, '421'],
    ['the token in the address', [PAGE_PROTOCOL], {}, `${PAGE_SOCKET}?token=${TOKEN}`, '404'],
  ])('stays closed to %s', async (_who, protocols, headers, path, status) => {
    const before = pages;
    expect(await open(protocols, { ...own(), ...headers }, path)).toContain(status);
    expect(pages).toBe(before);
  });

  it('stays closed to who names no origin, and survives who hangs up in the middle', async () => {
    expect(await open(right, {})).toContain('403');
    for (let times = 0; times < 5; times += 1) {
      const rude = connect(server.port, '127.0.0.1');
      await once(rude, 'connect');
      rude.write(
        `GET ${PAGE_SOCKET} HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n`,
      );
      rude.resetAndDestroy();
    }
    expect(await open(right, own())).toBe(`open ${PAGE_PROTOCOL}`);
  });
});
