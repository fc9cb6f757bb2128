// Names and words that run from right to left in a page that runs from left to right: each stands apart, and what is written
// beside it, a time, a number, another name, stays where it belongs.
import type { Page } from '@playwright/test';
import { expect, fillWorld, screen, test } from './stage.ts';
import { ilseEntries, ilseView, MINUTE, me, people, tomas, view, waiting } from './world.ts';

const NAME = 'נועה בן־דוד 42';
const FIRM = 'ארגון ירוק';

/** Hebrew that shares its line with other words and is not set apart from them. */
const mixed = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const hebrew = /[\u0590-\u05ff]/u;
    const apart = /\u2068[^\u2069]*\u2069/gu;
    const isInline = (element: Element): boolean => {
      const { display, unicodeBidi, position, float } = getComputedStyle(element);
      const parent = element.parentElement;
      const inFlex = parent !== null && /flex|grid/.test(getComputedStyle(parent).display);
      return (
        display === 'inline' &&
        !inFlex &&
        float === 'none' &&
        !/absolute|fixed/.test(position) &&
        !/isolate|plaintext/.test(unicodeBidi)
      );
    };
    /** Words of the line that are in nothing of their own. */
    const plain = (node: Node): string => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
      if (!(node instanceof Element) || !isInline(node)) return ' ';
      return [...node.childNodes].map(plain).join('');
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      if (isInline(element) || element.checkVisibility() === false || element.closest('svg, script'))
        continue;
      if (getComputedStyle(element).unicodeBidi === 'plaintext') continue;
      const words = [...element.childNodes].map(plain).join('').replace(apart, ' ');
      const others = words.replace(/[\u0590-\u05ff\s\d]+/gu, '');
      if (hebrew.test(words) && others !== '') found.push(`${element.tagName} ${words.trim().slice(0, 80)}`);
    }
    return [...new Set(found)];
  });

test('a name that runs the other way turns nothing around it', async ({ core, open }) => {
  fillWorld(core);
  const now = Date.now();
  core.put('me', 'marta', { ...me(now, { load: 6, capacity: 8 }), roles: ['agent', 'lead'] });
  const ilse = ilseView(now);
  const customer = { ...ilse.conversation.customer, name: NAME, organisation: FIRM };
  core.put('conversations', 'ilse', { ...ilse, conversation: { ...ilse.conversation, customer } });
  core.put(
    'conversations',
    'held',
    view({ id: 'held', name: NAME, organisation: FIRM, lastAt: now }, { typing: true }),
  );
  core.put('queue', 'h-w', waiting('w', NAME, FIRM, 'כפל חיוב', now - MINUTE, now + MINUTE));
  const offer = tomas(now, 5 * MINUTE);
  core.put('offers', offer.id, {
    ...offer,
    conversation: {
      ...offer.conversation,
      customer: { ...offer.conversation.customer, name: NAME, organisation: FIRM },
    },
  });
  for (const person of people())
    core.put('people', person.id, { ...person, name: `${NAME} ${person.id.length}` });
  core.on('conversation.open', () => ({
    entries: ilseEntries(now).map((entry) =>
      entry.type === 'turn' && entry.author !== undefined
        ? { ...entry, author: { ...entry.author, name: NAME } }
        : entry,
    ),
    draft: '',
  }));
  const page = await open();
  await page.locator('[role=option][id$="yours/ilse"]').click();
  await expect(page.getByRole('log')).toContainText('We board at six tomorrow');
  const look = async (what: string): Promise<void> => {
    const found = await mixed(page);
    expect([what, ...found]).toEqual([what]);
  };
  await look('workspace');
  await screen(page, 'names-other-way');
  await page.keyboard.press('Alt+KeyC');
  await look('the offer is read');
  for (const key of ['Alt+KeyT', 'Alt+KeyS', 'Alt+KeyH', 'Alt+KeyB', 'Alt+KeyK', 'Control+KeyK']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(key);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.keyboard.press('Alt+KeyE');
  await expect(page.getByText(/^Wrap up with/)).toBeVisible();
  await look('wrap-up');
  const past = view({ id: 'past', name: NAME, organisation: FIRM, lastAt: now - 26 * 60 * MINUTE });
  core.on('history.list', () => ({
    rows: [{ conversation: past.conversation, handoff: past.handoff, cachedAt: now }],
  }));
  await page.getByRole('navigation').getByRole('button', { name: 'History' }).click();
  await page.getByRole('option').first().click();
  await expect(
    page.getByRole('main', { name: 'Conversation' }).getByRole('heading', { name: NAME }),
  ).toBeVisible();
  await look('history');
});
