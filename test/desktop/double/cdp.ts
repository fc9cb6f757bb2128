// Owns the connection to Chromium: commands with answers, events per session. Refuses to know what they mean.
import { EventEmitter } from 'node:events';
import { WebSocket } from 'ws';

type Fields = Record<string, unknown>;

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Fields;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
}

export interface CdpSession {
  send<T = Fields>(method: string, params?: Fields): Promise<T>;
  on<T = Fields>(method: string, listen: (params: T) => void): void;
}

export interface Browser extends CdpSession {
  session(id: string): CdpSession;
}

export async function connectBrowser(address: string): Promise<Browser> {
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  const sessions = new Map<string, EventEmitter>();
  const emitter = (id: string): EventEmitter => {
    const found = sessions.get(id) ?? new EventEmitter();
    sessions.set(id, found);
    return found;
  };
  let last = 0;
  socket.on('message', (data) => {
    const { id, sessionId = '', method, params = {}, result, error } = JSON.parse(String(data)) as Message;
    if (id === undefined) return void emitter(sessionId).emit(String(method), params);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve((result ?? {}) as never);
    else call?.reject(new Error(error.message));
  });
  const session = (sessionId: string): CdpSession => ({
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject: (error) => reject(new Error(`${method}: ${error.message}`)) });
        socket.send(JSON.stringify({ id: last, method, params, ...(sessionId === '' ? {} : { sessionId }) }));
      }),
    on: (method, listen) => void emitter(sessionId).on(method, listen as (params: unknown) => void),
  });
  return { ...session(''), session };
}
