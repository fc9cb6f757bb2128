// No violation on any screen and in any state: every rule in light, and what a theme can change again in dark, high
// contrast and forced colours. One page walks through the states, each of which follows from the one before.
import type { Locator, Page } from '@playwright/test';
import { settings } from '#shared/contract/settings.ts';
import { openEye } from '../axe.ts';
import { floor } from '../wall/world.ts';
import { Refused, type ScriptedCore } from './core.ts';
import { expect, fillWorld, loseLink, noOffer, openIlse, test } from './stage.ts';
import { ilseView, link, MINUTE, me, SECOND, tomas, view } from './world.ts';

const dialog = (page: Page): Locator => page.getByRole('dialog').first();
async function shut(page: Page): Promise<void> {
  await expect(dialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}
async function openDialog(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(dialog(page)).toBeVisible();
}
const goTo = (page: Page, place: string) =>
  page.getByRole('navigation').getByRole('button', { name: place }).click();

interface State {
  readonly name: string;
  /** What is new on the screen; nothing = all of it. */
  readonly where?: string;
  readonly go: (page: Page, core: ScriptedCore) => Promise<void>;
}
const DIALOG = '[role=dialog]';
const MENU = '[role=menu]';
const BANNER = 'section[aria-label="State of the console"]';

const WALK: readonly State[] = [
  {
    name: 'first start',
    go: (page) => expect(page.getByRole('heading', { name: /A person takes over here/ })).toBeVisible(),
  },
  {
    name: 'first step',
    where: 'body',
    go: async (page) => {
      await page.keyboard.press('Enter');
      await expect(page.getByRole('region', { name: 'Step 1 of 3' })).toBeVisible();
    },
  },
  {
    name: 'nothing there',
    go: async (page, core) => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('region', { name: /Step/ })).toHaveCount(0);
      core.put('me', 'marta', me(Date.now(), { load: 0 }));
      core.flush();
      await expect(page.getByRole('heading', { name: 'You have no conversations' })).toBeVisible();
    },
  },
  {
    name: 'a conversation under an offer',
    go: async (page, core) => {
      fillWorld(core);
      core.put('me', 'marta', { ...me(Date.now()), roles: ['agent', 'lead'] });
      core.put('offers', 'o-tomas', tomas(Date.now(), 5 * MINUTE));
      core.flush();
      await openIlse(page);
      await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
    },
  },
  {
    name: 'context of the offer, and declining it',
    go: async (page) => {
      await page.keyboard.press('Alt+KeyC');
      await expect(page.getByRole('complementary', { name: 'Context' })).toContainText('€59');
      await page.keyboard.press('Alt+KeyD');
      await expect(page.getByRole('group', { name: 'Why not?' })).toBeVisible();
    },
  },
  {
    name: 'the offer that is over',
    where: 'main',
    go: async (page, core) => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('group', { name: 'Why not?' })).toHaveCount(0);
      core.put('offers', 'o-tomas', tomas(Date.now(), 0, { state: 'timeout', to: 'Ana Reis' }));
      core.remove('conversations', 'tomas');
      core.flush();
      await expect(page.getByText('Not answered in time, went to Ana Reis.')).toBeVisible();
    },
  },
  {
    name: 'transfer',
    where: DIALOG,
    go: async (page, core) => {
      noOffer(core);
      core.flush();
      await expect(page.getByRole('region', { name: 'Offer' })).toHaveCount(0);
      await openDialog(page, 'Alt+KeyT');
    },
  },
  ...[
    ['consult', 'Alt+KeyS'],
    ['return to the bot', 'Alt+KeyB'],
    ['hold, at another time', 'Alt+KeyH', 'Digit5'],
    ['end and block', 'Alt+KeyK', 'Digit2'],
    ['keys', '?'],
    ['palette', 'Control+KeyK'],
  ].map(
    ([name = '', key = '', choice]): State => ({
      name,
      where: DIALOG,
      go: async (page) => {
        await shut(page);
        if (key === '?') await page.getByRole('button', { name: 'Keys' }).click();
        else await page.keyboard.press(key);
        await expect(dialog(page)).toBeVisible();
        if (choice !== undefined) await page.keyboard.press(choice);
      },
    }),
  ),
  {
    name: 'judging',
    go: async (page) => {
      await shut(page);
      await page.keyboard.press('Alt+KeyJ');
      await expect(page.getByRole('menuitemradio', { name: 'Too late' })).toBeVisible();
    },
  },
  ...[
    ['what else can be done', 'More for this conversation'],
    ['the order of the queue', 'Due first'],
    ['presence', /Change presence/],
  ].map(
    ([name, button]): State => ({
      name: String(name),
      where: MENU,
      go: async (page) => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('menu')).toHaveCount(0);
        await page.getByRole('button', { name: button ?? '' }).click();
        await expect(page.getByRole('menu')).toBeVisible();
      },
    }),
  ),
  {
    name: 'signing out',
    where: DIALOG,
    go: async (page) => {
      await page.getByRole('menuitemradio', { name: 'Signed out' }).click();
      await expect(page.getByRole('dialog', { name: 'Sign out' })).toBeVisible();
    },
  },
  {
    name: 'what was missed',
    where: DIALOG,
    go: async (page) => {
      await shut(page);
      await page
        .getByRole('banner')
        .getByRole('button', { name: /Missed/ })
        .click();
      await expect(page.getByRole('dialog', { name: 'Missed' })).toBeVisible();
    },
  },
  {
    name: 'wrap-up',
    where: 'main',
    go: async (page) => {
      await shut(page);
      await page.keyboard.press('Alt+KeyE');
      await expect(page.getByText('Wrap up with Ilse Verhoeven')).toBeVisible();
    },
  },
  {
    name: 'offline',
    go: async (page, core) => {
      await page.keyboard.press('Escape');
      const since = Date.now() - 192 * SECOND;
      loseLink(core, since, { outbox: 3 });
      core.put('conversations', 'ilse', { ...ilseView(Date.now()), pending: 2 });
      core.flush();
      await expect(page.locator('strong', { hasText: 'Offline since' })).toBeVisible();
    },
  },
  {
    name: 'reconnecting',
    where: BANNER,
    go: async (page, core) => {
      core.put(
        'link',
        'link',
        link(Date.now(), { state: 'reconnecting', freshAt: Date.now() - 20 * SECOND }),
      );
      core.flush();
      await expect(page.locator('strong', { hasText: 'Reconnecting' })).toBeVisible();
    },
  },
  {
    name: 'refused',
    where: BANNER,
    go: async (page, core) => {
      core.put('link', 'link', link(Date.now(), { state: 'refused', reason: 'unauthorized' }));
      core.flush();
      await expect(page.locator('strong', { hasText: 'refused' })).toBeVisible();
    },
  },
  {
    name: 'a conflict',
    where: 'main',
    go: async (page, core) => {
      const at = Date.now();
      core.put('link', 'link', link(at));
      core.put('outbox', 'op-9', {
        ...{ id: 'op-9', n: 9, kind: 'turn.send', conversation: 'ilse', at, state: 'refused' },
        ...{ text: 'Row 11, seats B and C.', refusal: 'not_owner', owner: { name: 'Ana Reis', since: at } },
      });
      core.remove('conversations', 'ilse');
      core.flush();
      await expect(page.getByRole('heading', { name: 'Ana Reis has this conversation now' })).toBeVisible();
    },
  },
  {
    name: 'a conversation that does not open',
    where: 'main',
    go: async (page, core) => {
      core.remove('outbox', 'op-9');
      core.flush();
      core.on('conversation.open', () => {
        throw new Refused({ code: 'internal', message: 'error.internal', detail: '7f3c' });
      });
      await page.getByRole('option', { name: /Priya Natarajan/ }).click();
      await expect(page.getByRole('alert').filter({ hasText: '7f3c' })).toBeVisible();
    },
  },
  {
    name: 'history',
    go: async (page, core) => {
      const now = Date.now();
      const past = view({ id: 'past', name: 'Lotte Hendriks', lastAt: now - 26 * 60 * MINUTE });
      const handoff = { ...past.handoff, context: ilseView(now).handoff.context };
      core.on('history.list', () => ({
        rows: [{ conversation: past.conversation, handoff, cachedAt: now }],
      }));
      core.on('conversation.open', () => ({ entries: [], draft: '' }));
      await goTo(page, 'History');
      await page.getByRole('option', { name: /Lotte Hendriks/ }).click();
      await expect(page.getByRole('heading', { name: 'Lotte Hendriks' })).toBeVisible();
    },
  },
  {
    name: 'wall, connecting',
    go: async (page) => {
      await goTo(page, 'Wall');
      await expect(page.getByRole('heading', { name: 'Connecting' })).toBeVisible();
    },
  },
  {
    name: 'wall',
    go: async (page, core) => {
      core.put('wall', 'wall', floor(Date.now()));
      core.flush();
      await expect(page.getByRole('heading', { name: 'Airline disruption' })).toBeVisible();
    },
  },
  {
    name: 'displays of the wall',
    where: DIALOG,
    go: async (page, core) => {
      core.put('displays', 'd-1', {
        ...{ id: 'd-1', name: 'Care floor', queues: ['care'], addedAt: Date.now(), addedBy: 'Marta Rocha' },
      });
      core.flush();
      await page.getByRole('button', { name: 'Displays' }).click();
      await expect(dialog(page)).toContainText('Care floor');
    },
  },
  {
    name: 'settings',
    go: async (page) => {
      await shut(page);
      await goTo(page, 'Settings');
      await expect(page.getByRole('heading', { name: 'Diagnostics' })).toBeVisible();
    },
  },
];

test('no violation on the way through every state, in every theme and in forced colours', async ({
  core,
  open,
}) => {
  test.setTimeout(400_000);
  const now = Date.now();
  core.on('settings.get', () => settings.parse({ theme: 'light', sound: false }));
  core.put('link', 'link', link(now, { demo: true }));
  core.put('me', 'marta', me(now, { status: 'offline', load: 0 }));
  const page = await open();
  await expect(page.locator('#root > *').first()).toBeVisible();
  const eye = await openEye(page);
  for (const { name, where = null, go } of WALK) {
    await go(page, core);
    await eye.look(name, where);
  }
  expect(eye.found).toEqual([]);
});
