// `baton mail` between real servers of IMAP and SMTP, a real router process and a person at it: threads, files, machines that
// answer by themselves, and that nothing is lost or done twice over kills, breaks and new numbers of the mailbox.
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import hoodiecrow, { type HoodiecrowServer } from 'hoodiecrow-imap';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { foreignId } from '#sdk/adapters/foreign.ts';
import { connect } from '#sdk/index.ts';
import { ana } from '../system/colleague.ts';
import { type Office, openOffice } from '../system/office.ts';
import { type Running, type StartedRouter, scratch, startMail, startRouter } from '../system/processes.ts';

const PASSWORD = 'a password of tests';
const CARE = 'care@meridian.example';
const folder = scratch();
const eventually = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 60_000, interval: 25 });

/** Letters in the order in which the server took them; `refuse` says what it answers the next. */
async function openSmtp() {
  const letters: Email[] = [];
  const refuse: number[] = [];
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ password }, _, done) =>
      password === PASSWORD ? done(null, { user: CARE }) : done(new Error('wrong password')),
    onRcptTo(_, __, done) {
      const responseCode = refuse.shift();
      done(responseCode === undefined ? null : Object.assign(new Error('not now'), { responseCode }));
    },
    onData(stream, _, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(parts)).then((letter) => {
          letters.push(letter);
          done();
        }, done);
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    letters,
    refuse,
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

interface Stored {
  readonly raw: string;
  readonly uid?: number;
  readonly internaldate?: string | Date;
  readonly flags: string[];
}

/** A mailbox; `validity` is UIDVALIDITY. */
async function openImap(validity: number, messages: readonly Stored[], port = 0) {
  const server: HoodiecrowServer = hoodiecrow({
    plugins: ['ID', 'IDLE'],
    users: { care: { password: PASSWORD } },
    storage: { INBOX: { uidvalidity: validity, messages: [...messages] } },
  });
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  const open = new Set<{ destroy(): void }>();
  server.server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    stored: (): readonly Stored[] => server.getMailbox('INBOX').messages,
    deliver: (raw: string): Stored => server.appendMessage('INBOX', [], new Date(), raw).message,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

const mail = (headers: Record<string, string>, text: string): string =>
  [
    ...Object.entries({
      From: 'Ilse Verhoeven <ilse@verhoeven.example>',
      To: CARE,
      Subject: 'Seats',
      Date: 'Mon, 23 Nov 2026 09:12:44 +0100',
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`),
    '',
    text,
  ].join('\r\n');

let smtp: Awaited<ReturnType<typeof openSmtp>>;
let imap: Awaited<ReturnType<typeof openImap>>;
let office: Office;
let router: StartedRouter;
let channel: Running;
let person: Awaited<ReturnType<typeof ana>>;
let client: ReturnType<typeof connect>;
let keyFile: string;

const startChannel = () =>
  startMail({
    ...{ config: office.configFile, data: join(folder.path, 'mail'), router: router.http },
    keyFile,
  });
const startOffice = (port?: number) =>
  startRouter({
    ...{ config: office.configFile, data: join(folder.path, 'router') },
    ...(port === undefined ? {} : { port }),
  });
const seen = (message: Stored) => eventually(() => expect(message.flags).toContain('\\Seen'));

beforeAll(async () => {
  process.env.BATON_TEST_IMAP = PASSWORD;
  process.env.BATON_TEST_SMTP = PASSWORD;
  smtp = await openSmtp();
  imap = await openImap(7, [
    {
      raw: mail({ 'Message-ID': '<before@verhoeven.example>' }, 'Long ago'),
      internaldate: '23-Nov-2025 09:12:44 +0100',
      flags: [],
    },
  ]);
  const server = { host: '127.0.0.1', security: 'none', user: 'care' } as const;
  office = openOffice(folder.path, {
    capacity: 20,
    mail: {
      address: CARE,
      imap: { ...server, port: imap.port, mailbox: 'INBOX', password: 'env:BATON_TEST_IMAP' },
      smtp: { ...server, port: smtp.port, password: 'env:BATON_TEST_SMTP' },
    },
  });
  keyFile = join(folder.path, 'bot.key');
  writeFileSync(keyFile, office.botKey);
  router = await startOffice();
  client = connect({ url: router.http, key: office.botKey });
  channel = await startChannel();
});
afterAll(async () => {
  await person?.close();
  await channel?.kill('SIGKILL');
  await router?.kill('SIGKILL');
  await smtp?.close();
  await imap?.close();
  folder.remove();
});

interface Told {
  readonly type: string;
  readonly text?: string;
  readonly attachments?: readonly { readonly id: string; readonly name: string }[];
}

const FIRST = '<c1.seats@verhoeven.example>';
const SEATS = foreignId('em', FIRST);

test('a thread: nobody is there at first, a person gets it, their words go out as an answer, and it goes on', async () => {
  const boundary = 'part';
  const first = imap.deliver(
    mail(
      {
        'Message-ID': FIRST,
        'MIME-Version': '1.0',
        'Content-Type': `multipart/mixed; boundary=${boundary}`,
      },
      [
        `--${boundary}`,
        'Content-Type: text/plain',
        '',
        'Our seats are apart since you rebooked flight MA 516. I want to sit',
        'with my daughter.',
        '',
        '-- ',
        'Ilse, +32 9 555 01 44',
        `--${boundary}`,
        'Content-Type: text/plain; name="../booking.txt"',
        'Content-Disposition: attachment; filename="../booking.txt"',
        'Content-Transfer-Encoding: base64',
        '',
        'SzdRWDRN',
        `--${boundary}`,
        'Content-Type: application/pdf; name="seats.pdf"',
        'Content-Disposition: attachment; filename="seats.pdf"',
        'Content-Transfer-Encoding: base64',
        '',
        // A program, whatever it calls itself.
        'TVqQAAMAAAA=',
        `--${boundary}--`,
      ].join('\r\n'),
    ),
  );
  await seen(first);
  expect((await client.conversation(SEATS).handoff()).status).toBe('failed');

  person = await ana(router, office);
  const work = await person.accept(SEATS);
  expect(work.offered).toMatchObject({
    conversation: {
      channel: 'email',
      customer: { name: 'Ilse Verhoeven', verified: false },
    },
    handoff: {
      context: {
        found: [{ type: 'flight', value: 'MA 516', turn: 1 }],
        drawn: { intent: { text: 'I want to sit with my daughter.', turn: 1 } },
        facts: expect.arrayContaining([{ label: 'subject', value: 'Seats' }]),
      },
    },
  });
  const { entries } = work.offered as { entries: readonly Told[] };
  const [told, ...more] = entries.filter(({ type }) => type === 'turn');
  expect([told?.text, more]).toEqual([
    'Our seats are apart since you rebooked flight MA 516. I want to sit with my daughter.\n[not taken, of a kind that is not taken: seats.pdf, 8 bytes]',
    [],
  ]);
  expect(told?.attachments).toEqual([
    { id: `${SEATS}.f1`, name: 'booking.txt', type: 'text/plain', size: 6 },
  ]);
  const { name, type, bytes } = await client.file(`${SEATS}.f1`);
  expect([name, type, Buffer.from(bytes).toString()]).toEqual([
    'booking.txt',
    'text/plain; charset=utf-8',
    'K7QX4M',
  ]);
  await work.say('You sit in 12A and 12B now.');
  const [answer] = await eventually(() => {
    expect(smtp.letters).toHaveLength(1);
    return smtp.letters;
  });
  expect(answer).toMatchObject({
    from: { name: 'Ana, Meridian Air', address: CARE },
    to: [{ name: 'Ilse Verhoeven', address: 'ilse@verhoeven.example' }],
    subject: 'Re: Seats',
    inReplyTo: FIRST,
    references: FIRST,
    messageId: expect.stringMatching(new RegExp(`^<${SEATS}\\.e\\d+@meridian\\.example>$`)),
    text: 'You sit in 12A and 12B now.\n',
  });

  // A program that keeps none of the older references.
  imap.deliver(
    mail(
      { 'Message-ID': '<c2.seats@verhoeven.example>', 'In-Reply-To': answer?.messageId ?? '' },
      'Thank you!\r\n\r\nOn Mon, 23 Nov 2026, Ana wrote:\r\n> You sit in 12A and 12B now.',
    ),
  );
  await work.reads('Thank you!');
  // A colleague in copy is told apart, and the customer stays who is answered.
  imap.deliver(
    mail(
      {
        From: 'Joris <joris@verhoeven.example>',
        'Message-ID': '<j1.seats@verhoeven.example>',
        References: `${FIRST} <c2.seats@verhoeven.example>`,
      },
      'And the meals?',
    ),
  );
  await work.reads('From Joris <joris@verhoeven.example>:\nAnd the meals?');
  await work.sayWith('Both are there.', {
    name: 'meals.csv',
    type: 'text/csv',
    content: 'seat,meal\n12A,vegan\n',
  });
  const second = await eventually(() => {
    expect(smtp.letters).toHaveLength(2);
    return smtp.letters[1];
  });
  expect(second).toMatchObject({
    to: [{ address: 'ilse@verhoeven.example' }],
    inReplyTo: '<j1.seats@verhoeven.example>',
    references: `${FIRST} <c2.seats@verhoeven.example> <j1.seats@verhoeven.example>`,
  });
  const [enclosed] = second?.attachments ?? [];
  expect(enclosed).toMatchObject({ filename: 'meals.csv', mimeType: 'text/csv' });
  expect(Buffer.from(enclosed?.content as ArrayBuffer).toString()).toBe('seat,meal\n12A,vegan\n');

  // After the end the same thread begins the next conversation.
  await work.complete();
  await eventually(async () => expect((await client.conversation(SEATS).state()).state).toBe('closed'));
  imap.deliver(
    mail(
      { 'Message-ID': '<c3.seats@verhoeven.example>', References: FIRST },
      'One more question: may we check in?',
    ),
  );
  const next = await person.accept(`${SEATS}.2`);
  await next.say('From tomorrow.');
  await eventually(() => expect(smtp.letters[2]?.messageId).toContain(`<${SEATS}.2.e`));
});

test('what a machine wrote is no conversation and is not answered; a letter that comes back shows as a customer who is gone', async () => {
  const before = smtp.letters.length;
  const id = '<c1.bounce@gone.example>';
  imap.deliver(mail({ From: 'Jo <jo@gone.example>', 'Message-ID': id }, 'My bag is missing.'));
  const work = await person.accept(foreignId('em', id));
  await work.say('Which flight?');
  const letter = await eventually(() => {
    expect(smtp.letters).toHaveLength(before + 1);
    return smtp.letters.at(-1);
  });
  const machines = [
    mail(
      {
        'Message-ID': '<o1@x.example>',
        'Auto-Submitted': 'auto-replied',
        'In-Reply-To': letter?.messageId ?? '',
      },
      'I am away.',
    ),
    mail({ 'Message-ID': '<o2@x.example>', Precedence: 'auto_reply' }, 'I am away.'),
    mail({ 'Message-ID': '<o3@x.example>', 'Return-Path': '<>' }, 'I am away.'),
    mail({ 'Message-ID': '<o4@x.example>', From: CARE }, 'A copy of our own.'),
    mail(
      {
        From: 'MAILER-DAEMON@mx.example',
        'Message-ID': '<dsn@mx.example>',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=dsn',
      },
      [
        '--dsn',
        'Content-Type: text/plain',
        '',
        'Nobody of that name is here.',
        '--dsn',
        'Content-Type: message/delivery-status',
        '',
        'Action: failed',
        '--dsn',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: ${letter?.messageId}`,
        '--dsn--',
      ].join('\r\n'),
    ),
  ].map((raw) => imap.deliver(raw));
  for (const message of machines) await seen(message);
  for (const each of [
    '<o1@x.example>',
    '<o2@x.example>',
    '<o3@x.example>',
    '<o4@x.example>',
    '<dsn@mx.example>',
  ])
    await expect(client.conversation(foreignId('em', each)).state()).rejects.toThrow('not_found');
  expect(smtp.letters).toHaveLength(before + 1);
  await work.marked('customer.left');
});

test('a refusal that passes is tried again, one for good shows as a customer who is gone; each letter goes out once', async () => {
  const before = smtp.letters.length;
  const id = '<c1.refused@full.example>';
  imap.deliver(mail({ From: 'Kim <kim@full.example>', 'Message-ID': id }, 'Where is my refund?'));
  const work = await person.accept(foreignId('em', id));
  smtp.refuse.push(451, 421);
  await work.say('It is on its way.');
  await eventually(() => expect(smtp.letters).toHaveLength(before + 1));
  smtp.refuse.push(550);
  await work.say('Did it come?');
  await work.marked('customer.left');
  await work.say('Hello?');
  await eventually(() => expect(smtp.letters).toHaveLength(before + 2));
  expect(smtp.letters.slice(before).map(({ text }) => text)).toEqual(['It is on its way.\n', 'Hello?\n']);
});

test('nothing is lost or done twice over kills of the channel and the router, a second copy, and new numbers of the mailbox', async () => {
  const before = smtp.letters.length;
  const id = '<c1.kill@verhoeven.example>';
  const conversation = foreignId('em', id);
  const words = (n: number, text: string) =>
    mail(
      {
        'Message-ID': n === 1 ? id : `<c${n}.kill@verhoeven.example>`,
        ...(n === 1 ? {} : { References: id }),
      },
      text,
    );
  const first = imap.deliver(words(1, 'My flight MA 77 is cancelled.'));
  const work = await person.accept(conversation);
  await seen(first);

  await channel.kill('SIGKILL');
  // As if it had been killed after the router knew the message and before it was written down.
  const file = join(folder.path, 'mail', 'mail.jsonl');
  const written = readFileSync(file, 'utf8').split('\n');
  const known = written.findIndex((text) => text.includes(id)) + 1;
  writeFileSync(file, `${written.slice(0, known).join('\n')}\n{"t":"thread","at":17`);
  imap.deliver(words(2, 'Anybody there?'));
  await work.say('I am looking into it.');
  channel = await startChannel();
  await work.reads('Anybody there?');
  await eventually(() => expect(smtp.letters).toHaveLength(before + 1));

  // The router is away: the message waits for it.
  const { port } = router;
  await person.close();
  await router.kill('SIGKILL');
  const third = imap.deliver(words(3, 'Is the router there?'));
  router = await startOffice(port);
  await seen(third);

  // A second copy, then the same mailbox under other numbers with one message more.
  const copy = imap.deliver(words(3, 'Is the router there?'));
  await seen(copy);
  const old = imap.stored().map(({ raw, internaldate }) => ({
    raw,
    flags: [],
    ...(internaldate === undefined ? {} : { internaldate }),
  }));
  await imap.close();
  imap = await openImap(8, old, imap.port);
  const last = imap.deliver(words(4, 'The last one.'));
  await seen(last);
  const { turn } = await client
    .conversation(conversation)
    .turn({ id: 'probe', role: 'END_USER', text: 'How many were there?' });
  // Four messages, one answer, and this.
  expect(turn.index).toBe(6);
  expect(smtp.letters).toHaveLength(before + 1);
  await expect(client.conversation(foreignId('em', '<before@verhoeven.example>')).state()).rejects.toThrow(
    'not_found',
  );
  expect(new Set(smtp.letters.map(({ messageId }) => messageId)).size).toBe(smtp.letters.length);
});

test('what is wrong with the start is said in one line', async () => {
  const { mail: command } = await import('../../main/hosts/cli/mail/mail.ts');
  const all = [
    '--config',
    office.configFile,
    '--data',
    join(folder.path, 'x'),
    '--router',
    router.http,
    '--key-file',
    keyFile,
  ];
  const refused = (...args: string[]) => expect(command(args)).rejects;
  await refused(...all.slice(2)).toThrow('mail needs --config FILE');
  await refused(...all, '--poll-ms', '1').toThrow('--poll-ms is from 10 to 3600000, not "1"');
  await refused(...all, '--bot', 'eva').toThrow('no bot "eva" has a "mail"');
  await refused('--config', 'none.json', ...all.slice(2)).toThrow('none.json: there is no such file');
  delete process.env.BATON_TEST_SMTP;
  await refused(...all).toThrow(
    '$.bots[0].mail.smtp.password: the environment variable BATON_TEST_SMTP is not set',
  );
});
