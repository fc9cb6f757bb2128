// The account of a customer: where it is from, how old it is, and why there is nothing newer.
import type { Lookup } from '#shared/schema/account.ts';
import type { ScriptedCore } from './core.ts';
import { expect, fillWorld, loseLink, noOffer, openIlse, screen, test, wear } from './stage.ts';
import { ilseView, MINUTE } from './world.ts';

test.beforeEach(({ core }) => {
  fillWorld(core);
  noOffer(core);
});

function put(core: ScriptedCore, change: Partial<Lookup>, now = Date.now()): void {
  const view = ilseView(now);
  const lookup: Lookup = {
    ...{ source: 'CRM', state: 'known', at: now - 4 * MINUTE, asOf: now - 4 * MINUTE },
    fields: ['value', 'plan', 'tier', 'renewal'],
    facts: [{ label: 'Open tickets', value: '2' }],
    ...change,
  };
  const customer = { ...view.conversation.customer, lookup };
  core.put('conversations', 'ilse', { ...view, conversation: { ...view.conversation, customer } });
  core.flush();
}

const pane = '[data-section="Account"]';

test('what the source said has its age, what the bot said says so, and what it has more stands below', async ({
  core,
  open,
}) => {
  put(core, {});
  const page = await open();
  await openIlse(page);
  const account = page.locator(pane);
  await expect(account.getByRole('heading')).toContainText('CRM, 4 min ago');
  await expect(account).toContainText('Open tickets2');
  await expect(account.getByText('from the bot')).toHaveCount(1);
  await expect(account).toContainText('Since2 May 2019from the bot');

  put(core, { state: 'asking', asOf: undefined, fields: [], facts: [] });
  await expect(account).toContainText('CRM is being asked.');
  put(core, { state: 'unknown', asOf: undefined, fields: [], facts: [] });
  await expect(account).toContainText('CRM does not know this customer.');
  put(core, { state: 'unverified', asOf: undefined, fields: [], facts: [] });
  await expect(account).toContainText('CRM was not asked: the customer is not verified.');
  put(core, { state: 'failed', reason: 'timeout', asOf: undefined, fields: [], facts: [] });
  await expect(account).toContainText(
    /CRM could not be asked at \d\d:\d\d: no answer in time\. Nothing is known/,
  );
  put(core, { state: 'failed', reason: 'paused', at: Date.now(), asOf: Date.now() - 90 * MINUTE });
  await expect(account).toContainText('it failed several times and is left alone for a while.');
  await expect(account).toContainText('What stands here is from');
  await expect(account.getByRole('heading')).toContainText(/CRM, as of .*\d\d:\d\d/);
});

test('earlier contacts stand below with day, matter, who had them and how they ended', async ({
  core,
  open,
}) => {
  const now = Date.now();
  const view = ilseView(now);
  const at = new Date(2025, 4, 7, 12).getTime();
  const earlier = [
    {
      ...{ conversation: 'p1', at, channel: 'email' as const, intent: 'Refund of a bag' },
      ...{ person: 'Ana Reis', disposition: 'Fee refunded' },
    },
    { conversation: 'p0', at, channel: 'voice' as const },
  ];
  const customer = { ...view.conversation.customer, earlier };
  core.put('conversations', 'ilse', { ...view, conversation: { ...view.conversation, customer } });
  const page = await open();
  await openIlse(page);
  const lines = page.locator('[data-section="Earlier contacts"]').getByRole('listitem');
  await expect(lines).toHaveText([
    '7 May 2025Refund of a bagAna Reis, Fee refunded',
    '7 May 2025Phonewith the bot alone',
  ]);
});

for (const look of ['light', 'dark', 'offline'] as const)
  test(`an account that could not be had anew, ${look}`, async ({ core, open }) => {
    const at = look === 'offline' ? Date.now() - 12 * MINUTE : Date.now();
    fillWorld(core, at);
    noOffer(core);
    put(core, { state: 'failed', reason: 'timeout', at, asOf: at - 90 * MINUTE }, at);
    if (look === 'offline') loseLink(core, at);
    const page = await open();
    await openIlse(page);
    if (look === 'dark') await wear(page, 'dark');
    const account = page.locator(pane);
    await account.scrollIntoViewIfNeeded();
    await expect(account).toContainText('no answer in time');
    // Five minutes without a link, and others were asked: what is written may reach nobody.
    if (look === 'offline') {
      await expect(
        page.getByPlaceholder('Reaches Ilse Verhoeven only if nobody else has them by then'),
      ).toBeVisible();
      await expect(page.getByRole('button', { name: 'Send if still yours' })).toBeVisible();
      // So may be all that is theirs: the head says it, the rows show it, and how much that is nobody knows.
      await expect(page.getByRole('listbox', { name: 'Queue' })).toContainText(
        /Yours 4 until \d\d:\d\d, perhaps with others now/,
      );
      await expect(page.getByRole('option', { name: /Ilse Verhoeven/ })).toHaveClass(/hatch/);
      await expect(page.getByRole('banner').getByText('4 of 5')).toHaveCount(0);
      await expect(page.getByRole('main').getByText(/^with you until \d\d:\d\d$/)).toBeVisible();
    }
    await screen(page, `account-${look}`);
  });
