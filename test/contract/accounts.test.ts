// One promise for every way in which a router learns of an account: what is known arrives whole, what is not known takes nothing
// away, what is wrong is named with its place and nothing of it is taken, and card numbers are masked.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Customer } from '#shared/schema/conversation.ts';
import { type Office, openOffice } from '../hosts/router-office.ts';
import { json, serveAccounts } from '../system/account-server.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-accounts-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What the source holds of a customer, in its own words. */
interface Kept {
  readonly level: string;
  readonly plan: string;
  readonly worth: string;
  readonly renews: string;
  readonly tickets: string;
}
const ILSE: Kept = { level: 'gold', plan: 'Flex', worth: '6240', renews: '2027-01-15', tickets: '2' };
const HELD: Readonly<Record<string, Kept>> = {
  ilse: ILSE,
  wrong: { ...ILSE, worth: 'a lot' },
  card: { ...ILSE, plan: 'Card 4111 1111 1111 1111' },
};

interface Kind {
  readonly office: Office;
  /** Opens a conversation of that customer as its bot does. */
  open(customer: string): Promise<Response>;
  /** Is asked apart from the bot. */
  readonly asked: boolean;
}

async function opened(accounts: Parameters<typeof openOffice>[0], configFile: string): Promise<Office> {
  const office = await openOffice({ ...accounts, server: { configFile } });
  ends.push(() => office.close());
  return office;
}

const open = (office: Office, customer: string, account?: object): Promise<Response> =>
  fetch(`${office.server.http}/v1/conversations`, {
    method: 'POST',
    headers: { authorization: 'Bearer key-of-ava', 'content-type': 'application/json' },
    body: JSON.stringify({
      id: customer,
      customer: { id: customer, verified: customer !== 'anybody', name: 'Ilse' },
      ...(account === undefined ? {} : { account }),
    }),
  });

function mappingFile(folder: string, at: (name: string) => string): void {
  const account = { tier: at('level'), plan: at('plan'), value: at('worth'), renewal: at('renews') };
  const facts = [{ label: 'Open tickets', at: at('tickets') }];
  writeFileSync(join(folder, 'map.json'), JSON.stringify({ account, tiers: { gold: 'premium' }, facts }));
}

const kinds: Readonly<Record<string, () => Promise<Kind>>> = {
  async http() {
    const folder = scratch();
    mappingFile(folder, (name) => `/of~1them/0/${name}`);
    const server = await serveAccounts(({ path }, response) => {
      const held = HELD[path.slice('/customers/'.length)];
      if (held === undefined) return void response.writeHead(404).end();
      json({ 'of/them': [{ ...held, worth: Number(held.worth) || held.worth }], more: null })(
        { path, headers: {}, body: '' },
        response,
      );
    });
    ends.push(server.close);
    const office = await opened(
      {
        accounts: [
          {
            ...{ kind: 'http', id: 'crm', name: 'CRM', mapping: 'map.json' },
            ...{ url: `${server.url}/customers/{customer.id}`, allowPrivate: [server.host] },
          },
        ],
      },
      join(folder, 'baton.config.json'),
    );
    return { office, asked: true, open: (customer) => open(office, customer) };
  },
  async csv() {
    const folder = scratch();
    mappingFile(folder, (name) => name);
    const columns = ['id', ...Object.keys(ILSE)];
    const lines = Object.entries(HELD).map(([id, held]) => [id, ...Object.values(held)]);
    writeFileSync(
      join(folder, 'accounts.csv'),
      [columns, ...lines].map((each) => each.join(',')).join('\r\n'),
    );
    const office = await opened(
      {
        accounts: [
          {
            ...{ kind: 'csv', id: 'list', name: 'List', mapping: 'map.json' },
            ...{ file: 'accounts.csv', idColumn: 'id' },
          },
        ],
      },
      join(folder, 'baton.config.json'),
    );
    return { office, asked: true, open: (customer) => open(office, customer) };
  },
  async bot() {
    const office = await opened({}, join(scratch(), 'baton.config.json'));
    const sent = (customer: string) => {
      const held = HELD[customer];
      if (held === undefined) return undefined;
      const { plan, worth, renews } = held;
      return { tier: 'premium', plan, value: Number(worth) || worth, renewal: renews };
    };
    return { office, asked: false, open: (customer) => open(office, customer, sent(customer)) };
  },
};

async function customerOf(office: Office, id: string): Promise<Customer | undefined> {
  const stored = await office.engine.get(`open/conversation/${id}`);
  return stored === null ? undefined : JSON.parse(stored.value).conversation.customer;
}
/** Once it was asked. */
const settled = (office: Office, id: string): Promise<Customer> =>
  vi.waitFor(async () => {
    const customer = await customerOf(office, id);
    if (customer === undefined || customer.lookup?.state === 'asking') throw new Error('not yet');
    return customer;
  });

const PREMIUM = { tier: 'premium', plan: 'Flex', value: 6240, renewal: '2027-01-15' };

describe.each(Object.entries(kinds))('an account from %s', (_name, start) => {
  it('arrives whole, with what it says more and since when it holds', async () => {
    const before = Date.now();
    const kind = await start();
    expect((await kind.open('ilse')).status).toBe(200);
    const { account, lookup } = await settled(kind.office, 'ilse');
    expect(account).toEqual(PREMIUM);
    if (!kind.asked) return expect(lookup).toBeUndefined();
    expect(lookup).toMatchObject({
      state: 'known',
      fields: Object.keys(PREMIUM),
      facts: [{ label: 'Open tickets', value: '2' }],
    });
    expect(Math.abs((lookup?.asOf ?? 0) - before)).toBeLessThan(60_000);
  });

  it('that nobody has is none', async () => {
    const kind = await start();
    expect((await kind.open('nobody')).status).toBe(200);
    const { account, lookup } = await settled(kind.office, 'nobody');
    expect([account, lookup?.state]).toEqual([undefined, kind.asked ? 'unknown' : undefined]);
  });

  it('of which a part is wrong is not taken at all, and the part is named', async () => {
    const kind = await start();
    const answer = await kind.open('wrong');
    if (!kind.asked) {
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { error: { path: '$.account.value' } },
      ]);
      return;
    }
    const { account, lookup } = await settled(kind.office, 'wrong');
    expect([account, lookup?.state, lookup?.reason]).toEqual([undefined, 'failed', 'shape']);
    expect(JSON.stringify(kind.office.logged)).toMatch(/"detail":"value at [^"]*worth: /);
  });

  it('of somebody who is not verified is not asked for', async () => {
    const kind = await start();
    await kind.open('anybody');
    const { account, lookup } = await settled(kind.office, 'anybody');
    expect([account, lookup?.state]).toEqual([undefined, kind.asked ? 'unverified' : undefined]);
  });

  it('holds no card number', async () => {
    const kind = await start();
    await kind.open('card');
    const { account } = await settled(kind.office, 'card');
    expect(account?.plan).toBe('Card ••••1111');
  });
});
