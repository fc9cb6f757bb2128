// Owns the console as one thing: createConsole wires ports, store, link and handlers, and nothing else does.
// Refuses: any decision of its own beyond who has to hear of what.
import type { AnswerEnvelope } from '#shared/contract/envelope.ts';
import { ENVELOPE_VERSION } from '#shared/contract/envelope.ts';
import { CallError } from '#shared/contract/errors.ts';
import type { EventBody } from '#shared/contract/events.ts';
import type { EventName } from '#shared/contract/names.ts';
import type { MessageKey } from '#shared/i18n/words.ts';
import { type Opened, type OpenOptions, type Store, StoreRefusedError } from '#store/port.ts';
import { type AllHandlers, createDispatch } from './dispatch.ts';
import { allHandlers } from './handlers/index.ts';
import { type Dial, dialSocket } from './link/dial.ts';
import type { Ports } from './ports.ts';
import { type StartReader, startReader } from './preview/reader.ts';
import { openSession, type Session } from './session.ts';
import { createState } from './state.ts';
import { TIMES, type Times } from './times.ts';

/** What a page asks for is written down within this, unless it waits for the router; then it is written down already. */
const WRITTEN_MS = 500;

export type OpenStore = (options: OpenOptions) => Promise<{ readonly store: Store; readonly opened: Opened }>;
export type Push = (event: AnswerEnvelope) => void;

export interface Console {
  /** One call of a page; never rejects. Calls before `start` has finished wait for it. A host of many pages names each. */
  dispatch(message: unknown, page?: string): Promise<AnswerEnvelope>;
  /** The page is gone: what it had open is not read by anyone. */
  left(page: string): void;
  /** Calls `push` with every event; returns the unsubscribe function. */
  subscribe(push: Push): () => void;
  /** A notification, a deep link or a second start asks to see this. */
  open(target: EventBody<'app.open'>): void;
  /** The device has slept: the router is reached anew at once. */
  wake(): void;
  /** Rejects with the error itself, for the host's log; every call then ends with the reason in the page's words. */
  start(): Promise<void>;
  /** Operations the router does not have yet, counting what pages have asked for up to now. */
  unsent(): Promise<number>;
  /** Writes down what is half done and closes the files. */
  stop(): Promise<void>;
}

export function createConsole(
  ports: Ports,
  openStore: OpenStore,
  times: Times = TIMES,
  dial: Dial = dialSocket,
  reader: StartReader = startReader,
): Console {
  const listeners = new Set<Push>();
  const emit = <N extends EventName>(name: N, body: EventBody<N>): void => {
    for (const push of [...listeners]) push({ v: ENVELOPE_VERSION, kind: 'event', name, body });
  };
  const state = createState(ports.clock, times, (diff) => emit('state.changed', diff));

  const ready = Promise.withResolvers<Session>();
  // Nobody may be waiting when it fails.
  ready.promise.catch(() => undefined);
  let running = ready.promise;
  const pages = new Map<string, AllHandlers>();
  let session: Session | null = null;

  async function open(): Promise<Session> {
    const { log, clock, paths, router, secrets } = ports;
    const key = await secrets.storeKey(router.person);
    const { store, opened } = await openStore({
      folder: paths.data,
      key,
      person: router.person,
      now: clock.now(),
      leaseMs: times.leaseMs,
    });
    if (opened.cache === 'rebuilt')
      log.warn('the copy of the conversations was damaged and begins anew', { aside: opened.aside });
    if (opened.outbox === 'rebuilt')
      log.error('the outbox was damaged and begins anew', { aside: opened.outboxAside });
    try {
      return await openSession({
        ...{ ports, times, state, store, dial, startReader: reader },
        device: opened.device,
        lostOutbox: opened.outboxAside,
      });
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  function explain(error: unknown): CallError {
    if (error instanceof CallError) return error;
    if (error instanceof StoreRefusedError)
      return new CallError({ code: 'internal', message: `error.store_${error.why}` satisfies MessageKey });
    const correlation = ports.ids.next();
    ports.log.error('the console could not start', {
      correlation,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return new CallError({ code: 'internal', message: 'error.start_failed', detail: correlation });
  }

  async function handlersOf(page: string): Promise<AllHandlers> {
    const { core } = await running;
    const handlers = pages.get(page) ?? allHandlers(core, page);
    pages.set(page, handlers);
    return handlers;
  }
  const dispatch = createDispatch({ handlers: handlersOf, ids: ports.ids, log: ports.log });
  const underWay = new Set<Promise<AnswerEnvelope>>();

  return {
    dispatch(message, page = 'page') {
      const answer = dispatch(message, page);
      underWay.add(answer);
      return answer.finally(() => underWay.delete(answer));
    },
    left(page) {
      if (!pages.delete(page)) return;
      session?.core.news.attend(page, false);
      session?.core.view.leaveAll(page);
      session?.core.wall.leave(page);
      session?.core.preview.left(page);
      session?.core.whatIf.left(page);
    },
    subscribe(push) {
      listeners.add(push);
      return () => listeners.delete(push);
    },
    open(target) {
      ports.windows.focus();
      emit('app.open', target);
    },
    wake: () => session?.core.link.wake(),
    async unsent() {
      if (session !== null && underWay.size > 0)
        await new Promise<void>((resolve) => {
          const cancel = ports.clock.after(WRITTEN_MS, resolve);
          void Promise.all(underWay).then(() => {
            cancel();
            resolve();
          });
        });
      return session?.core.outbox.waiting() ?? 0;
    },
    async start() {
      try {
        session = await open();
      } catch (error) {
        ready.reject(explain(error));
        throw error;
      }
      ready.resolve(session);
      session.connect();
    },
    async stop() {
      const stopped = new CallError({ code: 'offline', message: 'error.stopped' });
      ready.reject(stopped);
      running = Promise.reject(stopped);
      running.catch(() => undefined);
      await session?.close();
      session = null;
      state.flush();
    },
  };
}
