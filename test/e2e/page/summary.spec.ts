// The summary that a team's own model wrote: each sentence with the turns that bear it out, what was left out, how old it is, and why
// there is none.
import type { Summary } from '#shared/schema/summary.ts';
import type { ScriptedCore } from './core.ts';
import { expect, fillWorld, noOffer, openIlse, screen, test, wear } from './stage.ts';
import { ilseView, MINUTE } from './world.ts';

test.beforeEach(({ core }) => {
  fillWorld(core);
  noOffer(core);
});

const SENTENCES = [
  { text: 'The customer was rebooked from MA 482 and now sits nine rows away from their child.', turns: [3] },
  { text: 'They paid 84 euros per seat.', turns: [3] },
  { text: 'The bot cannot change seats on a rebooked fare.', turns: [6] },
  { text: 'They want both refunded and asked for a person.', turns: [7] },
];

function put(core: ScriptedCore, change: Partial<Summary>, fixed = true): void {
  const now = Date.now();
  const view = ilseView(now);
  const summary: Summary = {
    ...{ source: 'Northlight', state: 'known', at: now - 3 * MINUTE, asked: 7 },
    ...{ of: 7, writtenAt: now - 3 * MINUTE, sentences: SENTENCES, refused: 2 },
    ...change,
  };
  const context = { ...view.handoff.context, summary, fixed };
  core.put('conversations', 'ilse', { ...view, handoff: { ...view.handoff, context } });
  core.flush();
}

const NONE = { of: undefined, writtenAt: undefined, sentences: [], refused: 0 };
const pane = '[data-section="Summary"]';

test('whose it is, its age, each sentence with its turns, which they light, and what was left out', async ({
  core,
  open,
}) => {
  put(core, {});
  const page = await open();
  await openIlse(page);
  const summary = page.locator(pane);
  await expect(summary.getByRole('heading')).toContainText('3 min ago, up to t7');
  await expect(summary).toContainText('written by Northlight, checked against the transcript');
  await expect(summary).toContainText('The bot cannot change seats on a rebooked fare. t6');
  await expect(summary).toContainText('2 sentences are left out');
  await expect(page.locator('[data-section="Goal and situation"]')).toContainText('Seats split');
  await summary.getByRole('button', { name: 't6' }).click();
  await expect(page.getByRole('log').locator('[class*=lit]')).toContainText('I can’t change seats');
});

test('why there is none, and why there is nothing newer', async ({ core, open }) => {
  put(core, { ...NONE, state: 'asking' }, false);
  const page = await open();
  await openIlse(page);
  const summary = page.locator(pane);
  await expect(summary).toContainText('Northlight is being asked for a summary.');
  put(core, { state: 'asking' }, false);
  await expect(summary).toContainText('Northlight is being asked anew.');
  await expect(summary).toContainText('They paid 84 euros per seat.');
  put(core, { ...NONE, state: 'asking' });
  await expect(summary).toContainText('Northlight had not written one by the time of accept.');
  put(core, { ...NONE, state: 'failed', reason: 'redirects' });
  await expect(summary).toContainText(/Northlight could not be asked at \d\d:\d\d: it leads elsewhere\./);
  put(core, { sentences: [], refused: 1 });
  await expect(summary).toContainText('Nothing that Northlight wrote is borne out by the transcript.');
  await expect(summary).toContainText('1 sentence is left out');
});

for (const look of ['light', 'dark'] as const)
  test(`a summary, ${look}`, async ({ core, open }) => {
    put(core, look === 'light' ? {} : { state: 'failed', reason: 'timeout', at: Date.now() });
    const page = await open();
    await openIlse(page);
    if (look === 'dark') await wear(page, 'dark');
    await expect(page.locator(pane)).toContainText('They paid 84 euros per seat.');
    await screen(page, `summary-${look}`);
  });
