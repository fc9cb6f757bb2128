// The whole way of a lead, over real processes: what bots were told is on the device, the link is lost, a threshold is moved, what
// would change is seen with the words that did it, and published; on reconnect the running router judges by it, until it is undone.
import type { Page } from '@playwright/test';
import { expect, isLive, picture, type Stage, test } from './stage.ts';

/** Weak factors alone: no one of them fires by itself, and together not under the shipped policy. */
const WEAK = [
  ['END_USER', 'Hi, we are setting up your API for our warehouse.'],
  ['AUTOMATED_AGENT', 'Great. What would you like to know?'],
  [
    'END_USER',
    'How does the webhook authentication work with our SAP integration, and can we map custom fields?',
  ],
  ['AUTOMATED_AGENT', 'You can read about webhooks in our documentation.'],
  ['END_USER', 'There is no rush, it is for next year. Which endpoint do we call first?'],
] as const;

/** Tells the bot the turns from `from` up to `to`; resolves with the first handoff that one of them began, if any. */
async function tell({ bot }: Stage, id: string, from = 0, to: number = WEAK.length): Promise<unknown> {
  const answers: unknown[] = [];
  for (let at = from; at < to; at += 1) {
    const [role = 'END_USER', text = ''] = WEAK[at] ?? [];
    answers.push((await bot.turn(id, `${id}-${at}`, role, text)).body.handoff);
  }
  return answers.find((handoff) => handoff !== undefined);
}
const leave = ({ bot }: Stage, id: string) => bot.send('POST', `/v1/conversations/${id}/close`, {});

const studio = async (page: Page): Promise<void> => {
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyT');
  await expect(page.getByRole('heading', { name: 'Trigger Studio' })).toBeVisible();
};

test('offline a lead moves a threshold, sees what changes and why, and publishes; the router judges by it, and undo brings back what was', async ({
  stage,
}) => {
  for (const [id, name] of [
    ['noor', 'Noor Haddad'],
    ['lena', 'Lena Brandt'],
    ['omar', 'Omar Said'],
  ] as const)
    await stage.bot.open(id, name);
  expect(await tell(stage, 'noor')).toBeUndefined();
  await leave(stage, 'noor');
  // Two that are still with the bot.
  expect(await tell(stage, 'lena', 0, 4)).toBeUndefined();
  expect(await tell(stage, 'omar', 0, 4)).toBeUndefined();
  const { page } = await stage.sit('marta');
  await studio(page);
  await expect(page.getByText('1 cached')).toBeVisible();
  await expect(page.getByText(/ms, local/)).toBeVisible();

  await stage.killRouter();
  await expect(page.getByText(/Offline|Reconnecting/).first()).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Fires at', exact: true });
  await slider.focus();
  await slider.fill('0.2');
  await expect(page.getByText(/draft on top of v\d+, 1 change/)).toBeVisible();
  const changed = page.getByRole('listbox', { name: 'Changed conversations' });
  await expect(changed.getByRole('option', { name: /New.*Noor Haddad/ })).toBeVisible();
  await changed.focus();
  await page.keyboard.press('KeyJ');
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: 'Noor Haddad' })).toBeVisible();
  await expect(main.getByText(/^Fires at t\d; live never does\.$/)).toBeVisible();
  await page.keyboard.press('Enter');
  const said = page.getByRole('listbox', { name: 'What was said' });
  await expect(said).toBeFocused();
  await expect(said.locator('mark').first()).toBeVisible();
  const quoted = (await said.locator('mark').first().textContent()) ?? '';
  await expect(main.getByRole('table').filter({ hasText: 'Quoted words' })).toContainText(quoted);
  await page.keyboard.press('Alt+KeyP');
  await expect(page.getByRole('dialog')).toContainText('There is no link');
  await page.keyboard.type('Weak factors that add up.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText(/^v\d+ waits in the outbox and goes live when the link is back/)).toBeVisible();
  await page.mouse.move(0, 0);
  await picture(page, 'studio-published-offline');
  // Until it goes it can be taken back; the draft is there as before.
  await page.getByRole('button', { name: /^Withdraw v/ }).click();
  await expect(page.getByText(/waits in the outbox/)).toHaveCount(0);
  await expect(page.getByText(/draft on top of v\d+, 1 change/)).toBeVisible();
  await page.keyboard.press('Alt+KeyP');
  await page.keyboard.type('Weak factors that add up.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/^v\d+ waits in the outbox and goes live/)).toBeVisible();

  await stage.restartRouter();
  await isLive(page);
  await expect(page.getByText(/^v\d+ is live, no draft$/)).toBeVisible();
  // The next turn of a conversation that began under the former policy is judged by the new one.
  expect(await tell(stage, 'lena', 4)).toBeDefined();

  await page.getByRole('button', { name: /^Undo v/ }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(slider).toHaveValue('0.43');
  expect(await tell(stage, 'omar', 4)).toBeUndefined();
  await page.getByRole('button', { name: 'Past revisions' }).click();
  await expect(page.getByRole('dialog')).toContainText('Weak factors that add up.');
  await expect(page.getByRole('dialog')).toContainText(/undoes v/);
});
