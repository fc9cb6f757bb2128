// What a person is told outside their work: cards, the browser's notifications, sounds, the list of what was missed, and
// the settings of all that.
import type { Page } from '@playwright/test';
import { settings } from '#shared/contract/settings.ts';
import type { MissedView } from '#shared/contract/views.ts';
import { expect, fillWorld, noOffer, picture, screen, test } from './stage.ts';
import { link, me, SECOND } from './world.ts';

const MINUTE = 60_000;
/** The tone of a turn: 50 ms. */
const BRIEF = 44 + 2 * Math.ceil(0.05 * 22_050);

/** From now on the page is what the browser calls hidden. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

/**
 * The browser's notifications, as they would be shown: title and body; and the length of the sounds, bytes. `permission`:
 * what the person allowed.
 */
async function standIn(page: Page, permission: NotificationPermission): Promise<void> {
  await page.addInitScript((given) => {
    const shown: { title: string; body: string; click: () => void }[] = [];
    const tones: number[] = [];
    class Stand {
      static permission = given;
      static requestPermission = async (): Promise<string> => {
        Stand.permission = 'granted';
        return 'granted';
      };
      onclick: (() => void) | null = null;
      onclose: (() => void) | null = null;
      constructor(title: string, { body }: { body: string }) {
        shown.push({ title, body, click: () => this.onclick?.() });
      }
      close(): void {
        this.onclose?.();
      }
    }
    const { createObjectURL } = URL;
    const sounds = new Map<string, Blob>();
    URL.createObjectURL = (sound: Blob): string => {
      const address = createObjectURL.call(URL, sound);
      sounds.set(address, sound);
      return address;
    };
    class Silent extends Audio {
      override async play(): Promise<void> {
        tones.push(sounds.get(this.src)?.size ?? 0);
      }
    }
    Object.assign(window, { Notification: Stand, Audio: Silent, shown, tones });
  }, permission);
}
type Stood = Window & {
  readonly shown: { title: string; body: string; click: () => void }[];
  readonly tones: number[];
};
const shownOn = (page: Page) =>
  page.evaluate(() => (window as unknown as Stood).shown.map(({ title, body }) => [title, body]));
const tonesOn = (page: Page) => page.evaluate(() => (window as unknown as Stood).tones);

function missed(now: number): MissedView[] {
  return [
    {
      ...{ id: 'm1', kind: 'offer', at: now - 2 * MINUTE, name: 'Lotte Hendriks', count: 1, to: 'Ana Reis' },
      ...{ open: { offer: 'gone', conversation: 'lotte-offer' }, seen: false },
    },
    {
      ...{ id: 'm2', kind: 'turn', at: now - 161 * SECOND, name: 'Priya Natarajan', count: 2 },
      ...{ open: { conversation: 'priya' }, seen: false },
    },
    {
      ...{ id: 'm3', kind: 'mention', at: now - 4 * MINUTE, name: 'Jakub Marek', count: 1 },
      ...{
        text: 'Row 14 is blocked for crew. Row 11 B and C are free, I can lift the fare rule.',
      },
      ...{ open: { conversation: 'ilse' }, seen: false },
    },
    {
      ...{ id: 'm4', kind: 'sla', at: now - 31 * MINUTE, name: 'Daniel Okafor', count: 1 },
      ...{ open: { conversation: 'daniel' }, seen: true },
    },
    { ...{ id: 'm5', kind: 'link', at: now - 300 * MINUTE, count: 1 }, open: {}, seen: true },
  ];
}

test('what was missed is listed with a count, opened by keys, and says what became of what is gone', async ({
  core,
  open,
}) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  const bell = page.getByRole('banner').getByRole('button', { name: 'Missed' });
  await bell.click();
  const panel = page.getByRole('dialog', { name: 'Missed' });
  await expect(panel).toContainText('Nothing missed');
  await picture(page, 'missed-nothing');
  await page.keyboard.press('Escape');
  await expect(bell).toBeFocused();

  for (const row of missed(Date.now())) core.put('missed', row.id, row);
  core.flush();
  await expect(bell).toHaveAccessibleName('Missed, 3 not seen yet');
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyM');
  await expect(panel.getByRole('listitem')).toHaveCount(5);
  await expect(panel).toContainText('Jakub Marek about Ilse Verhoeven');
  await expect(panel.getByRole('listitem').first()).toContainText('The offer ran out, Ana Reis has it now');
  await screen(page, 'missed-light');

  await panel.getByRole('listitem').first().getByRole('button').focus();
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('listitem').nth(1).getByRole('button')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(panel).toHaveCount(0);
  await expect(page.getByText(/The offer of Lotte Hendriks at .* ran out/)).toBeVisible();
  await expect(
    page.getByText(
      'Ana Reis has it now. What was said is not yours to read any more. Choose a conversation in the queue.',
    ),
  ).toBeVisible();
  await screen(page, 'missed-gone-light');

  await bell.click();
  await panel.getByRole('button', { name: /Priya Natarajan/ }).click();
  await expect(page.getByRole('option', { name: /Priya Natarajan/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await bell.click();
  await panel.getByRole('button', { name: 'Mark all seen' }).click();
  await expect
    .poll(() => core.calls.filter(({ name }) => name === 'missed.seen').map(({ body }) => body))
    .toEqual([{ ids: ['m1'] }, { ids: ['m2'] }, { ids: ['m1', 'm2', 'm3'] }]);

  // Of one that went away it is known from here whose it was; a mention names who wrote it.
  for (const id of ['daniel', 'ilse']) core.remove('conversations', id);
  core.flush();
  await panel.getByRole('button', { name: /Daniel Okafor/ }).click();
  await expect(
    page.getByRole('heading', { name: 'Daniel Okafor: This conversation is not yours to read any more' }),
  ).toBeVisible();
  await bell.click();
  await panel.getByRole('button', { name: /Jakub Marek/ }).click();
  await expect(
    page.getByRole('heading', { name: /^This conversation is not yours to read any more$/ }),
  ).toBeVisible();
});

test('a hidden page tells by the browser, one window for all, with a tone of its kind; a click opens it', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const one = await open();
  await standIn(one, 'granted');
  await one.reload();
  await expect(one.getByRole('option', { name: /Priya Natarajan/ })).toBeVisible();
  const two = await one.context().newPage();
  await standIn(two, 'granted');
  await two.goto(core.url);
  await expect(two.getByRole('option', { name: /Priya Natarajan/ })).toBeVisible();
  const notice = (attended: boolean) => ({
    ...({
      kind: 'turn',
      title: 'Priya Natarajan wrote',
      body: 'Waits for your reply.',
      sound: true,
      attended,
    } as const),
    open: { conversation: 'priya' },
  });
  core.send('app.notice', { tag: 'conversation:priya', notice: notice(true) });
  await expect(one.getByRole('article')).toContainText('Priya Natarajan wrote');
  expect(await shownOn(one)).toEqual([]);

  await hide(one);
  await hide(two);
  core.send('app.notice', { tag: 'conversation:priya', notice: notice(false) });
  await expect.poll(() => shownOn(one)).toEqual([['Priya Natarajan wrote', 'Waits for your reply.']]);
  await expect.poll(() => tonesOn(one)).toEqual([BRIEF, BRIEF]);
  expect([await shownOn(two), await tonesOn(two)]).toEqual([[], []]);
  await one.evaluate(() => (window as unknown as Stood).shown[0]?.click());
  await expect(one.getByRole('option', { name: /Priya Natarajan/ })).toHaveAttribute('aria-selected', 'true');
  core.send('app.notice', { tag: 'conversation:priya' });
  await expect(one.getByRole('article')).toHaveCount(0);
  await expect(two.getByRole('article')).toHaveCount(0);
});

test('says to the core when the person looks away and back', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await expect(page.getByRole('option', { name: /Priya Natarajan/ })).toBeVisible();
  const told = () => core.calls.filter(({ name }) => name === 'app.attend').map(({ body }) => body);
  await expect.poll(told).toEqual([{ attending: true }]);
  await hide(page);
  await expect.poll(told).toEqual([{ attending: true }, { attending: false }]);
});

test('the settings: each kind shows and sounds, what is readable, quiet by hand, until a time and by hours', async ({
  core,
  open,
}) => {
  core.put('link', 'link', link(Date.now()));
  core.put('me', 'marta', me(Date.now()));
  for (const row of missed(Date.now())) core.put('missed', row.id, row);
  const page = await open();
  await standIn(page, 'default');
  await page.reload();
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyS');
  const section = page.getByRole('region', { name: 'Notifications' });
  const last = () => core.calls.filter(({ name }) => name === 'settings.set').at(-1)?.body;
  await section.getByRole('checkbox', { name: 'Banner: New turn' }).uncheck();
  await expect
    .poll(last)
    .toMatchObject({ notify: { turn: { show: false, sound: true }, offer: { show: true } } });
  await section.getByRole('checkbox', { name: 'Sound: Mention' }).uncheck();
  await expect
    .poll(last)
    .toMatchObject({ notify: { turn: { show: false }, mention: { show: true, sound: false } } });
  await section.getByRole('button', { name: 'Try it: Offer' }).click();
  await expect.poll(() => core.calls).toContainEqual({ name: 'notice.try', body: { kind: 'offer' } });
  await section.getByRole('radio', { name: 'Nothing' }).check();
  await expect.poll(last).toEqual({ noticeContent: 'nothing' });

  await expect(section).toContainText('the browser can show them');
  await section.getByRole('button', { name: 'Allow' }).click();
  await expect(section).toContainText('the browser shows them while this page is hidden');

  await section.getByRole('radio', { name: 'Until' }).check();
  await expect.poll(last).toEqual({ doNotDisturb: expect.any(Number) });
  await section.getByLabel('Do not disturb until').fill('23:45');
  const until = () => new Date((last() as { doNotDisturb: number }).doNotDisturb);
  await expect.poll(() => until().getMinutes()).toBe(45);
  expect(until().getTime()).toBeGreaterThan(Date.now());
  await section.getByRole('switch', { name: /Quiet hours/ }).check();
  await section.getByLabel('Quiet from').fill('22:3');
  await expect(section.getByLabel('Quiet from')).toHaveAttribute('aria-invalid', 'true');
  await section.getByLabel('Quiet from').fill('22:30');
  await expect.poll(last).toEqual({ quietHours: { on: true, from: 1_350, to: 480 } });
  await expect(section).toContainText('every day 22:30 to 08:00 of the next');
  // Available, and nothing rings: both are said where presence is.
  await expect(page.getByRole('banner').getByText('Do not disturb until 23:45')).toBeVisible();
  await screen(page, 'settings-notices-light');
  await section.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('dialog', { name: 'Missed' })).toBeVisible();
});

test('what is changed while the change before is still being saved keeps both', async ({ core, open }) => {
  core.put('link', 'link', link(Date.now()));
  core.put('me', 'marta', me(Date.now()));
  let saved = settings.parse({ onboarded: true });
  const answers: (() => void)[] = [];
  core.on('settings.set', async (change) => {
    saved = settings.parse({ ...saved, ...change });
    const now = saved;
    await new Promise<void>((resolve) => answers.push(resolve));
    return now;
  });
  const page = await open();
  await page.getByRole('button', { name: 'Settings' }).click();
  const section = page.getByRole('region', { name: 'Notifications' });
  await section.getByRole('switch', { name: /Quiet hours/ }).check();
  await section.getByLabel('Quiet from').fill('22:30');
  await expect.poll(() => answers.length).toBe(2);
  answers[0]?.();
  await expect(page.getByRole('status').getByText(/Saved/)).toBeVisible();
  await section.getByLabel('Quiet to').fill('06:15');
  await expect.poll(() => saved.quietHours).toEqual({ on: true, from: 1_350, to: 375 });
});

test('where the browser blocks notifications the settings say so and how to mend it', async ({
  core,
  open,
}) => {
  core.put('link', 'link', link(Date.now()));
  core.put('me', 'marta', me(Date.now()));
  const page = await open();
  await standIn(page, 'denied');
  await page.reload();
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyS');
  const section = page.getByRole('region', { name: 'Notifications' });
  await expect(section).toContainText('the browser blocks them for this page: allow notifications');
  await expect(section.getByRole('button', { name: 'Allow' })).toHaveCount(0);
});
