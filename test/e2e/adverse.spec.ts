// What goes wrong around a console at work: its clock, its token, its files, a lead who gives its work away. Words are kept, clocks tell the router's time, and what was
// written goes out once.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BatonConfig } from '#shared/schema/config.ts';
import { ConsoleClient } from '../hosts/console-client.ts';
import { accept, becomeAvailable, bringIlse, expect, isLive, picture, test } from './stage.ts';

const HOUR = 3_600_000;

test.describe('a clock that is an hour off', () => {
  test.use({ office: { slaSeconds: 600, offerSeconds: 300 } });
  for (const [how, ahead] of [
    ['ahead of', HOUR],
    ['behind', -HOUR],
  ] as const)
    test(`an hour ${how} the router’s clock: an offer, a target and a hold run by the router’s`, async ({
      stage,
    }) => {
      const { page } = await stage.sit('marta', ahead);
      await becomeAvailable(page);
      await bringIlse(stage);
      await expect(page.getByRole('region', { name: 'Offer' }).getByRole('timer')).toHaveText(/^[45]:\d\d$/);
      await accept(page);
      await expect(page.getByText(/^Reply due in (10|9|8):\d\d$/)).toBeVisible();
      await expect(page.getByRole('option', { name: /Ilse Verhoeven.* (10|9|8):\d\d left/ })).toBeVisible();
      await page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' }).fill('Row 11 is free.');
      await page.keyboard.press('Control+Enter');
      await stage.hooks.event((event) => event.type === 'human.turn');
      await page.keyboard.press('Alt+KeyH');
      await page.getByRole('dialog', { name: /Hold/ }).getByRole('button', { name: /^Hold/ }).click();
      await expect(page.getByRole('option', { name: /Ilse Verhoeven/ })).toContainText('Held until');
    });
});

test('a token that is withdrawn at work: it says so and what is next; typed words stay, and go out once when it is valid again', async ({
  stage,
}) => {
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await stage.killRouter();
  await expect(page.getByText(/Offline|Reconnecting/).first()).toBeVisible();
  await box.fill('The €168 goes back to your card.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('log')).toContainText('in outbox, not sent yet');
  await box.fill('Anything el');

  const { configFile } = stage.office;
  const valid = readFileSync(configFile, 'utf8');
  const config = JSON.parse(valid) as BatonConfig;
  const people = config.people.map((person) =>
    person.id === 'marta' ? { ...person, tokenHashes: ['0'.repeat(64)] } : person,
  );
  writeFileSync(configFile, JSON.stringify({ ...config, people }));
  await stage.restartRouter();
  const state = page.getByRole('region', { name: 'State of the console' });
  await expect(state).toContainText(
    /The token is not valid\. What you wrote is kept\. Start Baton with a new token from your lead\./,
  );
  await expect(box).toHaveValue('Anything el');

  await stage.killRouter();
  writeFileSync(configFile, valid);
  await stage.restartRouter();
  await state.getByRole('button', { name: 'Try now' }).click();
  await isLive(page);
  await expect(box).toHaveValue('Anything el');
  await box.fill('Anything else?');
  await page.keyboard.press('Control+Enter');
  await stage.hooks.event((event) => event.type === 'human.turn' && event.data.text === 'Anything else?');
  const said = stage.hooks.events.flatMap((event) => (event.type === 'human.turn' ? [event.data.text] : []));
  expect(said).toEqual(['The €168 goes back to your card.', 'Anything else?']);
});

test('a lead gives a conversation away while a reply could still be taken back: it is not sent, and all words are kept', async ({
  stage,
}) => {
  const { page } = await stage.sit('ana');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: '5 s', exact: true }).check();
  await page.getByRole('button', { name: 'Inbox' }).click();
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  const lead = await ConsoleClient.open({ url: stage.router().ws, token: stage.office.token('marta') });
  await lead.do('presence.set', { status: 'available' });
  const box = page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' });
  await box.fill('Row 11 is yours.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Your reply goes out in/)).toBeVisible();
  await box.fill('And the');
  expect(await lead.do('handoff.assign', { handoff: 'ilse.1', person: 'marta' })).toMatchObject({ ok: true });
  await expect(page.getByText('Passed on by Marta Rocha.')).toBeVisible();
  await expect(page.getByText('Not yours any more, read only')).toBeVisible();
  await expect(page.getByText('This conversation is not yours any more')).toBeVisible();
  await expect(page.getByText('And the', { exact: true })).toBeVisible();
  await expect(page.getByText(/This was not accepted/)).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText('And the', { exact: true })).toBeVisible();
  expect(stage.hooks.events.filter(({ type }) => type === 'human.turn')).toEqual([]);
  lead.cut();
});

test('an outbox that is damaged at the start is kept beside a new one, and whoever wrote is told to look', async ({
  stage,
}) => {
  const marta = await stage.sit('marta');
  const { page } = marta;
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  await stage.killRouter();
  await expect(page.getByText(/Offline|Reconnecting/).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' }).fill('Row 11 is yours.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('log')).toContainText('in outbox, not sent yet');
  await marta.kill();
  const folder = join(dirname(stage.office.configFile), 'marta', 'people', 'marta');
  for (const name of readdirSync(folder))
    if (name.startsWith('outbox.db')) writeFileSync(join(folder, name), 'x'.repeat(50_000));
  await stage.restartRouter();
  await marta.restart();
  const state = page.getByRole('region', { name: 'State of the console' });
  await expect(state).toContainText('What waited to be sent cannot be read');
  const kept = readdirSync(folder).find((name) => name.startsWith('outbox.db.aside'));
  await expect(state).toContainText(`kept as ${kept}`);
  await picture(page, 'outbox-lost-light');
  await state.getByRole('button', { name: 'Understood' }).click();
  await expect(state).toHaveCount(0);
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await page.getByRole('textbox', { name: 'Reply to Ilse Verhoeven' }).fill('Row 11 is yours, both seats.');
  await page.keyboard.press('Control+Enter');
  await stage.hooks.event(({ type }) => type === 'human.turn');
});
