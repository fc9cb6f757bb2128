// Two people on one queue: what one does not take goes to the other, and what ends being visible is gone.
import { accept, becomeAvailable, bringIlse, expect, test } from './stage.ts';

test.describe('an ignored offer', () => {
  test.use({ office: { offerSeconds: 3 } });

  test('goes to the other person, and disappears from the first console', async ({ stage }) => {
    const marta = await stage.sit('marta');
    const ana = await stage.sit('ana');
    await becomeAvailable(marta.page);
    await bringIlse(stage);
    const offer = marta.page.getByRole('region', { name: 'Offer' });
    await expect(offer).toContainText('Ilse Verhoeven');
    await expect(marta.page.getByText(/Not answered in time/).first()).toBeVisible();
    await expect(marta.page.getByRole('button', { name: /Change presence/ })).toContainText('Away');
    await becomeAvailable(ana.page);
    await accept(ana.page);

    // Neither shown nor found any more: not in the transcript, not in the search over the cached copy.
    await expect(marta.page.getByText('nine rows away')).toHaveCount(0);
    await marta.page.keyboard.press('Control+KeyK');
    await expect(marta.page.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
    await marta.page.keyboard.type('rebooked');
    await marta.page.getByRole('option', { name: /Search the history for/ }).click();
    await expect(marta.page.getByText('Nothing found')).toBeVisible();
  });
});

test.describe('a console cut with no goodbye', () => {
  test.use({ office: { graceSeconds: 3 } });

  test('its work is offered again with the half-written draft', async ({ stage }) => {
    const marta = await stage.sit('marta');
    await becomeAvailable(marta.page);
    await bringIlse(stage);
    await accept(marta.page);
    await marta.page
      .getByRole('textbox', { name: 'Reply to Ilse Verhoeven' })
      .fill('Row 11 is free, and I can');
    await expect(marta.page.getByText('Draft saved')).toBeVisible();
    const ana = await stage.sit('ana');
    await becomeAvailable(ana.page);
    await stage.drafted('marta', 'Row 11 is free, and I can');
    await marta.kill();

    await expect(ana.page.getByRole('region', { name: 'Offer' })).toContainText('Ilse Verhoeven');
    await accept(ana.page);
    await expect(ana.page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' })).toHaveValue(
      'Row 11 is free, and I can',
    );
    const late = await stage.bot.turn('ilse', 'ilse-9', 'END_USER', 'Are you there?');
    expect(late.status).toBe(200);
    await marta.restart();
    await expect(marta.page.getByText('nine rows away')).toHaveCount(0);
  });
});

test.describe('a console that is back inside the grace period', () => {
  test.use({ office: { graceSeconds: 60 } });

  test('keeps its work', async ({ stage }) => {
    const marta = await stage.sit('marta');
    await becomeAvailable(marta.page);
    await bringIlse(stage);
    await accept(marta.page);
    await marta.kill();
    await stage.bot.turn('ilse', 'ilse-9', 'END_USER', 'Are you there?');
    await marta.restart();
    await marta.page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
    await expect(marta.page.getByRole('log')).toContainText('Are you there?');
    await expect(marta.page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' })).toBeVisible();
  });
});
