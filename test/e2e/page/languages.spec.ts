// The page in a language with the length of German and in one that runs from right to left: nothing is cut off or left of its
// place, and every word comes from the catalogue. Pictures of both are kept.
import type { Page } from '@playwright/test';
import { settings } from '#shared/contract/settings.ts';
import { picture } from '../stage.ts';
import { expect, fillWorld, test } from './stage.ts';

const own = (page: Page, id: string) => page.locator(`[role=option][id$="yours/${id}"]`);

async function openIlse(page: Page): Promise<void> {
  await own(page, 'ilse').click();
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
}

/** Controls and headings whose words do not fit: neither shown whole nor ended with an ellipsis. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, h1, h2, h3, label, dt, [role=radio], p',
    )) {
      const { width, height, left, right } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || element.checkVisibility() === false) continue;
      const { overflowX, textOverflow } = getComputedStyle(element);
      const name = `${element.tagName} ${element.textContent?.trim().slice(0, 40)}`;
      if (left < -1 || right > innerWidth + 1) found.push(`outside the window: ${name}`);
      if (textOverflow === 'ellipsis' || overflowX === 'auto') continue;
      // The words themselves: what enlarges the place to click may stand over.
      for (const child of element.childNodes) {
        if (child.nodeType !== Node.TEXT_NODE || child.textContent?.trim() === '') continue;
        const range = document.createRange();
        // Word by word: the space a line ends with hangs over the edge, where nothing is drawn.
        for (const { index, 0: word } of (child.textContent ?? '').matchAll(/\S+/g)) {
          range.setStart(child, index);
          range.setEnd(child, index + word.length);
          const place = range.getBoundingClientRect();
          if (place.left < left - 1 || place.right > right + 1) found.push(`too wide: ${word} in ${name}`);
        }
      }
    }
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (overflowX !== 'hidden' && overflowX !== 'clip') continue;
      // What is only for the ear has a pixel.
      if (textOverflow === 'ellipsis' || element.clientWidth <= 1) continue;
      if (element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${element.textContent}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });

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
