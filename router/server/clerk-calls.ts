// Owns what may be asked of the desk: each call as a command that is decided in its turn, or as a question to the desk as it
// stands. Refuses: when commands are decided and how they are stored (clerk.ts), and deciding them (router/desk).
import type { RefusalBody } from '#shared/protocol/commands.ts';
import type { Desk, DeskCommand, LetGo, Reply } from '../desk/port.ts';
import { refused } from '../desk/replies.ts';
import { readClosed } from '../desk/stored.ts';
import type { Engine } from '../engine/port.ts';
import {
  type Clerk,
  type Dedupe,
  type DeskView,
  type Order,
  UnavailableError,
  type View,
} from './clerk.port.ts';
import type { Devices } from './devices.ts';
import { createIdempotency } from './idempotency.ts';
import type { Journal } from './journal.ts';

const CANNOT_STORE = 'the router cannot store this now';

/** An order that names or carries something impossible: refused without asking the desk, its number is used up. */
interface Invalid {
  readonly from: 'invalid';
  readonly refusal: RefusalBody;
}

export interface Job {
  readonly command: DeskCommand | Invalid;
  readonly order?: Order;
  readonly dedupe?: Dedupe | undefined;
  /** Null: it could not be stored. */
  readonly resolve: (reply: Reply | null) => void;
}

export interface Tenure {
  readonly journal: Journal;
  readonly desk: Desk;
}

export interface CallsOptions {
  readonly engine: Engine;
  readonly devices: Pick<Devices, 'known'>;
  /** Null: it could not be stored. */
  readonly submit: (job: Omit<Job, 'resolve'>) => Promise<Reply | null>;
  /** There is a desk. @throws UnavailableError when there will be none */
  readonly ready: () => Promise<void>;
  readonly tenure: () => Tenure | null;
  /** The desk as last seen, for questions whose answer may be a moment old. */
  readonly lastDesk: () => Desk | null;
}

export function callsOf({ engine, devices, submit, ready, tenure, lastDesk }: CallsOptions) {
  const once = createIdempotency(engine);

  async function current(): Promise<Tenure> {
    await ready();
    const now = tenure();
    if (now === null) throw new UnavailableError('the desk is read again');
    return now;
  }

  async function ask(command: DeskCommand, dedupe?: Dedupe): Promise<Reply> {
    const reply = await submit({ command, dedupe });
    return reply ?? { ok: false, edge: { code: 'unavailable', message: CANNOT_STORE } };
  }

  /** @throws UnavailableError when it is not stored. */
  async function tell(command: DeskCommand): Promise<Reply> {
    const reply = await submit({ command });
    if (reply === null) throw new UnavailableError(CANNOT_STORE);
    return reply;
  }

  const calls: Omit<Clerk, 'link' | 'onLive' | 'onChanged'> = {
    async person(order) {
      const { person, device, base, command } = order;
      const asked =
        'invalid' in command
          ? ({ from: 'invalid', refusal: command.invalid } as const)
          : ({ from: 'person', person, device, base, command } as const);
      return (await submit({ order, command: asked })) ?? refused('unavailable', CANNOT_STORE);
    },
    bot(bot, request, dedupe) {
      const command = { from: 'bot', bot, request } as const;
      return dedupe ? once(dedupe, () => ask(command, dedupe)) : ask(command);
    },
    async delivery(conversation, turn, delivery, shown = false) {
      await tell({ from: 'delivery', conversation, turn, delivery, shown });
    },
    async learn(conversation, learned) {
      await tell({ from: 'source', conversation, learned });
    },
    async remind(conversation, contacts) {
      await tell({ from: 'past', conversation, contacts });
    },
    async summarise(conversation, summarised) {
      await tell({ from: 'summariser', conversation, summarised });
    },
    async letGo(piece) {
      const reply = await submit({ command: { from: 'retention', ...piece } });
      if (reply?.ok !== true) throw new UnavailableError(CANNOT_STORE);
      return reply.result as LetGo;
    },
    async status(bot, conversation) {
      const { desk, journal } = await current();
      const wanted = desk.wants({ from: 'bot', bot, request: { kind: 'close', conversation, reason: '' } });
      if (wanted !== null) await journal.settled;
      const closed = wanted === null ? null : await readClosed(engine, wanted);
      return (await calls.view([], (now) => now.status(bot, conversation, engine.now(), closed))).value;
    },
    availability: (queue, channel) => lastDesk()?.availability(queue, channel, engine.now()) ?? null,
    wall() {
      const standing = tenure();
      if (standing === null) return null;
      const { desk } = standing;
      const now = engine.now();
      return {
        now,
        queue: (id) => desk.wallQueue(id, now),
        people: desk.wallPeople,
        displays: desk.displays,
      };
    },
    presence: (person) => lastDesk()?.presence(person) ?? null,
    counts: (queue) => lastDesk()?.counts(queue, engine.now()) ?? null,
    policies: (person) => lastDesk()?.policies(person) ?? [],
    watched: (queue) => lastDesk()?.watched(queue) ?? null,
    taken: (queue) => lastDesk()?.taken(queue) ?? null,
    waits: (queue) => lastDesk()?.waits(queue, engine.now()) ?? null,
    async device(device) {
      await current();
      return devices.known(device);
    },
    async view<T>(wanted: readonly string[], read: (desk: DeskView) => T): Promise<View<T>> {
      const { desk, journal } = await current();
      const value = read(desk);
      return new Promise((resolve, reject) =>
        journal.after(() => {
          if (journal.ended) return reject(new UnavailableError('the desk is read again'));
          resolve({ value, positions: new Map(wanted.map((stream) => [stream, journal.position(stream)])) });
        }),
      );
    },
  };
  return calls;
}
