// Pictures of the workspace at work in its looks and sizes, of offers and of the history, for docs/screens beside
// shared/design; each also proves that what it is of shows. States are in states.spec.ts.
import { excerptOf } from '../../../main/store/queries/excerpt.ts';
import { floor } from '../wall/world.ts';
import { expect, fillWorld, loseLink, noOffer, openIlse, screen, test, wear } from './stage.ts';
import { counts, ilseEntries, ilseView, MINUTE, me, SECOND, tomas, view, waiting } from './world.ts';

const DRAFT =
  'Row 11 B and C are side by side, one row from the front door. Could you send me your booking reference so I can';

test('an offer over a conversation, in every look and size', async ({ core, open }) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  await page.mouse.move(0, 0);
  await page.getByRole('textbox', { name: /Reply to/ }).fill(DRAFT);
  await expect(page.getByText('Draft saved')).toBeVisible();
  // Four are hers: the fifth place is held for the offer.
  await expect(page.getByRole('banner')).toContainText('5 of 5 with the offer');
  await screen(page, 'workspace-offer-light');
  await wear(page, 'dark');
  await screen(page, 'workspace-offer-dark');
  await wear(page, 'contrast');
  await screen(page, 'workspace-offer-contrast');
  await wear(page, 'light');
  await page.emulateMedia({ forcedColors: 'active' });
  // Of the time left only what is left is filled; its track is empty, and ends in a line.
  const [track, left] = await page
    .getByRole('region', { name: 'Offer' })
    .locator('> div')
    .first()
    .evaluate((element) =>
      [element, element.firstElementChild ?? element].map((each) => {
        const { backgroundColor, borderBottomStyle } = getComputedStyle(each);
        return { backgroundColor, borderBottomStyle };
      }),
    );
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(track).toEqual({ backgroundColor: ground, borderBottomStyle: 'solid' });
  expect(left?.backgroundColor).not.toBe(ground);
  await screen(page, 'workspace-offer-forced-colours');
  await page.emulateMedia({ forcedColors: 'none' });
  core.put('offers', 'o-tomas', tomas(Date.now()));
  core.flush();
  for (const [width, height] of [
    [1280, 800],
    [2560, 1440],
    [1100, 700],
    [960, 600],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect(page.getByRole('button', { name: /^Accept/ })).toBeInViewport({ ratio: 1 });
    await screen(page, `workspace-offer-light-${width}`);
  }
});

test('an offer: its context before accept, reasons to decline, its last seconds, its end', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const page = await open();
  await openIlse(page);
  await page.keyboard.press('Alt+KeyC');
  await expect(page.getByRole('complementary', { name: 'Context' })).toContainText(
    'a competitor offered €59',
  );
  await page.getByRole('option', { name: /Tomás/ }).click();
  await page.mouse.move(0, 0);
  await expect(page.getByRole('log')).toContainText('Third outage this month');
  await screen(page, 'offer-read-light');
  await page.keyboard.press('Alt+KeyD');
  await expect(page.getByRole('group', { name: 'Why not?' })).toBeVisible();
  await screen(page, 'offer-decline-light');
  await page.keyboard.press('Escape');
  const now = Date.now();
  core.put('offers', 'o-tomas', tomas(now, 4 * SECOND));
  core.flush();
  await expect(page.getByRole('timer')).toHaveText(/0:0[0-4]/);
  await screen(page, 'offer-last-seconds-light');
  core.put('offers', 'o-tomas', tomas(now, 0, { state: 'timeout', to: 'Ana Reis' }));
  core.remove('conversations', 'tomas');
  core.put('me', 'marta', me(now));
  core.flush();
  await expect(page.getByText('Not answered in time, went to Ana Reis.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ilse Verhoeven' })).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'Queue' })).toContainText('0, 1 ended');
  await expect(page.getByRole('banner')).not.toContainText('offer');
  await screen(page, 'offer-ended-light');
});

test('judging, presence', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  const page = await open();
  await openIlse(page);
  await page.mouse.move(0, 0);
  await page.keyboard.press('Alt+KeyJ');
  await expect(page.getByRole('menuitemradio', { name: 'Too late' })).toBeVisible();
  await screen(page, 'judge-light');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Change presence/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await screen(page, 'presence-light');
});

/** The last of each is what the customer said third. */
const PAST = [
  [
    ...(['Lotte Hendriks', 'Seats apart after a rebooking', 'chat', 'changed', 'too_late'] as const),
    'We were rebooked from MA 482 and now my six-year-old sits nine rows away from me. I paid 84 euros per seat so that would not happen.',
  ],
  [
    ...(['Nora Aasen', 'Seat fee came back as a voucher', 'email', 'refunded', 'right'] as const),
    'The seat fee came back as a voucher. I paid by card and want it there.',
  ],
  [
    ...(['Grupo Alvares', 'Seat fees charged twice', 'email', 'refunded', 'right'] as const),
    'All 22 seats were charged twice, once on 2 November and once on the 4th.',
  ],
  [
    ...(['Petra Novák', 'Seat fee after a cancellation', 'chat', 'no_solution', undefined] as const),
    'I cancelled the flight myself. Is the fee for my seat lost as well?',
  ],
  [
    ...(['Paolo Greco', 'Aisle seat was promised', 'voice', 'passed', 'too_early'] as const),
    'Your colleague promised me an aisle seat because of my knee.',
  ],
  [
    ...(['Maja Ilić', 'Refund of a seat fee is missing', 'chat', 'refunded', undefined] as const),
    'Three weeks, and the refund of my seat fee is not on my card.',
  ],
] as const;
const SUMMARY = {
  changed: 'Both have seats in row 11 now.',
  refunded: 'Fee refunded to the card.',
  passed: 'Passed on to the seating desk.',
  no_solution: 'The fare does not allow it; the customer knows.',
} as const;

test('the history: the list, a search, offline', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  const now = Date.now();
  const days = (index: number): number => now - (index + 1) * 2.2 * 24 * 60 * MINUTE;
  const saidBy = (index: number): string => PAST[index]?.[5] ?? '';
  const past = PAST.map(([name, intent, channel, disposition, label], index) => {
    const kept = view({
      id: `past-${index}`,
      name,
      organisation: 'Meridian Air',
      channel,
      lastAt: days(index),
    });
    const { handoff, conversation } = kept;
    // The moments of ilseEntries.
    const ago = (seconds: number): number => days(index) - seconds * SECOND;
    return {
      ...kept,
      conversation: { ...conversation, openedAt: ago(336), lastAt: ago(98) },
      right: 'kept' as const,
      handoff: {
        ...handoff,
        ...{ initiatedAt: ago(159), queuedAt: ago(159), contextOpenedAt: ago(124) },
        ...{ acceptedAt: ago(128), firstReplyAt: ago(118) },
        context: { ...ilseView(days(index)).handoff.context, intent },
        judgement: ilseView(now).handoff.judgement,
        state: 'returned' as const,
        ...(label === undefined ? {} : { label }),
        outcome: { disposition, tags: [], summary: SUMMARY[disposition], toBot: true },
      },
    };
  });
  for (const kept of past) core.put('conversations', kept.id, kept);
  core.on('history.list', () => ({
    rows: past.map(({ conversation, handoff }) => ({ conversation, handoff, cachedAt: now })),
  }));
  core.on('history.search', () => ({
    hits: past.map(({ id, conversation: { customer, lastAt } }, index) => ({
      ...{ conversation: id, seq: 2, at: lastAt, name: customer.name, organisation: 'Meridian Air' },
      ...excerptOf(saidBy(index), saidBy(index).replace(/seats?/gi, '[$&]'), '[', ']'),
    })),
  }));
  core.on('conversation.open', ({ conversation }) => {
    const index = past.findIndex(({ id }) => id === conversation);
    const name = past[index]?.conversation.customer.name ?? '';
    const words = JSON.stringify(ilseEntries(days(index)))
      .replace(saidBy(0), saidBy(index))
      .replaceAll('Ilse Verhoeven', name)
      .replaceAll('Ms Verhoeven', name);
    return { entries: JSON.parse(words) as ReturnType<typeof ilseEntries>, draft: '' };
  });
  const page = await open();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyH');
  await page.getByRole('option', { name: /Lotte Hendriks/ }).click();
  await page.mouse.move(0, 0);
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
  await screen(page, 'history-light');
  await page.getByRole('searchbox', { name: 'Search what was said' }).fill('seat');
  await expect(page.getByText('6 found')).toBeVisible();
  // What a hit quotes is what was said there.
  await page.getByRole('option', { name: /Maja Ilić.*the refund of my seat fee/ }).click();
  await expect(page.getByRole('log')).toContainText('Three weeks, and the refund of my seat fee');
  await page.getByRole('option', { name: /Lotte Hendriks/ }).click();
  await page.mouse.move(0, 0);
  await expect(page.getByRole('log').locator('mark').first()).toBeVisible();
  await screen(page, 'history-search-light');
  const since = now - 192 * SECOND;
  const locksAt = since + 72 * 60 * MINUTE;
  loseLink(core, since, { nextTryAt: now + 6 * SECOND, outbox: 3, locksAt });
  core.flush();
  await expect(page.getByText(/Copy of/)).toBeVisible();
  await expect(page.getByText(/10 conversations are kept here/)).toBeVisible();
  await screen(page, 'history-offline-light');
});

test('the wall inside the console of a lead', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  core.put('me', 'marta', { ...me(Date.now()), roles: ['agent', 'lead'] });
  const page = await open();
  await page.getByRole('button', { name: 'Wall', exact: true }).click();
  core.put('wall', 'wall', floor(Date.now()));
  core.flush();
  await expect(page.getByRole('heading', { name: 'Airline disruption' })).toBeVisible();
  await screen(page, 'wall-place');
});

test('demo traffic, 10,000 waiting', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  const now = Date.now();
  const demo = ilseView(now);
  core.put('counts', 'care', { ...counts(now), waiting: 10_009 });
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
  await page.mouse.move(0, 0);
  await expect(page.getByText(/recorded GPT-4o bot with a simulated customer/)).toBeVisible();
  expect(await page.getByRole('option').count()).toBeLessThan(60);
  await screen(page, 'workspace-10000-light');
});
