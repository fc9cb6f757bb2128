// Why an offer came to this person: one line for them, everybody who was compared for a lead.
import type { MatchExplanation } from '#shared/schema/match.ts';
import { expect, fillWorld, screen, test } from './stage.ts';
import { me, SECOND } from './world.ts';

const compared = (name: string, change: Partial<MatchExplanation['candidates'][number]> = {}) => ({
  ...{ person: name.toLowerCase().split(' ')[0] ?? name, name, worth: 1.02, fit: 1.08, proficiency: 4 },
  ...{ load: 2, busyness: 1.05, burden: 0.06, knows: false, passed: false },
  ...change,
});
const explanation = (at: number): MatchExplanation => ({
  ...{ offer: 'h-tomas.1', handoff: 'h-tomas', queue: 'care', person: 'marta', at, mode: 'fair' },
  ...{ urgency: 11.4, of: 6, knows: true },
  next: { person: 'ana', name: 'Ana Reis', change: { kind: 'load', less: 1 } },
  candidates: [
    compared('Marta Rocha', {
      worth: 12.94,
      fit: 1.13,
      proficiency: 5,
      load: 3,
      busyness: 0.94,
      knows: true,
    }),
    compared('Ana Reis', { worth: 12.81, fit: 1.12, proficiency: 5, load: 4 }),
    compared('Jakub Marek', { worth: 11.2, passed: true }),
    compared('Imre Szabó', { worth: 10.75, proficiency: 3, given: 'h-wanda' }),
  ],
  excluded: [
    { person: 'noor', name: 'Noor Haddad', why: 'skill', skill: 'retention', needs: 3, has: 2 },
    { person: 'petra', name: 'Petra Lindqvist', why: 'full' },
    { person: 'sam', name: 'Sam Whitlock', why: 'break' },
  ],
  excludedBy: { skill: 1, full: 1, break: 1 },
});

test('the person reads why in one line, and what would have made it somebody else’s', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const page = await open();
  await expect(page.getByRole('region', { name: 'Offer' })).toContainText(
    'Why you: You know this customer; you have retention 5 (6 compared)',
  );
  await page.keyboard.press('Alt+KeyC');
  const context = page.getByRole('region', { name: /Offer: Tomás Albrecht/ });
  await expect(context).toContainText('Ana Reis would have had it with one conversation fewer.');
  await expect(context).toContainText('6 people were compared.');
  await expect(page.getByRole('button', { name: 'Compare 6 people' })).toBeHidden();
  // What waits is not theirs to look into.
  await page
    .getByRole('option', { name: /Waiting/ })
    .first()
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(core.calls.some(({ name }) => name === 'handoff.explain')).toBe(false);
});

test('a lead compares everybody, of an offer and of what still waits; without the router it is said', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const now = Date.now();
  core.put('me', 'marta', { ...me(now), roles: ['agent', 'lead'] });
  core.on('handoff.explain', () => ({ offers: [explanation(now - 16 * SECOND)] }));
  const page = await open();
  await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
  await page.keyboard.press('Alt+KeyC');
  await page.getByRole('button', { name: 'Compare 6 people' }).click();
  const dialog = page.getByRole('dialog', { name: 'How people were chosen' });
  await expect(dialog.getByRole('row', { name: /Marta Rocha/ })).toContainText('asked, knows the customer');
  await expect(dialog.getByRole('row', { name: /Imre Szabó/ })).toContainText(
    'given another at the same moment',
  );
  await expect(dialog).toContainText('Ana Reis would have had it with one conversation fewer.');
  await expect(dialog).toContainText('Noor Haddad retention: 3 asked for, has 2');
  await expect(dialog).toContainText('2 more');
  await screen(page, 'compare-light');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  core.on('handoff.explain', () => ({ offers: [] }));
  await page
    .getByRole('option', { name: /Waiting/ })
    .first()
    .click();
  await expect(dialog).toContainText('Nobody has been asked yet.');
});

test('what is asked for falls in steps, and the line says until when', async ({ core, open }) => {
  fillWorld(core);
  const row = core.row('queue', 'h-ray');
  if (row === undefined) throw new Error('there is no such row');
  const at = new Date(2026, 10, 24, 10, 32, 10).getTime();
  core.put('queue', row.handoff, { ...row, skills: { billing: 4 }, relax: { step: 0, of: 1, at } });
  const page = await open();
  const line = page.getByRole('option', { name: /Ray Castellanos/ });
  await expect(line).toContainText('needs billing 4 until 10:32:10');
  core.put('queue', row.handoff, { ...row, skills: { billing: 2 }, relax: { step: 1, of: 1 } });
  core.flush();
  await expect(line).toContainText('needs billing 2');
  await expect(line).not.toContainText('until');
});
