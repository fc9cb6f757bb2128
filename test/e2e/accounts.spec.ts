// A router that asks a real place for the account: the person takes the handoff while that place keeps it waiting, and sees what
// came of it.
import { type AccountServer, json, serveAccounts } from '../system/account-server.ts';
import { accept, test as base, becomeAvailable, bringIlse, expect } from './stage.ts';

const test = base.extend<{ crm: AccountServer }>({
  crm: async ({ browserName: _ }, use) => {
    const crm = await serveAccounts(() => undefined);
    await use(crm);
    await crm.close();
  },
  office: async ({ crm }, use) =>
    use({
      accounts: [
        {
          ...{ kind: 'http', id: 'crm', name: 'CRM', mapping: 'crm.json', freshSeconds: 0 },
          ...{ url: `${crm.url}/customers/{customer.id}`, allowPrivate: [crm.host], timeoutMs: 60_000 },
        },
      ],
      mappings: {
        'crm.json': {
          account: { plan: '/plan', owner: '/owner/name' },
          facts: [{ label: 'Open tickets', at: '/tickets' }],
        },
      },
    }),
});

const ANSWER = { plan: 'Flex', owner: { name: 'Lena Vogt' }, tickets: 2 };

test('the handoff is taken while the answer is awaited; it comes into the open context with its age', async ({
  stage,
  crm,
}) => {
  let answer: () => void = () => undefined;
  crm.react((asked, response) => {
    answer = () => json(ANSWER)(asked, response);
  });
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  const account = page.locator('[data-section="Account"]');
  await expect(account).toContainText('CRM is being asked.');
  await expect(account).toContainText('PlanPlatinum');
  expect(crm.asked.map(({ path }) => path)).toEqual(['/customers/c-ilse']);
  answer();
  await expect(account.getByRole('heading')).toContainText(/CRM, \d+ (s|min) ago/);
  await expect(account).toContainText('PlanFlex');
  await expect(account).toContainText('OwnerLena Vogt');
  await expect(account).toContainText('Open tickets2');
});

test('a redirect to a private address is refused, and the pane says why there is nothing', async ({
  stage,
  crm,
}) => {
  const inside = await serveAccounts(json(ANSWER));
  crm.react((_, response) => void response.writeHead(302, { location: inside.url }).end());
  const { page } = await stage.sit('marta');
  await becomeAvailable(page);
  await bringIlse(stage);
  await accept(page);
  const account = page.locator('[data-section="Account"]');
  await expect(account).toContainText(
    'it leads to an address that is not allowed. Nothing is known from before.',
  );
  await expect(account).toContainText('PlanPlatinum');
  expect(inside.asked).toEqual([]);
  await inside.close();
});
