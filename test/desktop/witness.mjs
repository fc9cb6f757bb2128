// Owns what specs want to have seen: notifications, trays, dialogs and links, noted as the application makes them, on the
// double and on the real runtime alike, by wrapping Electron's own methods. Loaded before the application.

/** @typedef {{ title: string, body: string, open: boolean }} Noted */

/** @param {any} electron */
export function watch(electron) {
  const { Notification, Tray, app, dialog, protocol, shell } = electron;
  const seen = {
    /** @type {any[]} */ notifications: [],
    /** @type {any} */ tray: null,
    /** @type {any} */ trayMenu: null,
    toolTip: '',
    /** @type {any[]} */ asked: [],
    /** @type {any[]} */ answers: [],
    /** @type {string[]} */ opened: [],
    saveTo: '',
    /** Pages of our own that are answered with a redirect, each with where to. @type {Record<string, string>} */ redirects:
      {},
    /** Redirects that the application refused. @type {string[]} */ refusedRedirects: [],
  };
  Object.assign(globalThis, { seen });
  const note = (
    /** @type {any} */ kind,
    /** @type {string} */ method,
    /** @type {(self: any, args: any[]) => void} */ look,
  ) => {
    const real = kind.prototype[method];
    kind.prototype[method] = function (/** @type {any[]} */ ...args) {
      look(this, args);
      return real.apply(this, args);
    };
  };
  note(Notification, 'show', (self) => seen.notifications.push(self));
  note(Notification, 'close', (self) => {
    const at = seen.notifications.indexOf(self);
    if (at >= 0) seen.notifications.splice(at, 1);
  });
  note(Tray, 'setContextMenu', (self, [menu]) => {
    seen.tray = self;
    seen.trayMenu = menu;
  });
  note(Tray, 'setToolTip', (_self, [text]) => {
    seen.toolTip = text;
  });
  dialog.showMessageBox = async (/** @type {any[]} */ ...args) => {
    const options = args.at(-1);
    seen.asked.push(options);
    return { response: options.cancelId ?? 0, checkboxChecked: false, ...seen.answers.shift() };
  };
  dialog.showSaveDialog = async () => ({ canceled: seen.saveTo === '', filePath: seen.saveTo });
  shell.openExternal = async (/** @type {string} */ url) => void seen.opened.push(url);
  const serve = protocol.handle;
  protocol.handle = (/** @type {string} */ scheme, /** @type {(request: Request) => unknown} */ answer) =>
    serve.call(protocol, scheme, (/** @type {Request} */ request) => {
      const { pathname, search } = new URL(request.url);
      const to = seen.redirects[pathname + search];
      return to === undefined
        ? answer(request)
        : new Response(null, { status: 302, headers: { location: to } });
    });
  app.on('web-contents-created', (/** @type {any} */ _event, /** @type {any} */ contents) =>
    contents.on('will-redirect', (/** @type {any} */ event) =>
      // The application listens after us.
      queueMicrotask(() => event.defaultPrevented && seen.refusedRedirects.push(event.url)),
    ),
  );
}
