// A package of which the bot sent nothing but what it wanted: what was said tells the rest, each line at its turn.
import { briefOf } from '../../../shared/domain/context/brief/brief.ts';
import type { ScriptedCore } from './core.ts';
import { expect, fillWorld, noOffer, openIlse, screen, test, wear } from './stage.ts';
import { ilseEntries, ilseView } from './world.ts';

test.beforeEach(({ core }) => {
  fillWorld(core);
  noOffer(core);
  putDrawn(core);
});

/** Hers, as the router draws it from what was said before the handoff. */
function putDrawn(core: ScriptedCore): void {
  const now = Date.now();
  const view = ilseView(now);
  const { version, fixed, facts } = view.handoff.context;
  const turns = ilseEntries(now).filter((entry) => entry.type === 'turn');
  const drawn = briefOf(turns.slice(0, 7));
  const handoff = { ...view.handoff, context: { version, fixed, facts, drawn } };
  core.put('conversations', 'ilse', { ...view, handoff });
}

test('situation, highlights, what was tried and is open stand as they were said, and lead to their turns', async ({
  open,
}) => {
  const page = await open();
  await openIlse(page);
  const pane = page.getByRole('region', { name: 'Context' });
  const part = (name: string) => pane.locator(`[data-section="${name}"]`);
  await expect(part('Goal and situation')).toContainText(
    'The customer: “Our seats are wrong since the rebooking.” t1',
  );
  await expect(part('Goal and situation')).toContainText(
    'The bot: “I’m sorry, I can’t change seats on a rebooked fare.” t6',
  );
  await expect(part('Mood')).toContainText('Fell at t5');
  const third = part('Highlights')
    .getByRole('listitem')
    .filter({ hasText: 'This is the third time I explain it.' });
  await third.getByRole('button', { name: 't5' }).click();
  await expect(page.getByRole('log').locator('[class*=lit]')).toContainText(
    'This is the third time I explain it.',
  );
  const tried = part('Tried by the bot').getByRole('listitem').filter({ hasText: 'can’t change seats' });
  await expect(tried.getByRole('img', { name: 'Did not work' })).toBeVisible();
  await expect(part('Still open')).toContainText('“Is there a person there?”');
  const stakes = part('At stake').getByRole('listitem');
  await expect(stakes.nth(0)).toHaveText(
    'They speak of leaving, of the law or of money back“Then refund both and I’ll never book with you again.”t7',
  );
  await expect(stakes.nth(1)).toHaveText('They are angryt7');
  await expect(part('To do first').getByRole('listitem')).toHaveText([
    'Say that you have read it before you ask anythingt7',
    'Answer what is still open“Is there a person there?”t7',
    'Try something other than what did not work“I’m sorry, I can’t change seats on a rebooked fare.”t6',
  ]);
});

for (const look of ['light', 'dark'] as const)
  test(`the package that is drawn from the turns in ${look}`, async ({ open }) => {
    const page = await open();
    await openIlse(page);
    await wear(page, look);
    await expect(page.locator('[data-section="Highlights"]')).toBeVisible();
    await screen(page, `context-drawn-${look}`);
  });
