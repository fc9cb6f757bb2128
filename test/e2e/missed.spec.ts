// What a person did not see: offers that ran out, words while they looked away or wanted quiet, mentions, targets that
// passed. Listed once, kept over a restart, and a click says where the thing is now.
import type { Page } from '@playwright/test';
import { accept, becomeAvailable, bringIlse, expect, mentionMarta, type Seat, test } from './stage.ts';

const bell = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^Missed/ });
const panel = (page: Page) => page.getByRole('dialog', { name: 'Missed' });

/** Looks away from the page, or back at it, as the browser would say it; until the core knows. */
async function look({ page, answered }: Seat, state: 'hidden' | 'visible'): Promise<void> {
  const told = answered('app.attend');
  await page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  await told;
}

test.describe('an offer that runs out', () => {
  test.use({ office: { offerSeconds: 3 } });

  test('while the person is elsewhere is listed, over a restart too, and says what became of it', async ({
    stage,
  }) => {
    const marta = await stage.sit('marta');
    await becomeAvailable(marta.page);
    await marta.page.keyboard.press('KeyG');
    await marta.page.keyboard.press('KeyS');
    await bringIlse(stage);
    await expect(bell(marta.page)).toHaveAccessibleName('Missed, 1 not seen yet');
    await marta.kill();
    await marta.restart();
    await expect(bell(marta.page)).toHaveAccessibleName('Missed, 1 not seen yet');
    await bell(marta.page).click();
    await expect(panel(marta.page).getByRole('listitem')).toContainText('The offer ran out');
    await panel(marta.page)
      .getByRole('button', { name: /Ilse Verhoeven/ })
      .click();
    await expect(marta.page.getByText(/The offer of Ilse Verhoeven at .* ran out/)).toBeVisible();
    await expect(bell(marta.page)).toHaveAccessibleName('Missed');
  });
});

const QUIETS: Readonly<Record<string, (seat: Seat) => Promise<void>>> = {
  async 'do not disturb'({ page, answered }) {
    // Out of the text box, where a bare key is a letter.
    await page.getByRole('main', { name: 'Conversation' }).focus();
    const saved = answered('settings.set');
    await page.keyboard.press('Shift+KeyD');
    await saved;
  },
  async 'quiet hours'({ page }) {
    await page.getByRole('button', { name: 'Settings' }).click();
    const section = page.getByRole('region', { name: 'Notifications' });
    await section.getByRole('switch', { name: /Quiet hours/ }).check();
    // The same twice is the whole day.
    await section.getByLabel('Quiet from').fill('00:00');
    await section.getByLabel('Quiet to').fill('00:00');
    await expect(section).toContainText('every day 00:00 to 00:00');
    await page.getByRole('button', { name: /^Inbox/ }).click();
  },
};

for (const [name, beQuiet] of Object.entries(QUIETS))
  test(`words that come during ${name} while the person looks away make no card, and are listed until read`, async ({
    stage,
  }) => {
    const marta = await stage.sit('marta');
    const { page } = marta;
    await becomeAvailable(page);
    await bringIlse(stage);
    await accept(page);
    await beQuiet(marta);
    await look(marta, 'hidden');
    await stage.bot.turn('ilse', 'ilse-8', 'END_USER', 'Are you there?');
    await stage.bot.turn('ilse', 'ilse-9', 'END_USER', 'Hello?');
    await expect(bell(page)).toHaveAccessibleName('Missed, 1 not seen yet');
    await expect(page.getByRole('region', { name: 'Notices' }).getByRole('article')).toHaveCount(0);
    await look(marta, 'visible');
    // It is open, and now it is looked at.
    await expect(bell(page)).toHaveAccessibleName('Missed');
    await bell(page).click();
    await expect(panel(page).getByRole('listitem')).toContainText(/Wrote (2 times )?while you were away/);
  });

test('a mention is listed with its words, and a click says that the conversation is not theirs', async ({
  stage,
}) => {
  const { page } = await stage.sit('marta');
  const ana = await mentionMarta(stage, 'Can you lift the fare rule?');
  await expect(bell(page)).toHaveAccessibleName('Missed, 1 not seen yet');
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Ana Reis mentioned you');
  await bell(page).click();
  await expect(panel(page).getByRole('listitem')).toContainText('Can you lift the fare rule?');
  await panel(page)
    .getByRole('button', { name: /Ana Reis/ })
    .click();
  await expect(page.getByText('This conversation is not yours to read any more')).toBeVisible();
  ana.cut();
});

test.describe('a reply that is owed', () => {
  test.use({ office: { slaSeconds: 6 } });

  test('is told when it is nearly due and when it is overdue, in one card, and listed once', async ({
    stage,
  }) => {
    const { page } = await stage.sit('marta');
    await becomeAvailable(page);
    await bringIlse(stage);
    // The first words stand for two seconds: they are written down as they come.
    const said = await page.evaluateHandle(() => {
      const words = new Set<string>();
      new MutationObserver(() => {
        for (const { textContent } of document.querySelectorAll('[aria-label="Notices"] article'))
          words.add(/Reply to .* is (?:nearly due|overdue)/.exec(textContent ?? '')?.[0] ?? '');
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
      return words;
    });
    await accept(page);
    const cards = page.getByRole('region', { name: 'Notices' }).getByRole('article');
    await expect(cards).toContainText('Reply to Ilse Verhoeven is overdue');
    expect(await said.evaluate((words) => [...words])).toEqual([
      'Reply to Ilse Verhoeven is nearly due',
      'Reply to Ilse Verhoeven is overdue',
    ]);
    await expect(cards).toHaveCount(1);
    await page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' }).fill('Row 11 is free.');
    await page.keyboard.press('Control+Enter');
    await expect(cards).toHaveCount(0, { timeout: 20_000 });
    await bell(page).click();
    await expect(panel(page).getByRole('listitem')).toHaveCount(1);
    await expect(panel(page).getByRole('listitem')).toContainText('The target for a reply passed');
  });
});
