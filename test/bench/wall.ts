// Owns the bench of the wall: the real page on a display's token, shown 12 queues and 200 people of a real router that takes
// 50 updates a second and tells a wall once a second; then the same page told 50 times a second, as no router does. Beside
// it in the same browser, of the same frames, a bare page.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium } from '@playwright/test';
import { browserEnvironment, findBrowser } from '../../scripts/browser.mjs';
import { scriptWall } from '../e2e/wall/scripted.ts';
import { floorOf } from '../e2e/wall/world.ts';
import { openWall } from '../hosts/wall-client.ts';
import { scratch } from '../system/processes.ts';
import { type Figure, print } from './measure.ts';
import { openFloor, PEOPLE, QUEUES } from './wall-floor.ts';
import { bareWall } from './wall-page.ts';

const PER_SECOND = 50;
const SECONDS = Number(process.env.BATON_WALL_SECONDS ?? 60);
/** Before anything is counted, s. */
const WARM = 8;
const MIB = 1_048_576;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

declare global {
  interface Window {
    wallBench: { shown: number; long: number[]; longest: number };
  }
}

/** Runs in the page: queues that changed on the screen, animation frames over 50 ms, the longest time between two frames. */
function watchWall(mark: string): void {
  const bench: Window['wallBench'] = { shown: 0, long: [], longest: 0 };
  window.wallBench = bench;
  performance.mark(mark);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.long.push(duration);
  }).observe({ type: 'long-animation-frame', buffered: false });
  new MutationObserver((changes) => {
    const lanes = new Set(
      changes.map(({ target }) => (target.parentElement ?? (target as Element)).closest('main li')),
    );
    bench.shown += [...lanes].filter((lane) => lane !== null).length;
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  let last = performance.now();
  const frame = (): void => {
    const now = performance.now();
    bench.longest = Math.max(bench.longest, now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

async function heapOf(session: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize / MIB;
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** CPU of the thread, us. */
  readonly tdur?: number;
}

/**
 * What each task of the thread that set this mark took, ms of its CPU: on a busy machine a frame is long because the page
 * waited; how long it worked is what is the page's own.
 */
function tasksOf(events: readonly TraceEvent[], mark: string): number[] {
  const found = events.find(({ name }) => name === mark);
  if (found === undefined) throw new Error(`the trace has no mark ${mark}`);
  return events.flatMap(({ name, pid, tid, tdur = 0 }) =>
    name === 'ThreadControllerImpl::RunTask' && pid === found.pid && tid === found.tid ? [tdur / 1_000] : [],
  );
}

interface Seen {
  readonly mark: string;
  readonly seconds: number;
  readonly shown: number;
  readonly long: number;
  readonly longest: number;
  readonly before: number;
  readonly after: number;
}

/** A page as it was between `begin` and `end`; nothing is collected while it is watched. */
async function open(browser: Browser, url: string) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  await page.goto(url);
  await page
    .locator('main li')
    .nth(QUEUES - 1)
    .waitFor({ timeout: 60_000 });
  const session = await context.newCDPSession(page);
  const mark = `watched ${url}`;
  let before = 0;
  let since = 0;
  return {
    async settle(): Promise<void> {
      before = await heapOf(session);
    },
    async begin(): Promise<void> {
      await page.evaluate(watchWall, mark);
      since = performance.now();
    },
    async end(): Promise<Seen> {
      const { shown, long, longest } = await page.evaluate(() => window.wallBench);
      const seconds = (performance.now() - since) / 1_000;
      const after = await heapOf(session);
      await context.close();
      return {
        ...{ mark, seconds, before, after, shown: shown / seconds, long: long.length },
        longest: Math.max(longest, ...long),
      };
    },
  };
}

type Watched = Seen & { readonly tasks: readonly number[] };

function* figures(name: string, seen: Watched, bare: Watched): Iterable<Figure> {
  const line = (what: string, unit: string, of: (side: Watched) => number): Figure => {
    const [value, control] = [of(seen), of(bare)];
    return {
      ...{ name: `${name}: ${what}`, value: Number(value.toPrecision(4)), unit },
      control: Number(control.toPrecision(4)),
      ratio: control === 0 ? null : Number((value / control).toPrecision(4)),
    };
  };
  yield line('queues changed on the screen', '1/s', ({ shown }) => shown);
  yield line('animation frames over 50 ms', 'frames', ({ long }) => long);
  yield line('longest time between two frames', 'ms', ({ longest }) => longest);
  yield line('tasks over 50 ms of CPU', 'tasks', ({ tasks }) => tasks.filter((each) => each > 50).length);
  yield line('longest task, CPU', 'ms', ({ tasks }) => tasks.reduce((most, each) => Math.max(most, each), 0));
  yield line(
    'all tasks, CPU',
    'ms/s',
    ({ tasks, seconds }) => tasks.reduce((sum, each) => sum + each, 0) / seconds,
  );
  yield line('heap at the start', 'MiB', ({ before }) => before);
  yield line('heap at the end', 'MiB', ({ after }) => after);
}

type Opened = Awaited<ReturnType<typeof open>>;

/** Both at the same time, so that they meet the same machine. */
async function watched(browser: Browser, page: Opened, control: Opened): Promise<[Watched, Watched]> {
  await pause(WARM * 1_000);
  // Before the trace: collecting garbage by force is a long task of its own.
  for (const each of [page, control]) await each.settle();
  await browser.startTracing(undefined, { categories: ['toplevel', 'blink.user_timing'] });
  for (const each of [page, control]) await each.begin();
  await pause(SECONDS * 1_000);
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  const told = async (each: Opened): Promise<Watched> => {
    const seen = await each.end();
    return { ...seen, tasks: tasksOf(traceEvents, seen.mark) };
  };
  return [await told(page), await told(control)];
}

async function* ofARouter(browser: Browser): AsyncIterable<Figure> {
  const folder = scratch();
  const floor = await openFloor(folder.path);
  const bare = await bareWall();
  try {
    const token = await floor.giveDisplay();
    const relay = openWall({ http: floor.http, token });
    const page = await open(browser, `${floor.http}/wall?theme=dark#${token}`);
    await relay.until(() => true);
    relay.socket.on('message', (data) => bare.tell(String(data)));
    floor.play(PER_SECOND);
    const control = await open(browser, bare.url);
    const [from, since] = [floor.updates(), performance.now()];
    const [seen, beside] = await watched(browser, page, control);
    const updates = ((floor.updates() - from) / (performance.now() - since)) * 1_000;
    relay.socket.terminate();
    await floor.rest();
    const name = `wall, ${QUEUES} queues, ${PEOPLE} people`;
    yield {
      ...{ name: `${name}: updates the router took`, value: Number(updates.toPrecision(4)), unit: '1/s' },
      ...{ control: null, ratio: null },
    };
    yield* figures(name, seen, beside);
  } finally {
    bare.stop();
    await floor.stop();
    folder.remove();
  }
}

async function* ofTicks(browser: Browser): AsyncIterable<Figure> {
  const board = floorOf(QUEUES, Date.now());
  const wall = await scriptWall(board);
  const bare = await bareWall();
  let n = 0;
  const timer = setInterval(() => {
    n += 1;
    const queue = board.queues[n % QUEUES];
    if (queue === undefined) return;
    const tick = { at: Date.now(), queues: [{ ...queue, waiting: n % 97, withPeople: n % 31 }] };
    wall.tick(tick);
    bare.tell(JSON.stringify({ op: 'tick', tick }));
  }, 1_000 / PER_SECOND);
  try {
    const page = await open(browser, `${wall.url}?theme=dark#secret`);
    const control = await open(browser, bare.url);
    const [seen, beside] = await watched(browser, page, control);
    yield* figures(`wall, told ${PER_SECOND} times a second`, seen, beside);
  } finally {
    clearInterval(timer);
    bare.stop();
    await wall.stop();
  }
}

export async function* run(): AsyncIterable<Figure> {
  if (!existsSync(join(import.meta.dirname, '..', '..', 'dist', 'page', 'wall.html')))
    throw new Error('bench wall needs the built page: npm run build');
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    env: browserEnvironment(),
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  try {
    yield* ofARouter(browser);
    yield* ofTicks(browser);
  } finally {
    await browser.close();
  }
}

if (import.meta.main) await print(run());
