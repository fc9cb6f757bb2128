// What holds while the queue lives at fifty updates a second: nothing moves under the pointer, and the focus stays.
import type { Page } from '@playwright/test';
import type { ScriptedCore } from './core.ts';
import { expect, fillWorld, noOffer, test } from './stage.ts';
import { counts, ilseView, SECOND, waiting } from './world.ts';

const UPDATES = 200;
const EVERY_MS = 20;

const names = (page: Page): Promise<string[]> =>
  page
    .getByRole('option')
    .evaluateAll((rows) => rows.map((row) => row.querySelector('[title]')?.getAttribute('title') ?? ''));

/** Rows arrive, change and leave, words come to the open conversation; resolves when the page shows the last of it. */
async function live(core: ScriptedCore, page: Page): Promise<void> {
  const began = Date.now();
  for (let n = 0; n < UPDATES; n += 1) {
    const now = Date.now();
    const row = (id: number, due: number) =>
      core.put(
        'queue',
        `h-live-${id}`,
        waiting(`live-${id}`, `Live ${id}`, 'Ledgerly', `Question ${n}`, began, due),
      );
    if (n % 4 === 0) row(n, now + ((n * 7) % 400) * SECOND - 100 * SECOND);
    else if (n % 4 === 1) row(n - 1, now + ((n * 11) % 400) * SECOND);
    else if (n % 4 === 2 && n > 40) core.remove('queue', `h-live-${n - 42}`);
    else {
      const view = ilseView(now);
      core.put('conversations', 'ilse', {
        ...view,
        unread: n % 5,
        typing: n % 2 === 0,
        conversation: { ...view.conversation, lastAt: now, preview: `Words number ${n}` },
      });
    }
    core.put('counts', 'care', { ...counts(now), waiting: n });
    core.flush();
    // Paced by the clock, not by the machine: fifty a second as far as it can.
    const wait = began + (n + 1) * EVERY_MS - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
  await expect(page.getByRole('option', { name: /Ilse Verhoeven/ })).toContainText(
    `Words number ${UPDATES - 1}`,
  );
}

test('nothing shifts while the list is pointed at', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
  await page.getByRole('option', { name: /Grupo Alvares/ }).hover();
  const before = await names(page);
  const place = await page.getByRole('option', { name: /Grupo Alvares/ }).boundingBox();
  // From here on: what the hover itself changed has been drawn.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const shifts: string[] = [];
            Reflect.set(window, 'shifts', shifts);
            new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) {
                const sources = (Reflect.get(entry, 'sources') as readonly { node: Node | null }[])
                  // A clock that gains a sign or loses a digit begins elsewhere in its own place: beside it nothing moves.
                  .filter(({ node }) => !node?.parentElement?.closest('[role=img] bdi'));
                if (sources.length === 0) continue;
                const where = sources.map(({ node }) => (node as Element | null)?.textContent?.slice(0, 40));
                shifts.push(`${Reflect.get(entry, 'value')}: ${where.join(' | ')}`);
              }
            }).observe({ type: 'layout-shift' });
            resolve();
          }),
        ),
      ),
  );
  await live(core, page);
  expect(await page.evaluate(() => Reflect.get(window, 'shifts') as string[])).toEqual([]);
  expect((await names(page)).slice(0, before.length)).toEqual(before);
  expect(await page.getByRole('option', { name: /Grupo Alvares/ }).boundingBox()).toEqual(place);
});

test('the focus stays where it is, in the list and in the text', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  const list = page.getByRole('listbox', { name: 'Queue' });
  await expect(page.getByRole('option').first()).toBeVisible();
  await list.focus();
  for (let n = 0; n < 6; n += 1) await page.keyboard.press('ArrowDown');
  const here = await list.getAttribute('aria-activedescendant');
  expect(here).toBeTruthy();
  await live(core, page);
  await expect(list).toBeFocused();
  expect(await list.getAttribute('aria-activedescendant')).toBe(here);
  expect(await page.evaluate((id) => document.getElementById(id ?? '') !== null, here)).toBe(true);

  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await expect(box).toBeFocused();
  await page.keyboard.type('Half a sen');
  await live(core, page);
  await expect(box).toBeFocused();
  await page.keyboard.type('tence');
  await expect(box).toHaveValue('Half a sentence');
});

test('a time that stands in two places is the same in both, in every frame', async ({ core, open }) => {
  fillWorld(core);
  // More who wait than change in one frame.
  const now = Date.now();
  for (let n = 0; n < 20; n += 1)
    core.put(
      'queue',
      `h-more-${n}`,
      waiting(`more-${n}`, `More ${n}`, 'Ledgerly', 'Question', now, now + 400 * SECOND),
    );
  const page = await open();
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(page.getByText(/^Reply due in/)).toBeVisible();
  const seen = await page.evaluate(
    () =>
      new Promise<{ pairs: string[]; apart: string[] }>((resolve) => {
        const pairs = new Set<string>();
        const apart = new Set<string>();
        const timeIn = (element: Element | null | undefined): string =>
          /\d+:\d\d/.exec(element?.textContent ?? '')?.[0] ?? '';
        const row = (id: string) => document.querySelector(`[role=option][id$="${id}"] [role=img]`);
        const look = (): void => {
          const due = [...document.querySelectorAll('header span')].find(({ textContent }) =>
            /^\s*Reply due in/.test(textContent ?? ''),
          );
          const [head, own] = [timeIn(due), timeIn(row('yours/ilse'))];
          pairs.add(head);
          if (head !== own) apart.add(`${head} ${own}`);
          if (pairs.size > 4) resolve({ pairs: [...pairs], apart: [...apart] });
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );
  expect(seen.pairs.every((time) => time !== '')).toBe(true);
  expect(seen.apart).toEqual([]);
});
