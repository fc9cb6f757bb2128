// Pictures of the page in its states and sizes, for looking at beside shared/design; each also proves that the state shows.
import type { Page } from '@playwright/test';
import { Refused, type ScriptedCore } from './core.ts';
import { expect, fillWorld, openIlse, picture, test } from './stage.ts';
import { ilseEntries, ilseView, link, MINUTE, me, SECOND, tomas, view, waiting } from './world.ts';

const DRAFT =
  'Row 11 B and C are side by side, one row from the front door. Could you send me your booking reference so I can';

async function wear(page: Page, theme: 'light' | 'dark' | 'contrast'): Promise<void> {
  await page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);
}

function goOffline(core: ScriptedCore): void {
  const now = Date.now();
  core.remove('offers', 'o-tomas');
  core.remove('conversations', 'tomas');
  core.put('me', 'marta', me(now, { connected: false, graceUntil: now + 5 * MINUTE }));
  core.put(
    'link',
    'link',
    link(now, {
      state: 'offline',
      since: now - 192 * SECOND,
      freshAt: now - 192 * SECOND,
      nextTryAt: now + 6 * SECOND,
      outbox: 3,
    }),
  );
  core.put('conversations', 'ilse', { ...ilseView(now), pending: 2 });
  for (const [n, text] of [
    'Row 11, seats B and C: one row from the door and side by side. I have asked for both, and I will write the moment they are confirmed.',
    'The €168 goes back to the card ending 2210 whatever happens with the seats.',
  ].entries())
    core.put('entries', `ilse/out-${n}`, {
      conversation: 'ilse',
      entry: {
        type: 'turn',
        seq: 20,
        at: now - 60 * SECOND + n * 30 * SECOND,
        id: `out-${n}`,
        index: 10,
        role: 'HUMAN_AGENT',
        author: { id: 'marta', name: 'Marta Rocha' },
        text,
        delivery: 'queued',
      },
    });
  core.flush();
}

test('workspace in its three themes and sizes', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  await page.getByRole('textbox', { name: /Reply to/ }).fill(DRAFT);
  await picture(page, 'workspace-light');
  await wear(page, 'dark');
  await picture(page, 'workspace-dark');
  await wear(page, 'contrast');
  await picture(page, 'workspace-contrast');
  await wear(page, 'light');
  for (const [width, height] of [
    [1280, 800],
    [2560, 1440],
    [1100, 700],
    [960, 600],
  ] as const) {
    await page.setViewportSize({ width, height });
    await picture(page, `workspace-${width}`);
  }
});

test('offline', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  await page
    .getByRole('textbox', { name: /Reply to/ })
    .fill('You will both have new boarding passes by e-mail tonight.');
  goOffline(core);
  await expect(page.getByText(/Offline since/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send when online' })).toBeVisible();
  await expect(page.getByRole('log').getByText('in outbox, not sent yet')).toHaveCount(2);
  await picture(page, 'offline');
  await wear(page, 'contrast');
  await picture(page, 'offline-contrast');
  await wear(page, 'light');
  const now = Date.now();
  core.put('link', 'link', link(now, { state: 'reconnecting', freshAt: now - 20 * SECOND }));
  core.flush();
  await expect(page.getByRole('main').or(page.locator('body')).first()).toContainText('Reconnecting');
  await picture(page, 'reconnecting');
  core.put('link', 'link', link(now));
  core.flush();
  await expect(page.getByText(/Back at/)).toBeVisible();
  await picture(page, 'back');
});

test('nothing there', async ({ core, open }) => {
  const now = Date.now();
  core.put('link', 'link', link(now));
  core.put('me', 'marta', me(now, { load: 0 }));
  const page = await open();
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  await picture(page, 'empty');
});

test('an offer: its context before accept, reasons to decline, its end', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyC');
  await expect(page.getByRole('complementary', { name: 'Context' })).toContainText(
    'a competitor offered €59',
  );
  await picture(page, 'offer-context');
  await page.getByRole('option', { name: /Tomás/ }).click();
  await expect(page.getByRole('log')).toContainText('Third outage this month');
  await picture(page, 'offer-opened');
  await page.keyboard.press('Alt+KeyD');
  await expect(page.getByRole('group', { name: 'Why not?' })).toBeVisible();
  await picture(page, 'offer-decline');
  await page.keyboard.press('Escape');
  const now = Date.now();
  core.put('offers', 'o-tomas', tomas(now, 4 * SECOND));
  core.flush();
  await expect(page.getByRole('timer')).toHaveText(/0:0[0-4]/);
  await picture(page, 'offer-breach');
  core.put('offers', 'o-tomas', tomas(now, 0, { state: 'timeout', to: 'Ana Reis' }));
  core.remove('conversations', 'tomas');
  core.flush();
  await expect(page.getByText('Not answered in time, went to Ana Reis.')).toBeVisible();
  await picture(page, 'offer-ended');
});

test('wrap-up, return to the bot, judging, keys, presence', async ({ core, open }) => {
  fillWorld(core);
  core.remove('offers', 'o-tomas');
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyB');
  await expect(page.getByRole('dialog', { name: 'Return to Ava' })).toBeVisible();
  await picture(page, 'to-bot');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+KeyJ');
  await expect(page.getByRole('menuitemradio', { name: 'Too late' })).toBeVisible();
  await picture(page, 'judge');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+KeyE');
  await expect(page.getByText('Wrap up with Ilse Verhoeven')).toBeVisible();
  await page.keyboard.press('Digit1');
  await page.keyboard.press('KeyL');
  await page
    .getByRole('textbox', { name: 'Summary' })
    .fill('11B and 11C confirmed, €168 refunded to card 2210.');
  await page.getByRole('textbox', { name: 'add a tag' }).fill('seat fee');
  await page.keyboard.press('Enter');
  await picture(page, 'wrap-up');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /Change presence/ }).click();
  await picture(page, 'presence');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keys' }).click();
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await wear(page, 'dark');
  await picture(page, 'keys-dark');
});

test('history and settings', async ({ core, open }) => {
  fillWorld(core);
  const now = Date.now();
  const names = [
    'Lotte Hendriks',
    'Nora Aasen',
    'Grupo Alvares',
    'Petra Novák',
    'Jonas Lindqvist',
    'Paolo Greco',
  ];
  core.on('history.list', () => ({
    rows: names.map((name, index) => {
      const kept = view({
        id: `past-${index}`,
        name,
        organisation: 'Meridian Air',
        lastAt: now - (index + 1) * 26 * 60 * MINUTE,
      });
      return {
        conversation: kept.conversation,
        handoff: {
          ...kept.handoff,
          context: ilseView(now).handoff.context,
          state: 'returned' as const,
          label: 'right' as const,
          outcome: { disposition: 'changed', tags: [], summary: '', toBot: true },
        },
        cachedAt: now,
      };
    }),
  }));
  core.on('history.search', () => ({
    hits: names.map((name, index) => {
      const excerpt = 'Please choose a seat on the map, I paid 84 euros per seat so that would not happen';
      const at = excerpt.indexOf('seat');
      return {
        conversation: `past-${index}`,
        seq: 2,
        at: now - (index + 1) * 26 * 60 * MINUTE,
        name,
        organisation: 'Meridian Air',
        excerpt,
        matches: [
          [at, at + 4] as [number, number],
          [excerpt.lastIndexOf('seat'), excerpt.lastIndexOf('seat') + 4] as [number, number],
        ],
      };
    }),
  }));
  core.on('conversation.open', () => ({ entries: ilseEntries(now), draft: '' }));
  core.remove('offers', 'o-tomas');
  const page = await open();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyH');
  await expect(page.getByRole('searchbox', { name: 'Search what was said' })).toBeFocused();
  await picture(page, 'history-list');
  await page.keyboard.type('seat');
  await expect(page.getByText('6 found')).toBeVisible();
  await page.getByRole('option', { name: /Lotte Hendriks/ }).click();
  await expect(page.getByRole('log').locator('mark').first()).toBeVisible();
  await picture(page, 'history-hit');
  goOffline(core);
  await expect(page.getByText(/Copy of/)).toBeVisible();
  await picture(page, 'history-offline');
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await picture(page, 'settings');
});

test('a conflict, words of a conversation that went away, notices', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  await page.getByRole('textbox', { name: /Reply to/ }).fill('Row 11 is yours, and I have');
  const now = Date.now();
  core.put('outbox', 'op-9', {
    id: 'op-9',
    n: 9,
    kind: 'turn.send',
    conversation: 'ilse',
    text: 'Row 11, seats B and C: one row from the door and side by side.',
    at: now,
    state: 'refused',
    refusal: 'not_owner',
    owner: { name: 'Ana Reis', since: now - 4 * MINUTE },
  });
  core.remove('conversations', 'ilse');
  core.flush();
  core.send('app.notice', {
    tag: 'conversation:priya',
    notice: {
      kind: 'turn',
      attended: true,
      title: 'New words from Priya Natarajan',
      body: 'Open the conversation to read them.',
      sound: false,
      open: { conversation: 'priya' },
    },
  });
  await expect(page.getByRole('heading', { name: 'Ana Reis has this conversation now' })).toBeVisible();
  await expect(page.getByText('New words from Priya Natarajan')).toBeVisible();
  await picture(page, 'conflict');
  core.remove('outbox', 'op-9');
  core.flush();
  await expect(page.getByRole('heading', { name: 'This conversation is not yours any more' })).toBeVisible();
  await expect(page.getByText('Row 11 is yours, and I have')).toBeVisible();
});

test('demo traffic, a failing pane, 10,000 waiting', async ({ core, open }) => {
  fillWorld(core);
  core.remove('offers', 'o-tomas');
  const now = Date.now();
  const demo = ilseView(now);
  core.put('conversations', 'ilse', { ...demo, conversation: { ...demo.conversation, demo: true } });
  for (let n = 0; n < 10_000; n += 1)
    core.put(
      'queue',
      `h-many-${n}`,
      waiting(
        `many-${n}`,
        `Customer ${n}`,
        'Meridian Air',
        `Question number ${n}`,
        now - n * 50,
        now + (n - 400) * SECOND,
      ),
    );
  const page = await open();
  await openIlse(page);
  await expect(page.getByText(/recorded GPT-4o bot with a simulated customer/)).toBeVisible();
  await picture(page, 'ten-thousand');
  expect(await page.getByRole('option').count()).toBeLessThan(60);
  core.on('conversation.open', () => {
    throw new Refused({ code: 'internal', message: 'error.internal', detail: '7f3c' });
  });
  await page.getByRole('option', { name: /Priya Natarajan/ }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Code 7f3c' })).toBeVisible();
  await picture(page, 'failed');
});
