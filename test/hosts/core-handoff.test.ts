// One handoff through the console core, over a real socket, a real router and real files: what the page sees at each
// step, and what has become of it after the link, the console or the router went away in between.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openLine, type StartedCore, startCore } from './core-console.ts';
import { type Office, openOffice, tokenOf } from './router-office.ts';

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function office(): Promise<Office> {
  const opened = await openOffice();
  ends.push(() => opened.close());
  return opened;
}

async function consoleOf(url: string, person = 'ana', more: Partial<Parameters<typeof startCore>[0]> = {}) {
  const started = await startCore({ url, token: tokenOf(person), person, ...more });
  ends.push(() => started.stop());
  return started;
}

/** Takes work: a handoff that comes before that is answered `nobody staffed`. */
async function arrive({ page, live }: StartedCore, person = 'ana'): Promise<void> {
  await live();
  await page.call('presence.set', { status: 'available' });
  await page.until(({ me }) => me.get(person)?.presence.status === 'available');
}

/** Available, and with an accepted conversation `id` that is open in the page. */
async function withWork(router: Office, started: StartedCore, id = 'k1') {
  const { page } = started;
  await arrive(started);
  await router.handoff(id);
  const offer = await page.until(({ offers }) => [...offers.values()].find((row) => row.state === 'open'));
  const { conversation } = await page.call('offer.accept', { offer: offer.id });
  const row = await page.until(({ conversations }) => {
    const found = conversations.get(conversation);
    return found?.right === 'owner' ? found : undefined;
  });
  await page.call('conversation.open', { conversation });
  return { offer, conversation, handoff: row.handoff.id };
}

/** The same over a line that can be cut. */
async function withWorkOverLine() {
  const router = await office();
  const line = await openLine(router.url);
  ends.push(() => line.stop());
  const started = await consoleOf(line.url);
  const { conversation } = await withWork(router, started);
  return { router, line, started, page: started.page, conversation };
}

const texts = ({ page }: StartedCore): string[] =>
  [...page.rows.entries.values()]
    .map(({ entry }) => entry)
    .sort((a, b) => a.seq - b.seq)
    .flatMap((entry) => (entry.type === 'turn' && entry.role === 'HUMAN_AGENT' ? [entry.text] : []));

/** What the bot is told that the person said, in order. */
async function repliesAtRouter(router: Office, conversation: string): Promise<string[]> {
  const { events } = await router.engine.read('b:ava', 0, 512);
  return events.flatMap(({ kind, data }) => {
    const event = JSON.parse(data) as { conversation: string; data: { text?: string } };
    return kind === 'human.turn' && event.conversation === conversation ? [event.data.text ?? ''] : [];
  });
}

describe('a handoff through the console core', () => {
  it('goes from offer to wrap-up, with the context readable before it is accepted', async () => {
    const router = await office();
    const started = await consoleOf(router.url);
    const { page } = started;
    await started.live();
    expect(page.rows.me.get('ana')).toMatchObject({ name: 'ana Reis', queues: [{ id: 'care' }] });
    await arrive(started);
    await router.handoff('k1');
    const offer = await page.until(({ offers }) => [...offers.values()][0]);
    expect(offer).toMatchObject({ state: 'open', conversation: { id: 'k1' } });
    const before = await page.call('conversation.open', { conversation: 'k1' });
    expect(before.entries[0]).toMatchObject({ type: 'turn', role: 'END_USER' });
    await page.call('context.opened', { handoff: offer.handoff.id });
    expect(started.notices).toMatchObject([
      { tag: `offer:${offer.id}`, title: 'Offer: Ilse Verhoeven', open: { offer: offer.id } },
    ]);

    expect(await page.call('offer.accept', { offer: offer.id })).toEqual({ conversation: 'k1' });
    await page.until(
      ({ offers, conversations }) => offers.size === 0 && conversations.get('k1')?.right === 'owner',
    );

    const { operation } = await page.call('conversation.send', { conversation: 'k1', text: 'Hello Ilse' });
    const turn = await page.until(({ entries }) =>
      [...entries.values()].find(
        ({ entry }) => entry.type === 'turn' && entry.id === operation && entry.delivery !== 'queued',
      ),
    );
    expect(turn.entry).toMatchObject({ role: 'HUMAN_AGENT', text: 'Hello Ilse' });
    await page.call('conversation.note', { conversation: 'k1', text: 'asked for a refund' });
    await page.until(({ entries }) => [...entries.values()].some(({ entry }) => entry.type === 'note'));

    const { handoff } = offer;
    await page.call('handoff.wrap', { handoff: handoff.id });
    await page.until(({ conversations }) => conversations.get('k1')?.handoff.state === 'wrapping');
    await page.call('handoff.complete', {
      handoff: handoff.id,
      outcome: { disposition: 'solved', tags: [], summary: 'refunded', toBot: true },
      label: 'right',
    });
    await page.until(
      ({ conversations, outbox }) => outbox.size === 0 && conversations.get('k1')?.right !== 'owner',
    );
    const { rows } = await page.call('history.list', {});
    expect(rows).toMatchObject([{ handoff: { state: 'returned', label: 'right' } }]);
    const { hits } = await page.call('history.search', { text: 'booking' });
    expect(hits).toMatchObject([{ conversation: 'k1' }]);
    // Every outbox row is gone, and nothing was written twice.
    expect(await repliesAtRouter(router, 'k1')).toEqual(['Hello Ilse']);
  });

  it('sends a reply once when the line is cut between the router’s doing and its answer', async () => {
    const { router, line, started, page, conversation } = await withWorkOverLine();
    for (const text of ['one', 'two', 'three']) {
      const said = line.hold();
      await page.call('conversation.send', { conversation, text });
      await said;
      // Done at the router; the answer is lost with the line.
      line.cut();
      await page.until(({ outbox }) => outbox.size === 0);
    }
    await page.until(
      ({ entries }) => [...entries.values()].filter(({ entry }) => entry.type === 'turn').length >= 4,
    );
    expect(await repliesAtRouter(router, conversation)).toEqual(['one', 'two', 'three']);
    expect(texts(started)).toEqual(['one', 'two', 'three']);
  });

  it('does not tell a person who only read that something of theirs waits', async () => {
    const { line, page, conversation } = await withWorkOverLine();
    line.close();
    await page.until(({ link }) => link.get('link')?.state === 'offline');
    const handoff = page.rows.conversations.get(conversation)?.handoff.id ?? '';
    await page.call('context.opened', { handoff });
    await page.until(({ outbox }) => [...outbox.values()].some(({ kind }) => kind === 'context.opened'));
    expect(page.link()?.outbox).toBe(0);
    await page.call('conversation.send', { conversation, text: 'from the train' });
    await page.until(({ outbox }) => outbox.size === 2);
    expect(page.link()?.outbox).toBe(1);
  });

  it('keeps a reply written offline over a restart of the console, shows it as waiting, and sends it once', async () => {
    const router = await office();
    const line = await openLine(router.url);
    ends.push(() => line.stop());
    const first = await startCore({ url: line.url, token: tokenOf('ana'), person: 'ana' });
    const { conversation } = await withWork(router, first);
    line.close();
    await first.page.until(({ link }) => link.get('link')?.state === 'offline');

    const { operation } = await first.page.call('conversation.send', {
      conversation,
      text: 'from the train',
    });
    const waiting = await first.page.until(({ entries }) => entries.get(`${conversation}/out-${operation}`));
    expect(waiting.entry).toMatchObject({ text: 'from the train', delivery: 'queued' });
    expect(first.page.rows.outbox.get(operation)).toMatchObject({ state: 'waiting', text: 'from the train' });
    expect(first.page.rows.conversations.get(conversation)).toMatchObject({ pending: 1 });
    // As one that was clicked right after the console began anew.
    await expect(first.page.call('offer.accept', { offer: 'x' })).rejects.toMatchObject({
      body: { code: 'conflict', detail: 'offer_gone' },
    });
    await first.core.stop();
    ends.push(() => first.stop());

    const second = await consoleOf(line.url, 'ana', { folder: first.folder });
    const { page } = second;
    expect(page.rows.me.get('ana')).toMatchObject({
      name: 'ana Reis',
      queues: [{ dispositions: [{ id: 'solved' }] }],
    });
    expect(page.rows.conversations.get(conversation)).toMatchObject({ pending: 1, right: 'owner' });
    await page.call('conversation.open', { conversation });
    expect(texts(second)).toEqual([]);
    await page.until(({ entries }) => entries.has(`${conversation}/out-${operation}`));
    line.open();
    await page.until(
      ({ outbox, entries }) => outbox.size === 0 && !entries.has(`${conversation}/out-${operation}`),
    );
    expect(texts(second)).toEqual(['from the train']);
    expect(await repliesAtRouter(router, conversation)).toEqual(['from the train']);
  });

  it('accepts once when the answer to the acceptance is lost', async () => {
    const router = await office();
    const line = await openLine(router.url);
    ends.push(() => line.stop());
    const started = await consoleOf(line.url);
    const { page } = started;
    await arrive(started);
    await page.until(({ outbox }) => outbox.size === 0);
    await router.handoff('k1');
    const offer = await page.until(({ offers }) => [...offers.values()][0]);
    const said = line.hold();
    const accepted = page.call('offer.accept', { offer: offer.id });
    await said;
    line.cut();
    expect(await accepted).toEqual({ conversation: 'k1' });
    const row = await page.until(({ conversations }) => {
      const found = conversations.get('k1');
      return found?.right === 'owner' ? found : undefined;
    });
    expect(row.handoff).toMatchObject({ owner: 'ana', offers: 1 });
    await page.until(({ offers }) => offers.size === 0);
    line.close();
    await page.until(({ link }) => link.get('link')?.state !== 'live');
    await router.handoff('k2');
    line.open();
    const next = await page.until(({ offers }) => [...offers.values()].find((one) => one.state === 'open'));
    line.close();
    await page.until(({ link }) => link.get('link')?.state !== 'live');
    await expect(page.call('offer.accept', { offer: next.id })).rejects.toMatchObject({
      body: { code: 'offline' },
    });
  });

  it('syncs a draft as one operation, keeps the newest, and clears it with the reply', async () => {
    const { router, line, page, conversation } = await withWorkOverLine();
    line.close();
    await page.until(({ link }) => link.get('link')?.state !== 'live');
    for (const text of ['H', 'He', 'Hello th']) {
      await page.call('conversation.draft', { conversation, text });
      await page.until(({ outbox }) => [...outbox.values()].some((row) => row.text === text));
    }
    expect([...page.rows.outbox.values()].filter(({ kind }) => kind === 'draft.save')).toHaveLength(1);
    expect(page.rows.conversations.get(conversation)?.draft).toBe('Hello th');
    line.open();
    await page.until(({ outbox }) => outbox.size === 0);
    const draftAtRouter = async () => {
      const { value } = await router.clerk.view([], (desk) => desk.personState('ana'));
      return value.grants[0]?.draft ?? '';
    };
    expect(await draftAtRouter()).toBe('Hello th');
    await page.call('conversation.draft', { conversation, text: 'Hello there' });
    await page.call('conversation.send', { conversation, text: 'Hello there' });
    await page.until(
      ({ conversations, outbox }) => outbox.size === 0 && conversations.get(conversation)?.draft === '',
    );
    await page.call('conversation.draft', { conversation, text: 'more' });
    await vi.waitFor(async () => expect(await draftAtRouter()).toBe('more'), 20_000);
    expect(page.rows.conversations.get(conversation)?.draft).toBe('more');
    // What is typed on another device of the same person comes here, and is not hidden by what was typed here before.
    const other = await consoleOf(router.url);
    await other.page.until(({ conversations }) => conversations.get(conversation)?.draft === 'more');
    await other.page.call('conversation.draft', { conversation, text: 'from the other desk' });
    await page.until(({ conversations }) => conversations.get(conversation)?.draft === 'from the other desk');
  });

  it('hides what goes to somebody else at once, and keeps the words that were refused', async () => {
    const router = await openOffice({ queue: { graceSeconds: 0.2, keepDays: 0 } });
    ends.push(() => router.close());
    const line = await openLine(router.url);
    ends.push(() => line.stop());
    const ana = await consoleOf(line.url);
    const { conversation } = await withWork(router, ana);
    line.close();
    await ana.page.until(({ link }) => link.get('link')?.state !== 'live');
    await ana.page.call('conversation.send', { conversation, text: 'typed too late' });

    const ben = await consoleOf(router.url, 'ben');
    await arrive(ben, 'ben');
    const offer = await ben.page.until(({ offers }) => [...offers.values()][0]);
    await ben.page.call('offer.accept', { offer: offer.id });
    line.open();
    const refused = await ana.page.until(({ outbox }) =>
      [...outbox.values()].find((row) => row.state === 'refused'),
    );
    expect(refused).toMatchObject({
      kind: 'turn.send',
      text: 'typed too late',
      customer: 'Ilse Verhoeven',
      refusal: 'not_owner',
      owner: { name: 'ben Reis' },
    });
    const gone = await ana.page.until((rows) => rows.gone.get(conversation));
    expect(gone).toMatchObject({ why: 'requeued', handoff: `${conversation}.1`, queue: 'care' });
    expect(Math.abs(gone.at - Date.now())).toBeLessThan(60_000);
    await ana.page.until(
      ({ conversations, entries }) => !conversations.has(conversation) && entries.size === 0,
    );
    expect((await ana.page.call('history.search', { text: 'booking' })).hits).toEqual([]);
    await expect(ana.page.call('conversation.open', { conversation })).rejects.toMatchObject({
      body: { code: 'not_found' },
    });
    // Whom they were for is known after a new start too, where nothing else of the conversation is.
    await ana.core.stop();
    const again = await consoleOf(line.url, 'ana', { folder: ana.folder });
    expect(await again.page.until(({ outbox }) => outbox.get(refused.id))).toMatchObject({
      state: 'refused',
      customer: 'Ilse Verhoeven',
    });
    await again.page.call('outbox.discard', { operation: refused.id });
    await again.page.until(({ outbox }) => outbox.size === 0);
  });

  it('shows an offer that ends as ended, and answers a late acceptance with the reason', async () => {
    const router = await openOffice({ queue: { offerSeconds: 0.3 } });
    ends.push(() => router.close());
    const ana = await consoleOf(router.url);
    await arrive(ana);
    await router.handoff('k1');
    const offer = await ana.page.until(({ offers }) => [...offers.values()][0]);
    await ana.page.until(({ offers }) => offers.get(offer.id)?.state === 'timeout');
    await expect(ana.page.call('offer.accept', { offer: offer.id })).rejects.toMatchObject({
      body: { code: 'conflict', detail: 'offer_gone' },
    });
    expect(ana.cleared).toContain(`offer:${offer.id}`);
  });
});
