// Electron's security checklist, point 13: a page stays on the address it was opened with. Frames load nothing.
import type { WebContents } from 'electron';

/** True for the addresses the console's own page is served from. */
export function isOwnPage(url: string, origin: string): boolean {
  // The URL class gives custom schemes the origin "null", so scheme and host are compared apart.
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}` === origin;
}

export function keepOnOwnPage(contents: WebContents, origin: string): void {
  const refuseForeign = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOwnPage(event.url, origin)) event.preventDefault();
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
}
