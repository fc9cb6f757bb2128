// Owns the bench of the queue view: 10,000 wait in a real router of its own process, 500 rows change each second, the real
// web host brings them to the real page over its socket, and the page has a quarter of a CPU. Measured from the key to the
// paint, in the page: moving along the list, and opening a conversation; opening also with the whole CPU, and with nothing
// else going on.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { browserEnvironment, findBrowser } from '../../scripts/browser.mjs';
import { scratch, startConsole } from '../system/processes.ts';
import { type Figure, print } from './measure.ts';
import { tokenOf } from './office.ts';
import { type FromFeeder, OWN, type ToFeeder, WAITING } from './queue/words.ts';
import { bareQueue } from './queue-page.ts';

const PER_SECOND = 500;
const THROTTLE = 4;
const MOVES = 60;
const OPENS = 30;
/** Between keys, ms: as somebody types who holds a key down now and then. */
const PAUSES = [60, 130, 210, 340] as const;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

declare global {
  interface Window {
    benched: { keys: number[]; frames: number[]; until: string };
  }
}

/** Runs in the page: the time from each key to the paint of what it changed, and frames over 50 ms. */
function watchKeys(): void {
  window.benched = { keys: [], frames: [], until: '' };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.benched.frames.push(duration);
  }).observe({ type: 'long-animation-frame', buffered: false });
  const list = () => document.querySelector('[role=listbox]')?.getAttribute('aria-activedescendant');
  window.addEventListener(
    'keydown',
    ({ key, timeStamp }) => {
      if (key !== 'ArrowDown' && key !== 'ArrowUp' && key !== 'Enter') return;
      const before = list();
      const isDone = () =>
        key === 'Enter'
          ? document.querySelector('[role=log]')?.textContent?.includes(window.benched.until) === true
          : list() !== before;
      const look = (): void => {
        requestAnimationFrame(() => {
          if (!isDone()) return look();
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => window.benched.keys.push(performance.now() - timeStamp);
          port2.postMessage(null);
          return undefined;
        });
      };
      look();
    },
    { capture: true },
  );
}

interface Timing {
  readonly p50: number;
  readonly p95: number;
}
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
function timing(values: readonly number[]): Timing {
  const sorted = [...values].sort((a, b) => a - b);
  return { p50: at(sorted, 0.5), p95: at(sorted, 0.95) };
}

async function press(page: Page, key: string, n: number): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForFunction((wanted) => window.benched.keys.length >= wanted, n, {
    polling: 100,
    timeout: 60_000,
  });
  await pause(PAUSES[n % PAUSES.length] ?? 0);
}

async function moves(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    window.benched.keys = [];
  });
  const list = page.getByRole('listbox');
  await list.focus();
  for (let n = 1; n <= MOVES; n += 1) await press(page, n % 24 < 14 ? 'ArrowDown' : 'ArrowUp', n);
  return page.evaluate(() => window.benched.keys);
}

/** The own conversations stand above those who wait: each is opened from the list, by key. */
async function opens(page: Page): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < OPENS; n += 1) {
    await page.getByRole('listbox').focus();
    await page.keyboard.press('Home');
    const place = (n * 2) % OWN;
    for (let step = 0; step < place; step += 1) await page.keyboard.press('ArrowDown');
    const name = await page.evaluate(() => {
      const id = document.querySelector('[role=listbox]')?.getAttribute('aria-activedescendant') ?? '';
      return document.getElementById(id)?.querySelector('[title]')?.getAttribute('title') ?? '';
    });
    await pause(150);
    await page.evaluate((until) => {
      window.benched.keys = [];
      window.benched.until = until;
    }, `(of ${name})`);
    await press(page, 'Enter', 1);
    took.push(...(await page.evaluate(() => window.benched.keys)));
  }
  return took;
}

/** Long animation frames since the last look, ms. */
const framesOf = (page: Page): Promise<number[]> => page.evaluate(() => window.benched.frames.splice(0));

interface Slowed {
  readonly page: Page;
  /** 1 = the whole CPU. */
  slow(rate: number): Promise<void>;
}
async function throttled(browser: Browser, url: string): Promise<Slowed> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(url);
  const session = await page.context().newCDPSession(page);
  const slow = async (rate: number): Promise<void> => {
    await session.send('Emulation.setCPUThrottlingRate', { rate });
  };
  await slow(THROTTLE);
  return { page, slow };
}

interface Measured {
  readonly moved: Timing;
  readonly opened: Timing;
  readonly openedWhole: Timing;
  /** With the whole CPU, and no row changing. */
  readonly openedAtRest: Timing;
  readonly framesMoving: readonly number[];
  readonly framesOpening: readonly number[];
}
async function measured({ page, slow }: Slowed, rest: () => Promise<void>): Promise<Measured> {
  await pause(2_000);
  await framesOf(page);
  const moved = timing(await moves(page));
  const framesMoving = await framesOf(page);
  const opened = timing(await opens(page));
  const framesOpening = await framesOf(page);
  await slow(1);
  const openedWhole = timing(await opens(page));
  await rest();
  await pause(500);
  return { moved, framesMoving, opened, framesOpening, openedWhole, openedAtRest: timing(await opens(page)) };
}

async function control(browser: Browser): Promise<Measured> {
  const bare = await bareQueue(WAITING);
  const slowed = await throttled(browser, bare.url);
  await slowed.page.evaluate(watchKeys);
  await pause(1_000);
  bare.feed(PER_SECOND);
  const figures = await measured(slowed, async () => bare.rest());
  await slowed.page.context().close();
  bare.stop();
  return figures;
}

export async function* run(): AsyncIterable<Figure> {
  const root = join(import.meta.dirname, '..', '..');
  if (!existsSync(join(root, 'dist', 'page', 'index.html')))
    throw new Error('bench queue-view needs the built page: npm run build');
  const executablePath = findBrowser();
  const folder = scratch();
  const feeder = fork(join(import.meta.dirname, 'queue', 'feeder.ts'));
  const told = async <K extends FromFeeder['kind']>(kind: K) => {
    for (;;) {
      const [message] = (await once(feeder, 'message')) as [FromFeeder];
      if (message.kind === kind) return message as Extract<FromFeeder, { kind: K }>;
    }
  };
  const ask = (message: ToFeeder) => feeder.send(message);
  const { url } = await told('ready');
  const tokenFile = join(folder.path, 'token');
  writeFileSync(tokenFile, tokenOf(0), { mode: 0o600 });
  const host = await startConsole({ data: join(folder.path, 'host'), router: url, tokenFile, person: 'p0' });
  const browser = await chromium.launch({
    env: browserEnvironment(),
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    const { page, slow } = await throttled(browser, host.page);
    await page.evaluate(watchKeys);
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 60_000 });
    ask({ kind: 'fill' });
    await page.waitForFunction(
      (rows) => Number(document.querySelector('[role=option]')?.getAttribute('aria-setsize')) >= rows,
      WAITING + OWN,
      { timeout: 120_000, polling: 500 },
    );
    ask({ kind: 'feed', perSecond: PER_SECOND });
    let fed = { updates: 0, ms: 1 };
    const ours = await measured({ page, slow }, async () => {
      const rested = told('rested');
      ask({ kind: 'rest' });
      fed = await rested;
    });
    await page.context().close();
    const bare = await control(browser);
    const line = (name: string, value: number, unit: string, against: number | null): Figure => ({
      name: `queue view${name}`,
      value: Number(value.toPrecision(4)),
      unit,
      control: against === null ? null : Number(against.toPrecision(4)),
      ratio: against === null || against === 0 ? null : Number((value / against).toPrecision(4)),
    });
    yield line(`, ${WAITING} waiting: updates from the router`, (fed.updates / fed.ms) * 1_000, '1/s', null);
    for (const [what, of] of [
      [': move', 'moved'],
      [': open', 'opened'],
      [', whole CPU: open', 'openedWhole'],
      [', whole CPU, at rest: open', 'openedAtRest'],
    ] as const) {
      yield line(`${what}, key to paint p50`, ours[of].p50, 'ms', bare[of].p50);
      yield line(`${what}, key to paint p95`, ours[of].p95, 'ms', bare[of].p95);
    }
    const long = (frames: readonly number[]): number => frames.filter((each) => each > 100).length;
    for (const [what, of] of [
      ['move', 'framesMoving'],
      ['open', 'framesOpening'],
    ] as const) {
      yield line(`: ${what}, animation frames over 100 ms`, long(ours[of]), 'frames', long(bare[of]));
      yield line(
        `: ${what}, longest animation frame`,
        Math.max(0, ...ours[of]),
        'ms',
        Math.max(0, ...bare[of]),
      );
    }
  } finally {
    await browser.close();
    await host.kill('SIGTERM');
    feeder.disconnect();
    folder.remove();
  }
}

if (import.meta.main) await print(run());
