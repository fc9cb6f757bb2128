// Electron's security checklist, points 11 to 15: the page never leaves its own origin, opens no window, embeds no
// webview; https links of a conversation go to the system's browser and to nothing else.
import type { WebContents } from 'electron';

/** True for the addresses the console's own page is served from. */
export function isOwnPage(url: string, origin: string): boolean {
  // The URL class gives custom schemes the origin "null", so scheme and host are compared apart.
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}` === origin;
}

export function keepOnOwnPage(
  contents: WebContents,
  origin: string,
  openExternal: (url: string) => void,
): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnPage(event.url, origin)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnPage(event.url, origin)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url);
    return { action: 'deny' };
  });
}
