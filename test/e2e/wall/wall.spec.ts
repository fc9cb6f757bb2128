// The wall of a real router in a real browser: made and withdrawn in the console, cut off, restarted, over a lead's link.
import { type Browser, expect, type Page } from '@playwright/test';
import { glance } from '../picture.ts';
import { becomeAvailable, bringIlse, picture, test } from '../stage.ts';

// A router, a host or two and two pages each: long on a machine with other work.
test.setTimeout(150_000);

/** A screen on the wall. `cut` ends what it hears, with no word of it: as when a cable is pulled. */
async function display(browser: Browser, url: string): Promise<{ page: Page; cut: () => Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const heard = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
    Object.defineProperty(WebSocket.prototype, 'onmessage', {
      set(listen: (event: MessageEvent) => void) {
        heard?.set?.call(this, (event: MessageEvent) => {
          if (document.documentElement.dataset.cut === undefined) listen(event);
        });
      },
    });
  });
  await page.goto(url);
  const cut = () =>
    page.evaluate(() => {
      document.documentElement.dataset.cut = '';
    });
  return { page, cut };
}

/** Makes a display in the console of a lead; gives the address that is shown once. */
async function makeDisplay(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Wall', exact: true }).click();
  await page.getByRole('button', { name: 'Displays' }).click();
  await page.getByLabel('Name').fill('Care floor');
  await page.getByRole('button', { name: 'Add display' }).click();
  return page.getByLabel(/Open this address in a browser on this computer/).inputValue();
}

test('made in the console, shown on a screen, withdrawn: dark at once, there and for good', async ({
  stage,
  browser,
}) => {
  const marta = await stage.sit('marta');
  const ana = await stage.sit('ana');
  await expect(ana.page.getByRole('button', { name: 'Wall', exact: true })).toHaveCount(0);
  const url = await makeDisplay(marta.page);
  expect(url).toContain(`${stage.router().http}/wall#`);
  await picture(marta.page, 'wall-displays');
  const { page } = await display(browser, url);
  await expect(page.getByRole('heading', { name: 'Care floor' })).toBeVisible();
  await expect(page.getByText(/Live, 1 s old/)).toBeVisible();
  // Nobody is there: the wall says so, and of the customer nothing.
  await expect(page.getByText('Passenger care: nobody at work')).toBeVisible();
  await marta.page.getByRole('button', { name: 'Done' }).last().click();
  await marta.page.keyboard.press('Escape');
  await becomeAvailable(marta.page);
  await expect(page.getByText('No queue is late')).toBeVisible();
  await bringIlse(stage);
  await expect(page.getByRole('main')).toContainText('of 1 offers timed out');
  expect(await page.content()).not.toMatch(/Ilse|nine rows|rebook/);

  await marta.page.getByRole('button', { name: 'Displays' }).click();
  await marta.page.getByRole('button', { name: 'Withdraw Care floor' }).click();
  await expect(marta.page.getByText('It goes dark at once')).toBeVisible();
  await glance(marta.page, 'wall-withdrawing');
  await marta.page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This display was withdrawn' })).toBeVisible();
  await expect(page.getByText('Passenger care')).toHaveCount(0);
  await expect(marta.page.getByText('No display yet.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'This address is not valid any more' })).toBeVisible();
  await glance(page, 'wall-not-valid');
  await page.context().close();
});

test('cut off it is grey before anything else happens, and it comes back by itself', async ({
  stage,
  browser,
}) => {
  const marta = await stage.sit('marta');
  const url = await makeDisplay(marta.page);
  const { page, cut } = await display(browser, url);
  const tile = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Passenger care' }).first();
  await expect(page.getByText(/Live, 1 s old/)).toBeVisible();
  await expect(tile.getByRole('img', { name: 'No data' })).toHaveCount(0);
  // By the page's own account of its clock: the age it shows when it first says that it is stale.
  const ages = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        new MutationObserver(() => {
          const link = document.querySelector('header')?.textContent ?? '';
          const stale = document.querySelector('li [role=img][aria-label="No data"]')?.parentElement;
          if (stale && /No data since/.test(link)) resolve(stale.textContent ?? '');
        }).observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
  await cut();
  expect((await ages).trim()).toBe('3 s');
  await expect(page.getByText(/^No data since/)).toBeVisible();
  await expect(page.getByText(/Passenger care: no data, last seen/)).toBeVisible();
  await picture(page, 'wall-cut-off');
  await page.context().close();
});

test('lives on through a restart of the router, with the figures of its day', async ({ stage, browser }) => {
  const marta = await stage.sit('marta');
  const url = await makeDisplay(marta.page);
  await marta.page.getByRole('button', { name: 'Done' }).last().click();
  await marta.page.keyboard.press('Escape');
  await becomeAvailable(marta.page);
  await bringIlse(stage);
  const { page } = await display(browser, url);
  await expect(page.getByRole('main')).toContainText('0 of 1 abandoned');
  await stage.killRouter();
  await expect(page.getByText(/^No data since/)).toBeVisible();
  await stage.restartRouter();
  await expect(page.getByText(/Live, 1 s old/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('main')).toContainText('0 of 1 abandoned');
  // The console's own wall is back as well.
  await expect(marta.page.getByText(/Live, 1 s old/)).toBeVisible({ timeout: 30_000 });
  await page.context().close();
});

test('a lead has the wall in the console, by key and in a window of its own', async ({ stage }) => {
  const marta = await stage.sit('marta');
  await marta.page.keyboard.press('KeyG');
  await marta.page.keyboard.press('KeyW');
  await expect(marta.page.getByRole('heading', { name: 'Meridian Air' })).toBeVisible();
  await expect(marta.page.getByRole('main').getByText('Passenger care').first()).toBeVisible();
  const opening = marta.page.context().waitForEvent('page');
  await marta.page.getByRole('button', { name: 'Own window' }).click();
  const own = await opening;
  await expect(own.getByText(/Live, 1 s old/)).toBeVisible();
  await expect(own.getByRole('navigation')).toHaveCount(0);
  // The place is left, and the window still lives.
  await marta.page.keyboard.press('KeyG');
  await marta.page.keyboard.press('KeyI');
  await expect(own.getByText(/Live, 1 s old/)).toBeVisible();
  await own.keyboard.press('KeyF');
  await expect.poll(() => own.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await own.close();
});
