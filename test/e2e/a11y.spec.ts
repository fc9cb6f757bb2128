// axe finds nothing on the screens a person works in.
import AxeBuilder from '@axe-core/playwright';
import { accept, becomeAvailable, bringIlse, expect, test } from './stage.ts';

test('no violation in inbox, history and settings, light and dark', async ({ stage }) => {
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);
  const look = async (where: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => ({
        id,
        where: nodes.map(({ html }) => html.slice(0, 200)),
      }));
      expect(found, `${where}, ${colorScheme}`).toEqual([]);
    }
  };
  await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
  await look('offer');
  await accept(page);
  await look('conversation');
  await page.getByRole('button', { name: 'History' }).click();
  await look('history');
  await page.getByRole('button', { name: 'Settings' }).click();
  await look('settings');
});
