// Owns what runs inside the page: the door between the preload's isolated world and the page's own (values as JSON,
// functions and promises by number), and windows the page asks for. Functions here are written out and sent as text.

interface Door {
  readonly expose: (key: string, value: unknown) => void;
  readonly onExpose: (listen: (key: string, value: unknown) => void) => void;
}

/** Both worlds have one; `mine` and `theirs` name the two directions. */
function openDoor(mine: string, theirs: string): Door {
  const functions: ((...args: unknown[]) => unknown)[] = [];
  const promises = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let promised = 0;
  let reply: { value?: unknown; error?: string } = {};
  let exposed: (key: string, value: unknown) => void = () => undefined;
  const say = (message: unknown): void => {
    window.dispatchEvent(new CustomEvent(theirs, { detail: JSON.stringify(message) }));
  };
  const wrap = (value: unknown): unknown => {
    if (value === undefined) return { $: 'undefined' };
    if (typeof value === 'function')
      return { $: 'function', n: functions.push(value as (typeof functions)[number]) - 1 };
    if (value instanceof Promise) {
      promised += 1;
      const n = promised;
      value.then(
        (result) => say({ settled: n, value: wrap(result) }),
        (error: unknown) => say({ settled: n, error: String((error as Error).message) }),
      );
      return { $: 'promise', n };
    }
    if (Array.isArray(value)) return value.map(wrap);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, wrap(field)]));
    return value;
  };
  const unwrap = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unwrap);
    if (typeof value !== 'object' || value === null) return value;
    const { $: kind, n } = value as { $?: string; n?: number };
    if (kind === 'undefined') return undefined;
    if (kind === 'promise')
      return new Promise((resolve, reject) => promises.set(Number(n), { resolve, reject }));
    if (kind === 'function')
      return (...args: unknown[]) => {
        reply = { error: 'the other world did not answer' };
        say({ call: n, args: wrap(args) });
        if (reply.error !== undefined) throw new Error(reply.error);
        return unwrap(reply.value);
      };
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, unwrap(field)]));
  };
  window.addEventListener(mine, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail);
    if ('reply' in message) reply = message.reply;
    else if ('settled' in message) {
      const promise = promises.get(message.settled);
      promises.delete(message.settled);
      if (message.error === undefined) promise?.resolve(unwrap(message.value));
      else promise?.reject(new Error(message.error));
    } else if ('call' in message) {
      let answer: unknown;
      try {
        answer = { value: wrap(functions[message.call]?.(...(unwrap(message.args) as unknown[]))) };
      } catch (error) {
        answer = { error: String((error as Error).message) };
      }
      say({ reply: answer });
    } else if ('expose' in message) exposed(message.expose, unwrap(message.value));
  });
  return {
    expose: (key, value) => say({ expose: key, value: wrap(value) }),
    onExpose: (listen) => {
      exposed = listen;
    },
  };
}

/** The page's own world: what the preload exposes appears, and windows are asked for. */
function runInPage(door: Door): void {
  if (window !== window.top) return;
  door.onExpose((key, value) =>
    Object.defineProperty(window, key, { value: Object.freeze(value), writable: false, configurable: false }),
  );
  // Asked for in one breath, because window.open answers at once: the double intercepts this request.
  const ask = (url: string, frameName: string, features: string, disposition: string): Window | null => {
    const request = new XMLHttpRequest();
    request.open('POST', '/.double/window-open', false);
    request.send(JSON.stringify({ url, frameName, features, disposition }));
    if (request.status !== 200) return null;
    return { closed: false, close: () => undefined, focus: () => undefined } as Window;
  };
  const absolute = (url: string | URL | undefined): string => new URL(url ?? '', document.baseURI).href;
  window.open = (url, target, features) =>
    ask(absolute(url), target ?? '', features ?? '', features ? 'new-window' : 'foreground-tab');
  const onClick = (event: MouseEvent): void => {
    const anchor = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (anchor === undefined || event.defaultPrevented || anchor.href === '') return;
    const apart = event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey;
    if (!apart && anchor.target !== '_blank') return;
    event.preventDefault();
    ask(anchor.href, anchor.target, '', apart ? 'background-tab' : 'foreground-tab');
  };
  window.addEventListener('click', onClick);
  window.addEventListener('auxclick', (event) => {
    if (event.button === 1) onClick(event);
  });
}

/** The isolated world: Electron's two objects for a sandboxed preload, over the binding `electronDouble`. */
function runPreload(door: Door, preload: (require: (name: string) => unknown) => void): void {
  if (window !== window.top) return;
  const binding = (globalThis as unknown as { electronDouble: (text: string) => void }).electronDouble;
  type Listener = (event: object, ...args: unknown[]) => void;
  const listeners = new Map<string, Set<Listener>>();
  const calls = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  const strict = (name: string, object: object) =>
    new Proxy(object, {
      get(target, key) {
        if (typeof key === 'symbol' || key in target) return Reflect.get(target, key);
        throw new Error(`the double of Electron has no ${name}.${key}`);
      },
    });
  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        last += 1;
        calls.set(last, { resolve, reject });
        binding(JSON.stringify({ invoke: last, channel, args }));
      }),
    send: (channel: string, ...args: unknown[]) => binding(JSON.stringify({ send: channel, args })),
    on(channel: string, listen: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listen));
    },
    removeListener: (channel: string, listen: Listener) => void listeners.get(channel)?.delete(listen),
  });
  const contextBridge = strict('contextBridge', { exposeInMainWorld: door.expose });
  const electron = strict('electron (preload)', { ipcRenderer, contextBridge });
  Reflect.set(globalThis, 'electronDoubleIn', (text: string) => {
    const message = JSON.parse(text);
    if ('answer' in message) {
      const call = calls.get(message.answer);
      calls.delete(message.answer);
      if (message.error === undefined) call?.resolve(message.value);
      else call?.reject(new Error(message.error));
    } else for (const listen of listeners.get(message.channel) ?? []) listen({}, ...message.args);
  });
  preload((name) => {
    if (name === 'electron') return electron;
    throw new Error(`module not found: ${name}`);
  });
}

export const PAGE_SCRIPT = `(${runInPage})((${openDoor})('double:page', 'double:preload'));`;

export const preloadScript = (source: string): string =>
  `(${runPreload})((${openDoor})('double:preload', 'double:page'), (require) => {
    const module = { exports: {} };
    (function (exports, require, module) { ${source}
    })(module.exports, require, module);
  });`;
