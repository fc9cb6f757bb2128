// Owns looking for words that do not fit where they stand. Refuses: which page, in which language and size.
import type { Page } from '@playwright/test';

/** Controls and headings whose words do not fit: neither shown whole nor ended with an ellipsis. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>(
      'button, h1, h2, h3, label, dt, [role=radio], p',
    )) {
      const { width, height, left, right } = element.getBoundingClientRect();
      if (width === 0 || height === 0 || element.checkVisibility() === false) continue;
      const { overflowX, textOverflow } = getComputedStyle(element);
      const name = `${element.tagName} ${element.textContent?.trim().slice(0, 40)}`;
      if (left < -1 || right > innerWidth + 1) found.push(`outside the window: ${name}`);
      if (textOverflow === 'ellipsis' || overflowX === 'auto') continue;
      // The words themselves: what enlarges the place to click may stand over.
      for (const child of element.childNodes) {
        if (child.nodeType !== Node.TEXT_NODE || child.textContent?.trim() === '') continue;
        const range = document.createRange();
        // Word by word: the space a line ends with hangs over the edge, where nothing is drawn.
        for (const { index, 0: word } of (child.textContent ?? '').matchAll(/\S+/g)) {
          range.setStart(child, index);
          range.setEnd(child, index + word.length);
          const place = range.getBoundingClientRect();
          if (place.left < left - 1 || place.right > right + 1) found.push(`too wide: ${word} in ${name}`);
        }
      }
    }
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const { overflowX, textOverflow } = getComputedStyle(element);
      if (overflowX !== 'hidden' && overflowX !== 'clip') continue;
      // What is only for the ear has a pixel.
      if (textOverflow === 'ellipsis' || element.clientWidth <= 1) continue;
      if (element.scrollWidth > element.clientWidth + 1) found.push(`cut off: ${element.textContent}`);
    }
    // Drawings may stand out of their own box, not out of the pane that cuts them off.
    for (const words of document.querySelectorAll('svg text')) {
      let pane = words.parentElement;
      while (pane != null && getComputedStyle(pane).overflowX === 'visible') pane = pane.parentElement;
      if (pane == null || words.checkVisibility() === false) continue;
      const place = words.getBoundingClientRect();
      const { left, right } = pane.getBoundingClientRect();
      if (place.left < left - 1 || place.right > right + 1) found.push(`cut off: ${words.textContent}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });

/** Figures with a sign, and days, whose letters do not stand from left to right, as they do in every language. */
export const turned = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const figure = /[+\u2212]\d[\d.,:]*|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/g;
    const found: string[] = [];
    // What is only for the ear has a pixel.
    const isHeard = (element: Element | null): boolean =>
      element !== null && (element.clientWidth === 1 || isHeard(element.parentElement));
    for (const element of document.querySelectorAll('body *')) {
      if (element.checkVisibility() === false || isHeard(element)) continue;
      // Letter by letter with what it stands in: parts of one figure may be apart.
      const places: { readonly letter: string; readonly left: number; readonly top: number }[] = [];
      for (const child of element.childNodes) {
        if (child.nodeType !== Node.TEXT_NODE) continue;
        for (const [at, letter] of [...(child.textContent ?? '')].entries()) {
          const range = document.createRange();
          range.setStart(child, at);
          range.setEnd(child, at + letter.length);
          const { left, top } = range.getBoundingClientRect();
          places.push({ letter, left, top });
        }
      }
      const text = places.map(({ letter }) => letter).join('');
      for (const { index, 0: words } of text.matchAll(figure)) {
        const own = places.slice(index, index + words.length);
        // What begins a new line stands before the end of the last.
        const isBack = own.some(({ left, top }, at) => {
          const last = own[at - 1];
          return last !== undefined && last.top === top && left < last.left;
        });
        if (isBack) found.push(words);
      }
    }
    return found;
  });
