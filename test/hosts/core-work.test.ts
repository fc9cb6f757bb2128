// The verbs of a shift through the console core, over a real router and real files: passing work on, asking a colleague,
// taking a reply back, and what becomes of half-written words.
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '#store/client.ts';
import { openLine, type StartedCore, scratchFolder, startCore } from './core-console.ts';
import { type Office, type OfficeOptions, openOffice, tokenOf } from './router-office.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function office(more: OfficeOptions = {}): Promise<Office> {
  const opened = await openOffice({ server: { timing: { countsMs: 20 } }, ...more });
  ends.push(() => opened.close());
  return opened;
}

async function sit(router: Office, person: string, more: Partial<Parameters<typeof startCore>[0]> = {}) {
  const started = await startCore({ url: router.url, token: tokenOf(person), person, ...more });
  ends.push(() => started.stop());
  await started.live();
  await started.page.call('presence.set', { status: 'available' });
  await started.page.until(({ me }) => me.get(person)?.presence.status === 'available');
  return started;
}

async function take({ page }: StartedCore): Promise<string> {
  const offer = await page.until(({ offers }) => [...offers.values()].find((row) => row.state === 'open'));
  const { conversation } = await page.call('offer.accept', { offer: offer.id });
  const row = await page.until(({ conversations }) => {
    const found = conversations.get(conversation);
    return found?.right === 'owner' ? found : undefined;
  });
  await page.call('conversation.open', { conversation });
  return row.handoff.id;
}

async function withWork(router: Office, started: StartedCore): Promise<string> {
  await router.handoff('k1', 'I want a person: my secret is 4711');
  return take(started);
}

async function said(router: Office): Promise<string[]> {
  const { events } = await router.engine.read('b:ava', 0, 512);
  return events.flatMap(({ kind, data }) =>
    kind === 'human.turn' ? [(JSON.parse(data) as { data: { text: string } }).data.text] : [],
  );
}

const arrived = ({ page }: StartedCore, text: string) =>
  page.until(({ entries }) =>
    [...entries.values()].some(
      ({ entry }) => entry.type === 'turn' && entry.text === text && entry.delivery !== 'queued',
    ),
  );
const nothingWaits = ({ page }: StartedCore) => page.until(({ outbox }) => outbox.size === 0);

describe('passing work on', () => {
  it('a lead sees who has what, and gives it to somebody else; their colleagues see nothing of it', async () => {
    const router = await office({ roles: { ben: ['agent', 'lead'] } });
    const ana = await sit(router, 'ana');
    const handoff = await withWork(router, ana);
    const ben = await sit(router, 'ben');
    const rowsOf = ({ page }: StartedCore) =>
      page.until(({ taken }) => [...taken.values()].find(({ rows }) => rows.length > 0)?.rows);
    const [row] = await rowsOf(ben);
    expect(row).toMatchObject({ handoff, conversation: 'k1', owner: 'ana', ownerName: 'ana Reis' });
    expect(JSON.stringify(row)).not.toMatch(/secret|4711/);
    await ben.page.call('handoff.assign', { handoff, person: 'ben' });
    await ben.page.until(({ taken }) => [...taken.values()].every(({ rows }) => rows.length === 0));
    expect(await take(ben)).toBe(handoff);
    // It is Ben's now, and Ana, who followed the queue all the time, was told of nobody's work.
    expect((await rowsOf(ben)).map(({ owner }) => owner)).toEqual(['ben']);
    expect(ana.page.rows.taken.size).toBe(0);
  });

  it('goes to a colleague with note and draft; the former owner keeps their own words and no others', async () => {
    const router = await office();
    const ana = await sit(router, 'ana');
    const handoff = await withWork(router, ana);
    await ana.page.call('conversation.send', { conversation: 'k1', text: 'Let me look' });
    await arrived(ana, 'Let me look');
    const ben = await sit(router, 'ben');
    await ana.page.until(({ people }) => people.get('ben')?.status === 'available');
    await ana.page.call('conversation.draft', { conversation: 'k1', text: 'Your refund is' });
    await ana.page.call('handoff.transfer', {
      handoff,
      to: { kind: 'person', person: 'ben' },
      reason: 'needs_senior',
      note: 'Be kind',
    });
    await ana.page.until(({ conversations }) => conversations.get('k1')?.right === 'kept');
    const { entries } = await ana.page.call('conversation.open', { conversation: 'k1' });
    expect(await ana.page.call('conversation.peek', { conversation: 'k1' })).toEqual({ entries });
    expect(entries.flatMap((entry) => (entry.type === 'mark' ? [] : [entry.text]))).toEqual([
      'Let me look',
      'Be kind',
    ]);
    expect((await ana.page.call('history.search', { text: '4711' })).hits).toEqual([]);
    await nothingWaits(ana);

    expect(await take(ben)).toBe(handoff);
    const row = ben.page.rows.conversations.get('k1');
    expect(row).toMatchObject({ draft: 'Your refund is', handoff: { transfer: { byName: 'ana Reis' } } });
    await ben.page.until(({ entries: rows }) =>
      [...rows.values()].some(({ entry }) => entry.type === 'note' && entry.text === 'Be kind'),
    );
  });

  it('says why when it cannot go there, and it stays theirs', async () => {
    const router = await office();
    const ana = await sit(router, 'ana');
    const handoff = await withWork(router, ana);
    const { operation } = await ana.page.call('handoff.transfer', {
      handoff,
      to: { kind: 'person', person: 'ben' },
      reason: 'other',
    });
    const refused = await ana.page.until(({ outbox }) => {
      const row = outbox.get(operation);
      return row?.state === 'refused' ? row : undefined;
    });
    expect(refused.refusal).toBe('target_absent');
    expect(ana.page.rows.conversations.get('k1')?.right).toBe('owner');
  });
});

describe('asking a colleague', () => {
  it('shows them the conversation, takes their note, and hides it again', async () => {
    const router = await office();
    const ana = await sit(router, 'ana');
    const handoff = await withWork(router, ana);
    const ben = await sit(router, 'ben');
    await ana.page.call('conversation.note', { conversation: 'k1', text: '@Ben help', mentions: ['ben'] });
    const missed = await ben.page.until((rows) => [...rows.missed.values()][0]);
    expect(missed).toMatchObject({ kind: 'mention', text: '@Ben help', seen: false });
    await ben.page.call('missed.seen', { ids: [missed.id] });
    await ben.page.until((rows) => rows.missed.get(missed.id)?.seen === true);
    await ana.page.call('consult.start', { handoff, person: 'ben', question: 'Is this right?' });
    await ben.page.until(({ conversations }) => conversations.get('k1')?.right === 'consulted');
    await ben.page.call('conversation.note', { conversation: 'k1', text: 'It is' });
    await ana.page.until(({ entries }) =>
      [...entries.values()].some(({ entry }) => entry.type === 'note' && entry.text === 'It is'),
    );
    await expect(
      ben.page.call('conversation.send', { conversation: 'k1', text: 'Hi' }),
    ).rejects.toMatchObject({
      body: { code: 'conflict', detail: 'not_owner' },
    });
    await ben.page.call('consult.end', { handoff });
    await ben.page.until(({ conversations }) => !conversations.has('k1'));
    await ana.page.until(({ conversations }) => conversations.get('k1')?.handoff.consult === undefined);
  });
});

describe('taking a reply back', () => {
  it('gives the words back, and the customer never reads them', async () => {
    const router = await office();
    const ana = await sit(router, 'ana');
    await withWork(router, ana);
    await ana.page.call('settings.set', { undoSeconds: 10 });
    const { operation } = await ana.page.call('conversation.send', {
      conversation: 'k1',
      text: 'Wrong window',
    });
    const row = await ana.page.until(({ outbox }) => outbox.get(operation));
    expect(row).toMatchObject({ state: 'waiting', text: 'Wrong window' });
    expect(row.sendAt).toBeGreaterThan(row.at);
    expect(await ana.page.call('outbox.undo', { operation })).toEqual({ text: 'Wrong window' });
    await ana.page.until(({ conversations }) => {
      const { draft, pending } = conversations.get('k1') ?? {};
      return draft === 'Wrong window' && pending === 0;
    });
    const second = await ana.page.call('conversation.send', { conversation: 'k1', text: 'Right window' });
    await ana.page.call('outbox.hurry', second);
    await arrived(ana, 'Right window');
    expect(await said(router)).toEqual(['Right window']);
    await ana.page.until(({ outbox }) => !outbox.has(second.operation));
    await expect(ana.page.call('outbox.undo', second)).rejects.toMatchObject({ body: { code: 'not_found' } });
  });

  it('is not said to be done where the disk refuses it: a start would send what was given back', async () => {
    const router = await office();
    let isFull = false;
    const ana = await sit(router, 'ana', {
      async openStore(options) {
        const { store, opened } = await openStore(options);
        const discard: typeof store.discard = async (id) => {
          if (isFull) throw new Error('the disk is full');
          return store.discard(id);
        };
        return { opened, store: { ...store, discard } };
      },
    });
    await withWork(router, ana);
    await ana.page.call('settings.set', { undoSeconds: 10 });
    const first = await ana.page.call('conversation.send', { conversation: 'k1', text: 'Wrong window' });
    isFull = true;
    await expect(ana.page.call('outbox.undo', first)).rejects.toMatchObject({ body: { code: 'internal' } });
    isFull = false;
    expect(await ana.page.call('outbox.undo', first)).toEqual({ text: 'Wrong window' });
    await nothingWaits(ana);
    expect(await said(router)).toEqual([]);
  });

  it('leaves its words on the disk as it takes them from what goes: whatever ends before the page has them', async () => {
    const router = await office();
    const folder = scratchFolder();
    ends.push(() => folder.remove());
    let isDead = false;
    const ana = await sit(router, 'ana', {
      folder: folder.path,
      async openStore(options) {
        const { store, opened } = await openStore(options);
        const dead = () => Promise.reject(new Error('the process is gone'));
        const discard: typeof store.discard = async (...args) => {
          await store.discard(...args);
          isDead = true;
        };
        const saveDraft: typeof store.saveDraft = (...args) => (isDead ? dead() : store.saveDraft(...args));
        const enqueue: typeof store.enqueue = (...args) => (isDead ? dead() : store.enqueue(...args));
        return { opened, store: { ...store, discard, saveDraft, enqueue } };
      },
    });
    await withWork(router, ana);
    await ana.page.call('settings.set', { undoSeconds: 10 });
    const sent = await ana.page.call('conversation.send', { conversation: 'k1', text: 'Wrong window' });
    await ana.page.call('conversation.draft', { conversation: 'k1', text: 'typed since' });
    await ana.page.call('outbox.undo', sent);
    await ana.stop();
    const again = await sit(router, 'ana', { folder: folder.path });
    await again.page.until(
      ({ conversations }) => conversations.get('k1')?.draft === 'Wrong window\ntyped since',
    );
    expect(await said(router)).toEqual([]);
  });

  it('holds up nothing else, and goes before what ends the work', async () => {
    const router = await office();
    const ana = await sit(router, 'ana');
    const handoff = await withWork(router, ana);
    await ana.page.call('settings.set', { undoSeconds: 10 });
    await ana.page.call('conversation.send', { conversation: 'k1', text: 'First' });
    await ana.page.call('conversation.note', { conversation: 'k1', text: 'a note' });
    await ana.page.until(({ outbox }) => [...outbox.values()].every(({ kind }) => kind !== 'note.add'));
    expect(await said(router)).toEqual([]);
    await ana.page.call('conversation.send', { conversation: 'k1', text: 'Second' });
    await ana.page.call('handoff.return', { handoff });
    await ana.page.until(({ conversations }) => conversations.get('k1')?.right === 'kept');
    expect(await said(router)).toEqual(['First', 'Second']);
  });

  it('goes when the console is closed, and when it was ended without a link, at the next start', async () => {
    const router = await office();
    const folder = scratchFolder();
    ends.push(() => folder.remove());
    const line = await openLine(router.url);
    ends.push(() => line.stop());
    const sitDown = () => sit(router, 'ana', { folder: folder.path, url: line.url });
    const ana = await sitDown();
    await withWork(router, ana);
    await ana.page.call('settings.set', { undoSeconds: 10 });
    await ana.page.call('conversation.send', { conversation: 'k1', text: 'Goodbye' });
    await ana.stop();
    expect(await said(router)).toEqual(['Goodbye']);
    const again = await sitDown();
    line.close();
    await again.page.until(({ link }) => link.get('link')?.state !== 'live');
    await again.page.call('settings.set', { undoSeconds: 10 });
    await again.page.call('conversation.send', { conversation: 'k1', text: 'And thank you' });
    await again.stop();
    line.open();
    await nothingWaits(await sitDown());
    expect(await said(router)).toEqual(['Goodbye', 'And thank you']);
  });
});

describe('files', () => {
  async function atWorkOnALine() {
    const router = await office();
    const line = await openLine(router.url);
    ends.push(() => line.stop());
    const ana = await sit(router, 'ana', { url: line.url });
    await withWork(router, ana);
    return { router, line, ana };
  }
  const PDF = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(600_000, 32)]);

  it('go with the reply once, through a cut, to the customer side and back to whoever may see the turn', async () => {
    const { router, line, ana } = await atWorkOnALine();
    const add = (name: string, data: Buffer) =>
      ana.page.call('attachment.add', { conversation: 'k1', name, data: data.toString('base64') });
    await expect(add('virus.exe', Buffer.from('MZ\0'))).rejects.toMatchObject({ body: { detail: 'type' } });
    await expect(add('setup.pdf', Buffer.from('MZ\0'))).rejects.toMatchObject({
      body: { detail: 'contents' },
    });
    await expect(add('none.txt', Buffer.alloc(0))).rejects.toMatchObject({ body: { detail: 'empty' } });
    const unwanted = await add('unwanted.txt', Buffer.from('unwanted'));
    await ana.page.call('attachment.remove', { conversation: 'k1', id: unwanted.attachment.id });
    const { attachment } = await add('C:\\bills\\invoice.PDF', PDF);
    expect(attachment).toMatchObject({ name: 'invoice.pdf', type: 'application/pdf', size: PDF.length });
    line.close();
    await ana.page.until(({ link }) => link.get('link')?.state !== 'live');
    await ana.page.call('conversation.send', {
      conversation: 'k1',
      text: 'Here is your bill',
      attachments: [attachment.id],
    });
    const read = (id: string) => ana.page.call('attachment.read', { conversation: 'k1', id });
    expect((await read(attachment.id)).data).toBe(PDF.toString('base64'));
    line.open();
    await arrived(ana, 'Here is your bill');
    const sent = await ana.page.until(({ entries }) =>
      [...entries.values()]
        .flatMap(({ entry }) => (entry.type === 'turn' ? (entry.attachments ?? []) : []))
        .find(({ id }) => id === 'k1.f1'),
    );
    expect(sent).toEqual({ ...attachment, id: 'k1.f1' });
    expect(await read('k1.f1')).toEqual({
      name: 'invoice.pdf',
      type: 'application/pdf',
      data: PDF.toString('base64'),
    });
    await expect(read('k1.f2')).rejects.toMatchObject({ body: { code: 'not_found' } });
    const base = new URL(router.url);
    const fetched = (key: string) =>
      fetch(`http://${base.host}/v1/files/k1.f1`, { headers: { authorization: `Bearer ${key}` } });
    const answer = await fetched('key-of-ava');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(answer.headers.get('content-disposition')).toContain('invoice.pdf');
    expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true);
    expect((await fetched('somebody-else')).status).toBe(401);
    await ana.page.until(({ outbox }) => outbox.size === 0);
    await expect(read(attachment.id)).rejects.toMatchObject({ body: { code: 'not_found' } });
  });

  it('are named where their reply waits, after a new start as well', async () => {
    const { line, ana } = await atWorkOnALine();
    const { attachment } = await ana.page.call('attachment.add', {
      conversation: 'k1',
      name: 'invoice.pdf',
      data: PDF.toString('base64'),
    });
    line.close();
    await ana.page.until(({ link }) => link.get('link')?.state !== 'live');
    await ana.page.call('conversation.send', {
      conversation: 'k1',
      text: 'Here is your bill',
      attachments: [attachment.id],
    });
    const named = ({ page }: StartedCore) =>
      page.until(({ entries }) =>
        [...entries.values()].some(
          ({ entry }) =>
            entry.type === 'turn' &&
            entry.delivery === 'queued' &&
            entry.attachments?.[0]?.name === 'invoice.pdf',
        ),
      );
    await named(ana);
    await ana.core.stop();
    const again = await startCore({
      url: line.url,
      token: tokenOf('ana'),
      person: 'ana',
      folder: ana.folder,
    });
    ends.push(() => again.stop());
    await again.page.until(({ conversations }) => conversations.has('k1'));
    await again.page.call('conversation.open', { conversation: 'k1' });
    await named(again);
  });

  it('at most five go with a reply, each of at most 5 MB', async () => {
    const router = await office();
    const ana = await sit(router, 'ana');
    await withWork(router, ana);
    const add = (size: number) =>
      ana.page.call('attachment.add', {
        conversation: 'k1',
        name: 'a.txt',
        data: Buffer.alloc(size, 97).toString('base64'),
      });
    await expect(add(5_242_881)).rejects.toMatchObject({ body: { detail: 'too_large' } });
    for (let each = 0; each < 5; each++) await add(1);
    await expect(add(1)).rejects.toMatchObject({ body: { detail: 'too_many' } });
  });
});

describe('half-written words', () => {
  it('that are too long for a reply are kept on this device alone, also over a start, and go when they are shorter', async () => {
    const router = await office();
    const folder = scratchFolder();
    ends.push(() => folder.remove());
    const sitDown = () => sit(router, 'ana', { folder: folder.path });
    const ana = await sitDown();
    const handoff = await withWork(router, ana);
    const long = 'word '.repeat(40_000);
    const draft = (page: StartedCore['page'], text: string) =>
      page.call('conversation.draft', { conversation: 'k1', text });
    await draft(ana.page, long);
    await expect(draft(ana.page, `${long}x`)).rejects.toMatchObject({ body: { code: 'invalid_input' } });
    const transfer = { handoff, to: { kind: 'person', person: 'ben' }, reason: 'other' } as const;
    await expect(ana.page.call('handoff.transfer', transfer)).rejects.toMatchObject({
      body: { code: 'invalid_input', message: 'error.draft_too_long' },
    });
    await ana.stop();
    const { page } = await sitDown();
    expect((await page.call('conversation.open', { conversation: 'k1' })).draft).toBe(long);
    await draft(page, 'short');
    // Refused, since nobody is there; what is half-written has gone before it.
    const { operation } = await page.call('handoff.transfer', transfer);
    await page.until(({ outbox }) => outbox.get(operation)?.state === 'refused');
    const { events } = await router.engine.read('p:ana', 0, 512);
    const told = events.flatMap(({ kind, data }) =>
      kind === 'draft.changed' ? [(JSON.parse(data) as { text: string }).text] : [],
    );
    expect(told).toEqual(['short']);
  });

  it.each(['handoff.return', 'conversation.end'] as const)('%s leaves no draft behind', async (how) => {
    const router = await office();
    const ana = await sit(router, 'ana', { times: { draftMs: 100 } });
    const handoff = await withWork(router, ana);
    await ana.page.call('conversation.draft', { conversation: 'k1', text: 'half' });
    if (how === 'handoff.return') await ana.page.call('handoff.return', { handoff });
    else await ana.page.call('conversation.end', { handoff, reason: 'spam', block: false });
    // The page's own timer may still bring what was typed.
    await ana.page.call('conversation.draft', { conversation: 'k1', text: 'half a word' });
    await ana.page.until(({ conversations }) => conversations.get('k1')?.right === 'kept');
    await ana.page.call('presence.set', { status: 'away' });
    await ana.page.until(({ me }) => me.get('ana')?.presence.status === 'away');
    expect([...ana.page.rows.outbox.values()].filter(({ kind }) => kind === 'draft.save')).toEqual([]);
    expect(ana.page.rows.conversations.get('k1')?.draft).toBe('');
    expect(ana.page.rows.me.get('ana')?.day).toMatchObject({ handled: 1 });
  });
});
