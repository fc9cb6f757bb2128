// The chat on somebody's own page: one script tag in plain HTML, at another origin than the router's.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from '@playwright/test';
import type { OfficeOptions } from '../system/office.ts';
import { scratch } from '../system/processes.ts';
import { printedIn, startBot } from '../system/sdk-bot.ts';
import { glance } from './picture.ts';
import { accept, becomeAvailable, expect, picture, test as staged } from './stage.ts';

interface Shop {
  readonly origin: string;
  /** Address of the one script. */
  widget: string;
}

/** The team's bot, as docs/bots.md prints it. */
interface Bot {
  kill(): Promise<void>;
  start(): void;
}

const test = staged.extend<{ shop: Shop; bot: Bot }>({
  shop: async ({ browserName: _any }, use) => {
    const shop = { origin: '', widget: '' };
    const server: Server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html lang="en"><head><title>Shop</title><style>button { color: red; font-size: 40px } p { display: none }</style></head>
        <body><main><h1>My trips</h1></main><script src="${shop.widget}" defer></script></body></html>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    shop.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await use(shop);
    server.closeAllConnections();
    server.close();
  },
  office: async ({ shop }, use) => {
    const office: OfficeOptions = { chatOrigins: [shop.origin] };
    await use(office);
  },
  bot: async ({ stage, shop }, use) => {
    const folder = scratch();
    const program = printedIn('docs/bots.md', 'conversation.opened');
    shop.widget = `${stage.router().http}/chat/ava/widget.js`;
    const run = () => startBot(folder.path, program, stage.router(), stage.office.botKey);
    let running = run();
    await use({
      kill: () => running.kill(),
      start() {
        running = run();
      },
    });
    await running.kill();
    folder.remove();
  },
});

/** A page of the shop with the chat open. */
async function open(context: BrowserContext, address: string) {
  const page = await context.newPage();
  await page.goto(address);
  const launcher = page.getByRole('button', { name: /^Chat/ });
  await launcher.click();
  await expect(page.getByRole('textbox', { name: 'Your message' })).toBeFocused();
  return {
    page,
    launcher,
    log: page.getByRole('log', { name: 'Conversation' }),
    heading: (name: string) => page.getByRole('heading', { name, exact: true }),
    async write(text: string) {
      await page.getByRole('textbox', { name: 'Your message' }).fill(text);
      await page.keyboard.press('Enter');
    },
  };
}

test('a customer on a plain page talks to the team’s own bot, whose answers come when network and bot are back', async ({
  browser,
  shop,
  bot,
}) => {
  const context = await browser.newContext({ viewport: { width: 1000, height: 720 } });
  const visitor = await open(context, shop.origin);
  await expect(visitor.log).toContainText('Hello, I repeat what you say.');
  await expect(visitor.heading('Ava')).toBeVisible();
  await visitor.write('Our seats are wrong, K7QX4M');
  await expect(visitor.log).toContainText('You said: Our seats are wrong, K7QX4M');
  // Nothing of the page's own style reaches in.
  await glance(visitor.page, 'widget-bot');

  await bot.kill();
  await context.setOffline(true);
  await visitor.write('Nine rows away.');
  await expect(visitor.page.getByRole('status')).toContainText('No connection');
  await context.setOffline(false);
  await expect(visitor.page.getByRole('status')).toBeHidden();
  bot.start();
  await expect(visitor.log.getByText('You said: Nine rows away.')).toHaveCount(1);
  await expect(visitor.log.getByText('Nine rows away.', { exact: true })).toHaveCount(1);
  await context.close();
});

test('a customer of the team’s bot is handed over, sees the wait and who speaks, leaves and comes back', async ({
  stage,
  browser,
  shop,
  bot: _runs,
}) => {
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  const context = await browser.newContext({ viewport: { width: 1000, height: 720 } });
  const first = await open(context, shop.origin);
  await first.write('Our seats are wrong, K7QX4M');
  await expect(first.log).toContainText('You said: Our seats are wrong, K7QX4M');
  await first.page.getByRole('button', { name: 'Talk to a person' }).click();
  await expect(first.heading('Waiting for a person')).toBeVisible();
  await expect(first.page.getByText('Your place', { exact: true })).toBeVisible();
  await expect(first.page.getByRole('definition').first()).toHaveText('1');
  await glance(first.page, 'widget-waiting');

  // The page is left and opened again, in another tab: the same place, the same words.
  await first.page.close();
  const visitor = await open(context, `${shop.origin}/elsewhere`);
  await expect(visitor.heading('Waiting for a person')).toBeVisible();
  await expect(visitor.log).toContainText('Our seats are wrong, K7QX4M');

  await accept(page);
  await expect(visitor.heading('Marta')).toBeVisible();
  await expect(visitor.log).toContainText('Marta took over');
  await visitor.page.keyboard.press('Escape');
  await expect(visitor.launcher).toBeFocused();
  await expect(visitor.launcher).toHaveAttribute('aria-expanded', 'false');
  await page.getByRole('textbox', { name: /Reply to/ }).fill('Hello, Marta here. I have your seats.');
  await page.keyboard.press('Control+Enter');
  await expect(visitor.launcher).toHaveText('Chat (1 new)');
  await glance(visitor.page, 'widget-closed');
  await visitor.launcher.click();
  await expect(visitor.log).toContainText('I have your seats.');
  await expect(visitor.page.getByText(/a person at Meridian Air/).first()).toBeVisible();
  await picture(visitor.page, 'widget-light');
  await visitor.write('Thank you!');
  await expect(page.getByRole('log')).toContainText('Thank you!');
  await expect(visitor.log).not.toContainText('You said: Thank you!');
  await context.close();
});

test('a page of an origin that is not named shows the button and says that nothing answers', async ({
  stage,
  browser,
  shop,
}) => {
  shop.widget = `${stage.router().http}/chat/ava/widget.js`;
  const context = await browser.newContext();
  const visitor = await context.newPage();
  // Another name of the same server is another origin.
  await visitor.goto(shop.origin.replace('127.0.0.1', 'localhost'));
  await visitor.getByRole('button', { name: 'Chat' }).click();
  await expect(visitor.getByRole('status')).toContainText('No connection');
  await glance(visitor, 'widget-no-connection');
  await context.close();
});
