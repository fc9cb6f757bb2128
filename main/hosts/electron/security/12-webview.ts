// Electron's security checklist, points 11 and 12: there is no webview, so there are no options of one to verify and no
// pop-ups of one to allow. The tag is off in every window; should one appear, it is not attached.
import type { WebContents } from 'electron';

export function refuseWebviews(contents: WebContents): void {
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
