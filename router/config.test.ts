import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkConfig, loadConfig } from './config.ts';

const hash = (digit: string) => digit.repeat(64);
const queue = (more = {}) => ({
  id: 'care',
  name: 'Care',
  sla: { seconds: 60, share: 0.8 },
  dispositions: [{ id: 'solved', label: 'Solved' }],
  ...more,
});
const person = (more = {}) => ({ id: 'ana', name: 'Ana', queues: ['care'], ...more });
const bot = (more = {}) => ({ id: 'ava', name: 'Ava', queue: 'care', ...more });
const source = (more = {}) => ({
  ...{ kind: 'http', id: 'crm', name: 'CRM', mapping: 'crm.json' },
  url: 'https://a.test/{customer.id}',
  ...more,
});
const summariser = (more = {}) => ({ name: 'Model', url: 'https://model.test/', ...more });
const server = { host: 'mail.example.org', user: 'care', password: 'env:BATON_MAIL_PASSWORD' };
const mailbox = { address: 'care@example.org', imap: server, smtp: server };
const config = (more = {}) => ({
  version: 1,
  organisation: 'Meridian Air',
  people: [person()],
  queues: [queue()],
  bots: [bot()],
  ...more,
});

describe('checkConfig', () => {
  it('fills in what was left out', () => {
    expect(checkConfig(config())).toMatchObject({
      people: [{ id: 'ana', capacity: 5, roles: ['agent'] }],
      queues: [{ offerSeconds: 40, watchedText: 'leads' }],
    });
  });

  it.each([
    [
      'a queue nobody made',
      config({ people: [person({ queues: ['care', 'vip'] })] }),
      '$.people[0].queues[1]: there is no queue "vip"',
    ],
    [
      'a bot without a queue',
      config({ bots: [bot({ queue: 'vip' })] }),
      '$.bots[0].queue: there is no queue "vip"',
    ],
    [
      'steps out of order',
      config({
        queues: [
          queue({
            relax: [
              { after: 60, skills: {} },
              { after: 60, skills: {} },
            ],
          }),
        ],
      }),
      '$.queues[0].relax[1].after: 60 is not later than the step before it',
    ],
    [
      'a step that asks for more',
      config({
        queues: [
          queue({
            relax: [
              { after: 30, skills: { a: 1 } },
              { after: 60, skills: { a: 1 } },
            ],
          }),
        ],
      }),
      '$.queues[0].relax[1].skills.a: 1 is not lower than the 1 before it',
    ],
    [
      'a way of matching nobody knows',
      config({ queues: [queue({ matching: 'best' })] }),
      '$.queues[0].matching: Invalid option: expected one of "fair"|"fit"',
    ],
    [
      'one id twice',
      config({ queues: [queue(), queue()] }),
      '$.queues[1].id: this id is already used at $.queues[0].id',
    ],
    [
      'one token for two',
      config({
        people: [person({ tokenHashes: [hash('a')] }), person({ id: 'ben', tokenHashes: [hash('a')] })],
      }),
      '$.people[1].tokenHashes[0]: this hash is already used at $.people[0].tokenHashes[0]',
    ],
    [
      'a bot key that is a person’s token',
      config({ people: [person({ tokenHashes: [hash('a')] })], bots: [bot({ keyHashes: [hash('a')] })] }),
      '$.bots[0].keyHashes[0]: this hash is already used at $.people[0].tokenHashes[0]',
    ],
    [
      'a zone that is none',
      config({ queues: [queue({ hours: { timeZone: 'Mars/Olympus', weekly: {} } })] }),
      '$.queues[0].hours.timeZone: "Mars/Olympus" is not an IANA time zone',
    ],
    [
      'hours that run backwards',
      config({
        queues: [queue({ hours: { timeZone: 'Europe/Lisbon', weekly: { mon: [['22:00', '06:00']] } } })],
      }),
      '$.queues[0].hours.weekly.mon[0]: 22:00 is not before 06:00; split a span at midnight',
    ],
    [
      'a secret that is not there',
      config({ bots: [bot({ webhook: { url: 'https://a.test', secret: 'env:BATON_HOOK_SECRET' } })] }),
      '$.bots[0].webhook.secret: the environment variable BATON_HOOK_SECRET is not set',
    ],
    [
      'a mailbox whose password is in the clear',
      config({ bots: [bot({ mail: { ...mailbox, imap: { ...server, password: 'hunter2' } } })] }),
      '$.bots[0].mail.imap.password: a password is named: env:NAME or file:PATH',
    ],
    [
      'a mailbox whose password would travel in the clear',
      config({ bots: [bot({ mail: { ...mailbox, smtp: { ...server, security: 'none' } } })] }),
      '$.bots[0].mail.smtp.security: "none" would send the password in the clear to mail.example.org',
    ],
    [
      'a canned reply for a queue nobody made',
      config({ replies: [{ id: 'hi', title: 'Hi', text: 'Hello', queues: ['vip'] }] }),
      '$.replies[0].queues[0]: there is no queue "vip"',
    ],
    [
      'a canned reply with a variable nobody fills in',
      config({ replies: [{ id: 'hi', title: 'Hi', text: 'Hello {customer.firstName}, {mood}' }] }),
      '$.replies[0].text: {mood} is none of {customer.name}, ',
    ],
    [
      'one canned reply twice',
      config({ replies: ['a', 'a'].map((id) => ({ id, title: 'Hi', text: 'Hello' })) }),
      '$.replies[1].id: this id is already used at $.replies[0].id',
    ],
    [
      'a source of accounts for a bot nobody made',
      config({ accounts: [source({ bots: ['eva'] })] }),
      '$.accounts[0].bots[0]: there is no bot "eva"',
    ],
    [
      'a customer who says where to go',
      config({ accounts: [source({ url: 'https://{customer.id}.test/a' })] }),
      '$.accounts[0].url: {customer.id} stands in path or query',
    ],
    [
      'an address without the customer',
      config({ accounts: [source({ url: 'https://a.test/a' })] }),
      '$.accounts[0].url: has no {customer.id}',
    ],
    [
      'an address of another kind',
      config({ accounts: [source({ url: 'file:///{customer.id}' })] }),
      '$.accounts[0].url: is not an http address',
    ],
    [
      'a name and a password in an address',
      config({ accounts: [source({ url: 'https://a:b@a.test/{customer.id}' })] }),
      '$.accounts[0].url: holds a name or a password',
    ],
    [
      'a summariser for a queue nobody made',
      config({ summariser: summariser({ queues: ['care', 'vip'] }) }),
      '$.summariser.queues[1]: there is no queue "vip"',
    ],
    [
      'a summariser at no address',
      config({ summariser: summariser({ url: 'model.test/summaries' }) }),
      '$.summariser.url: is not an http address',
    ],
    [
      'a summariser whose secret is not there',
      config({ summariser: summariser({ secret: 'env:BATON_NO_SUCH_MODEL' }) }),
      '$.summariser.secret: the environment variable BATON_NO_SUCH_MODEL is not set',
    ],
    [
      'a header that wants a secret where there is none',
      config({ accounts: [source({ headers: { authorization: 'Bearer {secret}' } })] }),
      '$.accounts[0].headers.authorization: wants {secret}, and there is none',
    ],
    [
      'a secret in the clear',
      config({ accounts: [source({ secret: 'sixteen-or-more-characters' })] }),
      '$.accounts[0].secret: a secret is named by env:NAME or file:PATH',
    ],
    [
      'a secret in a file that is not there',
      config({ accounts: [source({ secret: 'file:/nowhere/token' })] }),
      '$.accounts[0].secret: /nowhere/token cannot be read (ENOENT)',
    ],
    ['a field of another kind', config({ people: 'all of them' }), '$.people: '],
  ])('refuses %s', (_what, value, reason) => {
    expect(() => checkConfig(value)).toThrow(reason);
  });

  it('takes a secret from the environment', () => {
    const value = config({
      bots: [bot({ webhook: { url: 'https://a.test', secret: 'env:BATON_HOOK_SECRET' } })],
    });
    expect(checkConfig(value, { BATON_HOOK_SECRET: 'sixteen-or-more-characters' }).bots).toHaveLength(1);
  });
});

describe('loadConfig', () => {
  it('names the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-config-'));
    const file = join(folder, 'baton.config.json');
    try {
      expect(() => loadConfig(file, {})).toThrow(`${file}: there is no such file`);
      writeFileSync(file, JSON.stringify(config({ organisation: '' })));
      expect(() => loadConfig(file, {})).toThrow(`${file}: $.organisation: `);
      expect(() => loadConfig(folder, {})).toThrow(`${folder}: cannot be read (EISDIR)`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
