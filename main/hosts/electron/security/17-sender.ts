// Electron's security checklist, point 17: a message counts only when it comes from the main frame of the console's
// own window, showing the console's own page.
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isOwnPage } from './13-navigation.ts';

export function isOwnSender(event: IpcMainInvokeEvent, known: WebContents, origin: string): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null && event.sender === known && frame === known.mainFrame && isOwnPage(frame.url, origin)
  );
}
