// Owns ipcMain: handlers by channel, one each, as Electron insists.
import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';
import { listed, type Members } from './listed.ts';

type Handler = (event: object, ...args: unknown[]) => unknown;

const handlers = new Map<string, Handler>();
const sent = new EventEmitter();

export const answerInvoke = async (
  channel: string,
  event: object,
  args: readonly unknown[],
): Promise<unknown> => {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  return handler(event, ...args);
};

export const hearSend = (channel: string, event: object, args: readonly unknown[]): void =>
  void sent.emit(channel, event, ...args);

export const ipcMain = listed('ipcMain', {
  handle(channel: string, handler: Handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  },
  removeHandler: (channel: string) => void handlers.delete(channel),
  on: (channel: string, listen: Handler) => void sent.on(channel, listen),
} satisfies Members<IpcMain>);
