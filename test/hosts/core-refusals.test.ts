// A day at work on a disk that refuses once: whatever the store was asked at that moment, the page hears of it or the console
// tries again, and in the end nothing is lost, doubled, stuck or shown as done. And the same at the next start.
import { expect, it, onTestFinished } from 'vitest';
import { CallError } from '#shared/contract/errors.ts';
import type { Store } from '#store/port.ts';
import {
  type ConsoleOptions,
  type Rows,
  type StartedCore,
  scratchFolder,
  startCore,
} from './core-console.ts';
import { type Refusals, refusing } from './refusing-store.ts';
import { type Office, openOffice, tokenOf } from './router-office.ts';

/** As a person does who is told that it did not work: once more. Anything but that is no answer to a full disk. */
async function again<T>(ask: () => Promise<T>): Promise<T> {
  for (let times = 1; ; times += 1)
    try {
      return await ask();
    } catch (error) {
      const isDisk =
        error instanceof CallError
          ? error.body.code === 'internal'
          : /the disk is full/.test((error as Error).message);
      if (!isDisk || times > 8) throw error;
    }
}

async function said(router: Office): Promise<string[]> {
  const { events } = await router.engine.read('b:ava', 0, 512);
  return events.flatMap(({ kind, data }) => {
    if (kind !== 'human.turn') return [];
    const { text, attachments = [] } = (JSON.parse(data) as { data: { text: string; attachments?: [] } })
      .data;
    return [text + ' +'.repeat(attachments.length)];
  });
}

const CONVERSATION = { conversation: 'k1' } as const;
const file = (name: string) => ({ ...CONVERSATION, name, data: Buffer.from(name).toString('base64') });
const nothingWaits = ({ outbox }: Rows) => outbox.size === 0;

/** What both sides know in the end. */
const known = ({ page }: StartedCore) => {
  const row = page.rows.conversations.get('k1');
  const { handoff, right, unread, draft, pending } = row ?? {};
  return {
    ...{ right, state: handoff?.state, unread, draft, pending },
    outbox: page.rows.outbox.size,
    offers: page.rows.offers.size,
    missed: [...page.rows.missed.values()].map(({ kind, seen }) => ({ kind, seen })),
    policies: [...page.rows.policies.keys()],
    status: page.rows.me.get('ana')?.presence.status,
  };
};

async function day(router: Office, ana: StartedCore, until: StartedCore['page']['until']): Promise<void> {
  const { page } = ana;
  const draft = (text: string, note = false) =>
    again(() => page.call('conversation.draft', { ...CONVERSATION, text, ...(note ? { note } : {}) }));
  const send = (text: string, attachments: string[] = []) =>
    again(() =>
      page.call('conversation.send', { ...CONVERSATION, text, ...(attachments[0] ? { attachments } : {}) }),
    );
  await ana.live();
  await again(() => page.call('presence.set', { status: 'available' }));
  await until(({ me }) => me.get('ana')?.presence.status === 'available');
  await router.handoff('k1');
  const offer = await until(({ offers }) => [...offers.values()].find((row) => row.state === 'open'));
  await again(() => page.call('offer.accept', { offer: offer.id }));
  const row = await until(({ conversations }) => {
    const found = conversations.get('k1');
    return found?.right === 'owner' ? found : undefined;
  });
  const handoff = row.handoff.id;
  await again(() => page.call('conversation.open', CONVERSATION));
  await until(({ conversations }) => conversations.get('k1')?.unread === 0);
  await again(() => page.call('context.opened', { handoff }));

  // Half-written words, and what goes with them.
  await draft('Hal');
  await draft('Half');
  await draft('For colleagues', true);
  const first = await again(() => page.call('attachment.add', file('one.txt')));
  const second = await again(() => page.call('attachment.add', file('two.txt')));
  const unwanted = await again(() => page.call('attachment.add', file('unwanted.txt')));
  await again(() => page.call('attachment.remove', { ...CONVERSATION, id: unwanted.attachment.id }));
  await draft('One');
  await send('One', [first.attachment.id, second.attachment.id]);
  await until(({ conversations }) => conversations.get('k1')?.draft === '');
  await again(() => page.call('conversation.note', { ...CONVERSATION, text: 'For colleagues' }));
  await draft('', true);
  await until(nothingWaits);

  // What a person takes back.
  await again(() => page.call('settings.set', { undoSeconds: 10 }));
  const wrong = await send('Wrong');
  expect(await again(() => page.call('outbox.undo', wrong))).toEqual({ text: 'Wrong' });
  await again(() => page.call('settings.set', { undoSeconds: 0 }));
  await draft('Two');
  await send('Two');
  const transfer = { handoff, to: { kind: 'person', person: 'ben' }, reason: 'other' } as const;
  const { operation } = await again(() => page.call('handoff.transfer', transfer));
  await until(({ outbox }) => outbox.get(operation)?.state === 'refused');
  await again(() => page.call('outbox.discard', { operation }));
  await until(nothingWaits);

  // What comes while they look away is listed, and read when they are back.
  await page.call('app.attend', { attending: false });
  await router.bot({
    ...{ kind: 'turn', conversation: 'k1' },
    body: { id: 'k1-2', role: 'END_USER', text: 'Are you there?' },
  });
  const missed = await until((rows) => [...rows.missed.values()][0]);
  await until(({ conversations }) => conversations.get('k1')?.unread === 1);
  await again(() => page.call('missed.seen', { ids: [missed.id] }));
  await page.call('app.attend', { attending: true });
  await until(({ conversations }) => conversations.get('k1')?.unread === 0);

  // The end, with words that go nowhere.
  await draft('Wait, I');
  const outcome = { disposition: 'solved', tags: [], summary: '', toBot: false };
  await again(() => page.call('handoff.wrap', { handoff }));
  await until(({ conversations }) => conversations.get('k1')?.handoff.state === 'wrapping');
  await again(() => page.call('handoff.complete', { handoff, outcome }));
  await until(({ conversations }) => conversations.get('k1')?.right === 'kept');
  await until(nothingWaits);
  const { hits } = await again(() => page.call('history.search', { text: 'there' }));
  expect(hits.map(({ conversation }) => conversation)).toEqual(['k1']);
  expect((await again(() => page.call('history.list', {}))).rows).toHaveLength(1);
}

async function dayWith(refusals: Refusals): Promise<void> {
  const router = await openOffice({
    server: { timing: { countsMs: 20 } },
    roles: {},
  });
  onTestFinished(() => router.close());
  const folder = scratchFolder();
  onTestFinished(() => folder.remove());
  const sitDown = (more: Partial<ConsoleOptions> = {}) =>
    startCore({ url: router.url, token: tokenOf('ana'), person: 'ana', folder: folder.path, ...more });
  const ana = await again(() => sitDown({ openStore: refusing(refusals) }));
  onTestFinished(() => ana.stop());
  await day(router, ana, ana.page.until);
  const expected = {
    ...{ right: 'kept', state: 'completed', unread: 0, draft: '', pending: 0, outbox: 0, offers: 0 },
    ...{ missed: [{ kind: 'turn', seen: true }], policies: [], status: 'available' },
  };
  expect(known(ana)).toEqual(expected);
  expect(await said(router)).toEqual(['One + +', 'Two']);
  expect([...refusals.methods]).toEqual([]);
  await ana.stop();
  // Everything is on the disk as it was on the page.
  const next = await sitDown();
  onTestFinished(() => next.stop());
  const { note } = await next.page.call('conversation.open', CONVERSATION);
  expect(note).toBeUndefined();
  await next.live();
  await next.page.until(nothingWaits);
  expect(known(next)).toEqual(expected);
  expect(await said(router)).toEqual(['One + +', 'Two']);
}

/** What a day asks of the store more than once, by what it is for. */
const ASKED = {
  'the beginning and the link': [
    ...['lastContact', 'profile', 'rows', 'operations', 'drafts'],
    ...['cursors', 'nextNumber', 'settledNumber', 'contact', 'saveProfile', 'keepStreams', 'keepPolicies'],
  ],
  'the feed and what is read': [
    ...['apply', 'reset', 'markRead', 'miss', 'seeMissed'],
    ...['conversation', 'entries', 'search', 'history'],
  ],
  'what is written and sent': [
    ...['saveDraft', 'dropDraft', 'addFile', 'file', 'filePart', 'dropFiles'],
    ...['enqueue', 'number', 'settle', 'discard'],
  ],
} as const satisfies Record<string, readonly (keyof Store)[]>;

it.each(Object.entries(ASKED))('%s', async (_what, methods) => {
  await dayWith({ methods: new Set(methods), nth: 1 });
});

it('what is written and sent, each in the middle', async () => {
  await dayWith({
    methods: new Set(['saveDraft', 'file', 'filePart', 'enqueue', 'number', 'settle', 'discard']),
    nth: 2,
  });
});
