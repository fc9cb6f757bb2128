// A lead's what-if by keys and by pointer: the question, the answer with its plots and figures, and every state it can be in.
import type { Page } from '@playwright/test';
import { settings } from '#shared/contract/settings.ts';
import { Refused } from './core.ts';
import { cutOff, turned } from './fit.ts';
import { expect, loseLink, picture, screen, test, wear } from './stage.ts';
import { fillWhatIf } from './what-if-world.ts';
import { me, SECOND } from './world.ts';

async function enter(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'What-if' }).click();
  await expect(page.getByRole('heading', { name: 'What-if', exact: true })).toBeVisible();
}
/** Two more Russian speakers from 9 to 11. */
async function ask(page: Page): Promise<void> {
  const form = page.getByRole('region', { name: 'The question' });
  await expect(form).toContainText('1,408 handoffs, 8 days');
  await form.getByLabel('More people').fill('2');
  await form.getByLabel('English').uncheck();
  await form.getByLabel('Runs').selectOption('10');
}
async function answered(page: Page): Promise<void> {
  await enter(page);
  await ask(page);
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByText('10 runs of 8 days')).toBeVisible();
  await page.mouse.move(0, 0);
}
const plots = (page: Page) => page.getByRole('main', { name: 'Over the day' });
const results = (page: Page) => page.getByRole('complementary', { name: 'What it comes to' });

test('two more Russian speakers from 9 to 11: asked by keys, one sentence, plots with a table, figures with intervals', async ({
  core,
  open,
}) => {
  fillWhatIf(core);
  const page = await open();
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyF');
  await expect(plots(page)).toContainText('Ask what a change would have done');
  await picture(page, 'whatif-form');
  await ask(page);
  await page.keyboard.press('Control+Enter');
  await expect(plots(page)).toContainText(/^Between 09:00 and 11:00, wait p95 is \d+:\d\d shorter/);
  await expect(page.getByText('10 runs of 8 days')).toBeVisible();
  await expect(plots(page)).toContainText(
    /Replayed, these days come to wait p95 .* the record says .*The replay is .* points from it/,
  );
  const asked = core.calls.filter(({ name }) => name === 'whatif.run').map(({ body }) => body);
  expect(asked).toEqual([
    {
      id: expect.any(String),
      source: { kind: 'recorded' },
      plan: {
        ...{ policy: 'matching-fair', counted: {}, seeds: 10 },
        change: {
          ...{ people: 2, group: null, languages: ['ru'], from: 9, to: 11 },
          ...{ arrivals: 1, policy: 'matching-fair' },
        },
      },
    },
  ]);

  // What is drawn can be read: every hour, today, what-if and the difference, with its interval.
  await expect(plots(page).getByRole('img', { name: 'Wait p95, by hour' })).toBeVisible();
  const table = plots(page).getByRole('table', { name: 'Wait p95, by hour' });
  await expect(table.getByRole('row')).toHaveCount(11);
  await expect(table.getByRole('row', { name: /^09:00/ })).toContainText(/\d+:\d\d, \d+:\d\d to \d+:\d\d/);
  const within = results(page).getByRole('table', { name: /^09:00 to 11:00/ });
  await expect(within.getByRole('row', { name: /^Wait p95/ })).toContainText(/−\d+:\d\d/);
  await expect(results(page)).toContainText('4 person-hours a day');
  await page.getByRole('radio', { name: 'In target' }).check();
  await expect(plots(page).getByRole('table', { name: /^Answered in target/ })).toBeAttached();

  // It stands while the person is elsewhere, and says where the form has gone on.
  await page.getByRole('navigation').getByRole('button', { name: 'History' }).click();
  await enter(page);
  await expect(results(page)).toContainText('4 person-hours a day');
  await page.getByLabel('Arrivals, +%').fill('20');
  await expect(plots(page)).toContainText('The form has changed since');
});

test('nothing that may be chance is said', async ({ core, open }) => {
  fillWhatIf(core);
  const page = await open();
  await enter(page);
  const form = page.getByRole('region', { name: 'The question' });
  await form.getByLabel('Runs').selectOption('10');
  await form.getByLabel('More people').fill('0');
  await expect(page.getByRole('button', { name: /^Run/ })).toBeDisabled();
  // Nobody is there at night, so nobody joins them.
  await form.getByLabel('More people').fill('1');
  await form.getByLabel('From', { exact: true }).selectOption('00:00');
  await form.getByLabel('To', { exact: true }).selectOption('02:00');
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(plots(page)).toContainText('No difference shown: every interval includes zero.');
});

test('while it runs it says how far it is, and is stopped; what fails says so and is tried again', async ({
  core,
  open,
}) => {
  fillWhatIf(core);
  const page = await open();
  await enter(page);
  let id = '';
  const stopped = Promise.withResolvers<never>();
  core.on('whatif.run', (input) => {
    id = input.id;
    core.put('whatif', id, { done: 7, of: 20 });
    core.flush();
    return stopped.promise;
  });
  core.on('whatif.stop', () => {
    core.remove('whatif', id);
    core.flush();
    stopped.reject(new Refused({ code: 'conflict', message: 'error.conflict', detail: 'canceled' }));
    return {};
  });
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', '7');
  await expect(page.getByText('7 of 20 runs')).toBeVisible();
  await page.mouse.move(0, 0);
  await screen(page, 'whatif-running-light');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(plots(page)).toContainText('Ask what a change would have done');
  expect(core.calls.filter(({ name }) => name === 'whatif.stop').map(({ body }) => body)).toEqual([{ id }]);

  core.on('whatif.run', () => {
    throw new Refused({ code: 'internal', message: 'error.internal', detail: 'e-1f' });
  });
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(plots(page).getByRole('alert')).toContainText('The what-if did not run');
  await page.mouse.move(0, 0);
  await screen(page, 'whatif-failed-light');
  fillWhatIf(core);
  await page.getByLabel('Runs').selectOption('10');
  await plots(page).getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('10 runs of 8 days')).toBeVisible();
});

test('too little is recorded: what is needed; a trace and its scenario in its place, what is wrong in them', async ({
  core,
  open,
}) => {
  fillWhatIf(core, 2);
  const page = await open();
  await enter(page);
  await expect(plots(page)).toContainText(
    'It needs 100 of them from 3 days; here are 352 handoffs from 2 days.',
  );
  await expect(page.getByRole('button', { name: /^Run/ })).toBeDisabled();
  await page.mouse.move(0, 0);
  await screen(page, 'whatif-empty-light');

  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  const chooser = page.locator('input[type=file]');
  await chooser.setInputFiles([file('calls.csv', 'x')]);
  await expect(plots(page).getByRole('alert')).toContainText(
    'Choose a trace (.csv) and its scenario (.json)',
  );
  core.on('whatif.basis', () => {
    throw new Refused({
      ...{ code: 'invalid_input', message: 'error.invalid_input' },
      detail: 'trace: line 3: outcome is "X", not S or A',
    });
  });
  await chooser.setInputFiles([file('calls.csv', 'the calls'), file('s.json', 'the scenario')]);
  await expect(plots(page).getByRole('alert')).toContainText('trace: line 3: outcome is "X", not S or A');
  await page.mouse.move(0, 0);
  await screen(page, 'whatif-refused-light');
  expect(core.calls.findLast(({ name }) => name === 'whatif.basis')?.body).toEqual({
    source: { kind: 'files', trace: 'the calls', scenario: 'the scenario' },
  });
  fillWhatIf(core);
  await page.getByRole('button', { name: 'Back to the record' }).click();
  await expect(page.getByRole('region', { name: 'The question' })).toContainText('1,408 handoffs, 8 days');
});

test('every look and size, without a link too', async ({ core, open }) => {
  test.setTimeout(120_000);
  fillWhatIf(core);
  const since = Date.now() - 192 * SECOND;
  const page = await open();
  await answered(page);
  await screen(page, 'whatif-light');
  for (const theme of ['dark', 'contrast'] as const) {
    await wear(page, theme);
    await screen(page, `whatif-${theme}`);
  }
  await wear(page, 'light');
  await page.emulateMedia({ forcedColors: 'active' });
  await screen(page, 'whatif-forced-colours');
  await page.emulateMedia({ forcedColors: 'none' });
  for (const [width, height] of [
    [1280, 800],
    [2560, 1440],
    [960, 600],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await cutOff(page)).toEqual([]);
    await screen(page, `whatif-light-${width}`);
    if (width !== 960) continue;
    // What is out of sight is named, and one step away.
    const jump = page.getByRole('button', { name: 'What it comes to, cost and cautions are below' });
    await expect(jump).toBeInViewport();
    // The hours of the first plot stand over the line that says what is below.
    const hour = await page.locator('svg text', { hasText: '18:00' }).first().boundingBox();
    expect((hour?.y ?? 0) + (hour?.height ?? 0)).toBeLessThanOrEqual((await jump.boundingBox())?.y ?? 0);
    await jump.click();
    await expect(results(page)).toBeFocused();
    await expect(
      results(page)
        .getByRole('row', { name: /^Wait p95/ })
        .first(),
    ).toBeInViewport();
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  loseLink(core, since);
  core.flush();
  await page.getByLabel('Arrivals, +%').fill('20');
  await page.keyboard.press('Control+Enter');
  await expect(plots(page)).not.toContainText('The form has changed since');
  await expect(page.getByRole('button', { name: /^Run again/ })).toBeVisible();
  await expect(results(page).getByRole('row', { name: /^Load/ })).toBeVisible();
  // They are not the same customers any more.
  await expect(plots(page)).toContainText('in the what-if the same customers and 20 % more');
  await expect(results(page)).toContainText('496 handoffs replayed, +20 % in the what-if');
  await page.mouse.move(0, 0);
  await screen(page, 'whatif-offline-light');
});

test('text at 200 %, and longer words from right to left', async ({ core, open }) => {
  fillWhatIf(core);
  core.on('settings.get', () => settings.parse({ theme: 'light', textSize: 200, onboarded: true }));
  const page = await open();
  await answered(page);
  await screen(page, 'whatif-text-200-light');
  expect(await cutOff(page)).toEqual([]);

  core.on('settings.get', () => settings.parse({ theme: 'light', language: 'en-XB', onboarded: true }));
  const other = await open();
  await expect(other.locator('html')).toHaveAttribute('dir', 'rtl');
  // The fourth place of a lead's rail, and its one button.
  await other.locator('nav button').nth(3).click();
  await other.locator('h2 + [role=status] + button').click();
  await expect(other.locator('aside table').first()).toBeVisible();
  await other.mouse.move(0, 0);
  await screen(other, 'whatif-rtl-1440');
  expect(await cutOff(other)).toEqual([]);
  expect(await turned(other)).toEqual([]);
});

test('it is for those who lead', async ({ core, open }) => {
  fillWhatIf(core);
  core.put('me', 'marta', me(Date.now()));
  const page = await open();
  await expect(page.getByRole('listbox')).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'What-if' })).toBeHidden();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyF');
  await expect(page.getByRole('heading', { name: 'What-if', exact: true })).toBeHidden();
});
