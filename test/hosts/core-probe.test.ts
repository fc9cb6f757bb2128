// A router is looked at before anything depends on it: each way it can be wrong has its reason.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { startCore } from './core-console.ts';
import { openOffice, tokenOf } from './router-office.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

it('says who the token is, or why not', async () => {
  const office = await openOffice();
  ends.push(() => office.close());
  const { page, stop } = await startCore({ url: office.url, token: tokenOf('ana'), person: 'ana' });
  ends.push(stop);
  const check = (router: string, token: string) => page.call('link.check', { router, token });

  expect(await check(office.url, tokenOf('ben'))).toMatchObject({
    secure: false,
    answeredMs: expect.any(Number),
    person: { id: 'ben', queues: expect.any(Array) },
  });
  expect((await check(office.url, '')).person).toBeUndefined();
  expect((await check(office.url, '')).reason).toBeUndefined();
  expect(await check(office.url, 'wrong')).toMatchObject({ reason: 'refused.unauthorized' });
  expect(await check('not an address', '')).toEqual({ reason: 'refused.address' });
  expect(await check('ws://127.0.0.1:1/console', '')).toMatchObject({ reason: 'probe.away' });

  const other = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
  ends.push(() => other.close());
  await new Promise((listening) => other.once('listening', listening));
  const { port } = other.address() as AddressInfo;
  expect(await check(`http://127.0.0.1:${port}`, '')).toMatchObject({
    reason: expect.stringMatching(/not_a_router|away/),
  });
});
