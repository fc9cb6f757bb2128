// Owns the bench of memory: a shift of eight hours at sixty times its speed, 200 conversations from offer to wrap-up through
// the real router, the real web host and the real page, worked by keys and clicks, four at a time. An hour of the script is
// 25 conversations and at least a minute. A wall display shows their queue all the while. After each hour: the heap of page,
// wall and core after a forced collection.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { browserEnvironment, findBrowser } from '../../scripts/browser.mjs';
import { becomeAvailable } from '../e2e/stage.ts';
import { ConsoleClient } from '../hosts/console-client.ts';
import { speakAsBot } from '../system/bot.ts';
import { openOffice } from '../system/office.ts';
import { scratch, startConsole, startRouter } from '../system/processes.ts';
import { type Figure, print } from './measure.ts';

const HOURS = 8;
const PER_HOUR = Number(process.env.BATON_PER_HOUR ?? 25);
/** Hours of the script that warm up, before the slope is taken. */
const WARM = 2;
const SPEED = 60;
const AT_A_TIME = 4;
/** One-sided 95 % of Student's t for 5 degrees of freedom: seven points, two of them used up by the line. */
const T_95 = 2.015;
const MIB = 1_048_576;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));

interface Heap {
  /** Bytes in use after a forced collection. */
  used(): Promise<number>;
}

const collected = async (send: (method: string) => Promise<unknown>): Promise<number> => {
  for (let round = 0; round < 3; round += 1) await send('HeapProfiler.collectGarbage');
  return ((await send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
};
const pageHeap = (session: CDPSession): Heap => ({
  used: () => collected((method) => session.send(method as 'HeapProfiler.collectGarbage')),
});

/** The core's own engine, through the inspector of its process. */
async function coreHeap(log: string): Promise<Heap> {
  const [, address] = /Debugger listening on (ws:\S+)/.exec(log) ?? [];
  if (address === undefined) throw new Error(`the host says no inspector: ${log}`);
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let last = 0;
  const send = (method: string): Promise<unknown> => {
    last += 1;
    const id = last;
    socket.send(JSON.stringify({ id, method }));
    return new Promise((resolve) => {
      const hear = (data: Buffer): void => {
        const answer = JSON.parse(data.toString()) as { id?: number; result?: unknown };
        if (answer.id !== id) return;
        socket.off('message', hear);
        resolve(answer.result);
      };
      socket.on('message', hear);
    });
  };
  return { used: () => collected(send) };
}

/** Least squares through the values at 0, 1, 2, ...: growth per step and its upper bound, one-sided 95 %. */
export function slopeOf(values: readonly number[]): { readonly slope: number; readonly upper: number } {
  const n = values.length;
  const x = (n - 1) / 2;
  const y = values.reduce((sum, each) => sum + each, 0) / n;
  const xx = values.reduce((sum, _, at) => sum + (at - x) ** 2, 0);
  const slope = values.reduce((sum, each, at) => sum + (at - x) * (each - y), 0) / xx;
  const rest = values.reduce((sum, each, at) => sum + (each - y - slope * (at - x)) ** 2, 0);
  return { slope, upper: slope + T_95 * Math.sqrt(rest / (n - 2) / xx) };
}

const nameOf = (n: number) => `Customer ${String(n).padStart(3, '0')}`;
const idOf = (n: number) => `shift-${n}`;
const WORDS =
  'We were rebooked and now the child sits nine rows away from me, and the map says that my fare cannot choose a seat.';

async function bring(bot: ReturnType<typeof speakAsBot>, n: number): Promise<void> {
  const id = idOf(n);
  await bot.open(id, nameOf(n));
  for (let turn = 0; turn < 6; turn += 1)
    await bot.turn(
      id,
      `${id}-${turn}`,
      turn % 2 === 0 ? 'END_USER' : 'AUTOMATED_AGENT',
      `${turn + 1}. ${WORDS}`,
    );
  await bot.initiate(id, {
    reason: 'seat change',
    context: {
      ...{ intent: 'Seats split by a rebooking', goal: 'Sit with her child', situation: WORDS },
      highlights: [{ text: 'Child aged 6', turn: 1 }],
      facts: [{ label: 'Flight', value: 'MA 482', turn: 1 }],
      tried: [{ text: 'Sent the seat map link', worked: false, turn: 2 }],
      open: ['Is a window seat needed?'],
      greeting: 'Hello, I can see your seats were split.',
    },
  });
}

const rowOf = (page: Page, n: number) => page.getByRole('option', { name: nameOf(n) });
async function say(page: Page, n: number, text: string): Promise<void> {
  await page.getByRole('textbox', { name: `Reply to ${nameOf(n)}` }).focus();
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('log').getByText(text).first().waitFor();
}

/** One more is taken, two that are there go on, the oldest is wrapped up. */
async function step(page: Page, bot: ReturnType<typeof speakAsBot>, n: number): Promise<void> {
  await bring(bot, n);
  await page
    .getByRole('button', { name: /^Accept/ })
    .first()
    .waitFor({ timeout: 60_000 });
  await page.keyboard.press('Alt+KeyA');
  await page.getByRole('textbox', { name: `Reply to ${nameOf(n)}` }).waitFor();
  await say(page, n, `Hello ${n}, I am looking at your seats.`);
  for (const other of [n - 1, n - 2].filter((each) => each >= 0)) {
    await bot.turn(idOf(other), `${idOf(other)}-${n}`, 'END_USER', `And at ${n}? ${WORDS}`);
    await rowOf(page, other).click();
    await say(page, other, `Row ${n} is confirmed for both of you.`);
  }
  const done = n - AT_A_TIME + 1;
  if (done >= 0) await finish(page, done);
}

async function finish(page: Page, n: number): Promise<void> {
  await rowOf(page, n).click();
  await page.getByRole('textbox', { name: `Reply to ${nameOf(n)}` }).waitFor();
  await page.keyboard.press('Alt+KeyE');
  await page.getByText(`Wrap up with ${nameOf(n)}`).waitFor();
  await page.keyboard.press('Digit1');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Closed, read only').waitFor();
  // The list keeps the row of what is over while it is pointed at.
  await page.mouse.move(720, 400);
  await page.getByRole('log').focus();
  await rowOf(page, n).waitFor({ state: 'detached' });
}

const SIDES = ['page', 'wall', 'core'] as const;
const DISPLAY = 'token-of-the-display';

/** The wall's page in a window of its own, with a token that a lead gave. */
async function openWall(browser: Browser, http: string, ws: string, token: string): Promise<Page> {
  const lead = await ConsoleClient.open({ url: ws, token });
  const hash = createHash('sha256').update(DISPLAY).digest('hex');
  const added = await lead.do('display.add', { id: 'tv', name: 'Floor', queues: ['care'], hash });
  lead.socket.close();
  if (!added.ok) throw new Error(`no display: ${JSON.stringify(added)}`);
  const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await page.goto(`${http}/wall#${DISPLAY}`);
  await page.getByText(/Live, \d/).waitFor();
  return page;
}

export async function* run(): AsyncIterable<Figure> {
  const folder = scratch();
  const office = openOffice(folder.path, { capacity: AT_A_TIME + 1 });
  const router = await startRouter({ config: office.configFile, data: join(folder.path, 'router') });
  const data = join(folder.path, 'marta');
  mkdirSync(join(data, 'people', 'marta'), { recursive: true });
  // A reply that waits to be taken back waits five real seconds, which would be five minutes of the shift.
  writeFileSync(join(data, 'people', 'marta', 'settings.json'), JSON.stringify({ undoSeconds: 0 }));
  const host = await startConsole({
    ...{ data, router: router.ws, person: 'marta', tokenFile: office.tokenFile('marta') },
    nodeArgs: ['--inspect=127.0.0.1:0'],
  });
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    env: browserEnvironment(),
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const bot = speakAsBot(() => router.http, office.botKey);
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(host.page);
    await page.getByText('Live', { exact: true }).waitFor();
    await becomeAvailable(page);
    const wall = await openWall(browser, router.http, router.ws, office.token('marta'));
    const heaps = {
      page: pageHeap(await context.newCDPSession(page)),
      wall: pageHeap(await wall.context().newCDPSession(wall)),
      core: await coreHeap(host.log()),
    };
    const used: Record<(typeof SIDES)[number], number[]> = { page: [], wall: [], core: [] };
    for (let hour = 0; hour < HOURS; hour += 1) {
      const began = performance.now();
      for (let n = 0; n < PER_HOUR; n += 1) {
        const place = hour * PER_HOUR + n;
        await step(page, bot, place).catch(async (error: unknown) => {
          const seen = await page.locator('body').innerText();
          throw new Error(`conversation ${place}: ${String(error)}\n${seen}\n${host.log()}`);
        });
      }
      await pause(3_600_000 / SPEED - (performance.now() - began));
      for (const side of SIDES) used[side].push((await heaps[side].used()) / MIB);
      process.stderr.write(
        `hour ${hour + 1}: ${SIDES.map((side) => `${side} ${used[side].at(-1)?.toFixed(2)} MiB`).join(', ')}, ${((performance.now() - began) / 1_000).toFixed(0)} s\n`,
      );
    }
    for (const side of SIDES) {
      const { slope, upper } = slopeOf(used[side].slice(WARM - 1));
      const line = (what: string, value: number, unit: string): Figure => ({
        ...{ name: `memory, ${HOURS} hours, ${HOURS * PER_HOUR} conversations: ${side}, ${what}` },
        ...{ value: Number(value.toPrecision(4)), unit, control: null, ratio: null },
      });
      yield line('heap at the end', used[side].at(-1) ?? Number.NaN, 'MiB');
      yield line('slope of the last 6 hours', slope, 'MiB/h');
      yield line('slope, upper bound 95 %', upper, 'MiB/h');
    }
  } finally {
    await browser.close();
    // An orderly end would wait for the inspector to let go.
    await host.kill('SIGKILL');
    await router.kill('SIGTERM');
    folder.remove();
  }
}

if (import.meta.main) await print(run());
