// Owns the only door between the sandboxed page and the main process: three members, no Electron object behind them.
import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge, BridgeAnswer } from '#shared/contract/bridge.ts';
import { CALL_CHANNEL, CALL_NAMES, EVENT_CHANNEL, EVENT_NAMES } from '#shared/contract/names.ts';

const calls: ReadonlySet<string> = new Set(CALL_NAMES);
const events: ReadonlySet<string> = new Set(EVENT_NAMES);

const bridge: Bridge = {
  host: 'electron',
  call(name, body) {
    if (calls.has(name)) return ipcRenderer.invoke(CALL_CHANNEL, name, body) as Promise<BridgeAnswer>;
    return Promise.resolve({
      ok: false,
      error: { code: 'not_found', message: 'error.unknown_call', detail: String(name) },
    });
  },
  subscribe(listen) {
    const forward: Parameters<typeof ipcRenderer.on>[1] = (_event, name, body) => {
      if (events.has(name)) listen(name, body);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => ipcRenderer.removeListener(EVENT_CHANNEL, forward);
  },
};

contextBridge.exposeInMainWorld('baton', bridge);
