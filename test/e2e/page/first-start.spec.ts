// The first start: a person without a manual begins by keys alone, looks at a router while typing, and is never kept from work.
import { settings } from '#shared/contract/settings.ts';
import type { ScriptedCore } from './core.ts';
import { expect, fillWorld, picture, screen, test } from './stage.ts';
import { counts, link, MINUTE, me, queue, tomas } from './world.ts';

const called = (core: ScriptedCore, name: string): unknown[] =>
  core.calls.filter((call) => call.name === name).map(({ body }) => body);

function freshStart(core: ScriptedCore): void {
  const now = Date.now();
  core.on('settings.get', () => settings.parse({ sound: false }));
  core.put('link', 'link', link(now, { demo: true }));
  const day = { since: now - 300 * MINUTE, handled: 0, handlingMs: 0, missed: 0, declined: 0 };
  core.put('me', 'marta', { ...me(now, { status: 'offline', load: 0 }), day });
  core.put('counts', 'care', counts(now));
  for (const row of queue(now)) core.put('queue', row.handoff, row);
  core.on('presence.set', ({ status }) => {
    core.put('me', 'marta', { ...me(now, { status, load: 0 }), day });
    core.flush();
    return { operation: 'op-presence' };
  });
}

test('by keys alone: begin, three steps, and it does not come again', async ({ core, open }) => {
  freshStart(core);
  const page = await open();
  await expect(page.getByRole('heading', { name: /A person takes over here/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take offers as Marta Rocha' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(() => called(core, 'presence.set')).toEqual([{ status: 'available' }]);
  await expect.poll(() => called(core, 'settings.set')).toEqual([{ onboarded: true }]);
  await expect(page.getByRole('region', { name: 'Step 1 of 3' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Change presence, Available' })).toBeVisible();
  await screen(page, 'first-start-tour-light');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Step 3 of 3' })).toBeVisible();
  await picture(page, 'first-start-tour-end');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: /Step/ })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'You have no conversations' })).toBeVisible();
});

test('a router is looked at while its address and token are typed', async ({ core, open }) => {
  freshStart(core);
  core.on('link.check', ({ router, token }) =>
    router.startsWith('wss:')
      ? {
          ...{ secure: true, answeredMs: 18, offsetMs: 40 },
          ...(token === ''
            ? {}
            : { person: { id: 'marta', name: 'Marta Rocha', roles: ['agent'], queues: ['a', 'b', 'c'] } }),
        }
      : { reason: 'refused.address' },
  );
  const page = await open();
  const router = page.getByRole('textbox', { name: 'Router' });
  await router.pressSequentially('meridian');
  await expect(page.getByText('The address of the router cannot be used.')).toBeVisible();
  await picture(page, 'first-start-refused');
  await router.fill('wss://baton.meridian.example');
  const team = page.getByRole('region', { name: 'Connect to your team' });
  await expect(team.getByText('Type the token to see whose it is')).toBeVisible();
  await page.getByLabel('Token').fill('a-token-from-the-lead');
  await expect(team.getByText('Token is of Marta Rocha')).toBeVisible();
  await expect(team.getByText('--router wss://baton.meridian.example --person marta')).toBeVisible();
  await screen(page, 'first-start-light');
});

test('an offer takes its place at once, and the tour is never over it', async ({ core, open }) => {
  freshStart(core);
  const page = await open();
  await expect(page.getByRole('heading', { name: /A person takes over here/ })).toBeVisible();
  fillWorld(core);
  for (const id of ['ilse', 'priya', 'daniel', 'hanne']) core.remove('conversations', id);
  const offer = tomas(Date.now());
  core.put('offers', offer.id, offer);
  core.flush();
  await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
  await expect(page.getByRole('heading', { name: /A person takes over here/ })).toHaveCount(0);
  core.put('offers', offer.id, tomas(Date.now(), 0, { state: 'timeout', to: 'Ana Reis' }));
  core.flush();
  await expect(page.getByText('Not answered in time, went to Ana Reis.')).toBeVisible();
  core.put('offers', offer.id, tomas(Date.now()));
  core.flush();
  await expect(
    page.getByRole('region', { name: 'Offer' }).getByRole('button', { name: /Accept/ }),
  ).toBeVisible();
  await page.keyboard.press('Alt+KeyA');
  await expect.poll(() => called(core, 'offer.accept')).toEqual([{ offer: 'o-tomas' }]);
});

test('it takes the focus from nobody who was quicker', async ({ core, open }) => {
  freshStart(core);
  let answer = (): void => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  core.on('settings.get', async () => {
    await asked;
    return settings.parse({ sound: false });
  });
  const page = await open();
  await page.getByRole('banner').getByRole('button', { name: 'Missed' }).click();
  const panel = page.getByRole('dialog', { name: 'Missed' });
  await expect(panel).toBeVisible();
  answer();
  await expect(page.getByText('A person takes over here, already briefed.')).toBeVisible();
  await expect(panel).toBeVisible();
});

test('skipped, it is found again by its name', async ({ core, open }) => {
  freshStart(core);
  const page = await open();
  await page.getByRole('button', { name: 'Look around first' }).click();
  await expect(page.getByRole('heading', { name: 'You have no conversations' })).toBeVisible();
  await page.keyboard.press('Control+KeyK');
  await expect(page.getByRole('combobox', { name: 'Search or run a command' })).toBeFocused();
  await page.keyboard.type('first start');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /A person takes over here/ })).toBeVisible();
});
