// Owns a scripted console for tests: speaks baton.v1 over a real socket, applies events by offset and fails on a gap,
// acks as it is told, and remembers every frame.
// Refuses: to be clever. What the product's console does with a frame is the core's.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { CommandData, CommandKind } from '#shared/protocol/commands.ts';
import { type FrameOf, type ServerFrame, SUBPROTOCOL, serverFrame } from '#shared/protocol/frames.ts';
import type { Cursor } from '#shared/protocol/streams.ts';

export interface Applied {
  readonly stream: string;
  readonly offset: number;
  readonly kind: string;
  readonly data: Record<string, unknown>;
}

export interface ClientOptions {
  readonly url: string;
  readonly token: string;
  readonly device?: string;
  readonly cursors?: Record<string, Cursor>;
  /** Acks every batch by itself (true), or leaves it to the test. */
  readonly ack?: boolean;
  readonly protocols?: readonly string[];
  readonly headers?: Record<string, string>;
  /** The number of the next command. */
  readonly next?: number;
}

interface Waiter {
  readonly fits: (client: ConsoleClient) => boolean;
  readonly done: () => void;
}

export class ConsoleClient {
  readonly device: string;
  readonly frames: ServerFrame[] = [];
  readonly events: Applied[] = [];
  readonly cursors: Record<string, Cursor>;
  /** Snapshots by stream, all parts. */
  readonly snapshots = new Map<string, unknown[]>();
  /** Bytes received. */
  received = 0;
  closed: { code: number; reason: string } | null = null;
  socket!: WebSocket;
  readonly #options: ClientOptions;
  readonly #waiters = new Set<Waiter>();
  #next: number;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.device = options.device ?? `device-${randomUUID()}`;
    this.cursors = { ...options.cursors };
    this.#next = options.next ?? 1;
  }

  /** Connects and signs in; resolves at `ready`. */
  static async open(options: ClientOptions): Promise<ConsoleClient> {
    const client = new ConsoleClient(options);
    await client.connect();
    await client.signIn();
    return client;
  }

  /** Opens the socket; resolves at `hello`. Rejects when the upgrade is refused. */
  async connect(): Promise<FrameOf<'hello'>> {
    const { url, protocols = [SUBPROTOCOL], headers } = this.#options;
    const socket = new WebSocket(url, [...protocols], headers === undefined ? {} : { headers });
    this.socket = socket;
    this.closed = null;
    socket.on('message', (data) => this.#take((data as Buffer).toString('utf8')));
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
      this.#wake();
    });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    socket.on('error', () => undefined);
    return this.frame('hello');
  }

  async signIn(fields: Record<string, unknown> = {}): Promise<FrameOf<'ready'>> {
    const { token } = this.#options;
    const { device, cursors } = this;
    const from = this.frames.length;
    this.send({ op: 'auth', v: 1, token, device, n_next: this.#next, cursors, ...fields });
    return this.frame('ready', undefined, from);
  }

  /** Sends anything, also what no console would. */
  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** A command with the next number, or a given one. Resolves with what came of it. */
  async do<K extends CommandKind>(
    k: K,
    d: CommandData<K>,
    options: { base?: number; n?: number; id?: string } = {},
  ): Promise<FrameOf<'done'>> {
    const n = options.n ?? this.#next++;
    const from = this.frames.length;
    const base = options.base === undefined ? {} : { base: options.base };
    this.send({ op: 'do', n, id: options.id ?? `op-${n}`, k, d, ...base });
    return this.frame('done', (frame) => frame.n === n, from);
  }

  /** The first frame of a kind from `from` on, which may still have to come. */
  async frame<O extends ServerFrame['op']>(
    op: O,
    fits: (frame: FrameOf<O>) => boolean = () => true,
    from = 0,
  ): Promise<FrameOf<O>> {
    const find = () =>
      this.frames.slice(from).find((frame) => frame.op === op && fits(frame as FrameOf<O>)) as
        | FrameOf<O>
        | undefined;
    await this.until(() => find() !== undefined, `a frame ${op}`);
    return find() as FrameOf<O>;
  }

  /** The first event of a kind in a stream. */
  async event(
    stream: string,
    kind: string,
    fits: (event: Applied) => boolean = () => true,
  ): Promise<Applied> {
    const find = () =>
      this.events.find((event) => event.stream === stream && event.kind === kind && fits(event));
    await this.until(() => find() !== undefined, `${kind} in ${stream}`);
    return find() as Applied;
  }

  async until(fits: (client: ConsoleClient) => boolean, what = 'a condition'): Promise<void> {
    if (fits(this)) return;
    await new Promise<void>((resolve, reject) => {
      const waiter: Waiter = {
        fits,
        done: () => {
          this.#waiters.delete(waiter);
          if (fits(this)) resolve();
          else reject(new Error(`closed with ${this.closed?.code} ${this.closed?.reason} before ${what}`));
        },
      };
      this.#waiters.add(waiter);
    });
  }

  async untilClosed(): Promise<{ code: number; reason: string }> {
    await this.until(({ closed }) => closed !== null);
    return this.closed as { code: number; reason: string };
  }

  /** Acks everything that was applied. */
  ack(): void {
    const a = Object.fromEntries(
      Object.entries(this.cursors).map(([stream, [, offset]]) => [stream, offset]),
    );
    this.send({ op: 'ack', a });
  }

  /** Cuts the connection without a goodbye. */
  cut(): void {
    this.socket.terminate();
  }

  async close(): Promise<void> {
    this.socket.close(1000);
    await this.untilClosed();
  }

  #take(text: string): void {
    this.received += Buffer.byteLength(text);
    const frame = serverFrame.parse(JSON.parse(text));
    this.frames.push(frame);
    if (frame.op === 'ev') this.#apply(frame.s, frame.e, frame.o, [frame]);
    if (frame.op === 'evs') this.#apply(frame.s, frame.e, frame.o0, frame.list);
    if (frame.op === 'reset') {
      this.snapshots.set(frame.s, [...(this.snapshots.get(frame.s) ?? []), frame.snap]);
      this.cursors[frame.s] = [frame.e, frame.o];
    }
    if (frame.op === 'ping') this.send({ op: 'pong' });
    if ((frame.op === 'ev' || frame.op === 'evs') && this.#options.ack !== false) this.ack();
    this.#wake();
  }

  #apply(stream: string, epoch: number, from: number, list: readonly { k: string; d?: unknown }[]): void {
    const [known, next] = this.cursors[stream] ?? [epoch, from];
    if (known !== epoch || next !== from)
      throw new Error(`${stream}: expected ${known}/${next}, got ${epoch}/${from}`);
    for (const [place, { k, d }] of list.entries())
      this.events.push({ stream, offset: from + place, kind: k, data: d as Record<string, unknown> });
    this.cursors[stream] = [epoch, from + list.length];
  }

  #wake(): void {
    for (const waiter of [...this.#waiters]) if (this.closed !== null || waiter.fits(this)) waiter.done();
  }
}
