// Owns looking at a page with axe: every rule in light, and what a theme can change again in dark, high contrast and forced
// colours. Refuses: how the page comes to show what is looked at.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

interface Axe {
  run(
    where: string | Document,
    options: object,
  ): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>;
}

const see = (page: Page, where: string | null, theme: string, rules?: readonly string[]) =>
  page.evaluate(
    async ([selector, worn, only]) => {
      document.documentElement.dataset.theme = worn;
      const { axe } = window as unknown as { axe: Axe };
      const { violations } = await axe.run(selector ?? document, {
        resultTypes: ['violations'],
        preload: false,
        ...(only === undefined ? {} : { runOnly: only }),
      });
      return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target).join(' ')}`);
    },
    [where, theme, rules] as const,
  );

/**
 * Words that forced colours hide: behind them the browser lays a plate of the canvas's colour, so that words in the same colour,
 * meant for a fill, are gone. No rule of axe knows of the plate.
 */
const plated = (page: Page, where: string | null) =>
  page.evaluate((selector) => {
    const clear = (colour: string): boolean => colour === 'transparent' || /, 0\)$/.test(colour);
    const behind = (element: Element | null): string => {
      for (let at = element; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (!clear(backgroundColor)) return backgroundColor;
      }
      return '';
    };
    const canvas = getComputedStyle(document.body).backgroundColor;
    const root = selector === null ? document.body : document.querySelector(selector);
    return [...(root?.querySelectorAll('*') ?? [])].flatMap((element) => {
      const words = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
      const { color } = getComputedStyle(element);
      const adjusts = getComputedStyle(element).getPropertyValue('forced-color-adjust') !== 'none';
      if (!words || !adjusts || color !== canvas || behind(element) === canvas) return [];
      return [`hidden words ${element.textContent}`];
    });
  }, where);

export interface Eye {
  /** `where`: what is new on the screen; null = all of it. */
  look(name: string, where: string | null): Promise<void>;
  /** What was found so far: state, theme, rule and places. */
  readonly found: readonly string[];
}

/** Puts axe into the page, once: a builder for each look would take ten times as long. */
async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return;
  await new AxeBuilder({ page }).setLegacyMode().include('body').withRules('document-title').analyze();
}

export async function openEye(page: Page): Promise<Eye> {
  await bringAxe(page);
  const found: string[] = [];
  return {
    found,
    async look(name, where) {
      const say = (theme: string, violations: readonly string[]) =>
        found.push(...violations.map((violation) => `${name}, ${theme}: ${violation}`));
      const worn = await page.evaluate(() => ({
        theme: document.documentElement.dataset.theme,
        colorScheme: matchMedia('(prefers-color-scheme: dark)').matches
          ? ('dark' as const)
          : ('light' as const),
        forcedColors: matchMedia('(forced-colors: active)').matches ? ('active' as const) : ('none' as const),
      }));
      const rules = ['color-contrast'];
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
      say('light', await see(page, where, 'light'));
      say('contrast', await see(page, where, 'contrast', rules));
      // What stands on somebody else's page asks the system, not the theme.
      await page.emulateMedia({ colorScheme: 'dark' });
      say('dark', await see(page, where, 'dark', rules));
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
      say('forced colours', await see(page, where, 'light', rules));
      say('forced colours', await plated(page, where));
      const { theme, ...media } = worn;
      await page.emulateMedia(media);
      await page.evaluate((name) => {
        if (name === undefined) delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = name;
      }, theme);
    },
  };
}
