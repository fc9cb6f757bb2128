// Owns the bot side: conversations that begin, ask for a person, go on and end, by requests that may be lost, late, doubled
// or overtaken and are made again under the same key until they are answered.
// Refuses: HTTP; a request reaches the clerk of a node as the edge would hand it on.
import type { BotRequest, Reply } from '#router/desk/port.ts';
import type { EdgeTurn } from '#shared/protocol/edge.ts';
import type { Chance } from '../fuzz/random.ts';
import type { Network } from './network.ts';
import type { Node } from './node.ts';
import { LANGUAGES } from './office.ts';
import type { Process, Scheduler } from './scheduler.ts';

export interface BotsOptions {
  readonly scheduler: Scheduler;
  readonly process: Process;
  readonly network: Network;
  readonly chance: Chance;
  readonly fault: (message: string) => void;
  /** Conversations that may be under way at once. */
  readonly most: number;
}

/** What happens to the next requests. */
export type RequestMishap = 'request-lost' | 'answer-lost' | 'doubled';

interface Talk {
  readonly id: string;
  readonly bot: string;
  turns: number;
  /** What was said last. */
  said: EdgeTurn | null;
  /** The customer hardly says anything: what is put aside stays so until its time. */
  readonly quiet: boolean;
}

export class Bots {
  readonly #options: BotsOptions;
  readonly #talks = new Map<string, Talk>();
  readonly ids: string[] = [];
  #keys = 0;
  /** Requests that are not answered yet. */
  waiting = 0;
  /** For the next request. */
  mishap: RequestMishap | null = null;
  /** No new conversations, no new wishes. */
  quiet = false;

  constructor(options: BotsOptions) {
    this.#options = options;
    for (let each = 0; each < 3; each += 1) this.#beat();
  }

  #beat(): void {
    const { process, chance } = this.#options;
    process.after(chance.whole(50, 700), 'bots', () => {
      this.#next().then(
        () => this.#beat(),
        (error: unknown) => this.#options.fault(`a bot: ${(error as Error).stack}`),
      );
    });
  }

  async #next(): Promise<void> {
    const { chance, most } = this.#options;
    if (this.quiet) return;
    const talks = [...this.#talks.values()];
    if (talks.length < most && (talks.length === 0 || chance.hit(0.3))) return this.#open();
    const talk = chance.pick(talks);
    const of = (request: BotRequest) => this.#ask(talk.bot, request);
    const conversation = talk.id;
    const dice = chance.next();
    if (dice < 0.35) {
      talk.turns += 1;
      const said = talk.turns;
      const role = chance.hit(talk.quiet ? 0.05 : 0.7) ? ('END_USER' as const) : ('AUTOMATED_AGENT' as const);
      const fresh = { id: `t${said}`, role, text: `turn ${said} ${chance.hit(0.2) ? 'human' : ''}` };
      // A bot that forgot that it was answered says it again, under another key.
      const body = talk.said !== null && chance.hit(0.1) ? talk.said : fresh;
      talk.said = body;
      await of({ kind: 'turn', conversation, body });
    } else if (dice < 0.7) await of({ kind: 'initiate', conversation, body: this.#wish() });
    else if (dice < 0.74) await of({ kind: 'cancel', conversation, reason: 'solved' });
    else if (dice < 0.84)
      await of({
        ...{ kind: 'event', conversation },
        body: {
          type: chance.pick(['customer.left', 'customer.back', 'customer.back', 'customer.typing'] as const),
        },
      });
    else if (dice < 0.9) {
      await of({ kind: 'close', conversation, reason: 'done' });
      this.#talks.delete(conversation);
    }
  }

  async #open(): Promise<void> {
    const { chance } = this.#options;
    const id = `c${this.ids.length + 1}`;
    const bot = chance.pick(['ava', 'ava', 'bob']);
    this.ids.push(id);
    const talk: Talk = { id, bot, turns: 0, said: null, quiet: chance.hit(0.3) };
    const customer = `u${chance.whole(1, 12)}`;
    await this.#ask(bot, {
      ...{ kind: 'open', id },
      body: {
        channel: chance.pick(['chat', 'chat', 'chat', 'email', 'voice'] as const),
        customer: { id: customer, verified: chance.hit(0.5), name: customer },
        ...(chance.hit(0.3)
          ? { account: { tier: chance.pick(['free', 'premium', 'enterprise'] as const) } }
          : {}),
      },
    });
    this.#talks.set(id, talk);
  }

  #wish() {
    const { chance } = this.#options;
    return {
      ...(chance.hit(0.4) ? { queue: chance.pick(['main', 'other', 'flat', 'nowhere']) } : {}),
      ...(chance.hit(0.3) ? { skills: { billing: chance.whole(1, 5) } } : {}),
      ...(chance.hit(0.3) ? { language: chance.pick(LANGUAGES) } : {}),
      ...(chance.hit(0.3) ? { context: { intent: chance.pick(['refund', 'change', 'cancel']) } } : {}),
    };
  }

  /** Until it is answered. The same key carries the same request. */
  async #ask(bot: string, request: BotRequest): Promise<Reply> {
    const { process, chance } = this.#options;
    this.#keys += 1;
    const key = `key/${bot}/${this.#keys}`;
    this.waiting += 1;
    for (;;) {
      const reply = await this.#once(bot, request, key);
      const again = reply === null || (!reply.ok && 'edge' in reply && reply.edge.code === 'unavailable');
      if (!again) {
        this.waiting -= 1;
        return reply;
      }
      await new Promise<void>((resolve) => void process.after(chance.whole(200, 1_500), 'retry', resolve));
    }
  }

  /** Null: no answer came. */
  #once(bot: string, request: BotRequest, key: string): Promise<Reply | null> {
    const { process, network, scheduler } = this.#options;
    const { mishap } = this;
    this.mishap = null;
    return new Promise((resolve) => {
      process.after(5_000, 'gave up', () => resolve(null));
      const host = network.host() as Node | null;
      if (host === null || mishap === 'request-lost') return;
      const carry = (answer: (reply: Reply) => void) =>
        scheduler.after(network.arrival('bots') - scheduler.now, `${host.process.name} request`, () =>
          host.process.enter('request', () => {
            host.clerk
              ?.bot(bot, request, { key, hash: JSON.stringify(request) })
              .then(answer, (error: unknown) =>
                this.#options.fault(`a bot's request was not answered: ${String(error)}`),
              );
          }),
        );
      carry((reply) => {
        if (mishap === 'answer-lost' || host.process.isDead) return;
        scheduler.after(network.arrival('bots') - scheduler.now, 'bots answer', () =>
          process.enter('answer', () => resolve(reply)),
        );
      });
      if (mishap === 'doubled') carry(() => undefined);
    });
  }
}
