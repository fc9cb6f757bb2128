// Owns one console of the fuzz suite: a real socket whose every frame is judged by what the witness knows.
// Refuses: deciding what to send (sequences.ts).
import { WebSocket } from 'ws';
import { type ServerFrame, SUBPROTOCOL, serverFrame } from '#shared/protocol/frames.ts';
import type { Cursor } from '#shared/protocol/streams.ts';
import { markersIn, SECRET, type Witness } from './witness.ts';

interface Waiter {
  readonly fits: (frame: ServerFrame) => boolean;
  readonly done: (frame: ServerFrame | null) => void;
}

export interface Judge {
  readonly witness: Witness;
  /** Null: nobody, who may be told nothing but hello and what was wrong. */
  readonly person: { readonly id: string; readonly queues: readonly string[] } | null;
  readonly wrong: (what: string) => void;
  /** Acknowledges what it is sent, as a console that stays does. */
  readonly acks?: boolean;
}

/** No answer for this long is a hang, on any machine. */
const HANG_MS = 30_000;

const conversationOfId = (id: string): string => id.replace(/(?:\.\d+)+$/, '');
interface Told {
  readonly conversation?: string | { readonly id: string };
  readonly handoff?: { readonly conversation: string };
}

function withoutMentions(frame: ServerFrame, text: string): string {
  if (!text.includes('mention')) return text;
  const named = (kind: string): boolean => kind === 'mention.added';
  if (frame.op === 'ev') return named(frame.k) ? '' : text;
  if (frame.op === 'evs') return JSON.stringify(frame.list.filter(({ k }) => !named(k)));
  if (frame.op === 'reset') return JSON.stringify({ ...(frame.snap as object), mentions: [] });
  return text;
}

export class FuzzConsole {
  readonly socket: WebSocket;
  readonly cursors: Record<string, Cursor> = {};
  closed: number | null = null;
  readonly #judge: Judge;
  readonly #since = performance.now();
  readonly #frames: ServerFrame[] = [];
  readonly #waiters = new Set<Waiter>();
  readonly #opened: Promise<void>;

  constructor(url: string, judge: Judge) {
    this.#judge = judge;
    this.socket = new WebSocket(url, [SUBPROTOCOL], { perMessageDeflate: false });
    this.socket.on('message', (data) => this.#take((data as Buffer).toString('utf8')));
    this.socket.on('error', () => undefined);
    this.#opened = new Promise((resolve) => {
      this.socket.once('open', resolve);
      this.socket.once('close', () => resolve());
    });
    this.socket.on('close', (code) => {
      this.closed = code;
      for (const { done } of [...this.#waiters]) done(null);
    });
  }

  async open(): Promise<void> {
    await this.#opened;
  }

  send(data: string | Buffer, binary = false): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(data, { binary });
  }

  /** The next frame that fits, or one that came since `from`; null when the connection closed instead. */
  answer(fits: (frame: ServerFrame) => boolean, from = 0): Promise<ServerFrame | null> {
    const found = this.#frames.slice(from).find(fits);
    if (found !== undefined) return Promise.resolve(found);
    if (this.closed !== null) return Promise.resolve(null);
    return new Promise((resolve) => {
      const hang = setTimeout(() => {
        this.#judge.wrong(`no answer within ${HANG_MS} ms`);
        this.socket.terminate();
      }, HANG_MS);
      const waiter: Waiter = {
        fits,
        done: (frame) => {
          clearTimeout(hang);
          this.#waiters.delete(waiter);
          resolve(frame);
        },
      };
      this.#waiters.add(waiter);
    });
  }

  /** How many frames came so far. */
  get received(): number {
    return this.#frames.length;
  }

  untilClosed = (): Promise<ServerFrame | null> => this.answer(() => false);

  async leave(): Promise<void> {
    this.socket.close(1000);
    await this.untilClosed();
  }

  #take(text: string): void {
    const parsed = serverFrame.safeParse(JSON.parse(text));
    if (!parsed.success) {
      this.#judge.wrong(`a frame that is none: ${text.slice(0, 300)}: ${parsed.error.message}`);
      return;
    }
    const frame = parsed.data;
    this.#check(frame, text);
    if (frame.op === 'evs') this.#advance(frame.s, frame.e, frame.o0 + frame.list.length);
    else if (frame.op === 'ev') this.#advance(frame.s, frame.e, frame.o + 1);
    else if (frame.op === 'reset') this.#advance(frame.s, frame.e, frame.o);
    if (this.#judge.acks === true) {
      // A console that stays would otherwise hold every frame of the run.
      if (frame.op === 'evs' || frame.op === 'ev') return;
    }
    this.#frames.push(frame);
    for (const waiter of [...this.#waiters]) if (waiter.fits(frame)) waiter.done(frame);
  }

  #advance(stream: string, epoch: number, next: number): void {
    this.cursors[stream] = [epoch, next];
    if (this.#judge.acks === true) this.send(JSON.stringify({ op: 'ack', a: { [stream]: next } }));
  }

  #check(frame: ServerFrame, text: string): void {
    const { person, wrong, witness } = this.#judge;
    if (person === null) {
      if (frame.op !== 'hello' && frame.op !== 'err') wrong(`told to nobody: ${text.slice(0, 300)}`);
      return;
    }
    const own = new Set([`p:${person.id}`, ...person.queues.map((queue) => `q:${queue}`)]);
    const must = (holds: boolean, what: string): void => {
      if (!holds) wrong(`${person.id} was told ${what}: ${text.slice(0, 400)}`);
    };
    const could = (conversation: string | undefined, since = 0): void =>
      must(
        conversation !== undefined && witness.couldRead(person.id, conversation, since),
        `of ${conversation}, which they could not read`,
      );
    if (frame.op === 'recorded') {
      // Marta leads care; nobody else reads what bots were told.
      for (const { id, bot, queue } of frame.list)
        must(
          person.id === 'marta' && person.queues.includes(queue) && witness.botOf(id) === bot,
          `what was recorded of ${id}`,
        );
      must(!SECRET.test(text), 'a note or a draft in a record');
      return;
    }
    if (frame.op === 'words') {
      must(frame.turns === undefined || person.id === 'marta', 'what is said to a bot');
      for (const id of markersIn(text)) must(witness.botOf(id) !== 'bo', `what is said in ${id}`);
      must(!SECRET.test(text), 'a note or a draft among words');
      return;
    }
    // A note that names them is theirs to read, whatever it is of.
    for (const conversation of markersIn(withoutMentions(frame, text))) could(conversation);
    if (frame.op === 'ready') {
      must(frame.agent.id === person.id, 'they are somebody else');
      for (const stream of frame.streams) must(own.has(stream), `to follow ${stream}`);
      for (const { id } of frame.queues) must(person.queues.includes(id), `of the queue ${id}`);
    } else if (frame.op === 'ev' || frame.op === 'evs' || frame.op === 'reset') {
      must(own.has(frame.s), `what is in ${frame.s}`);
      const list = frame.op === 'evs' ? frame.list.map(({ d }) => d) : frame.op === 'ev' ? [frame.d] : [];
      if (frame.s.startsWith('q:')) must(markersIn(text).size === 0, 'words in a queue');
      else
        for (const told of list as readonly Told[]) {
          const { conversation: named, handoff } = told;
          const id = (typeof named === 'object' ? named.id : named) ?? handoff?.conversation;
          if (id !== undefined) could(id);
        }
      if (frame.op === 'reset' && frame.s.startsWith('p:')) {
        const { grants = [] } = frame.snap as { grants?: readonly { conversation: { id: string } }[] };
        for (const { conversation } of grants) could(conversation.id, this.#since);
      }
    } else if (frame.op === 'offer') {
      must(frame.offer.person === person.id, 'an offer of somebody else');
      could(frame.offer.conversation, this.#since);
      must(frame.ctx.conversation.id === frame.offer.conversation, 'another context than the offer’s');
    } else if (frame.op === 'revoke') could(conversationOfId(frame.oid));
    else if (frame.op === 'forget') could(frame.conversation);
    else if (frame.op === 'eph') {
      const { queue, conversation } = frame.d as { queue?: string; conversation?: string };
      if (['counts', 'watched', 'waits', 'presence'].includes(frame.k))
        must(queue !== undefined && person.queues.includes(queue), frame.k);
      // Marta leads; nobody else learns of displays, and of what colleagues have.
      else if (frame.k === 'taken')
        must(
          person.id === 'marta' && queue !== undefined && person.queues.includes(queue),
          'of what others have',
        );
      else if (frame.k === 'displays') must(person.id === 'marta', 'of displays');
      else could(conversation);
    } else if (frame.op === 'policies') must(person.id === 'marta', 'of policies');
    else if (frame.op === 'done') must(frame.err?.code !== 'unavailable', 'that nothing can be stored');
  }
}
