// Owns the stage of a browser test: a real router on a real file, a bot with its webhook receiver, and consoles of real
// people in real pages. Everything is gone when the test ends, and any breach of the page's policy fails it.
import { join } from 'node:path';
import { type Browser, test as base, expect, type Page, type WebSocket } from '@playwright/test';
import type { CallName } from '#shared/contract/names.ts';
import { ConsoleClient } from '../hosts/console-client.ts';
import { type Receiver, receiveWebhooks, speakAsBot } from '../system/bot.ts';
import { type Office, type OfficeOptions, openOffice } from '../system/office.ts';
import {
  type StartedConsole,
  type StartedRouter,
  scratch,
  startConsole,
  startRouter,
} from '../system/processes.ts';

export { keep as picture } from './picture.ts';
export { expect };

export interface Seat {
  readonly person: string;
  readonly page: Page;
  /** Resolves when the core has answered the next call of this name that it is asked. */
  answered(call: CallName): Promise<unknown>;
  /** Cuts the console with no goodbye. */
  kill(): Promise<void>;
  /** Starts it again on the same files and address, and shows the page anew. */
  restart(): Promise<void>;
}

export interface Stage {
  readonly office: Office;
  readonly bot: ReturnType<typeof speakAsBot>;
  readonly hooks: Receiver;
  router(): StartedRouter;
  /** Resolves when the router has this text as the person's draft. */
  drafted(person: string, text: string): Promise<void>;
  /** Opens the console of `person` in a page of its own, on a machine whose clock is `ahead` of the router's by so many ms. */
  sit(person: string, ahead?: number): Promise<Seat>;
  killRouter(): Promise<void>;
  restartRouter(): Promise<void>;
}

/** The console's own words for being ready to take work. */
export async function becomeAvailable(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Change presence/ }).click();
  await page.getByRole('menuitemradio', { name: 'Available', exact: true }).click();
  await expect(page.getByRole('button', { name: /Change presence/ })).toContainText('Available');
}

/** The title bar says that the link is up. */
export async function isLive(page: Page): Promise<void> {
  await expect(page.getByRole('banner').getByText('Live', { exact: true })).toBeVisible();
}

/** It also knows who sits there: the keys that depend on that do nothing before. */
async function isSeated(page: Page): Promise<void> {
  await isLive(page);
  await expect(page.getByRole('button', { name: /Change presence/ })).toBeVisible();
}

/** Takes the offer that stands, by its key. */
export async function accept(page: Page): Promise<void> {
  await expect(
    page.getByRole('region', { name: 'Offer' }).getByRole('button', { name: /Accept/ }),
  ).toBeVisible();
  await page.keyboard.press('Alt+KeyA');
  await expect(page.getByText('Handoff to you')).toBeVisible();
}

/** What a clock that is wrong says, for Node and for a page. */
const clockAhead = (ms: number): string => `
  const Right = Date;
  globalThis.Date = class Date extends Right {
    constructor(...given) {
      if (given.length === 0) super(Right.now() + ${ms});
      else super(...given);
    }
    static now() {
      return Right.now() + ${ms};
    }
  };`;

async function openPage(browser: Browser, broken: string[], ahead: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (ahead !== 0) await page.addInitScript({ content: clockAhead(ahead) });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on('console', (message) => {
    if (message.text().startsWith('policy:')) broken.push(message.text());
  });
  page.on('pageerror', (error) => broken.push(String(error)));
  return page;
}

async function build(browser: Browser, options: OfficeOptions, args: readonly string[], broken: string[]) {
  const folder = scratch();
  let secret = '';
  const hooks = await receiveWebhooks(() => secret);
  const office = openOffice(folder.path, { webhook: hooks.url, ...options });
  secret = office.webhookSecret;
  const run = (port: number) =>
    startRouter({ config: office.configFile, data: join(folder.path, 'router'), port, args });
  let router = await run(0);
  const consoles = new Set<StartedConsole>();
  const pages: Page[] = [];
  const stage: Stage = {
    office,
    bot: speakAsBot(() => router.http, office.botKey),
    hooks,
    router: () => router,
    async sit(person, ahead = 0) {
      const start = (port: number) =>
        startConsole({
          data: join(folder.path, person),
          router: router.ws,
          tokenFile: office.tokenFile(person),
          person,
          port,
          nodeArgs:
            ahead === 0 ? [] : ['--import', `data:text/javascript,${encodeURIComponent(clockAhead(ahead))}`],
        });
      let running = await start(0);
      consoles.add(running);
      const page = await openPage(browser, broken, ahead);
      pages.push(page);
      let socket: WebSocket | undefined;
      page.on('websocket', (opened) => {
        socket = opened;
      });
      await page.goto(running.page);
      await isSeated(page);
      return {
        person,
        page,
        async answered(call) {
          await socket?.waitForEvent('framereceived', ({ payload }) => {
            const { kind, name } = JSON.parse(String(payload)) as { kind: string; name: string };
            return kind === 'ok' && name === call;
          });
        },
        async kill() {
          await running.kill('SIGKILL');
          consoles.delete(running);
        },
        async restart() {
          running = await start(Number(new URL(running.page).port));
          consoles.add(running);
          await page.goto('about:blank');
          await page.goto(running.page);
          await isSeated(page);
        },
      };
    },
    async drafted(person, text) {
      const client = await ConsoleClient.open({ url: router.ws, token: office.token(person) });
      await client.until(({ events, snapshots }) =>
        JSON.stringify([events, [...snapshots.values()]]).includes(JSON.stringify(text)),
      );
      client.cut();
    },
    killRouter: () => router.kill('SIGKILL'),
    async restartRouter() {
      router = await run(router.port);
    },
  };
  const end = async (): Promise<void> => {
    for (const page of pages) await page.context().close();
    for (const running of consoles) await running.kill('SIGTERM');
    await router.kill('SIGTERM');
    await hooks.close();
    folder.remove();
  };
  return { stage, end };
}

/** `office` and `routerArgs` are set by `test.use`. */
export const test = base.extend<{
  office: OfficeOptions;
  routerArgs: readonly string[];
  stage: Stage;
}>({
  office: [{}, { option: true }],
  routerArgs: [[], { option: true }],
  stage: async ({ browser, office, routerArgs }, use) => {
    const broken: string[] = [];
    const { stage, end } = await build(browser, office, routerArgs, broken);
    try {
      await use(stage);
    } finally {
      await end();
    }
    expect(broken, 'the page broke its own policy or threw').toEqual([]);
  },
});

/** A conversation that needs a person, as a bot would bring it; told once, read by many tests. */
export async function bringIlse({ bot }: Stage, id = 'ilse'): Promise<void> {
  await bot.open(id, 'Ilse Verhoeven');
  await bot.turn(
    id,
    `${id}-1`,
    'END_USER',
    'We were rebooked to MA 516 and now my six-year-old sits nine rows away.',
  );
  await bot.turn(id, `${id}-2`, 'AUTOMATED_AGENT', 'I can help with seats. Please choose a seat on the map.');
  await bot.turn(id, `${id}-3`, 'END_USER', 'I did that twice. It says my fare cannot choose.');
  const asked = await bot.initiate(id, {
    reason: 'seat change on a rebooked fare',
    context: {
      intent: 'Seats split by a rebooking',
      goal: 'Sit with her child, or refund both seat fees',
      situation: 'Seats split by an airline rebooking. Flies tomorrow 06:40.',
      highlights: [{ text: 'Child aged 6 is seated nine rows away', turn: 1 }],
      facts: [{ label: 'Flight', value: 'MA 516', turn: 1 }],
      tried: [{ text: 'Sent the seat map link', worked: false, turn: 2 }],
      open: ['Is a window seat needed?'],
      greeting: 'Hello Ms Verhoeven, I can see your seats were split when we rebooked you.',
    },
  });
  expect(asked.status).toBe(200);
}

/** Ana takes Ilse, and writes a note that names Marta. */
export async function mentionMarta(stage: Stage, text: string): Promise<ConsoleClient> {
  const ana = await ConsoleClient.open({ url: stage.router().ws, token: stage.office.token('ana') });
  await ana.do('presence.set', { status: 'available' });
  await bringIlse(stage);
  const { offer } = await ana.frame('offer');
  await ana.do('offer.accept', { offer: offer.id }, { base: offer.fence });
  const { data } = await ana.event(
    'p:ana',
    'handoff.changed',
    (event) => (event.data.handoff as { state: string }).state !== 'offered',
  );
  const { fence } = data.handoff as { fence: number };
  const note = { conversation: offer.conversation, id: 'note-1', text, mentions: ['marta'] };
  expect(await ana.do('note.add', note, { base: fence })).toMatchObject({ ok: true });
  return ana;
}
