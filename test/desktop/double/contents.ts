// Owns webContents: a page of Chromium with its preload in an isolated world, its requests answered by the application,
// its navigations and windows asked about as Electron asks.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { WebContents as RealWebContents, WebFrameMain, WebPreferences } from 'electron';
import { toBrowser, toElectron } from './address.ts';
import type { CdpSession } from './cdp.ts';
import { browser, contextId } from './chromium.ts';
import { answerInvoke, hearSend } from './ipc.ts';
import { listed, type Members, type NothingInvented } from './listed.ts';
import { PAGE_SCRIPT, preloadScript } from './page-scripts.ts';
import { isPrevented } from './preventable.ts';
import { answerRequest, session } from './session.ts';

interface OpenDetails {
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
  readonly disposition: string;
}
type OpenAnswer = { action: 'deny' } | { action: 'allow'; overrideBrowserWindowOptions?: object };

interface Paused {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly redirectedRequestId?: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly postData?: string;
  };
}

let lastId = 0;
export const allContents = new Map<number, WebContentsDouble>();
/** `app` hears of every one. */
export const created = new EventEmitter();

export class WebContentsDouble extends EventEmitter {
  readonly id = ++lastId;
  readonly session = session.defaultSession;
  readonly _preferences: WebPreferences;
  _targetId = '';
  readonly _ready: Promise<void>;
  /** The window's own share of allowing a new one. */
  _openWindow: (url: string, options: object, details: OpenDetails) => void = () => undefined;
  #cdp: CdpSession | null = null;
  #openHandler: ((details: OpenDetails) => OpenAnswer) | null = null;
  #world: number | null = null;
  #mainFrameId = '';
  #url = '';
  #wanted: string | null = null;
  #destroyed = false;
  #crashed = false;
  readonly mainFrame = this.#frame(() => this.#url);

  constructor(preferences: WebPreferences) {
    super();
    this._preferences = preferences;
    const self = listed('webContents', this);
    allContents.set(this.id, self);
    this._ready = this.#open();
    this._ready.catch((error: unknown) => process.stderr.write(`double: ${String(error)}\n`));
    // biome-ignore lint/correctness/noConstructorReturn: the refusing face is what the application holds.
    return self;
  }

  #frame(url: () => string) {
    return listed('webFrameMain', {
      get url() {
        return url();
      },
      get origin() {
        return URL.canParse(url()) ? `${new URL(url()).protocol}//${new URL(url()).host}` : 'null';
      },
    } satisfies Members<WebFrameMain>);
  }

  async #open(): Promise<void> {
    const { targetId } = await browser.send<{ targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      browserContextId: contextId,
      newWindow: true,
    });
    this._targetId = targetId;
    const { sessionId } = await browser.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    const cdp = browser.session(sessionId);
    this.#cdp = cdp;
    const guard =
      <T>(run: (params: T) => unknown) =>
      (params: T): void => {
        Promise.resolve(run(params)).catch((error: unknown) => {
          if (!this.#destroyed && !this.#crashed) process.stderr.write(`double: ${String(error)}\n`);
        });
      };
    cdp.on(
      'Fetch.requestPaused',
      guard<Paused>((paused) => this.#request(paused)),
    );
    cdp.on(
      'Runtime.executionContextCreated',
      ({ context }: { context: { id: number; name: string; auxData: { frameId: string } } }) => {
        if (context.name === 'preload' && context.auxData.frameId === this.#mainFrameId)
          this.#world = context.id;
      },
    );
    cdp.on(
      'Runtime.bindingCalled',
      guard<{ name: string; payload: string; executionContextId: number }>((called) => this.#called(called)),
    );
    cdp.on('Page.frameNavigated', ({ frame }: { frame: { id: string; parentId?: string; url: string } }) => {
      if (frame.parentId !== undefined) return;
      this.#url = toElectron(frame.url);
      this.emit('did-navigate', {}, this.#url);
    });
    cdp.on('Page.navigatedWithinDocument', ({ url }: { url: string }) => {
      this.#url = toElectron(url);
    });
    cdp.on('Page.loadEventFired', () => {
      if (this.#url === 'about:blank') return;
      this.emit('did-finish-load');
    });
    cdp.on('Inspector.targetCrashed', () => {
      this.#crashed = true;
      this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
    const { frameTree } = await cdp.send<{ frameTree: { frame: { id: string } } }>('Page.getFrameTree');
    this.#mainFrameId = frameTree.frame.id;
    const { preload } = this._preferences;
    await Promise.all([
      cdp.send('Page.enable'),
      cdp.send('Inspector.enable'),
      cdp.send('Runtime.enable'),
      cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      cdp.send('Runtime.addBinding', { name: 'electronDouble', executionContextName: 'preload' }),
      cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: PAGE_SCRIPT }),
      ...(preload === undefined
        ? []
        : [
            cdp.send('Page.addScriptToEvaluateOnNewDocument', {
              source: preloadScript(readFileSync(preload, 'utf8')),
              worldName: 'preload',
            }),
          ]),
    ]);
  }

  async #send<T>(method: string, params: Record<string, unknown>): Promise<T> {
    await this._ready;
    if (this.#cdp === null) throw new Error('the page is gone');
    return this.#cdp.send<T>(method, params);
  }

  async #called({
    payload,
    executionContextId,
  }: {
    payload: string;
    executionContextId: number;
  }): Promise<void> {
    const message = JSON.parse(payload) as {
      invoke?: number;
      channel: string;
      send?: string;
      args: unknown[];
    };
    const senderFrame = executionContextId === this.#world ? this.mainFrame : null;
    const event = { sender: allContents.get(this.id) ?? this, senderFrame, type: 'frame' };
    if (message.send !== undefined) return hearSend(message.send, event, message.args);
    const answer = await answerInvoke(message.channel, event, message.args).then(
      (value) => ({ answer: message.invoke, value }),
      (error: unknown) => ({ answer: message.invoke, error: (error as Error).message }),
    );
    await this.#into(executionContextId, answer);
  }

  async #into(world: number, message: object): Promise<void> {
    const expression = `electronDoubleIn(${JSON.stringify(JSON.stringify(message))})`;
    // A page that has gone elsewhere meanwhile hears nothing.
    await this.#send('Runtime.evaluate', { expression, contextId: world }).catch(() => undefined);
  }

  async #request({ requestId, frameId, resourceType, redirectedRequestId, request }: Paused): Promise<void> {
    const url = toElectron(request.url);
    const refuse = (errorReason: string) => this.#send('Fetch.failRequest', { requestId, errorReason });
    if (new URL(request.url).pathname === '/.double/window-open' && request.url !== url) {
      const allowed = this.#asked(JSON.parse(request.postData ?? '{}') as OpenDetails);
      return void (await this.#send('Fetch.fulfillRequest', {
        requestId,
        responseCode: allowed ? 200 : 403,
      }));
    }
    if (resourceType === 'Document' && frameId === this.#mainFrameId) {
      const own = this.#wanted !== null && this.#wanted === url;
      this.#wanted = null;
      const name = redirectedRequestId !== undefined ? 'will-redirect' : own ? null : 'will-navigate';
      if (name !== null && this.#prevented(name, url)) {
        await refuse('Aborted');
        return void this.emit('did-fail-load', {}, -3, 'ERR_ABORTED', url, true);
      }
    } else if (resourceType === 'Document' && this.#prevented('will-frame-navigate', url)) {
      return void (await refuse('Aborted'));
    }
    const response = await answerRequest(
      new Request(url, {
        method: request.method,
        headers: request.headers,
        ...(request.postData === undefined ? {} : { body: request.postData }),
      }),
      resourceType === 'Document' ? 'mainFrame' : resourceType,
    );
    // There is no network behind the double.
    if (response === null) return void (await refuse('NameNotResolved'));
    await this.#send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({
        name,
        value: name === 'location' ? toBrowser(value) : value,
      })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  }

  #prevented(name: string, url: string): boolean {
    return isPrevented(this, name, { url, isMainFrame: name !== 'will-frame-navigate' }, url);
  }

  #asked(details: OpenDetails): boolean {
    const url = toElectron(details.url);
    const answer: OpenAnswer = this.#openHandler?.({ ...details, url }) ?? { action: 'allow' };
    if (answer.action !== 'allow') return false;
    this._openWindow(url, answer.overrideBrowserWindowOptions ?? {}, details);
    return true;
  }

  setWindowOpenHandler(handler: (details: OpenDetails) => OpenAnswer): void {
    this.#openHandler = handler;
  }

  async loadURL(url: string): Promise<void> {
    await this._ready;
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()));
    this.#wanted = url;
    const { errorText } = await this.#send<{ errorText?: string }>('Page.navigate', { url: toBrowser(url) });
    if (errorText !== undefined) throw new Error(`${errorText} loading ${url}`);
    await loaded;
  }

  /** A page whose process is gone cannot be used again: the double takes a fresh one under the same id. */
  reload(): void {
    if (this.#crashed) {
      this.#crashed = false;
      const dead = this._targetId;
      this._targetId = '';
      this.#world = null;
      const url = this.#url;
      this.#open()
        .then(() => this.loadURL(url))
        .catch((error: unknown) => process.stderr.write(`double: ${String(error)}\n`));
      browser.send('Target.closeTarget', { targetId: dead }).catch(() => undefined);
      return;
    }
    this.#wanted = this.#url;
    this.#send('Page.reload', {}).catch(() => undefined);
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new Error('Object has been destroyed');
    if (this.#world !== null) void this.#into(this.#world, { channel, args });
  }

  async executeJavaScript(expression: string): Promise<unknown> {
    const { result } = await this.#send<{ result: { value?: unknown } }>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  }

  forcefullyCrashRenderer(): void {
    this.#cdp?.send('Page.crash').catch(() => undefined);
  }
  getURL = (): string => this.#url;
  isDestroyed = (): boolean => this.#destroyed;
  isCrashed = (): boolean => this.#crashed;
  replaceMisspelling = (): void => undefined;
  setZoomLevel = (): void => undefined;
  focus = (): void => undefined;

  async _setSize(width: number, height: number): Promise<void> {
    await this.#send('Emulation.setDeviceMetricsOverride', {
      ...{ width, height, deviceScaleFactor: 1, mobile: false },
    });
  }

  _destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    allContents.delete(this.id);
    this.emit('destroyed');
    void this._ready
      .then(() => browser.send('Target.closeTarget', { targetId: this._targetId }))
      .catch(() => undefined);
  }
}

void (true satisfies NothingInvented<WebContentsDouble, RealWebContents>);
