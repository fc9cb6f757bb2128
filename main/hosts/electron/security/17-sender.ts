// Electron's security checklist, point 17: a message counts only when it comes from the main frame of a window the
// application made, showing the application's own page.
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isOwnPage } from './13-navigation.ts';

export function isOwnSender(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  known: { has(contents: WebContents): boolean },
  origin: string,
): boolean {
  const { sender, senderFrame } = event;
  return (
    senderFrame !== null &&
    known.has(sender) &&
    senderFrame === sender.mainFrame &&
    isOwnPage(senderFrame.url, origin)
  );
}
