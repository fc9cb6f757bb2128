// Who is with a bot, as a console is told of it: last in the queue, nearest to a handoff first, as figures.
import type { WatchedList } from '#shared/schema/queue.ts';
import { expect, fillWorld, noOffer, openIlse, screen, test } from './stage.ts';
import { MINUTE, me, waiting } from './world.ts';

const list = (...rows: readonly (readonly [string, number, number])[]): WatchedList => ({
  queue: 'care',
  threshold: 500_000,
  text: 'leads',
  rows: rows.map(([name, score, before]) => ({
    conversation: name.split(' ')[0]?.toLowerCase() ?? '',
    ...{ channel: 'chat', name, organisation: 'Northline', botName: 'Ava', turns: 7, demo: false },
    ...{ score, before },
  })),
});

test('they stand last, with score, trend and bar; who comes to wait stands once, and nobody is remembered', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  core.put(
    'watched',
    'care',
    list(
      ['Fatima Idrissi', 440_000, 300_000],
      ['Karel Dvořák', 390_000, 390_000],
      ['Abigail Mensah', 120_000, 260_000],
    ),
  );
  const page = await open();
  await openIlse(page);
  const watched = page.getByRole('option', { name: /Watched with the bot/ });
  await expect(watched).toHaveCount(3);
  await expect(watched.first()).toContainText('Fatima Idrissi');
  await expect(watched.first()).toContainText('7 turns with Ava');
  await expect(watched.first()).toContainText('0.44');
  await expect(watched.getByLabel('rising')).toHaveCount(1);
  await expect(watched.getByLabel('falling')).toHaveCount(1);
  await expect(page.getByRole('heading', { name: /Watched with the bot/ })).toHaveCount(0);
  await expect(page.getByText('fires at 0.50', { exact: true })).toBeVisible();
  await page.mouse.move(0, 0);
  await watched.last().scrollIntoViewIfNeeded();
  // At the end nothing is below, and the list stands still.
  await expect(page.getByText(/more below/)).toHaveCount(0);
  // What is due does not go out of mind with its row: Priya waits for a reply, Ray for anybody.
  await expect(
    page.getByRole('button', { name: /^\d+ above, Priya Natarajan due in 0:\d\d$/ }),
  ).toBeVisible();
  await screen(page, 'watched-light');
  await page.getByRole('button', { name: /above, Priya Natarajan due/ }).click();
  await expect(page.getByRole('option', { name: /Priya/ })).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('listbox', { name: 'Queue' })).toBeFocused();
  await expect(page.getByText(/\d above,/)).toHaveCount(0);

  // Their words are for leads alone: the conversation that is open stays.
  await watched.first().click();
  await expect(page.getByRole('heading', { name: 'Ilse Verhoeven' })).toBeVisible();

  await page.mouse.move(0, 0);
  // Once nobody points at the list and it has no focus, its order is free again.
  await page.getByRole('log').focus();

  // She waits now: the core takes her off the list before the next one comes.
  const now = Date.now();
  core.put(
    'queue',
    'h-fatima',
    waiting('fatima', 'Fatima Idrissi', 'Northline', 'Roaming', now, now + 60_000),
  );
  core.put('watched', 'care', list(['Karel Dvořák', 390_000, 390_000]));
  core.flush();
  await expect(page.getByRole('option', { name: /Fatima Idrissi/ })).toHaveCount(1);
  core.remove('watched', 'care');
  core.flush();
  await expect(watched).toHaveCount(0);
  await expect(page.getByText('fires at 0.50', { exact: true })).toHaveCount(0);
});

test('a lead reads along while it is with the bot, turn by turn, and is told when it no longer is', async ({
  core,
  open,
}) => {
  fillWorld(core);
  core.put('me', 'marta', { ...me(Date.now(), { load: 5 }), roles: ['agent', 'lead'] });
  const rows = (turns: number): WatchedList => {
    const all = list(['Fatima Idrissi', 440_000, 300_000]);
    return { ...all, rows: all.rows.map((row) => ({ ...row, turns })) };
  };
  core.put('watched', 'care', rows(1));
  const at = Date.now() - MINUTE;
  const said = [
    { role: 'END_USER' as const, text: 'Why is roaming off on my second SIM?', at },
    { role: 'AUTOMATED_AGENT' as const, text: 'It is included in your plan.', at: at + 5_000 },
  ];
  let turns = said.slice(0, 1);
  core.on('conversation.listen', () => ({ turns }));
  const page = await open();
  await page.getByRole('option', { name: /Watched with the bot/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Fatima Idrissi with Ava' });
  const log = dialog.getByRole('log');
  await expect(log).toContainText('Why is roaming off on my second SIM?');
  await expect(log).not.toContainText('included');
  turns = said;
  core.put('watched', 'care', rows(2));
  core.flush();
  await expect(log).toContainText('It is included in your plan.');
  await screen(page, 'watched-words-light');
  core.remove('watched', 'care');
  core.flush();
  await expect(dialog).toContainText('The bot does not have it any more.');
  await expect(log).toContainText('It is included in your plan.');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('where the queue allows it an agent reads along too, and is told who may; where it does not, no words are asked for', async ({
  core,
  open,
}) => {
  fillWorld(core);
  core.put('watched', 'care', { ...list(['Fatima Idrissi', 440_000, 300_000]), text: 'everyone' });
  core.put('watched', 'desk', { ...list(['Karel Dvořák', 390_000, 390_000]), queue: 'desk' });
  const asked: string[] = [];
  core.on('conversation.listen', ({ conversation }) => {
    asked.push(conversation);
    return { turns: [{ role: 'END_USER', text: 'Why is roaming off on my second SIM?', at: Date.now() }] };
  });
  const page = await open();
  await page.getByRole('option', { name: /Karel Dvořák/ }).click();
  await page.getByRole('option', { name: /Fatima Idrissi/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Fatima Idrissi with Ava' });
  await expect(dialog.getByRole('log')).toContainText('Why is roaming off on my second SIM?');
  await expect(dialog).toContainText('Everyone of the queue may read this.');
  expect(asked).toEqual(['fatima']);
});

test('at the end of a long list nothing moves: what was below leaves, its place stays', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const names = ['Fatima', 'Karel', 'Abigail', 'Mina', 'Oskar', 'Ruth'] as const;
  core.put('watched', 'care', list(...names.map((name) => [`${name} Idrissi`, 440_000, 300_000] as const)));
  const page = await open();
  await expect(page.getByText(/more below/)).toBeVisible();
  const scroller = page.getByRole('listbox', { name: 'Queue' });
  const before = await scroller.boundingBox();
  await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(page.getByText(/more below/)).toHaveCount(0);
  expect(await scroller.boundingBox()).toEqual(before);
});
