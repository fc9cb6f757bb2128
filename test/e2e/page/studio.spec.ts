// The Trigger Studio of a lead: a draft by sliders and by text, what it would have done, cases at their turns, publishing. Every
// answer is computed by the domain from authored and recorded conversations (recorded-world.ts).
import type { Page } from '@playwright/test';
import type { Input } from '#shared/contract/calls.ts';
import type { CallName } from '#shared/contract/names.ts';
import type { ScriptedCore } from './core.ts';
import { fillHistory, type Lab, LIVE_REVISION } from './recorded-world.ts';
import { expect, fillWorld, noOffer, test } from './stage.ts';
import { ilseEntries, me, view } from './world.ts';

/** Enough that every kind of change is there, few enough to be quick. */
const SOME = 226;

const asked = <N extends CallName>(core: ScriptedCore, name: N): Input<N>[] =>
  core.calls.filter((call) => call.name === name).map(({ body }) => body as Input<N>);

function fillStudio(core: ScriptedCore, count = SOME): Lab {
  fillWorld(core);
  noOffer(core);
  return fillHistory(core, count);
}

/** With a draft by which more conversations fire than by what is live. */
function drafted(core: ScriptedCore): Lab {
  const lab = fillStudio(core);
  const draft = { ...lab.live, combined: { threshold: 0.36 } };
  core.on('triggers.draft', () => ({ draft, base: lab.live }));
  return lab;
}

/** From now on a case is on its way until what this returns is called. */
function held(slow: Lab['slow']): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  slow(promise);
  return resolve;
}

async function enter(page: Page): Promise<void> {
  // With the queue it is known that a lead sits here: before that the key reaches nobody.
  await expect(page.getByRole('listbox', { name: 'Queue' })).toBeVisible();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyT');
  await expect(page.getByRole('heading', { name: 'Trigger Studio' })).toBeVisible();
  await expect(page.getByText(/ms, local/)).toBeVisible();
}
const slider = (page: Page, name: string) => page.getByRole('slider', { name, exact: true });
const changedRows = (page: Page) =>
  page.getByRole('listbox', { name: 'Changed conversations' }).getByRole('option');

test('by keys alone: a threshold moved, the changes walked, a case read turn by turn, published with a note', async ({
  core,
  open,
}) => {
  const { live, kept } = fillStudio(core);
  core.on('triggers.publish', () => ({ operation: 'op-p' }));
  const page = await open();
  await enter(page);
  await expect(page.getByText('v14 is live, no draft')).toBeVisible();
  await expect(changedRows(page)).toHaveCount(0);
  const fires = slider(page, 'Fires at');
  for (let tries = 0; tries < 20; tries += 1) {
    await page.keyboard.press('Tab');
    if (await fires.evaluate((element) => element === document.activeElement)) break;
  }
  await expect(fires).toBeFocused();
  for (let n = 0; n < 7; n += 1) await page.keyboard.press('ArrowLeft');
  await expect(fires).toHaveAttribute('aria-valuetext', 'live 0.43, draft 0.36');
  await expect(page.getByText('draft on top of v14, 1 change')).toBeVisible();
  await expect(changedRows(page).first()).toBeVisible();
  await expect.poll(() => kept().draft?.combined.threshold).toBe(0.36);
  expect(kept().base).toEqual(live);

  await page.keyboard.press('Alt+KeyQ');
  await page.keyboard.press('KeyJ');
  const first = changedRows(page).first();
  await expect(first).toHaveAttribute('aria-selected', 'true');
  const name = ((await first.textContent()) ?? '').replace(/^(New|Gone|Earlier|Later)/, '');
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 2 })).toHaveText(
    new RegExp(`^${name.split(' ')[0] ?? ''}`),
  );
  await expect(main.getByText(/^Fires at t\d+/).first()).toBeVisible();
  await page.keyboard.press('KeyJ');
  await expect(changedRows(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('KeyK');
  await page.keyboard.press('Enter');
  const said = page.getByRole('listbox', { name: 'What was said' });
  await expect(said).toBeFocused();
  // The words that count are underlined, and stand in the table beside their signal.
  await expect(said.locator('mark').first()).toBeVisible();
  const before = await said.locator('[aria-selected=true]').getAttribute('data-turn');
  await page.keyboard.press('KeyK');
  await expect(said.locator('[aria-selected=true]')).toHaveAttribute('data-turn', String(Number(before) - 1));
  await expect(
    main.getByRole('heading', { name: new RegExp(`What makes up .* at t${Number(before) - 1}$`) }),
  ).toBeVisible();

  await page.keyboard.press('Alt+KeyP');
  const dialog = page.getByRole('dialog', { name: 'Publish v15 of Customer support?' });
  await expect(dialog).toContainText('combined.threshold');
  await expect(dialog).toContainText('Goes live at once.');
  await page.keyboard.type('Earlier where several weak factors meet.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  expect(asked(core, 'triggers.publish')).toEqual([
    {
      policy: { ...live, revision: LIVE_REVISION + 1, combined: { threshold: 0.36 } },
      base: LIVE_REVISION,
      note: 'Earlier where several weak factors meet.',
    },
  ]);
});

test('whoever goes on to a case that is still on its way is there as soon as it is', async ({
  core,
  open,
}) => {
  const { slow } = drafted(core);
  const page = await open();
  await enter(page);
  await expect(changedRows(page).first()).toBeVisible();
  const answer = held(slow);
  await page.keyboard.press('Alt+KeyQ');
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Enter');
  const said = page.getByRole('listbox', { name: 'What was said' });
  await expect(changedRows(page).first()).toHaveAttribute('aria-selected', 'true');
  await expect(said).toHaveCount(0);
  answer();
  await expect(said).toBeFocused();
});

test('whoever is back at a case before the one they left has come keeps it, and the focus in it', async ({
  core,
  open,
}) => {
  const { slow } = drafted(core);
  const page = await open();
  await enter(page);
  await expect(changedRows(page).nth(1)).toBeVisible();
  await page.keyboard.press('Alt+KeyQ');
  await page.keyboard.press('KeyJ');
  const said = page.getByRole('listbox', { name: 'What was said' });
  await expect(said).toBeVisible();
  const answer = held(slow);
  const cases = () => asked(core, 'triggers.case').length;
  const before = cases();
  await page.keyboard.press('KeyJ');
  await expect.poll(cases).toBe(before + 1);
  await page.keyboard.press('KeyK');
  await page.keyboard.press('Enter');
  await expect(said).toBeFocused();
  answer();
  await expect.poll(cases).toBe(before + 2);
  await expect(said).toBeFocused();
});

test('a case of a conversation that this person may see opens there, at the turn that was read', async ({
  core,
  open,
}) => {
  drafted(core);
  const now = Date.now();
  const page = await open();
  await enter(page);
  await changedRows(page).first().click();
  const main = page.getByRole('main');
  await expect(main.getByRole('listbox', { name: 'What was said' })).toBeVisible();
  // Its words come from the record; the conversation itself is not theirs.
  await expect(page.getByRole('button', { name: /^Open at/ })).toHaveCount(0);
  const [looked] = asked(core, 'triggers.case');
  const id = looked?.conversation ?? '';
  core.put('conversations', id, view({ id, name: 'Lotte Hendriks', lastAt: now }, { right: 'lead' }));
  core.on('conversation.open', () => ({ entries: ilseEntries(now), draft: '' }));
  core.flush();
  const at = /Open at t(\d+)/.exec(
    (await page.getByRole('button', { name: /^Open at/ }).textContent()) ?? '',
  );
  await main.getByRole('listbox', { name: 'What was said' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
  await expect(page.getByRole('log').locator('[class*=lit]')).toContainText(`t${at?.[1]}`);
  // What was looked at is still there afterwards.
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyT');
  await expect(main.getByRole('listbox', { name: 'What was said' })).toBeVisible();
});

test('a number is typed where a slider is too coarse; out of bounds it is flagged and changes nothing; one change goes back alone', async ({
  core,
  open,
}) => {
  const { kept } = fillStudio(core);
  const page = await open();
  await enter(page);
  const field = page.getByRole('textbox', { name: 'Fires at, as a number', exact: true });
  await field.fill('0,37');
  await expect(slider(page, 'Fires at')).toHaveValue('0.37');
  await field.fill('3');
  await expect(page.getByRole('alert')).toContainText('0.01 to 1.00');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(slider(page, 'Fires at')).toHaveValue('0.37');
  await field.press('Enter');
  await expect(field).toHaveValue('0.37');
  await page.getByRole('switch', { name: 'Emotion may fire by itself' }).uncheck();
  await page.getByRole('switch', { name: 'Honour “no person, please”' }).uncheck();
  await expect(page.getByText('draft on top of v14, 3 changes')).toBeVisible();
  await page.getByRole('radio', { name: 'Diff' }).check();
  await page.getByRole('button', { name: 'Back to live: Emotion: Fires by itself at' }).click();
  await expect(page.getByText('draft on top of v14, 2 changes')).toBeVisible();
  await expect
    .poll(() => [kept().draft?.emotion.threshold, kept().draft?.guards.refusal])
    .toEqual([0.64, false]);
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('v14 is live, no draft')).toBeVisible();
  await expect.poll(() => kept().draft).toBeNull();
});

test('the smallest change is tried with one button, and then it fires where it was said to', async ({
  core,
  open,
}) => {
  drafted(core);
  const page = await open();
  await enter(page);
  await page.getByRole('radio', { name: /^Earlier/ }).check();
  // The first one fires in its first turn already.
  await changedRows(page).nth(1).click();
  const main = page.getByRole('main');
  const words =
    (await main.getByRole('heading', { name: /Smallest change to fire .* earlier/ }).textContent()) ?? '';
  const turn = /t(\d+)$/.exec(words)?.[1];
  await main
    .getByRole('button', { name: /^Try it/ })
    .first()
    .click();
  await expect(main.getByText(new RegExp(`^Fires at t${turn},`))).toBeVisible();
});

test('whoever does not lead has no such place, and a link to it leads to the inbox', async ({
  core,
  open,
}) => {
  fillStudio(core);
  core.put('me', 'marta', me(Date.now()));
  const page = await open();
  await expect(page.getByRole('button', { name: 'Wall' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Trigger Studio' })).toHaveCount(0);
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyT');
  core.send('app.open', { place: 'triggers' });
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('trigger studio');
  await expect(page.getByRole('combobox')).toHaveValue('trigger studio');
  await expect(page.getByRole('option', { name: /Go to the Trigger Studio/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox', { name: 'Queue' })).toBeVisible();
  expect(asked(core, 'triggers.draft')).toEqual([]);
});

test('two windows have one draft: what is changed in one stands in the other, which says so; unfinished JSON stays', async ({
  core,
  open,
}) => {
  const { kept } = fillStudio(core);
  const page = await open();
  await enter(page);
  const other = await page.context().newPage();
  await other.goto(core.url);
  await other.locator('#root > *').first().waitFor({ state: 'attached' });
  await enter(other);
  const both = [page, other] as const;
  await slider(page, 'Fires at').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(slider(other, 'Fires at')).toHaveAttribute('aria-valuetext', 'live 0.43, draft 0.42');
  await expect(other.getByText('The draft was changed in another window.')).toBeVisible();
  await expect(page.getByText('The draft was changed in another window.')).toBeHidden();

  await slider(other, 'Carried to the next turn').focus();
  await other.keyboard.press('ArrowLeft');
  for (const each of both) await expect(each.getByText('draft on top of v14, 2 changes')).toBeVisible();
  await expect(other.getByText('The draft was changed in another window.')).toBeHidden();
  await expect.poll(() => kept().draft?.combined.threshold).toBe(0.42);

  await page.getByRole('radio', { name: 'JSON' }).check();
  await page.getByRole('textbox', { name: 'The policy as JSON' }).fill('{ "format": ');
  await slider(other, 'Fires at').focus();
  await other.keyboard.press('ArrowLeft');
  await expect(page.getByText('What is typed here takes its place as soon as it is a policy.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'The policy as JSON' })).toHaveValue('{ "format": ');
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Discard/ })
    .click();
  for (const each of both) await expect(each.getByText('v14 is live, no draft')).toBeVisible();
});

test('of a case of 5,000 turns a part is drawn; by keys one comes to every turn of it', async ({
  core,
  open,
}) => {
  const lab = drafted(core);
  lab.lengthen(5_000);
  const page = await open();
  await enter(page);
  await changedRows(page).first().click();
  const main = page.getByRole('main');
  await expect(main.getByText(/, 5,000 turns$/)).toBeVisible();
  await expect(main.getByText('turns 1 to 100 of 5,000')).toBeVisible();
  const said = main.getByRole('listbox', { name: 'What was said' });
  const here = said.locator('[aria-selected=true]');
  await expect(said.getByRole('option')).toHaveCount(100);
  await said.focus();
  await page.keyboard.press('End');
  await expect(here).toHaveAttribute('aria-posinset', '5000');
  await expect(here).toBeInViewport();
  await expect(main.getByText('turns 4,901 to 5,000 of 5,000')).toBeVisible();
  await expect(said.getByRole('option')).toHaveCount(100);
  await page.keyboard.press('Home');
  await expect(here).toHaveAttribute('aria-posinset', '1');
  await expect(here).toBeInViewport();
  for (let at = 0; at < 3; at += 1) await page.keyboard.press('ArrowDown');
  await expect(here).toHaveAttribute('aria-posinset', '4');
  // As long as a turn is in the part that is there, nothing is asked.
  const arounds = asked(core, 'triggers.case').map(({ around }) => around);
  expect(arounds).toEqual([undefined, 5_000, 1]);
});
