// Owns what this device asks of the router: every operation is on disk before the call answers, goes out in order with a
// number that never changes, and is sent again until the router has answered. One at a time: the order is the promise.
// Refuses: what operations mean, how they are shown (outbox-row.ts), and showing replies before they arrive (view.ts).
import type { CommandData, CommandKind, RefusalBody } from '#shared/protocol/commands.ts';
import type { ClientFrame, FrameOf } from '#shared/protocol/frames.ts';
import type { Draft, Operation, Store } from '#store/port.ts';
import type { Clock, Ids, Log } from '../ports.ts';
import type { State } from '../state.ts';
import type { Times } from '../times.ts';
import { isPart, rowOf, textOf } from './outbox-row.ts';

export interface Wish<K extends CommandKind = CommandKind> {
  /** Chosen by the caller when the command's data carries it. */
  readonly id?: string;
  readonly kind: K;
  readonly base?: number | undefined;
  readonly conversation?: string;
  readonly data: CommandData<K>;
  /** It may be taken back for this long before it goes, ms. */
  readonly holdMs?: number;
}

export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly refusal: RefusalBody }
  /** Never sent, because the link went away first. */
  | { readonly ok: false; readonly refusal: 'offline' };

export interface OutboxOptions {
  readonly store: Store;
  readonly state: State;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly times: Pick<Times, 'againMs'>;
  readonly send: (frame: Extract<ClientFrame, { op: 'do' }>) => boolean;
  readonly added: (operation: Operation) => void;
  readonly settled: (operation: Operation, refusal: RefusalBody | null) => void;
  /** The number of waiting operations changed. */
  readonly counted: () => void;
}

/** Refused ones of these need no decision: the page sees what became of them elsewhere. */
const FLEETING: ReadonlySet<string> = new Set([
  ...[
    'offer.accept',
    'offer.decline',
    'context.opened',
    'context.hinted',
    'file.put',
    'display.add',
    'display.revoke',
    'handoff.assign',
  ],
]);

/** Noted while a person reads or writes: nothing that they sent, so they are not told that it waits. */
const NOTED: ReadonlySet<string> = new Set(['context.opened', 'context.hinted']);

/** These end the person's part: what they said before must be there first. */
const ENDING: ReadonlySet<string> = new Set([
  'handoff.complete',
  'handoff.return',
  'handoff.transfer',
  'conversation.end',
]);

const isFleeting = (operation: Operation): boolean =>
  FLEETING.has(operation.kind) || (operation.kind === 'draft.save' && textOf(operation) === undefined);

export function createOutbox(options: OutboxOptions) {
  const { store, state, clock, ids, log, times, send } = options;
  /** Oldest first, as in the store. */
  const operations = new Map<string, Operation>();
  const waiters = new Map<string, (answer: Answer) => void>();
  let live = false;
  let inFlight: Operation | null = null;
  let pumping = false;
  let cancelAgain: (() => void) | null = null;
  /** Replies that may still be taken back: when they go. A restart forgets this and sends them. */
  const held = new Map<string, { readonly sendAt: number; readonly cancel: () => void }>();
  let emptied: () => void = () => undefined;
  /** What is getting its number now: it can be taken back no more. */
  let numbering: string | null = null;
  /** On their way out of the store: until they are gone they neither go out nor change. */
  const leaving = new Set<string>();

  function show(operation: Operation): void {
    if (isPart(operation)) return;
    state.put('outbox', operation.id, rowOf(operation, held.get(operation.id)?.sendAt));
  }

  const customerOf = (conversation: string | undefined): string | null =>
    conversation === undefined
      ? null
      : (state.get('conversations', conversation)?.conversation.customer.name ?? null);

  function keep(operation: Operation): void {
    operations.set(operation.id, operation);
    show(operation);
    options.counted();
  }

  function drop(id: string): void {
    held.get(id)?.cancel();
    held.delete(id);
    operations.delete(id);
    state.remove('outbox', id);
    options.counted();
  }

  /** Gone from the page when it is gone from the disk, which may refuse: then it stays, and nothing was taken back. */
  async function takeOut(id: string, back?: Draft): Promise<void> {
    leaving.add(id);
    try {
      await store.discard(id, back);
      drop(id);
    } finally {
      leaving.delete(id);
      pump();
    }
  }

  function again(): void {
    cancelAgain ??= clock.after(times.againMs, () => {
      cancelAgain = null;
      pump();
    });
  }

  function pump(): void {
    if (pumping || !live || inFlight !== null || cancelAgain !== null) return;
    const next = nextToGo();
    if (next === null) return emptied();
    pumping = true;
    sendNext(next)
      .catch((error: unknown) => {
        log.error('an operation could not be sent', { operation: next.id, reason: String(error) });
        again();
      })
      .finally(() => {
        pumping = false;
        pump();
      });
  }

  /**
   * What has a number and no answer, or else the oldest that waits for nothing: numbers go out in their order. A reply that
   * may be taken back holds up what is said after it, nothing else.
   */
  function nextToGo(): Operation | null {
    const behind = new Set<string | null>();
    for (const operation of operations.values()) if (operation.state === 'sent') return operation;
    for (const operation of operations.values()) {
      if (operation.state === 'refused') continue;
      const { kind, conversation } = operation;
      if (held.has(operation.id) || leaving.has(operation.id)) behind.add(conversation);
      else if (!behind.has(conversation)) return operation;
      else if (kind !== 'turn.send' && !(kind === 'draft.save' && textOf(operation) === undefined))
        return operation;
    }
    return null;
  }

  async function numberOf({ id, n }: Operation): Promise<number> {
    if (n !== null) return n;
    numbering = id;
    try {
      return await store.number(id);
    } finally {
      numbering = null;
    }
  }

  /** What is sent: of a part of a file the bytes are read now. Those that are gone make a part the router refuses. */
  async function dataOf(operation: Operation): Promise<unknown> {
    const data = JSON.parse(operation.data) as { file: string; part: number };
    if (!isPart(operation)) return data;
    const bytes = await store.filePart(data.file, data.part);
    return { ...data, data: Buffer.from(bytes ?? []).toString('base64') };
  }

  /** It goes now. */
  function release(id: string): void {
    const waiting = held.get(id);
    if (waiting === undefined) return;
    waiting.cancel();
    held.delete(id);
    const operation = operations.get(id);
    if (operation !== undefined) show(operation);
    pump();
  }

  async function sendNext(next: Operation): Promise<void> {
    const n = await numberOf(next);
    // Its text may have changed until it got its number, and may not change after.
    const current = operations.get(next.id);
    if (current === undefined) return;
    const numbered: Operation = { ...current, n, state: 'sent' };
    operations.set(numbered.id, numbered);
    show(numbered);
    if (!live) return;
    inFlight = numbered;
    const { id, kind, base } = numbered;
    const d = await dataOf(numbered).catch((error: unknown) => {
      if (inFlight === numbered) inFlight = null;
      throw error;
    });
    if (inFlight !== numbered) return;
    send({ op: 'do', n, id, k: kind, ...(base === null ? {} : { base }), d });
  }

  async function settle({ n, ok, r, err }: FrameOf<'done'>): Promise<void> {
    const refusal: RefusalBody | null = ok
      ? null
      : (err ?? { code: 'invalid', msg: 'refused without a reason' });
    // The router could not store it: nothing happened, and the number is still ours to use.
    if (refusal?.code === 'unavailable') {
      inFlight = null;
      return again();
    }
    const settled = await store.settle(n, refusal);
    if (inFlight?.n === n) inFlight = null;
    if (settled !== null) {
      if (refusal === null) drop(settled.id);
      else if (isFleeting(settled)) {
        await store.discard(settled.id);
        drop(settled.id);
      } else keep({ ...settled, state: 'refused', refusal });
      if (refusal !== null) log.info('an operation was refused', { kind: settled.kind, code: refusal.code });
      options.settled(settled, refusal);
      waiters.get(settled.id)?.(refusal === null ? { ok: true, result: r } : { ok: false, refusal });
      waiters.delete(settled.id);
    }
    pump();
  }

  async function add<K extends CommandKind>(wish: Wish<K>): Promise<Operation> {
    const fresh = {
      id: wish.id ?? ids.next(),
      kind: wish.kind,
      base: wish.base ?? null,
      conversation: wish.conversation ?? null,
      customer: customerOf(wish.conversation),
      data: JSON.stringify(wish.data),
      at: clock.now(),
    };
    await store.enqueue(fresh);
    if (ENDING.has(fresh.kind))
      for (const one of [...operations.values()])
        if (one.conversation === fresh.conversation) release(one.id);
    if (wish.holdMs !== undefined && wish.holdMs > 0) {
      const cancel = clock.after(wish.holdMs, () => release(fresh.id));
      held.set(fresh.id, { sendAt: clock.now() + wish.holdMs, cancel });
    }
    const operation: Operation = { ...fresh, n: null, state: 'waiting', refusal: null };
    keep(operation);
    options.added(operation);
    pump();
    return operation;
  }

  const isUnsent = ({ id, n, state: at }: Operation): boolean =>
    n === null && at === 'waiting' && numbering !== id && !leaving.has(id);

  return {
    async load(): Promise<void> {
      for (const operation of await store.operations()) {
        operations.set(operation.id, operation);
        show(operation);
        options.added(operation);
      }
      options.counted();
    },
    add,
    /** Another device from here on: what was sent is sent again, under new numbers. */
    renumber(): void {
      inFlight = null;
      for (const [id, operation] of operations) {
        const at = operation.state === 'refused' ? 'refused' : 'waiting';
        operations.set(id, { ...operation, n: null, state: at });
        show({ ...operation, n: null, state: at });
      }
    },
    /** Adds it, or gives its data to one of the same kind and conversation that was not sent yet. */
    async replace<K extends CommandKind>(wish: Wish<K>): Promise<Operation> {
      const data = JSON.stringify(wish.data);
      const before = [...operations.values()].find(
        (one) => isUnsent(one) && one.kind === wish.kind && one.conversation === (wish.conversation ?? null),
      );
      if (before === undefined || !(await store.amend(before.id, data))) return add(wish);
      const amended: Operation = { ...before, data };
      keep(amended);
      return amended;
    },
    /** Adds it and waits for the router. When the link goes before it was sent it is withdrawn; after that, it stands. */
    async ask<K extends CommandKind>(wish: Wish<K>): Promise<Answer> {
      const id = wish.id ?? ids.next();
      const answer = new Promise<Answer>((resolve) => waiters.set(id, resolve));
      try {
        await add({ ...wish, id });
      } catch (error) {
        waiters.delete(id);
        throw error;
      }
      if (!live) await withdraw(id);
      return answer;
    },
    done(frame: FrameOf<'done'>): void {
      settle(frame).catch((error: unknown) => {
        // Not settled on disk: it is sent again, and the router gives the same answer again.
        log.error('an answer could not be stored', { n: frame.n, reason: String(error) });
        if (inFlight?.n === frame.n) inFlight = null;
        again();
      });
    },
    ready(): void {
      live = true;
      inFlight = null;
      pump();
    },
    lost(): void {
      live = false;
      inFlight = null;
      emptied();
      for (const id of [...waiters.keys()]) void withdraw(id);
    },
    /** @returns false when there is no such operation, or it is on its way. */
    async discard(id: string): Promise<boolean> {
      const operation = operations.get(id);
      if (operation === undefined || !(operation.state === 'refused' || isUnsent(operation))) return false;
      await takeOut(id);
      return true;
    },
    /** Takes back what has not gone yet; `back`: what is half-written then. @returns false when it is too late */
    async undo(id: string, back?: Draft): Promise<boolean> {
      const operation = operations.get(id);
      if (operation === undefined || !isUnsent(operation)) return false;
      await takeOut(id, back);
      return true;
    },
    /** @returns false when there is no such operation. */
    hurry(id: string): boolean {
      release(id);
      return operations.has(id);
    },
    /** What waits to be taken back goes now: nobody is left to do so. */
    hurryAll(): void {
      for (const id of [...held.keys()]) release(id);
    },
    /** Something that ends the person's part is on its way: what they type now is for nobody. */
    isEnding: (conversation: string): boolean =>
      [...operations.values()].some(
        (one) => one.conversation === conversation && ENDING.has(one.kind) && one.state !== 'refused',
      ),
    /** Half-written replies of a conversation that have not gone. */
    async dropDrafts(conversation: string): Promise<void> {
      for (const one of [...operations.values()]) {
        if (one.conversation !== conversation || one.kind !== 'draft.save' || !isUnsent(one)) continue;
        await takeOut(one.id);
      }
    },
    get: (id: string) => operations.get(id),
    /** Resolves when nothing is left to go, without a link, or after `ms`. */
    sent(ms: number): Promise<void> {
      if (!live || (inFlight === null && !pumping && nextToGo() === null)) return Promise.resolve();
      return new Promise((resolve) => {
        const cancel = clock.after(ms, resolve);
        emptied = () => {
          cancel();
          resolve();
        };
      });
    },
    /** How much of what the person did waits. */
    waiting: () =>
      [...operations.values()].filter(
        (operation) => operation.state !== 'refused' && !isPart(operation) && !NOTED.has(operation.kind),
      ).length,
    stop(): void {
      cancelAgain?.();
      for (const { cancel } of held.values()) cancel();
    },
  };

  /** A question nobody has heard is taken back; one that may have been heard, or that the disk keeps, waits for its answer. */
  async function withdraw(id: string): Promise<void> {
    const operation = operations.get(id);
    if (pumping || operation === undefined || !isUnsent(operation)) return;
    try {
      await takeOut(id);
    } catch (error) {
      log.error('an operation could not be withdrawn', { operation: id, reason: String(error) });
      return;
    }
    waiters.get(id)?.({ ok: false, refusal: 'offline' });
    waiters.delete(id);
  }
}

export type Outbox = ReturnType<typeof createOutbox>;
