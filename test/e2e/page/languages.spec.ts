// The page in a language with the length of German and in one that runs from right to left: nothing is cut off or left of its
// place, and every word comes from the catalogue. Pictures of both are kept.
import type { Page } from '@playwright/test';
import { settings } from '#shared/contract/settings.ts';
import { picture } from '../stage.ts';
import { cutOff, turned } from './fit.ts';
import { expect, fillWorld, test } from './stage.ts';

const own = (page: Page, id: string) => page.locator(`[role=option][id$="yours/${id}"]`);

async function openIlse(page: Page): Promise<void> {
  await own(page, 'ilse').click();
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
}

for (const [language, name, direction] of [
  ['en-XA', 'pseudo', 'ltr'],
  ['en-XB', 'rtl', 'rtl'],
] as const)
  for (const width of [1280, 1440])
    test(`${name} at ${width}`, async ({ core, open }) => {
      fillWorld(core);
      core.on('settings.get', () => settings.parse({ theme: 'light', language, onboarded: true }));
      const page = await open();
      await page.setViewportSize({ width, height: width === 1280 ? 800 : 900 });
      await expect(page.locator('html')).toHaveAttribute('dir', direction);
      await openIlse(page);
      await page.mouse.move(width / 2, 500);
      if (width === 1440) await picture(page, `workspace-${name}-${width}`);
      expect(await cutOff(page)).toEqual([]);
      expect(await turned(page)).toEqual([]);
      await page.keyboard.press('Alt+KeyE');
      await expect(page.getByRole('textbox').first()).toBeVisible();
      if (width === 1440) await picture(page, `wrap-up-${name}-${width}`);
      expect(await cutOff(page)).toEqual([]);
    });

test('settings that name the language which is spoken anyway draw nothing anew', async ({ core, open }) => {
  fillWorld(core);
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  core.on('settings.get', async () => {
    await asked;
    return settings.parse({ theme: 'dark', onboarded: true });
  });
  const page = await open();
  await page.getByRole('button', { name: /Change presence/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  answer();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  await expect(page.getByRole('menu')).toBeVisible();
});

test('the first key of two is not forgotten when the page is drawn in another language before the second', async ({
  core,
  open,
}) => {
  fillWorld(core);
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  core.on('settings.get', async () => {
    await asked;
    return settings.parse({ theme: 'light', language: 'en-XA', onboarded: true });
  });
  const page = await open();
  await expect(page.locator('[role=option]').first()).toBeVisible();
  // By the page's own clock the keys come one after the other, however long the drawing took.
  await page.evaluate(() => {
    Object.defineProperty(KeyboardEvent.prototype, 'timeStamp', { get: () => 5_000 });
  });
  await page.keyboard.press('KeyG');
  answer();
  await expect(page.getByRole('button', { name: /Ħīšťōřý/ })).toBeVisible();
  await page.keyboard.press('KeyS');
  await expect(page.locator('#settings-keys')).toBeVisible();
});

test('in a language from right to left the queue stands at the right and the context at the left', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const page = await open();
  await page.goto(core.url.replace('/#', '/?lang=en-XB#'));
  await openIlse(page);
  const middle = async (selector: string): Promise<number> => {
    const box = await page.locator(selector).first().boundingBox();
    if (box === null) throw new Error(`${selector} is not shown`);
    return box.x + box.width / 2;
  };
  const [queue, log, context] = [
    await middle('[role=listbox]'),
    await middle('[role=log]'),
    await middle('#context'),
  ];
  expect(queue).toBeGreaterThan(log);
  expect(log).toBeGreaterThan(context);
  // Words in English run as English does, from where the lines of the page begin.
  const fromStart = await page
    .getByRole('log')
    .locator('p[dir]')
    .last()
    .evaluate((words) => {
      const range = document.createRange();
      range.selectNodeContents(words);
      return words.getBoundingClientRect().right - range.getBoundingClientRect().right;
    });
  expect(fromStart).toBeLessThan(2);
  // Whose words they are stands before them as the page runs; keys stand as they are on the keyboard.
  const sides = await own(page, 'hanne').evaluate((row) => {
    const words = row.querySelector('[dir=auto]');
    return {
      you: words?.previousElementSibling?.getBoundingClientRect().left ?? 0,
      words: words?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY,
    };
  });
  expect(sides.you).toBeGreaterThanOrEqual(sides.words);
  expect(
    await page
      .locator('kbd', { hasText: '↵' })
      .first()
      .evaluate((key) => getComputedStyle(key).direction),
  ).toBe('ltr');
  // No Latin word of the catalogue stands outside the marks that turn it.
  const plain = await page
    .locator('nav, header')
    .evaluateAll((parts) =>
      parts.flatMap((part) =>
        [...part.querySelectorAll('[aria-label], [title]')].map(
          (each) => each.getAttribute('aria-label') ?? each.getAttribute('title') ?? '',
        ),
      ),
    );
  expect(
    plain.filter((label) => /^[A-Za-z ]{6,}$/.test(label) && !/^[A-Z][a-zíé]+ [A-Z]/.test(label)),
  ).toEqual([]);
});
