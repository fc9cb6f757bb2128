// Pictures of every state the workspace and its panes can be in, for docs/screens; each also proves that the state shows and
// says what it has to.
import type { Page } from '@playwright/test';
import type { Delivery, Entry } from '#shared/schema/conversation.ts';
import { Refused, type ScriptedCore } from './core.ts';
import { expect, fillWorld, loseLink, noOffer, openIlse, screen, test, wear } from './stage.ts';
import { counts, ilseEntries, ilseView, link, MINUTE, me, queue, SECOND, waiting } from './world.ts';

const broken = (): never => {
  throw new Refused({ code: 'internal', message: 'error.internal', detail: '7f3c' });
};
const never = () => new Promise<never>(() => undefined);

/** No offer stands; her conversation is open, with words in the box. */
async function atWork(core: ScriptedCore, open: () => Promise<Page>, now?: number): Promise<Page> {
  fillWorld(core, now);
  noOffer(core);
  const page = await open();
  await openIlse(page);
  await page.mouse.move(0, 0);
  await page
    .getByRole('textbox', { name: /Reply to/ })
    .fill('You will both have new boarding passes by e-mail tonight.');
  return page;
}

const WRITTEN = [
  'Row 11, seats B and C: one row from the door and side by side. I have asked for both, and I will write the moment they are confirmed.',
  'The €168 goes back to the card ending 2210 whatever happens with the seats.',
] as const;

const reply = (n: number, at: number, text: string, seq: number, delivery: Delivery): Entry => ({
  ...{ type: 'turn', seq, at, id: `out-${n}`, index: 10 + n },
  ...{ role: 'HUMAN_AGENT', author: { id: 'marta', name: 'Marta Rocha' }, text, delivery },
});

/** Two replies that were written since the link went at `since`. */
function writeOffline(core: ScriptedCore, since: number, now: number): void {
  core.put('conversations', 'ilse', { ...ilseView(since), pending: 2 });
  for (const [n, text] of WRITTEN.entries()) {
    const entry = reply(n, now - 60 * SECOND + n * 30 * SECOND, text, 20, 'queued');
    core.put('entries', `ilse/out-${n}`, { conversation: 'ilse', entry });
  }
}

/** They went out at `now`, and the customer has them. */
function deliver(core: ScriptedCore, since: number, now: number): void {
  const view = ilseView(since);
  const said = { lastAt: now, preview: WRITTEN[1], previewRole: 'HUMAN_AGENT' } as const;
  core.put('conversations', 'ilse', { ...view, conversation: { ...view.conversation, ...said } });
  for (const [n, text] of WRITTEN.entries()) {
    core.remove('entries', `ilse/out-${n}`);
    const seq = ilseEntries(since).length + n;
    const entry = reply(n, now, text, seq, 'accepted');
    core.put('entries', `ilse/${seq}`, { conversation: 'ilse', entry });
  }
}

const banner = (page: Page) => page.getByRole('region', { name: 'State of the console' });

test('reconnecting, offline, back: since when, what is kept, what is next', async ({ core, open }) => {
  const since = Date.now() - 192 * SECOND;
  const page = await atWork(core, open, since);
  const began = Date.now() - 4 * SECOND;
  loseLink(core, began, { state: 'reconnecting' });
  core.flush();
  await expect(banner(page)).toContainText(
    /Reconnecting.*You see the state of .*What you write is kept.*Trying/,
  );
  await expect(page.getByRole('banner').getByText('Reconnecting')).toBeVisible();
  await expect(page.getByText('Draft kept on this device')).toBeVisible();
  await screen(page, 'workspace-reconnecting-light');

  const now = Date.now();
  loseLink(core, since, { nextTryAt: now + 20 * SECOND, outbox: 2 });
  writeOffline(core, since, now);
  core.flush();
  await expect(banner(page)).toContainText(
    /Offline since .*2 things in the outbox go out once.*Your chats stay yours until .*Next try in/,
  );
  await expect(page.getByRole('banner').getByText(/Offline 3:\d\d/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send when online' })).toBeVisible();
  await expect(page.getByRole('log').getByText('in outbox, not sent yet')).toHaveCount(2);
  await expect(
    page.getByRole('button', { name: /^Change presence, Becomes away at \d\d:\d\d$/ }),
  ).toBeVisible();
  // By when a reply to one's own was due is known from before; how it is with others, and who is quiet, nobody knows.
  const rows = page.getByRole('listbox', { name: 'Queue' }).getByRole('option');
  const owed = rows.filter({ has: page.getByRole('img', { name: /^Reply overdue since \d\d:\d\d$/ }) });
  await expect(owed.filter({ hasText: 'Priya Natarajan' })).toContainText(/due \d\d:\d\d/);
  await expect(rows.filter({ hasText: '—' })).toHaveCount((await rows.count()) - (await owed.count()));
  await screen(page, 'workspace-offline-light');
  await wear(page, 'dark');
  await screen(page, 'workspace-offline-dark');
  await wear(page, 'contrast');
  await screen(page, 'workspace-offline-contrast');
  await wear(page, 'light');

  core.put('me', 'marta', me(now));
  core.put('link', 'link', link(Date.now()));
  deliver(core, since, Date.now());
  core.flush();
  await expect(banner(page)).toContainText(/Back at .*2 things sent, nothing lost/);
  for (const words of WRITTEN) await expect(page.getByRole('log').getByText(words)).toBeVisible();
  await expect(page.getByRole('log').getByText('in outbox, not sent yet')).toHaveCount(0);
  await screen(page, 'workspace-back-light');
});

test('without a link what is due becomes late when its time comes, in the row and in the head', async ({
  core,
  open,
}) => {
  const now = Date.now();
  fillWorld(core, now);
  noOffer(core);
  loseLink(core, now);
  const page = await open();
  await page.clock.setFixedTime(now);
  await openIlse(page);
  const row = page.getByRole('option', { name: /Ilse Verhoeven/ });
  const head = page.getByRole('main').locator('header');
  await expect(row.getByRole('img', { name: /^Reply due by/ })).toHaveText(/^by \d\d:\d\d$/);
  await expect(head).toContainText(/Reply due by \d\d:\d\d/);
  await page.clock.setFixedTime(now + 2 * MINUTE);
  const late = row.getByRole('img', { name: /^Reply overdue since \d\d:\d\d$/ });
  await expect(late).toHaveText(/^due \d\d:\d\d$/);
  await expect(late.locator('svg')).toBeVisible();
  await expect(head.getByText(/Reply overdue since \d\d:\d\d/).locator('svg')).toBeVisible();
  // Others may have it by now: it is not known to be theirs to answer, nor counted as theirs.
  await page.clock.setFixedTime(now + 6 * MINUTE);
  await expect(row.getByRole('img', { name: /^Reply/ })).toHaveCount(0);
  await expect(head).not.toContainText('Reply');
  await expect(head).toContainText(/with you until \d\d:\d\d/);
});

test('refused says why, since when, what is kept, and what is next', async ({ core, open }) => {
  const page = await atWork(core, open);
  const now = Date.now();
  const since = now - 8 * SECOND;
  loseLink(core, since, { state: 'refused', reason: 'refused.unauthorized' });
  core.flush();
  await expect(banner(page)).toContainText(
    /The connection was refused at .*The token is not valid\. What you wrote is kept\. Start Baton with a new token from your lead\./,
  );
  // It does not go by itself: nothing looks as if it did.
  await expect(page.getByText('Kept here, not sent: the connection is refused')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Send/ })).toBeDisabled();
  await page.getByRole('textbox', { name: /Reply to/ }).press('Control+Enter');
  await expect(page.getByRole('textbox', { name: /Reply to/ })).toHaveValue(/new boarding passes/);
  expect(core.calls.some(({ name }) => name === 'conversation.send')).toBe(false);
  await screen(page, 'workspace-refused-light');
});

test('a locked copy hides the words, and does not say that they are somebody else’s', async ({
  core,
  open,
}) => {
  const page = await atWork(core, open);
  const now = Date.now();
  const since = now - 73 * 60 * MINUTE;
  loseLink(core, since, { locked: true });
  for (const id of ['ilse', 'priya', 'daniel', 'hanne']) core.remove('conversations', id);
  for (const row of queue(now)) core.remove('queue', row.handoff);
  core.flush();
  await expect(banner(page)).toContainText('The copy on this device is locked');
  await expect(page.getByRole('main').getByText('Its words show again when the link is back')).toBeVisible();
  await expect(page.getByText('not yours')).toHaveCount(0);
  // What nobody knows any more is not told as none, nor as now.
  const list = page.getByRole('listbox', { name: 'Queue' });
  await expect(list).not.toContainText(/\d|Nobody|No /);
  await expect(page.getByText(/^As of \d+ \w+ \d\d:\d\d$/)).toBeVisible();
  await expect(page.getByRole('banner').getByText('4 of 5')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Change presence, Away since \d+ \w+ / })).toBeVisible();
  await screen(page, 'workspace-locked-light');
  // What was typed stands where it stood.
  core.put('link', 'link', link(now));
  core.put('conversations', 'ilse', ilseView(now));
  core.flush();
  await expect(page.getByRole('textbox', { name: /Reply to/ })).toHaveValue(/new boarding passes/);
});

test('no console behind the page', async ({ core, open }) => {
  const page = await atWork(core, open);
  await core.stop();
  await expect(banner(page)).toContainText('The console does not answer');
  await expect(
    page.getByRole('button', { name: 'Change presence, Available when last seen', exact: true }),
  ).toBeVisible();
  // Nothing answers: nothing is being saved, and the words are in this window alone.
  await expect(page.getByText('Kept in this window, not sent')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Send/ })).toBeDisabled();
  await screen(page, 'workspace-no-console-light');
});

test('nothing there says what will come and what to do', async ({ core, open }) => {
  const now = Date.now();
  core.put('link', 'link', link(now));
  core.put('me', 'marta', me(now, { load: 0 }));
  core.put('counts', 'care', { ...counts(now), waiting: 0 });
  const page = await open();
  await expect(page.getByRole('heading', { name: 'You have no conversations' })).toBeVisible();
  await expect(page.getByText('An offer appears here with its context')).toBeVisible();
  await screen(page, 'workspace-empty-light');
  await wear(page, 'dark');
  await screen(page, 'workspace-empty-dark');
  await wear(page, 'light');
  core.put('me', 'marta', me(now, { load: 0, status: 'away' }));
  core.flush();
  await expect(page.getByRole('button', { name: 'Take offers' })).toBeVisible();
  await screen(page, 'workspace-empty-away-light');
});

test('loading shows still bars', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  core.on('state.snapshot', never);
  const starting = await open();
  await expect(starting.getByRole('status', { name: 'Loading' }).locator('*').first()).toBeVisible();
  await screen(starting, 'workspace-loading-light');
});

test('a conversation on its way, one that does not open, one that is somebody else’s now', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  core.on('conversation.open', never);
  const page = await open();
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await page.mouse.move(0, 0);
  await expect(page.getByRole('status', { name: 'Loading' }).locator('*').first()).toBeVisible();
  await screen(page, 'conversation-loading-light');
  core.on('conversation.open', broken);
  await page.getByRole('option', { name: /Priya Natarajan/ }).click();
  await page.mouse.move(0, 0);
  await expect(page.getByRole('alert').filter({ hasText: 'Code 7f3c' })).toBeVisible();
  // Nobody answers what they have not read; what is typed stays.
  const box = page.getByRole('textbox', { name: /Reply to/ });
  await box.fill('Twelve, I see.');
  await box.press('Control+Enter');
  await expect(page.getByText('Kept here, not sent: the conversation did not load')).toBeVisible();
  await expect(box).toHaveValue('Twelve, I see.');
  await expect(box).toBeFocused();
  expect(core.calls.some(({ name }) => name === 'conversation.send')).toBe(false);
  await screen(page, 'conversation-failed-light');
  core.remove('conversations', 'priya');
  core.put('me', 'marta', me(Date.now(), { load: 3 }));
  core.flush();
  await expect(page.getByText('This conversation is not yours to read any more')).toBeVisible();
  // Who has it since when: it waits again, then somebody took it.
  const at = Date.now() - MINUTE;
  core.put('gone', 'priya', {
    ...{ id: 'priya', why: 'requeued', at, handoff: 'h-priya', queue: 'Airline disruption' },
  });
  core.put(
    'queue',
    'h-priya',
    waiting('priya', 'Priya Natarajan', 'Ledgerly', 'Invoice counts 14 seats', at, at + 3 * MINUTE),
  );
  core.flush();
  // Whose it was is known from the words that are kept.
  await expect(
    page.getByText(
      /^Priya Natarajan: This conversation went back to the queue Airline disruption at \d\d:\d\d$/,
    ),
  ).toBeVisible();
  await expect(
    page.getByText(/^Nobody has it yet: it waits there\. .* Choose a conversation in the queue\.$/),
  ).toBeVisible();
  await screen(page, 'conversation-gone-light');
  core.remove('queue', 'h-priya');
  core.flush();
  await expect(page.getByText('Somebody else has it by now, or it ended.')).toBeVisible();
  // Without a link nobody knows that.
  loseLink(core, Date.now());
  core.flush();
  await expect(page.getByText('Somebody else has it by now')).toHaveCount(0);
  core.put('gone', 'priya', { id: 'priya', why: 'consult_ended', at });
  core.flush();
  await expect(
    page.getByText(/^Priya Natarajan: You were asked about this conversation until/),
  ).toBeVisible();
});

test('the rows do not come', async ({ core, open }) => {
  core.on('state.snapshot', broken);
  const page = await open();
  await expect(page.getByRole('alert').filter({ hasText: 'Code 7f3c' })).toBeVisible();
  await screen(page, 'workspace-failed-light');
});

test('a conflict keeps the words, and asks where they go', async ({ core, open }) => {
  const page = await atWork(core, open);
  const now = Date.now();
  core.put('outbox', 'op-9', {
    ...{ id: 'op-9', n: 9, kind: 'turn.send', conversation: 'ilse', at: now, state: 'refused' },
    ...{ refusal: 'not_owner', owner: { name: 'Ana Reis', since: now - 4 * MINUTE } },
    ...{ customer: 'Ilse Verhoeven', text: 'Row 11, seats B and C: one row from the door and side by side.' },
  });
  core.put('me', 'marta', me(now, { load: 3 }));
  core.remove('conversations', 'ilse');
  core.flush();
  core.send('app.notice', {
    tag: 'conversation:priya',
    notice: {
      ...{ kind: 'turn', attended: true, sound: false, open: { conversation: 'priya' } },
      ...{ title: 'Priya Natarajan wrote', body: 'Waits for your reply.' },
    },
  });
  await expect(page.getByRole('heading', { name: 'Ana Reis has this conversation now' })).toBeVisible();
  await expect(
    page.getByRole('heading', { name: 'Ilse Verhoeven: Ana Reis has had this conversation since' }),
  ).toBeVisible();
  await expect(page.getByText('Priya Natarajan wrote')).toBeVisible();
  const card = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Copy text' }) });
  await expect(card).toContainText('Your words for Ilse Verhoeven were not sent.');
  await expect(card).toContainText('1 of 2');
  // What stands above the rows counts the rows, whatever each of them weighs.
  await expect(page.getByRole('listbox', { name: 'Queue' })).toContainText('Yours 3Yours');
  await screen(page, 'workspace-conflict-light');
  // The other one, and around again, by the same key.
  await card.getByRole('button', { name: 'Next' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This conversation is not yours any more' })).toBeVisible();
  await expect(card).toContainText('2 of 2');
  await expect(card.getByRole('button', { name: 'Next' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Ana Reis has this conversation now' })).toBeVisible();
  await expect(card.getByRole('button', { name: 'Next' })).toBeFocused();
  core.remove('outbox', 'op-9');
  core.flush();
  await expect(page.getByRole('heading', { name: 'This conversation is not yours any more' })).toBeVisible();
  await expect(page.getByText('You will both have new boarding passes')).toBeVisible();
  await expect(card).toContainText('Your words for Ilse Verhoeven were not sent.');
  await expect(card.getByRole('button', { name: 'Next' })).toHaveCount(0);
});

test('the history: nothing kept, not found, does not load', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyH');
  await expect(page.getByText('No past conversations on this device')).toBeVisible();
  await screen(page, 'history-empty-light');
  await page.keyboard.type('upgrade');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await expect(page.getByText('Choose a conversation to read it.')).toHaveCount(0);
  await screen(page, 'history-not-found-light');
  core.on('history.search', broken);
  await page.keyboard.type(' voucher');
  await expect(page.getByRole('alert').filter({ hasText: 'History did not load' })).toBeVisible();
  await screen(page, 'history-failed-light');
});
