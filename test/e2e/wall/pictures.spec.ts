// Pictures of the wall in its sizes, themes and states, for looking at beside shared/design; each also proves that the
// state shows. The page's clock stands still, so that every picture is the same one.
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { WALL_CLOSE } from '#shared/protocol/wall.ts';
import { picture } from '../stage.ts';
import { type ScriptedWall, scriptWall } from './scripted.ts';
import { boardOf, floor, floorOf } from './world.ts';

const NOW = Date.parse('2026-11-24T14:06:20Z');

interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark' | 'contrast';
  readonly lang?: string;
}

async function look(browser: Browser, wall: ScriptedWall, options: Look = {}): Promise<Page> {
  const { width = 1920, height = 1080, theme = 'dark', lang } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    timezoneId: 'UTC',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.clock.install({ time: NOW });
  await page.clock.pauseAt(NOW + 1_000);
  await page.goto(`${wall.url}?theme=${theme}${lang === undefined ? '' : `&lang=${lang}`}#secret`);
  await wall.watched();
  return page;
}

const wear = (page: Page, theme: string): Promise<void> =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Nothing a person has to read is smaller than 24 px of 1080, is cut off at the screen's edge, or reaches its neighbour. */
async function legible(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const least = 24 * Math.min(innerWidth / 1920, innerHeight / 1080) - 0.1;
    const found: string[] = [];
    for (const element of document.querySelectorAll('main *')) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
      if (!own || element.closest('dt, button') !== null) continue;
      const { fontSize } = getComputedStyle(element);
      if (Number.parseFloat(fontSize) < least) found.push(`${element.textContent} is ${fontSize}`);
      const box = element.getBoundingClientRect();
      if (box.right > innerWidth || box.bottom > innerHeight) found.push(`${element.textContent} is cut off`);
    }
    for (const name of document.querySelectorAll('li h2'))
      if (name.scrollWidth > name.clientWidth) found.push(`${name.textContent} is shortened`);
    // A figure's box may be wider than its words: these count.
    for (const figure of document.querySelectorAll('[data-lanes] dd')) {
      const next = figure.parentElement?.nextElementSibling
        ?.querySelector('dd')
        ?.getBoundingClientRect().left;
      const words = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (words.nextNode() !== null) {
        range.selectNodeContents(words.currentNode);
        if (range.getBoundingClientRect().right > (next ?? innerWidth) - least / 3)
          found.push(`${figure.textContent} reaches the figure after it`);
      }
    }
    return found;
  });
  expect(faults).toEqual([]);
}

test('lanes: the floor of the target picture, one queue cut off', async ({ browser }) => {
  const wall = await scriptWall(floor(NOW - 40_000));
  const page = await look(browser, wall);
  await expect(page.getByRole('heading', { name: 'Service floor' })).toBeVisible();
  // 41 seconds ago one queue was heard of last; the others are a second old.
  wall.tick({ at: NOW - 40_000 });
  const board = floor(NOW);
  wall.tick({
    at: NOW,
    missing: ['airline-refunds'],
    queues: board.queues.filter(({ id }) => id !== 'airline-refunds'),
    alerts: board.alerts,
  });
  await expect(page.getByText('Airline refunds: no data, last seen 14:05:40')).toBeVisible();
  await expect(page.getByText('Live, 1 s old')).toBeVisible();
  await picture(page, 'wall');
  await legible(page);
  await wear(page, 'light');
  await picture(page, 'wall-light');
  await wear(page, 'contrast');
  await picture(page, 'wall-contrast');
  await page.emulateMedia({ forcedColors: 'active' });
  await picture(page, 'wall-forced-colors');
  await wall.stop();
});

test('tiles: one to four queues', async ({ browser }) => {
  const wall = await scriptWall(floorOf(3, NOW));
  const page = await look(browser, wall, { theme: 'light' });
  await expect(page.getByRole('listitem').filter({ hasText: 'Airline disruption' }).first()).toBeVisible();
  for (const count of [1, 2, 3, 4]) {
    wall.show(floorOf(count, NOW));
    await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(count);
    await legible(page);
    if (count !== 2) await picture(page, count === 3 ? 'wall-tiles' : `wall-tiles-${count}`);
  }
  await wall.stop();
});

for (const [name, width, height] of [
  ['720p', 1280, 720],
  ['1080p', 1920, 1080],
  ['4k', 3840, 2160],
] as const)
  test(`${name}: one, four and twelve queues`, async ({ browser }) => {
    const wall = await scriptWall(floorOf(12, NOW));
    const page = await look(browser, wall, { width, height });
    // At nine lanes two columns are at their fullest, at fourteen the names are; of those no picture.
    for (const count of [14, 12, 9, 4, 1]) {
      wall.show(floorOf(count, NOW));
      await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(count);
      await legible(page);
      if ([12, 4, 1].includes(count)) await picture(page, `wall-${name}-${count}`);
    }
    await wall.stop();
  });

for (const [name, width, height] of [
  ['720p', 1280, 720],
  ['4k', 3840, 2160],
] as const)
  test(`${name}: no data any more`, async ({ browser }) => {
    const wall = await scriptWall(floor(NOW));
    const page = await look(browser, wall, { width, height });
    await expect(page.getByRole('heading', { name: 'Service floor' })).toBeVisible();
    await page.clock.fastForward(40_000);
    await expect(page.getByText(/^No data since 14:06:20/)).toBeVisible();
    await legible(page);
    await picture(page, `wall-stale-${name}`);
    await wall.stop();
  });

test('many queues: twenty-four still have a line each', async ({ browser }) => {
  const wall = await scriptWall(floorOf(24, NOW));
  const page = await look(browser, wall);
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(24);
  await legible(page);
  await picture(page, 'wall-24');
  await wall.stop();
});

test('nothing to show says why: connecting, no queue, withdrawn, not valid', async ({ browser }) => {
  const wall = await scriptWall(null, () => NOW);
  const page = await look(browser, wall);
  await expect(page.getByText('Connecting to the router')).toBeVisible();
  await picture(page, 'wall-connecting');
  wall.show(boardOf([], NOW));
  await expect(page.getByRole('heading', { name: 'No queue to show' })).toBeVisible();
  await expect(page.getByText('Live, 1 s old')).toBeVisible();
  await picture(page, 'wall-empty');
  wall.show(floorOf(3, NOW));
  await expect(page.getByText('Airline disruption').first()).toBeVisible();
  wall.end(WALL_CLOSE.revoked);
  await expect(page.getByRole('heading', { name: 'This display was withdrawn' })).toBeVisible();
  await expect(page.getByText('Airline disruption')).toHaveCount(0);
  await picture(page, 'wall-withdrawn');
  const bare = await look(browser, wall);
  wall.end(WALL_CLOSE.unauthorized);
  await expect(bare.getByRole('heading', { name: 'This address is not valid any more' })).toBeVisible();
  const partial = await bare.context().newPage();
  await partial.goto(wall.url);
  await expect(partial.getByRole('heading', { name: 'This address is not complete' })).toBeVisible();
  await wall.stop();
});

for (const [name, count] of [
  ['lanes', 6],
  ['tiles', 3],
] as const)
  test(`${name} are accessible, live and cut off, in every theme`, async ({ browser }) => {
    const wall = await scriptWall(floorOf(count, Date.now()));
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const page = await context.newPage();
    await page.goto(`${wall.url}?theme=dark#secret`);
    await wall.watched();
    // One queue is never heard of again, the others every half second, until the last look is over.
    const beating = setInterval(() => wall.tick({ at: Date.now(), missing: ['airline-refunds'] }), 500);
    await expect(page.getByText(/Airline refunds: no data/)).toBeVisible();
    for (const theme of ['dark', 'light', 'contrast']) {
      await wear(page, theme);
      await clean(page);
    }
    clearInterval(beating);
    await context.close();
    await wall.stop();
  });
