// A conversation in a window of its own: no violation in any of its states, in every theme and in forced colours.
import { settings } from '#shared/contract/settings.ts';
import { openEye } from '../axe.ts';
import { expect, fillWorld, noOffer, openIlse, test } from './stage.ts';
import { link, SECOND } from './world.ts';

test('no violation in a window of its own, however the link is', async ({ core, open }) => {
  test.setTimeout(180_000);
  fillWorld(core);
  noOffer(core);
  core.on('settings.get', () => settings.parse({ theme: 'light', sound: false, onboarded: true }));
  const page = await open();
  await openIlse(page);
  const [own] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Alt+KeyP')]);
  await expect(own.getByRole('log')).toBeVisible();
  const eye = await openEye(own);
  await eye.look('live', null);
  const now = Date.now();
  for (const state of ['reconnecting', 'offline', 'refused'] as const) {
    core.put('link', 'link', link(now, { state, since: now - 20 * SECOND, freshAt: now - 20 * SECOND }));
    core.flush();
    await expect(own.getByRole('banner').getByText(new RegExp(state, 'i'))).toBeVisible();
    await eye.look(state, null);
  }
  core.put('link', 'link', link(now));
  core.flush();
  await own.keyboard.press('Alt+KeyX');
  await expect(own.getByRole('complementary', { name: 'Context' })).toBeVisible();
  await eye.look('its context', null);
  await own.keyboard.press('Alt+KeyX');
  await own.keyboard.press('Alt+KeyH');
  await expect(own.getByRole('dialog')).toBeVisible();
  await eye.look('hold', '[role=dialog]');
  await own.keyboard.press('Escape');
  await expect(own.getByRole('dialog')).toHaveCount(0);
  await own.keyboard.press('Alt+KeyE');
  await expect(own.getByText('Wrap up with Ilse Verhoeven')).toBeVisible();
  await eye.look('wrap-up', null);
  core.remove('conversations', 'ilse');
  core.flush();
  await expect(own.getByText('This conversation is not yours to read any more')).toBeVisible();
  await eye.look('gone', null);
  expect(eye.found).toEqual([]);
});
