// Pictures of the wall in its sizes, themes and states, for looking at beside shared/design; each also proves that the
// state shows. The page's clock stands still, so that every picture is the same one.
import { setTimeout } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { WALL_CLOSE } from '#shared/protocol/wall.ts';
import { picture as take } from '../stage.ts';
import { type ScriptedWall, scriptWall } from './scripted.ts';
import { boardOf, busyFloorOf, floor, floorOf } from './world.ts';

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

/** The page's clock stands still: it goes on by some ms, so that what axe waits for comes. */
async function picture(page: Page, name: string): Promise<void> {
  let taken = false;
  const taking = take(page, name).finally(() => {
    taken = true;
  });
  while (!taken) {
    await page.clock.runFor(1);
    await setTimeout(30);
  }
  await taking;
}

const wear = (page: Page, theme: string): Promise<void> =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/**
 * In px of 1080: nothing a person has to read is smaller than 28, what is wrong than 32, and where lanes shrink 24; nothing
 * is cut off at the screen's edge, or reaches its neighbour.
 */
async function legible(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const unit = Math.min(innerWidth / 1920, innerHeight / 1080);
    const floors = [
      ['section[aria-label="Alerts"]', 32],
      ['[data-lanes="small"], [data-lanes="tiny"]', 24],
      ['main', 28],
    ] as const;
    const leastOf = (element: Element): number =>
      (floors.find(([within]) => element.closest(within) !== null)?.[1] ?? 0) * unit - 0.1;
    const found: string[] = [];
    for (const element of document.querySelectorAll('main *')) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
      // The words of a lane's figures are for a screen reader: they stand in its head.
      if (!own || element.closest('button, [data-lanes] dt') !== null) continue;
      const { fontSize } = getComputedStyle(element);
      if (Number.parseFloat(fontSize) < leastOf(element)) found.push(`${element.textContent} is ${fontSize}`);
      const box = element.getBoundingClientRect();
      if (box.right > innerWidth || box.bottom > innerHeight) found.push(`${element.textContent} is cut off`);
    }
    for (const name of document.querySelectorAll('li h2'))
      if (name.scrollWidth > name.clientWidth) found.push(`${name.textContent} is shortened`);
    // A figure's box may be wider than its words: these count. So does the filled time, which is wider than its own.
    for (const figure of document.querySelectorAll('main li dd')) {
      const next = figure.parentElement?.nextElementSibling?.querySelector('dd');
      const beside = (next?.firstElementChild ?? next)?.getBoundingClientRect();
      const box = figure.getBoundingClientRect();
      // Not what stands below.
      if (beside !== undefined && (beside.top > box.bottom || beside.left < box.left)) continue;
      const words = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
      const range = document.createRange();
      while (words.nextNode() !== null) {
        range.selectNodeContents(words.currentNode);
        if (range.getBoundingClientRect().right > (beside?.left ?? innerWidth) - 8 * unit)
          found.push(`${figure.textContent} reaches the figure after it`);
      }
    }
    return found;
  });
  expect(faults).toEqual([]);
}

/** Figures that change do not push: each digit of a tile is as wide as any other. */
async function steady(page: Page): Promise<void> {
  const widths = await page.getByRole('main').evaluate((main) =>
    [...main.querySelectorAll('ul dd')].flatMap((figure) => {
      const probe = figure.appendChild(document.createElement('span'));
      const all = ['111', '888'].map((digits) => {
        probe.textContent = digits;
        return Math.round(probe.getBoundingClientRect().width);
      });
      probe.remove();
      return all[0] === all[1] ? [] : [`${figure.textContent}: ${all}`];
    }),
  );
  expect(widths).toEqual([]);
}

/** The lines of the first lane's hatch: how they stand out against it, and how wide they are, px. */
const hatchOf = (page: Page): Promise<{ contrast: number; line: number }> =>
  page.evaluate(() => {
    const lane = document.querySelector('[data-lanes] li');
    if (lane === null) throw new Error('there is no lane');
    const probe = lane.appendChild(document.createElement('i'));
    probe.style.cssText =
      'position: absolute; inline-size: var(--hatch-width); background: var(--hatch-line)';
    const pixel = document.createElement('canvas').getContext('2d');
    const luminance = (color: string): number => {
      if (pixel === null) throw new Error('there is no canvas');
      pixel.fillStyle = color;
      pixel.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...pixel.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const [one, other] = [probe, lane].map((each) => luminance(getComputedStyle(each).backgroundColor));
    const line = probe.getBoundingClientRect().width;
    probe.remove();
    if (one === undefined || other === undefined) throw new Error('there is no colour');
    return { contrast: Math.max(one, other) / Math.min(one, other), line };
  });

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
  await expect(page.getByText('5 of 6 queues live')).toBeVisible();
  // Why nobody takes what waits.
  await expect(page.getByText('80 % in 0:20, 4 at limit')).toBeVisible();
  await expect(page.getByText('Live, 1 s old')).toHaveCount(0);
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
    await steady(page);
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
    // At eight and nine lanes columns are at their fullest, at fourteen the names are.
    for (const count of [24, 14, 9, 8]) {
      wall.show(busyFloorOf(count, NOW));
      await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(count);
      await legible(page);
    }
    for (const count of [12, 4, 1]) {
      wall.show(floorOf(count, NOW));
      await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(count);
      await legible(page);
      await picture(page, `wall-${name}-${count}`);
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
    await expect(page.getByRole('region', { name: 'Alerts' }).getByRole('listitem')).toHaveText([
      'No data from any queue since 14:06:20',
      'Late when last seen: Airline disruption 2:41',
      'Under target when last seen: Telecom retention 6 min',
    ]);
    // What was late or near to it is an outline, and nobody is shown as available in colour.
    const late = page.locator('[data-lanes] li').first().getByText('2:41');
    await expect(late).toHaveCSS('color', 'rgb(255, 148, 136)');
    await expect(late).toHaveCSS('background-color', 'rgb(21, 22, 24)');
    const warned = page.locator('[data-lanes] li').nth(1).getByText('0:27');
    await expect(warned).toHaveCSS('color', 'rgb(232, 172, 82)');
    await expect(warned).toHaveCSS('outline-style', 'dashed');
    const disc = page.getByRole('region', { name: 'People' }).locator('circle').first();
    await expect(disc).toHaveCSS('fill', 'rgb(156, 154, 149)');
    for (const theme of ['light', 'contrast', 'dark']) {
      await wear(page, theme);
      const { contrast, line } = await hatchOf(page);
      expect(contrast).toBeGreaterThanOrEqual(2);
      expect(line).toBeCloseTo((3 * height) / 1080);
    }
    await legible(page);
    await picture(page, `wall-stale-${name}`);
    await wall.stop();
  });

test('many queues: twenty-four still have a line each, and every late one is named below', async ({
  browser,
}) => {
  const wall = await scriptWall(floorOf(24, NOW));
  const page = await look(browser, wall);
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(24);
  await legible(page);
  await expect(page.getByRole('region', { name: 'Alerts' }).getByRole('listitem')).toHaveText([
    '4 queues late: Airline disruption 2:41, Rail disruption 2:01, Ferry disruption 1:21, Coach disruption 0:40',
    '4 more queues under target: Telecom retention 6 min, Energy retention 6 min, Mobile retention 6 min, Cable retention 6 min',
  ]);
  await picture(page, 'wall-24');
  await wall.stop();
});

test('nothing to show says why: connecting, no queue, withdrawn, not valid', async ({ browser }) => {
  const wall = await scriptWall(null, () => NOW);
  const page = await look(browser, wall);
  await expect(page.getByRole('heading', { name: 'Connecting' })).toBeVisible();
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
  await expect(page.getByRole('heading', { name: 'Airline floor' })).toBeVisible();
  await expect(page.getByText('It shows nothing since 14:06.')).toBeVisible();
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
