// Owns the way of calls and events between the page's window and the console core. Knows no call's name.
import type { IpcMain, WebContents } from 'electron';
import type { Console } from '#core/console.ts';
import type { BridgeAnswer } from '#shared/contract/bridge.ts';
import { ENVELOPE_VERSION } from '#shared/contract/envelope.ts';
import { CALL_CHANNEL, EVENT_CHANNEL } from '#shared/contract/names.ts';
import { isOwnSender } from './security/17-sender.ts';

export function bridgePage(ipc: IpcMain, page: WebContents, origin: string, core: Console): void {
  let id = 0;
  ipc.handle(CALL_CHANNEL, async (event, name: unknown, body: unknown): Promise<BridgeAnswer> => {
    if (!isOwnSender(event, page, origin))
      return { ok: false, error: { code: 'unauthorized', message: 'error.foreign_sender' } };
    id += 1;
    const answer = await core.dispatch({ v: ENVELOPE_VERSION, id, kind: 'call', name, body });
    return answer.kind === 'err' ? { ok: false, error: answer.body } : { ok: true, body: answer.body };
  });
  const stop = core.subscribe((event) => {
    if (event.kind === 'event' && !page.isDestroyed()) page.send(EVENT_CHANNEL, event.name, event.body);
  });
  page.once('destroyed', stop);
}
