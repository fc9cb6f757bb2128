// The chat on somebody's own page: one script tag in plain HTML, at another origin than the router's.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { OfficeOptions } from '../system/office.ts';
import { accept, becomeAvailable, expect, picture, test as staged } from './stage.ts';

interface Shop {
  readonly origin: string;
  /** Address of the router whose chat the page shows. */
  router: string;
}

const test = staged.extend<{ shop: Shop }>({
  shop: async ({ browserName: _any }, use) => {
    const shop = { origin: '', router: '' };
    const server: Server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><html lang="en"><head><title>Shop</title><style>button { color: red; font-size: 40px } p { display: none }</style></head>
        <body><main><h1>My trips</h1></main><script src="${shop.router}/try/widget.js" defer></script></body></html>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    shop.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await use(shop);
    server.closeAllConnections();
    server.close();
  },
  office: async ({ shop }, use) => {
    const office: OfficeOptions = { tryOut: true, widgetOrigins: [shop.origin] };
    await use(office);
  },
});
test.use({ routerArgs: ['--try'] });

const violations = async (page: Page) =>
  (await new AxeBuilder({ page }).include('baton-chat').analyze()).violations.map(({ id, nodes }) => [
    id,
    nodes.map(({ target }) => target),
  ]);

test('a customer on a plain page talks to a bot, sees the wait and who speaks, leaves and comes back', async ({
  stage,
  browser,
  shop,
}) => {
  shop.router = stage.router().http;
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  const context = await browser.newContext({ viewport: { width: 1000, height: 720 } });
  let visitor = await context.newPage();
  await visitor.goto(shop.origin);
  const launcher = () => visitor.getByRole('button', { name: /^Chat/ });
  const log = () => visitor.getByRole('log', { name: 'Conversation' });
  const heading = (name: string) => visitor.getByRole('heading', { name, exact: true });

  await launcher().click();
  await expect(visitor.getByRole('textbox', { name: 'Your message' })).toBeFocused();
  await expect(log()).toContainText('I am the automatic assistant of Meridian Air');
  await expect(heading('Ava')).toBeVisible();
  await visitor.keyboard.type('Our seats are wrong, K7QX4M');
  await visitor.keyboard.press('Enter');
  await expect(log()).toContainText('change seats on a rebooked fare');
  // Nothing of the page's own style reaches in, and nothing is wrong by axe.
  expect(await violations(visitor)).toEqual([]);
  await visitor.getByRole('button', { name: 'Talk to a person' }).click();
  await expect(heading('Waiting for a person')).toBeVisible();
  await expect(visitor.getByText('Your place', { exact: true })).toBeVisible();
  await expect(visitor.getByRole('definition').first()).toHaveText('1');
  expect(await violations(visitor)).toEqual([]);

  // The page is left and opened again, in another tab: the same place, the same words.
  await visitor.close();
  visitor = await context.newPage();
  await visitor.goto(`${shop.origin}/elsewhere`);
  await launcher().click();
  await expect(heading('Waiting for a person')).toBeVisible();
  await expect(log()).toContainText('Our seats are wrong, K7QX4M');

  await accept(page);
  await expect(heading('Marta')).toBeVisible();
  await expect(log()).toContainText('Marta took over');
  await visitor.keyboard.press('Escape');
  await expect(launcher()).toBeFocused();
  await expect(launcher()).toHaveAttribute('aria-expanded', 'false');
  await page.getByRole('textbox', { name: /Reply to/ }).fill('Hello, Marta here. I have your seats.');
  await page.keyboard.press('Control+Enter');
  await expect(launcher()).toHaveText('Chat (1 new)');
  await launcher().click();
  await expect(log()).toContainText('I have your seats.');
  await expect(visitor.getByText(/a person at Meridian Air/).first()).toBeVisible();
  expect(await violations(visitor)).toEqual([]);
  await picture(visitor, 'widget-light');
  await visitor.getByRole('textbox', { name: 'Your message' }).fill('Thank you!');
  await visitor.keyboard.press('Enter');
  await expect(page.getByRole('log')).toContainText('Thank you!');
  await context.close();
});

test('a page of an origin that is not named shows the button and says that nothing answers', async ({
  stage,
  browser,
  shop,
}) => {
  shop.router = stage.router().http;
  const context = await browser.newContext();
  const visitor = await context.newPage();
  // Another name of the same server is another origin.
  await visitor.goto(shop.origin.replace('127.0.0.1', 'localhost'));
  await visitor.getByRole('button', { name: 'Chat' }).click();
  await expect(visitor.getByRole('status')).toContainText('No connection');
  await context.close();
});
