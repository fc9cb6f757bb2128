// Owns the stage of the page's tests: a scripted core with the world of the pictures, and a page that keeps its policy.
import { test as base, expect, type Page } from '@playwright/test';
import type { LinkView } from '#shared/contract/views.ts';
import type { Presence } from '#shared/schema/presence.ts';
import { type ScriptedCore, scriptCore } from './core.ts';
import {
  counts,
  ilseEntries,
  ilseView,
  link,
  MINUTE,
  me,
  others,
  people,
  priyaEntries,
  queue,
  tomas,
  tomasEntries,
} from './world.ts';

export { glance as picture, keep as screen } from '../picture.ts';
export { expect };

/** Another look of the same page. */
export const wear = (page: Page, theme: 'light' | 'dark' | 'contrast'): Promise<void> =>
  page.evaluate((name) => {
    document.documentElement.dataset.theme = name;
  }, theme);

/** Opens her conversation from the queue. */
export async function openIlse(page: Page): Promise<void> {
  await page.getByRole('option', { name: /Ilse Verhoeven/ }).click();
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
}

/** The workspace of the pictures: an offer, four conversations, nine waiting; as it was at `now`. */
export function fillWorld(core: ScriptedCore, now = Date.now()): void {
  core.put('link', 'link', link(now));
  core.put('me', 'marta', me(now));
  core.put('counts', 'care', counts(now));
  for (const view of [ilseView(now), ...others(now)]) core.put('conversations', view.id, view);
  for (const row of queue(now)) core.put('queue', row.handoff, row);
  for (const person of people()) core.put('people', person.id, person);
  // Four conversations of hers, and the offer.
  putLoad(core, 5);
  const offer = tomas(now);
  core.put('offers', offer.id, offer);
  core.put('conversations', 'tomas', {
    id: 'tomas',
    right: 'offered',
    conversation: offer.conversation,
    handoff: offer.handoff,
    unread: 0,
    typing: false,
    pending: 0,
    draft: '',
  });
  core.on('conversation.open', ({ conversation }) => {
    if (conversation === 'ilse') return { entries: ilseEntries(now), draft: '' };
    if (conversation === 'priya') return { entries: priyaEntries(now), draft: '' };
    return { entries: conversation === 'tomas' ? tomasEntries(now) : [], draft: '' };
  });
}

/** Nothing is offered to her, and nothing of it takes her capacity. */
export function noOffer(core: ScriptedCore): void {
  core.remove('offers', 'o-tomas');
  core.remove('conversations', 'tomas');
  putLoad(core, 4);
}

/** What she has, as she and her colleagues see it. */
function putLoad(core: ScriptedCore, load: number): void {
  putPresence(core, { load });
  const person = core.row('people', 'marta');
  if (person !== undefined) core.put('people', 'marta', { ...person, load });
}

function putPresence(core: ScriptedCore, change: Partial<Presence>): void {
  const { presence, ...profile } = core.row('me', 'marta') ?? me(Date.now());
  core.put('me', 'marta', { ...profile, presence: { ...presence, ...change } });
}

/** The link went at `since`: what the core shows of it and of the person, whose work stays theirs for five minutes. */
export function loseLink(core: ScriptedCore, since: number, change: Partial<LinkView> = {}): void {
  core.put('link', 'link', link(Date.now(), { state: 'offline', since, freshAt: since, ...change }));
  putPresence(core, { connected: false, graceUntil: since + 5 * MINUTE });
}

/** It is back, and the person is reached as before. */
export function findLink(core: ScriptedCore): void {
  core.put('link', 'link', link(Date.now()));
  putPresence(core, { connected: true, graceUntil: undefined });
}

export const test = base.extend<{ core: ScriptedCore; open: () => Promise<Page> }>({
  core: async ({ browserName: _ }, use) => {
    const core = await scriptCore();
    await use(core);
    await core.stop();
  },
  open: async ({ browser, core }, use) => {
    const broken: string[] = [];
    const contexts: { close(): Promise<void> }[] = [];
    await use(async () => {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        colorScheme: 'light',
      });
      contexts.push(context);
      await context.grantPermissions(['clipboard-write', 'clipboard-read']);
      const page = await context.newPage();
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
        });
      });
      page.on('console', (message) => {
        if (message.text().startsWith('policy:')) broken.push(message.text());
      });
      page.on('pageerror', (error) => broken.push(String(error.stack)));
      await page.goto(core.url);
      // The page draws after its words have come; keys pressed before that reach nobody.
      await page.locator('#root > *').first().waitFor({ state: 'attached' });
      return page;
    });
    for (const context of contexts) await context.close();
    expect(broken, 'the page broke its own policy or threw').toEqual([]);
  },
});
