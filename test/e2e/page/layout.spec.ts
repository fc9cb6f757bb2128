// What stands where, and what is told of what does not show: rows that are cut, parts of the context, the offer over the
// words, heads of every width, keys that would be letters.
import { Refused } from './core.ts';
import { expect, fillWorld, openIlse, test } from './stage.ts';
import { me, SECOND, tomas } from './world.ts';

test('a row whose last line is cut is below; words use the line that is theirs', async ({ core, open }) => {
  fillWorld(core);
  core.remove('offers', 'o-tomas');
  core.remove('conversations', 'tomas');
  const page = await open();
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.getByRole('button', { name: '1 more below', exact: true })).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 920 });
  await expect(page.getByText(/more below/)).toHaveCount(0);
  const words = page
    .getByRole('option', { name: /Ray Castellanos/ })
    .getByText('Double charge on annual renewal');
  expect(await words.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('at the limit no offers are promised; in its last seconds the row of one warns as its card does', async ({
  core,
  open,
}) => {
  fillWorld(core);
  core.put('offers', 'o-tomas', tomas(Date.now(), 4 * SECOND));
  const page = await open();
  await expect(page.getByRole('option', { name: /Tomás/ }).getByLabel(/^0:0\d left$/)).toBeVisible();
  core.remove('offers', 'o-tomas');
  core.put('me', 'marta', me(Date.now(), { load: 5 }));
  core.flush();
  await expect(page.getByText('No offers until you are below your limit.')).toBeVisible();
});

test('an offer covers all of what it stands over, and heads have words where there is room', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  const log = page.getByRole('log');
  const transfer = page.getByRole('button', { name: 'Transfer' }).first();
  for (const [width, height, words] of [
    [960, 700, true],
    [1100, 700, false],
    [1440, 900, false],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect(page.getByRole('button', { name: /^Accept/ })).toBeVisible();
    const over = await log.evaluate((element) => {
      const { left, right, top } = element.getBoundingClientRect();
      // Under the header, at both edges and above the card: none of the words.
      return [left + 2, (left + right) / 2, right - 2].map((x) =>
        element.contains(document.elementFromPoint(x, top + 4)),
      );
    });
    expect(over, `at ${width}`).toEqual([false, false, false]);
    await expect(transfer.getByText('Transfer')).toBeVisible({ visible: words });
    await expect(page.getByText('To bot')).toBeVisible();
  }
});

test('the foot of the context names a part that is cut, until its end is in view', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  const pane = page.getByRole('region', { name: 'Context' });
  const foot = page.getByRole('navigation', { name: 'Further down' });
  const scroll = (left: number) =>
    pane.evaluate((element, up) => {
      element.scrollTop = element.scrollHeight - element.clientHeight - up;
    }, left);
  await scroll(40);
  await expect(foot.getByRole('button')).toHaveText(['Suggested greeting']);
  await scroll(0);
  await expect(foot).toHaveCount(0);
});

test('keys are shown where they choose, not where they would be typed; what is needed first is shown too', async ({
  core,
  open,
}) => {
  fillWorld(core);
  core.remove('offers', 'o-tomas');
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyH');
  const first = page.getByRole('dialog').getByText('1', { exact: true });
  await expect(first).toBeVisible();
  await page.getByRole('textbox', { name: 'What it waits for' }).focus();
  await expect(first).toBeHidden();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+KeyE');
  const wrap = page.getByRole('region', { name: 'Wrap up with Ilse Verhoeven' });
  const finish = wrap.getByRole('button', { name: 'Finish' });
  await expect(finish).toBeDisabled();
  await page.keyboard.press('Control+Enter');
  await expect(wrap.getByRole('alert')).toHaveText('Choose how it ended first.');
  await page.keyboard.press('1');
  await expect(finish).toBeEnabled();
  await wrap.getByRole('textbox', { name: 'Summary' }).focus();
  await expect(wrap.getByText('R', { exact: true })).toBeHidden();
});

test('what does not load is said once: nothing is being connected, and the middle says what it waits for', async ({
  core,
  open,
}) => {
  core.on('state.snapshot', () => {
    throw new Refused({ code: 'internal', message: 'error.internal', detail: '7f3c' });
  });
  const page = await open();
  await expect(page.getByText('Conversations show here once the queue has loaded.')).toBeVisible();
  await expect(page.getByText('Connecting')).toHaveCount(0);
});
