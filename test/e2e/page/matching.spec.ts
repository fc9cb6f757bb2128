// Why an offer came to this person: one line for them, everybody who was compared for a lead.
import { loadPrice } from '#shared/domain/matching/costs.ts';
import { explain, type Standing } from '#shared/domain/matching/explain.ts';
import type { FreePerson, WaitingHandoff } from '#shared/domain/matching/port.ts';
import type { MatchExplanation } from '#shared/schema/match.ts';
import type { TakenRow } from '#shared/schema/queue.ts';
import { Refused } from './core.ts';
import { expect, fillWorld, noOffer, screen, test, wear } from './stage.ts';
import { link, me, queue, SECOND, tomas } from './world.ts';

const none = { of: 0, inside: 0, shorter: 0, longer: 0 };
const waits = [
  { low: 10, high: 55 },
  { low: 70, high: 231 },
  { low: 30, high: 340 },
];

/** Retention 3 is asked for. */
const person = (
  name: string,
  retention: number,
  load: number,
  change: Partial<FreePerson> = {},
): FreePerson => ({
  ...{ person: name.toLowerCase().split(' ')[0] ?? name, name, queues: ['care'], languages: ['en'] },
  ...{ skills: { retention, seating: 4 }, room: 5 - load, load, idleSince: 0, busyness: 1 },
  ...change,
});
const MARTA = person('Marta Rocha', 5, 4, { busyness: 0.94 });
const OTHERS = [
  person('Ana Reis', 5, 4, { busyness: 0.9 }),
  person('Anneke Retief', 4, 2, { busyness: 1.02 }),
  person('Petra Lindqvist', 4, 3, { busyness: 1.04 }),
  person('Noor Haddad', 3, 3, { busyness: 1.06 }),
  person('Sam Whitlock', 3, 3, { busyness: 1.1 }),
  person('Jakub Marek', 2, 1),
  person('Imre Szabó', 3, 5),
];
/** As the router works it out. */
function explanation(at: number): MatchExplanation {
  const { handoff } = tomas(at + 16 * SECOND);
  const work: WaitingHandoff = {
    ...{ handoff: handoff.id, queue: 'care', queuedAt: handoff.queuedAt ?? at, dueAt: handoff.dueAt ?? at },
    ...{ target: 180 * SECOND, mode: 'fair', weight: 1, skills: { retention: 3 }, language: 'en' },
    ...{ value: 1, last: 'marta', passedBy: [], pauses: {} },
  };
  const people: Standing[] = [
    ...[MARTA, ...OTHERS].map((each) => ({ person: each, away: null })),
    { person: person('Carla Mendes', 3, 0), away: 'offline' },
  ];
  const given = new Map([['anneke', 'h-wanda']]);
  const price = loadPrice([work], at);
  return { offer: 'h-tomas.1', ...explain({ work, chosen: MARTA, people, given, price, now: at }) };
}

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
  core.put('me', 'marta', { ...me(now, { load: 5 }), roles: ['agent', 'lead'] });
  core.on('handoff.explain', () => ({ offers: [explanation(now - 16 * SECOND)] }));
  const page = await open();
  await expect(page.getByRole('region', { name: 'Offer' })).toBeVisible();
  await page.keyboard.press('Alt+KeyC');
  await page.getByRole('button', { name: 'Compare 6 people' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who is asked, and why' });
  await expect(dialog.getByRole('row', { name: /Marta Rocha/ })).toContainText('asked, knows the customer');
  await expect(dialog.getByRole('row', { name: /Anneke Retief/ })).toContainText(
    'given another at the same moment',
  );
  await expect(dialog).toContainText('Ana Reis would have had it with one conversation fewer.');
  await expect(dialog).toContainText('Jakub Marek retention: 3 asked for, has 2');
  await expect(dialog).toContainText('Imre Szabó no room');
  // Whoever is asked is worth most.
  await expect(dialog.getByRole('row').nth(1)).toContainText('Marta Rocha');
  await expect(dialog).not.toContainText(/\d more/);
  await screen(page, 'compare-light');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  core.on('handoff.explain', () => ({ offers: [{ ...explanation(now - 16 * SECOND), of: 8 }] }));
  await page.getByRole('button', { name: 'Compare 6 people' }).click();
  await expect(dialog).toContainText('2 more');
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

test('who waits is told of with the range it takes; a lead sees how right such ranges were', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const now = Date.now();
  core.put('me', 'marta', { ...me(now), roles: ['agent', 'lead'] });
  noOffer(core);
  const free = { of: 60, inside: 54, shorter: 2, longer: 4 };
  const line = { of: 200, inside: 162, shorter: 17, longer: 21 };
  const rows = queue(now).map(({ handoff }, position) => ({
    ...{ handoff, position },
    ...(position > 2 ? {} : { expectedWait: 60 + 90 * position, waitRange: waits[position] ?? waits[0] }),
  }));
  core.put('waits', 'care', { queue: 'care', rows, calibration: { line, free } });
  core.on('handoff.explain', () => ({ offers: [] }));
  const page = await open();
  const rowOf = (position: number) =>
    page.getByRole('option', { name: new RegExp(queue(now)[position]?.name ?? '') });
  // What they still have stands beside what they handled.
  await expect(page.getByRole('row', { name: /^Handled/ })).toHaveText('Handled144 still open');
  await expect(rowOf(0)).toContainText('under 1 min');
  await expect(rowOf(1)).toContainText('1–4 min');
  await expect(rowOf(2)).toContainText('up to 6 min');
  await expect(rowOf(3)).toContainText('no. 4');
  await expect(
    rowOf(1).getByLabel(
      'No. 2 in line, expected wait 1–4 min; four in five waits fall in this range: later than its target',
    ),
  ).toHaveCount(1);
  await screen(page, 'waits-light');
  await wear(page, 'dark');
  await screen(page, 'waits-dark');
  await wear(page, 'light');

  await rowOf(1).click();
  const dialog = page.getByRole('dialog', { name: 'Who is asked, and why' });
  await expect(dialog).toContainText('Mei-Ling Zhou');
  await expect(dialog.getByRole('img', { name: /left/ })).toContainText(/0:\d\d/);
  await expect(dialog).toContainText('No. 2 in line, expected wait 1–4 min');
  await expect(dialog).toContainText(
    'Of the last 200 waits in line, 162 (81 %) ended within the expected range, 17 sooner and 21 later. The aim is 80 %.',
  );
  await expect(dialog).toContainText('Where somebody was free, 54 of 60 (90 %) ended within it.');
  // What explains figures comes with them.
  await expect(dialog).not.toContainText('Worth =');
  await screen(page, 'waits-calibration-light');
  await wear(page, 'dark');
  await screen(page, 'waits-calibration-dark');
  // What is not known is not made up.
  core.put('waits', 'care', {
    queue: 'care',
    rows: rows.map(({ handoff, position }) => ({ handoff, position })),
    calibration: { line: none, free: none },
  });
  core.flush();
  await expect(dialog).toContainText('Too few waits are known yet to say how long it takes.');
  await expect(dialog).toContainText('None of them has ended in line yet');
});

test('a lead gives what waits to one person; what the router says against it is read in the dialog', async ({
  core,
  open,
}) => {
  fillWorld(core);
  core.put('me', 'marta', { ...me(Date.now(), { load: 5 }), roles: ['agent', 'lead'] });
  core.on('handoff.explain', () => ({ offers: [] }));
  core.on('handoff.assign', () => {
    throw new Refused({ code: 'conflict', message: 'error.conflict', detail: 'target_unfit' });
  });
  const page = await open();
  await page.getByRole('option', { name: /Ray Castellanos/ }).click();
  await page.getByRole('button', { name: 'Give to somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give Ray Castellanos to somebody' });
  await expect(dialog).toContainText('Carla Mendes');
  await screen(page, 'give-light');
  await wear(page, 'dark');
  await screen(page, 'give-dark');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Choose a person first.');
  await page.keyboard.type('ana');
  await page.keyboard.press('ArrowDown');
  await expect(dialog).toContainText('Ana Reis is offered it at once.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('They lack the language or a skill this customer needs.');
  core.on('handoff.assign', () => ({}));
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  const asked = core.calls.filter(({ name }) => name === 'handoff.assign').map(({ body }) => body);
  expect(asked).toEqual([
    { handoff: 'h-ray', person: 'ana' },
    { handoff: 'h-ray', person: 'ana' },
  ]);
  const now = Date.now();
  core.put('link', 'link', link(now, { state: 'offline', since: now, freshAt: now }));
  core.flush();
  await page.getByRole('option', { name: /Ray Castellanos/ }).click();
  await page.getByRole('button', { name: 'Give to somebody' }).click();
  await page.keyboard.type('ana');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Giving it needs the link.');
  expect(core.calls.filter(({ name }) => name === 'handoff.assign')).toHaveLength(2);
});

test('a lead gives what a colleague has to somebody else', async ({ core, open }) => {
  fillWorld(core);
  noOffer(core);
  core.put('me', 'marta', { ...me(Date.now()), roles: ['agent', 'lead'] });
  const row: TakenRow = {
    ...{ handoff: 'h-ada', conversation: 'c-ada', queue: 'care', channel: 'chat', name: 'Ada Nyström' },
    ...{ owner: 'ana', ownerName: 'Ana Reis', since: Date.now() - 240_000, demo: false },
  };
  core.put('taken', 'care', { queue: 'care', rows: [row] });
  core.on('handoff.assign', () => ({}));
  const page = await open();
  const option = page.getByRole('option', { name: /With colleagues.*Ada Nyström.*With Ana Reis/ });
  await option.scrollIntoViewIfNeeded();
  await option.click();
  const dialog = page.getByRole('dialog', { name: 'Give Ada Nyström to somebody' });
  await expect(dialog).toContainText('Ana Reis has it now.');
  // Whoever has it is not among those it can be given to.
  await expect(dialog.getByRole('option', { name: /Ana Reis/ })).toHaveCount(0);
  await screen(page, 'give-taken-light');
  await page.keyboard.type('marta');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  expect(core.calls.filter(({ name }) => name === 'handoff.assign').map(({ body }) => body)).toEqual([
    { handoff: 'h-ada', person: 'marta' },
  ]);
  core.remove('taken', 'care');
  core.flush();
  await expect(option).toHaveCount(0);
});

test('where the queue lets its people choose, they take what waits out of turn, one offer at a time', async ({
  core,
  open,
}) => {
  fillWorld(core);
  const mine = me(Date.now(), { load: 5 });
  const queues = mine.queues.map((each) => ({ ...each, choose: true }));
  core.put('me', 'marta', { ...mine, queues });
  core.on('handoff.assign', () => ({}));
  const asked = () => core.calls.filter(({ name }) => name === 'handoff.assign').map(({ body }) => body);
  const page = await open();
  await page.getByRole('option', { name: /Ray Castellanos/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Take Ray Castellanos out of turn' });
  await expect(dialog).toContainText('Answer the offer you have first: nobody has two at a time.');
  await page.keyboard.press('Control+Enter');
  expect(asked()).toEqual([]);
  noOffer(core);
  core.put('me', 'marta', { ...mine, queues, presence: { ...mine.presence, load: 5 } });
  core.flush();
  await expect(dialog).toContainText('You are at your limit: close one first.');
  core.put('me', 'marta', { ...mine, queues, presence: { ...mine.presence, load: 4 } });
  core.flush();
  await expect(dialog).toContainText('The offer comes to you at once; you accept it as any other.');
  await screen(page, 'take-light');
  await dialog.getByRole('button', { name: /^Take/ }).click();
  await expect(dialog).toBeHidden();
  expect(asked()).toEqual([{ handoff: 'h-ray', person: 'marta' }]);
});
