// Passing work on, by keys: to whom, why, and what the next person or the customer reads.
import { Refused, type ScriptedCore } from './core.ts';
import { expect, fillWorld, findLink, loseLink, noOffer, openIlse, picture, screen, test } from './stage.ts';
import { ilseView, MINUTE, me, tomas } from './world.ts';

const called = (core: ScriptedCore, name: string): unknown[] =>
  core.calls.filter((call) => call.name === name).map(({ body }) => body);

test.beforeEach(({ core }) => {
  fillWorld(core);
  noOffer(core);
});

test('transfer: found by letters, chosen by digit, with reason and note; refused words stay', async ({
  core,
  open,
}) => {
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyT');
  const dialog = page.getByRole('dialog', { name: 'Transfer Ilse Verhoeven' });
  await expect(dialog.getByRole('option', { name: /Imre Szabó/ })).toContainText('no room');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('Choose to whom first.');
  await page.keyboard.type('re');
  await page.keyboard.press('Digit1');
  await expect(dialog.getByRole('option', { name: /Ana Reis/ })).toHaveAttribute('aria-selected', 'true');
  await dialog.getByText('Shift ends').click();
  await dialog
    .getByRole('textbox', { name: /Note for the next person/ })
    .fill('Row 11 B and C asked for, not confirmed. She boards at six, please finish tonight.');
  await expect(dialog).toContainText('Offered to Ana Reis first, then to the queue.');
  await picture(page, 'transfer');
  core.on('handoff.transfer', () => {
    throw new Refused({ code: 'conflict', message: 'error.conflict', detail: 'target_busy' });
  });
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toContainText('There is no room for it there now.');
  core.on('handoff.transfer', () => ({ operation: 'op-1' }));
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  expect(called(core, 'handoff.transfer').at(-1)).toEqual({
    handoff: 'h-ilse',
    to: { kind: 'person', person: 'ana' },
    reason: 'shift_end',
    note: 'Row 11 B and C asked for, not confirmed. She boards at six, please finish tonight.',
  });
});

test('escalate: by its key, from the list of ways or by typing it; to the leads of its queue, with a note', async ({
  core,
  open,
}) => {
  core.on('handoff.transfer', () => ({ operation: 'op-1' }));
  const page = await open();
  await openIlse(page);
  const dialog = page.getByRole('dialog', { name: 'Escalate Ilse Verhoeven' });
  await page.keyboard.press('Alt+KeyL');
  await expect(dialog).toContainText('a lead who is free is offered it first');
  await expect(dialog.getByRole('radio', { name: 'Needs a senior' })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('escalate');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More for this conversation' }).click();
  await page.getByRole('menuitem', { name: /Escalate/ }).click();
  await dialog.getByRole('textbox', { name: /Note for the next person/ }).fill('She asks for the manager.');
  const options = dialog.getByRole('option');
  await expect(options.last()).toBeInViewport({ ratio: 1 });
  await screen(page, 'escalate-light');
  // Where they have no room, the chosen one is in view all the same.
  await page.setViewportSize({ width: 960, height: 600 });
  await dialog.getByRole('combobox').press('ArrowDown');
  await dialog.getByRole('combobox').press('ArrowDown');
  await expect(options.and(page.locator('[aria-selected=true]'))).toBeInViewport({ ratio: 1 });
  await dialog.getByRole('combobox').press('ArrowUp');
  await dialog.getByRole('combobox').press('ArrowUp');
  await expect(options.filter({ hasText: 'Airline disruption' })).toHaveAttribute('aria-selected', 'true');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  expect(called(core, 'handoff.transfer')).toEqual([
    {
      handoff: 'h-ilse',
      to: { kind: 'queue', queue: 'care' },
      reason: 'needs_senior',
      note: 'She asks for the manager.',
    },
  ]);
});

test('what is closed gives the focus back where it was', async ({ core, open }) => {
  const page = await open();
  await openIlse(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  const list = page.getByRole('listbox', { name: 'Queue' });
  for (const [place, key] of [
    [box, 'Alt+KeyT'],
    [box, 'Alt+KeyH'],
    [box, 'Alt+KeyJ'],
    [list, 'Alt+KeyK'],
    [list, 'Shift+Slash'],
    [list, 'Shift+KeyA'],
  ] as const) {
    await place.focus();
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(place, key).toBeFocused();
  }
  const now = Date.now();
  core.put('offers', 'o-tomas', tomas(now));
  core.flush();
  await expect(page.getByRole('button', { name: /^Accept/ })).toBeVisible();
  await box.focus();
  await page.keyboard.press('Alt+KeyD');
  await expect(page.getByRole('button', { name: /Not my skill/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box).toBeFocused();
  // What goes away by itself leaves the focus with the window.
  await page.keyboard.press('Alt+KeyD');
  await expect(page.getByRole('button', { name: /Not my skill/ })).toBeVisible();
  core.put('offers', 'o-tomas', { ...tomas(now), state: 'timeout' });
  core.flush();
  await expect(page.getByText('Not answered in time.')).toBeVisible();
  await expect(box).toBeFocused();
});

test('consult: a question to a colleague, shown in the head until it ends', async ({ core, open }) => {
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyS');
  const dialog = page.getByRole('dialog', { name: 'Consult' });
  await page.keyboard.type('jak');
  await page.keyboard.press('ArrowDown');
  await dialog
    .getByRole('textbox', { name: /Question/ })
    .fill('Can you lift the fare rule for row 11 on MA 516?');
  await picture(page, 'consult');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  expect(called(core, 'consult.start')).toEqual([
    { handoff: 'h-ilse', person: 'jakub', question: 'Can you lift the fare rule for row 11 on MA 516?' },
  ]);
  const now = Date.now();
  const view = ilseView(now);
  const askedSince = (since: number): void => {
    const consult = { person: 'jakub', name: 'Jakub Marek', question: 'Can you lift the fare rule?', since };
    core.put('conversations', 'ilse', { ...view, handoff: { ...view.handoff, consult } });
    core.flush();
  };
  askedSince(now);
  // What they wrote before is no answer to it.
  await expect(page.getByText(/You asked Jakub Marek 0:0\d ago: Can you lift the fare rule/)).toBeVisible();
  askedSince(now - 2 * MINUTE);
  await expect(page.getByText(/Jakub Marek answered your question: Can you lift/)).toBeVisible();
  await screen(page, 'consulted-light');
  await page.getByRole('button', { name: 'End consult' }).click();
  await expect.poll(() => called(core, 'consult.end')).toEqual([{ handoff: 'h-ilse' }]);
});

test('return with an outcome, hold until a time, end with last words', async ({ core, open }) => {
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyB');
  const toBot = page.getByRole('dialog', { name: 'Return Ilse Verhoeven to the bot' });
  await page.keyboard.press('Digit2');
  await toBot.getByRole('textbox').fill('Send both boarding passes after 20:00.');
  await picture(page, 'to-bot');
  await page.keyboard.press('Control+Enter');
  await expect(toBot).toBeHidden();
  expect(called(core, 'handoff.return')).toEqual([
    { handoff: 'h-ilse', reason: 'The bot carries on with a task: Send both boarding passes after 20:00.' },
  ]);

  await page.keyboard.press('Alt+KeyH');
  const hold = page.getByRole('dialog', { name: 'Hold Ilse Verhoeven' });
  await expect(hold).toContainText(
    /Reply due in \d:\d\d.*Ilse Verhoeven waits for you\. Holding does not answer\./,
  );
  await page.keyboard.press('Digit4');
  await hold.getByRole('textbox', { name: 'What it waits for' }).fill('waiting for the scan');
  await picture(page, 'hold');
  await page.keyboard.press('Control+Enter');
  await expect(hold).toBeHidden();
  expect(called(core, 'handoff.hold')).toEqual([{ handoff: 'h-ilse', reason: 'waiting for the scan' }]);

  await page.keyboard.press('Alt+KeyK');
  const end = page.getByRole('dialog', { name: 'End with Ilse Verhoeven' });
  await page.keyboard.press('Digit2');
  await end.getByText('Abusive').click();
  await picture(page, 'end');
  await page.keyboard.press('Control+Enter');
  await expect(end).toBeHidden();
  expect(called(core, 'conversation.end')).toEqual([
    {
      handoff: 'h-ilse',
      reason: 'abusive',
      block: true,
      message: 'I am ending this conversation. We will not continue by chat.',
    },
  ]);
});

test('an offer that runs stays in sight over a dialog and over the palette, and is taken without leaving them', async ({
  core,
  open,
}) => {
  const now = Date.now();
  core.put('offers', 'o-tomas', tomas(now, 2 * MINUTE));
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Control+KeyK');
  const running = page.getByRole('region', { name: 'Offer that is running' });
  await expect(running).toContainText(/Offer: Tomás Albrecht.*0:\d\d.*Accept/);
  await expect(running.getByRole('button', { name: /Accept/ })).toBeInViewport({ ratio: 1 });
  await picture(page, 'palette-offer');
  await page.keyboard.press('Escape');
  await expect(running).toHaveCount(0);

  await page.keyboard.press('Alt+KeyT');
  const dialog = page.getByRole('dialog', { name: 'Transfer Ilse Verhoeven' });
  await expect(dialog.getByRole('combobox')).toBeFocused();
  const note = dialog.getByRole('textbox', { name: /Note for the next person/ });
  await note.fill('Row 11 asked for');
  await picture(page, 'transfer-offer');
  // What is clicked gives the focus back.
  await running.getByRole('button', { name: /Accept/ }).focus();
  await note.focus();
  await page.keyboard.press('Alt+KeyA');
  await expect.poll(() => called(core, 'offer.accept')).toEqual([{ offer: 'o-tomas' }]);
  noOffer(core);
  core.flush();
  await expect(dialog.getByRole('status')).toContainText('Tomás Albrecht is yours now.');
  await expect(note).toHaveValue('Row 11 asked for');
  await expect(note).toBeFocused();
  // Nor is its key taken for one that is looked for among all keys.
  await page.keyboard.press('Escape');
  core.put('offers', 'o-tomas', tomas(Date.now(), 2 * MINUTE));
  core.flush();
  await page.getByRole('button', { name: 'Keys' }).click();
  await expect(page.getByRole('searchbox', { name: 'Type an action or press a key' })).toBeFocused();
  await page.keyboard.press('Alt+KeyA');
  await expect.poll(() => called(core, 'offer.accept')).toHaveLength(2);
  noOffer(core);
  core.flush();
  // Without a dialog it is taken as ever: it opens.
  await page.keyboard.press('Escape');
  core.put('offers', 'o-tomas', tomas(Date.now(), 2 * MINUTE));
  core.flush();
  await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
  await page.keyboard.press('Alt+KeyA');
  await expect.poll(() => called(core, 'offer.accept')).toHaveLength(3);
});

test('an offer that comes while a dialog is open is taken from there, too, and the words typed in it stay', async ({
  core,
  open,
}) => {
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyT');
  const dialog = page.getByRole('dialog', { name: 'Transfer Ilse Verhoeven' });
  const note = dialog.getByRole('textbox', { name: /Note for the next person/ });
  await note.fill('Row 11 asked for');
  core.put('offers', 'o-tomas', tomas(Date.now(), 2 * MINUTE));
  core.flush();
  const running = page.getByRole('region', { name: 'Offer that is running' });
  await running.getByRole('button', { name: /Accept/ }).click();
  await expect.poll(() => called(core, 'offer.accept')).toEqual([{ offer: 'o-tomas' }]);
  noOffer(core);
  core.flush();
  await expect(dialog.getByRole('status')).toContainText('Tomás Albrecht is yours now.');
  await expect(note).toHaveValue('Row 11 asked for');
  await expect(note).toBeFocused();
});

test('without a link a dialog says that it is done later; where nothing gets out it cannot be done', async ({
  core,
  open,
}) => {
  const page = await open();
  await openIlse(page);
  const since = Date.now();
  loseLink(core, since);
  core.flush();
  await page.keyboard.press('Alt+KeyT');
  const dialog = page.getByRole('dialog', { name: 'Transfer Ilse Verhoeven' });
  const confirm = dialog.getByRole('button', { name: /^Transfer/ });
  await expect(dialog).toContainText(
    'No link: it waits in the outbox and is done once, when the link is back.',
  );
  await picture(page, 'transfer-offline');
  loseLink(core, since, { state: 'refused', reason: 'refused.unauthorized' });
  core.flush();
  await expect(dialog.getByRole('alert')).toContainText('Not possible: the connection is refused.');
  await expect(confirm).toHaveAttribute('aria-disabled', 'true');
  await picture(page, 'transfer-refused');
  await page.keyboard.press('Escape');
  const judge = page.getByRole('button', { name: /^Judge this handoff/ });
  for (const name of ['Transfer', 'Consult', /To bot|Return to the bot/, /^Wrap up/])
    await expect(page.getByRole('button', { name }).first()).toHaveAttribute('aria-disabled', 'true');
  await expect(judge).toHaveAttribute('aria-disabled', 'true');
  await expect(judge).toHaveAttribute('title', /Not possible: the connection is refused\.$/);
  await page.keyboard.press('Alt+KeyJ');
  await judge.click({ force: true });
  await page.keyboard.press('Alt+KeyT');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('menu')).toHaveCount(0);
  findLink(core);
  core.flush();
  await expect(page.getByRole('button', { name: 'Transfer' })).toHaveAttribute('aria-disabled', 'false');
  await judge.click();
  await expect(page.getByRole('menu')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+KeyT');
  await expect(dialog).toBeVisible();
});

test('a hold past midnight is said with its day and its time', async ({ open }) => {
  const page = await open();
  await openIlse(page);
  await page.clock.setFixedTime(new Date(2026, 10, 24, 23, 10, 5));
  await page.keyboard.press('Alt+KeyH');
  const hold = page.getByRole('dialog', { name: 'Hold Ilse Verhoeven' });
  await expect(hold.getByText('In half an hour')).toHaveText('In half an hour 23:41');
  await expect(hold.getByText('In two hours')).toHaveText('In two hours 25 Nov 01:11');
});

test('signing out asks what becomes of each open conversation', async ({ core, open }) => {
  core.put('me', 'marta', me(Date.now()));
  const page = await open();
  await openIlse(page);
  await page.getByRole('button', { name: /Change presence/ }).click();
  await page.getByRole('menuitemradio', { name: 'Signed out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign out' });
  // Whoever waits for an answer is not put off until tomorrow by default.
  for (const name of [/Ilse Verhoeven/, /Priya Natarajan/, /Daniel Okafor/])
    await expect(dialog.getByRole('combobox', { name })).toHaveValue('');
  await expect(dialog.getByRole('combobox', { name: /Hanne Solberg/ })).toHaveValue('keep');
  await expect(dialog.locator('label').filter({ hasText: 'Ilse Verhoeven' })).toContainText(
    /waits for you.*Reply due in 1:\d\d/,
  );
  // As in the queue, whoever is due first is first, and is what is said to be missing.
  await expect(dialog.locator('label')).toContainText([
    ...['All of them', 'Priya Natarajan', 'Ilse Verhoeven', 'Daniel Okafor', 'Hanne Solberg'],
  ]);
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByRole('alert')).toHaveText(
    'Priya Natarajan waits for a reply: choose what becomes of it.',
  );
  expect(called(core, 'presence.set')).toEqual([]);
  await dialog.getByRole('combobox', { name: /Ilse Verhoeven/ }).selectOption({ label: 'Keep until then' });
  await expect(dialog.locator('label').filter({ hasText: 'Ilse Verhoeven' })).toContainText(
    /would wait until .*09:00/,
  );
  await dialog
    .getByRole('combobox', { name: /Ilse Verhoeven/ })
    .selectOption({ label: 'Transfer: Ana Reis' });
  await dialog
    .getByRole('combobox', { name: /Priya Natarajan/ })
    .selectOption({ label: 'Return to the bot' });
  await dialog.getByRole('combobox', { name: /Daniel Okafor/ }).selectOption({ label: 'Finish first' });
  await screen(page, 'shift-end-light');
  await expect(dialog.getByText('Finish with Daniel Okafor first, then sign out.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: /Sign out/ })).toBeDisabled();
  await dialog
    .getByRole('combobox', { name: /Daniel Okafor/ })
    .selectOption({ label: 'Queue: Airline disruption' });
  await dialog.getByRole('button', { name: /Sign out/ }).click();
  await expect(dialog).toBeHidden();
  expect(called(core, 'handoff.transfer')).toEqual([
    { handoff: 'h-ilse', to: { kind: 'person', person: 'ana' }, reason: 'shift_end' },
    { handoff: 'h-daniel', to: { kind: 'queue', queue: 'care' }, reason: 'shift_end' },
  ]);
  expect(called(core, 'handoff.return')).toEqual([{ handoff: 'h-priya', reason: 'The shift ended' }]);
  expect(called(core, 'presence.set')).toMatchObject([{ status: 'offline' }]);
});
