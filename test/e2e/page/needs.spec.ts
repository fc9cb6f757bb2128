// What people need of the page: text at 200 % loses nothing, and who wants less motion gets none.
import type { Page } from '@playwright/test';
import { settings } from '#shared/contract/settings.ts';
import { expect, fillWorld, openIlse, screen, test } from './stage.ts';
import { MINUTE, tomas } from './world.ts';

/** What of the workspace is drawn over something else, or has words that are neither whole nor end with an ellipsis. */
const lost = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const name = (element: Element) => `${element.tagName} ${element.textContent?.trim().slice(0, 40)}`;
    const seen = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && element.checkVisibility();
    };
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (!seen(element)) continue;
      const { overflowX, overflowY, textOverflow, webkitLineClamp, flexWrap } = getComputedStyle(element);
      if (webkitLineClamp !== 'none') continue;
      const cut = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
      if (cut(overflowX) && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1)
        found.push(`cut at the side: ${name(element)}`);
      // What falls whole into a line that is not shown is left out, not cut.
      const { bottom } = element.getBoundingClientRect();
      const whole = [...element.children].every((child) => {
        const place = child.getBoundingClientRect();
        return place.top >= bottom - 1 || place.bottom <= bottom + 1;
      });
      if (flexWrap === 'wrap' && whole) continue;
      if (cut(overflowY) && element.clientHeight > 1 && element.scrollHeight > element.clientHeight + 4)
        found.push(`cut below: ${name(element)}`);
    }
    // Buttons of one group: none stands over another or outside the window.
    const buttons = [...document.querySelectorAll('button, textarea, [role=combobox]')].filter(seen);
    for (const [index, button] of buttons.entries()) {
      const one = button.getBoundingClientRect();
      if (one.left < -1 || one.right > innerWidth + 1) found.push(`outside the window: ${name(button)}`);
      for (const other of buttons.slice(index + 1)) {
        if (button.contains(other) || other.contains(button)) continue;
        if (button.parentElement !== other.parentElement) continue;
        const two = other.getBoundingClientRect();
        const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
        const high = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
        if (wide > 2 && high > 2) found.push(`over each other: ${name(button)}, ${name(other)}`);
      }
    }
    return found;
  });

test('text at 200 %: nothing is cut off or stands over something else', async ({ core, open }) => {
  fillWorld(core);
  core.on('settings.get', () => settings.parse({ theme: 'light', textSize: 200, onboarded: true }));
  core.put('offers', 'o-tomas', tomas(Date.now(), 5 * MINUTE));
  const page = await open();
  await openIlse(page);
  await expect(page.getByRole('button', { name: /^Accept/ })).toBeInViewport({ ratio: 1 });
  await screen(page, 'workspace-text-200-light');
  expect(await lost(page)).toEqual([]);
  // What says what a row is grows with its words, and stands clear of them.
  const row = page.getByRole('option', { name: /Priya Natarajan/ });
  const icon = await row.locator('svg').first().boundingBox();
  expect(icon?.width).toBe(24);
  const words = await row.getByText('Priya Natarajan').first().boundingBox();
  expect((words?.x ?? 0) - (icon?.x ?? 0)).toBeGreaterThanOrEqual(30);
  // Who it is comes before where they are from.
  const name = page.getByRole('heading', { name: 'Ilse Verhoeven' });
  expect(await name.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBeLessThan(2);
  for (const button of [/Send/, /Wrap up/, /Change presence/])
    await expect(page.getByRole('button', { name: button }).first()).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('textbox', { name: /Reply to/ })).toBeInViewport({ ratio: 1 });
  // Whose row is due above the view: the name may be cut, the time is not.
  await page
    .getByRole('option', { name: /Hanne Solberg/ })
    .evaluate((element) => element.scrollIntoView({ block: 'start' }));
  const above = page.getByRole('button', { name: /\d above, [A-Z]/ });
  await expect(above.getByText(/\d:\d\d/)).toBeInViewport({ ratio: 1 });
  // What fills a clock that is past its target grows with the time in it.
  const late = page.getByRole('option', { name: /Ray Castellanos/ }).locator('[class*=breach]');
  expect((await late.boundingBox())?.height).toBe(36);
  expect(await lost(page)).toEqual([]);
});

test('who wants less motion gets none', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
  await page.getByRole('button', { name: /Change presence/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  const moving = () =>
    page.evaluate(() => {
      const long = (times: string) => times.split(',').some((time) => Number.parseFloat(time) > 0.001);
      return [...document.querySelectorAll('*')]
        .filter((element) => {
          const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
          return long(transitionDuration) || (animationName !== 'none' && long(animationDuration));
        })
        .map(({ className }) => String(className));
    });
  expect(await moving()).toEqual([]);
  // The check sees what moves where motion is welcome.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await moving()).not.toEqual([]);
});
