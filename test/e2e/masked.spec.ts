// What identifies a customer or pays is masked on a notice that shows words, as others may see the screen.
import { expect, mentionMarta, test } from './stage.ts';

test('a notice with the words of a note masks the card number in them, and says so', async ({ stage }) => {
  const { page } = await stage.sit('marta');
  await page.getByRole('button', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Notifications' });
  await section.getByRole('radio', { name: 'Name and words' }).check({ force: true });
  await expect(section).toContainText('numbers and addresses of people are masked');
  const ana = await mentionMarta(stage, 'Refund her seats to 4111 1111 1111 1111, please');
  const card = page.getByRole('region', { name: 'Notices' }).getByRole('article');
  await expect(card).toContainText('Refund her seats to ••••1111, please');
  await expect(card).toContainText('Masked here: card number');
  await expect(card).not.toContainText('4111 1111');
  ana.cut();
});
