// Electron's security checklist, point 1: the page loads secure content only, which here is the application's own scheme.
// Whatever else a page asks the network for is cancelled before it leaves; the console's link is the main process's.
import type { Session } from 'electron';
import { isOwnPage } from './13-navigation.ts';

const TOOLS = /^(devtools|chrome-extension):$/;

export function allowOwnRequestsOnly(session: Session, origin: string, development: boolean): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isTool = development && URL.canParse(url) && TOOLS.test(new URL(url).protocol);
    // A picture the page itself made has no other address; the page's policy says where it may be shown.
    answer({ cancel: !isTool && !isOwnPage(url, origin) && !url.startsWith(`blob:${origin}/`) });
  });
}
