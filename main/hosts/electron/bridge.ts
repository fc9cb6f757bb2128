// Owns the way of calls and events between the windows' pages and the console core. Knows no call's name.
import type { IpcMain, WebContents } from 'electron';
import type { Console } from '#core/console.ts';
import type { BridgeAnswer } from '#shared/contract/bridge.ts';
import { ENVELOPE_VERSION } from '#shared/contract/envelope.ts';
import type { EventBody } from '#shared/contract/events.ts';
import { CALL_CHANNEL, EVENT_CHANNEL, type EventName } from '#shared/contract/names.ts';
import { isOwnSender } from './security/17-sender.ts';

export interface Pages {
  /** `main`: the page that is shown things; the others only see what changes. */
  add(contents: WebContents, main: boolean): void;
  /** To the main page, now or as soon as it listens. */
  tell<N extends EventName>(name: N, body: EventBody<N>): void;
}

/** Told to the main page alone. */
const FOR_MAIN: ReadonlySet<string> = new Set<EventName>(['app.open', 'app.notice']);

interface Event {
  readonly name: string;
  readonly body: unknown;
}
interface Page {
  readonly main: boolean;
  /** It has asked something since it was loaded: whoever asks, listens. */
  listens: boolean;
  waiting: Event[];
}

export function bridgePages(ipc: IpcMain, origin: string, core: Console): Pages {
  const pages = new Map<WebContents, Page>();
  const nameOf = (contents: WebContents): string => `window ${contents.id}`;
  let id = 0;

  function send(contents: WebContents, page: Page, event: Event): void {
    if (contents.isDestroyed()) return;
    if (page.listens) return contents.send(EVENT_CHANNEL, event.name, event.body);
    // A page asks for all rows when it starts; only what it cannot ask for is kept.
    if (FOR_MAIN.has(event.name)) page.waiting.push(event);
  }
  function broadcast(event: Event): void {
    for (const [contents, page] of pages)
      if (page.main || !FOR_MAIN.has(event.name)) send(contents, page, event);
  }

  ipc.handle(CALL_CHANNEL, async (event, name: unknown, body: unknown): Promise<BridgeAnswer> => {
    const page = pages.get(event.sender);
    if (page === undefined || !isOwnSender(event, pages, origin))
      return { ok: false, error: { code: 'unauthorized', message: 'error.foreign_sender' } };
    if (!page.listens) {
      page.listens = true;
      for (const kept of page.waiting.splice(0)) send(event.sender, page, kept);
    }
    id += 1;
    const answer = await core.dispatch(
      { v: ENVELOPE_VERSION, id, kind: 'call', name, body },
      nameOf(event.sender),
    );
    return answer.kind === 'err' ? { ok: false, error: answer.body } : { ok: true, body: answer.body };
  });
  core.subscribe((event) => {
    if (event.kind === 'event') broadcast(event);
  });

  return {
    add(contents, main) {
      const page: Page = { main, listens: false, waiting: [] };
      pages.set(contents, page);
      const gone = (): void => {
        page.listens = false;
        core.left(nameOf(contents));
      };
      contents.on('did-navigate', gone);
      contents.on('render-process-gone', gone);
      contents.once('destroyed', () => {
        pages.delete(contents);
        gone();
      });
    },
    tell: (name, body) => broadcast({ name, body }),
  };
}
