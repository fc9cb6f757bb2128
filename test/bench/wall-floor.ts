// Owns the floor of the wall bench: a real router of its own process with 12 queues, their bots and 200 people who are
// signed in, and a day of it at a given pace: conversations begin, wait, are given up and end, people come and go.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { batonConfig } from '#shared/schema/config.ts';
import { ConsoleClient } from '../hosts/console-client.ts';
import { speakAsBot } from '../system/bot.ts';
import { startRouter } from '../system/processes.ts';

export const QUEUES = 12;
export const PEOPLE = 200;
/** Conversations that wait at a time, once the floor is full. */
const WAITING = 60;
/** Conversations that are spoken of at the same time; the one that is given up is on the same lane as the one that begins. */
const AT_A_TIME = 4;
const TICK_MS = 20;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const numbers = (count: number) => Array.from({ length: count }, (_, place) => place);
const queueId = (place: number) => `queue-${place % QUEUES}`;
const tokenOf = (place: number) => `token-of-person-${place}`;
const keyOf = (place: number) => `key-of-bot-${place}`;

const config = batonConfig.parse({
  version: 1,
  organisation: 'Bench',
  people: numbers(PEOPLE).map((place) => ({
    ...{ id: `p${place}`, name: `Person ${place}`, queues: [queueId(place)] },
    ...{ roles: place === 0 ? ['admin'] : ['agent'], tokenHashes: [sha256(tokenOf(place))] },
  })),
  queues: numbers(QUEUES).map((place) => ({
    ...{ id: queueId(place), name: `Queue ${place}`, sla: { seconds: 20, share: 0.8 } },
    dispositions: [{ id: 'solved', label: 'Solved' }],
  })),
  bots: numbers(QUEUES).map((place) => ({
    ...{ id: `bot-${place}`, name: 'Ava', queue: queueId(place), keyHashes: [sha256(keyOf(place))] },
  })),
});

export async function openFloor(folder: string) {
  const file = join(folder, 'baton.config.json');
  writeFileSync(file, JSON.stringify(config));
  const router = await startRouter({ config: file, data: join(folder, 'router') });
  const people: ConsoleClient[] = [];
  for (const place of numbers(PEOPLE))
    people.push(await ConsoleClient.open({ url: router.ws, token: tokenOf(place) }));
  const bots = numbers(QUEUES).map((place) => speakAsBot(() => router.http, keyOf(place)));
  const person = (n: number) => people[n % PEOPLE] as ConsoleClient;
  const bot = (n: number) => bots[n % QUEUES] as (typeof bots)[number];

  async function ask(answer: ReturnType<(typeof bots)[number]['send']>): Promise<void> {
    const { status, body } = await answer;
    if (status >= 400) throw new Error(`the router says ${status}: ${JSON.stringify(body)}`);
  }
  /** Five in a row are one conversation that begins and waits, one that is over, and a person who comes or goes. */
  async function update(n: number): Promise<void> {
    const begun = Math.floor(n / 5);
    const id = `c-${begun}`;
    const old = begun - WAITING;
    const gone = `/v1/conversations/c-${old}`;
    if (n % 5 === 0) return ask(bot(begun).open(id, `Customer ${begun}`));
    if (n % 5 === 1) return ask(bot(begun).initiate(id, { reason: 'asked for a person' }));
    if (n % 5 === 2) {
      const status = (['away', 'available', 'break', 'available'] as const)[begun % 4] ?? 'away';
      await person(begun).do('presence.set', { status });
      return;
    }
    if (old >= 0 && n % 5 === 3) return ask(bot(old).send('POST', `${gone}/handoff/cancel`, {}));
    if (old >= 0) return ask(bot(old).send('POST', `${gone}/close`, {}));
    await person(begun + n).do('presence.set', { status: 'away' });
  }

  let timer: NodeJS.Timeout | undefined;
  /** What is of one conversation is said in its order; several are spoken with at a time. */
  const going = Array.from({ length: AT_A_TIME }, () => Promise.resolve());
  let done = 0;
  return {
    http: router.http,
    async giveDisplay(): Promise<string> {
      const token = 'token-of-the-display';
      const queues = config.queues.map(({ id }) => id);
      const added = await person(0).do('display.add', {
        ...{ id: 'tv', name: 'Floor', queues, hash: sha256(token) },
      });
      if (!added.ok) throw new Error(`no display: ${JSON.stringify(added)}`);
      return token;
    },
    /** From now on, at this pace at most: what is said next of a conversation waits for the answer to what was said before. */
    play(perSecond: number): void {
      const since = performance.now();
      let asked = 0;
      timer = setInterval(() => {
        const due = Math.floor(((performance.now() - since) / 1_000) * perSecond);
        for (; asked < due; asked += 1) {
          const n = asked;
          const lane = Math.floor(n / 5) % AT_A_TIME;
          going[lane] = (going[lane] ?? Promise.resolve()).then(async () => {
            await update(n);
            done += 1;
          });
        }
      }, TICK_MS);
    },
    /** Updates that were answered so far. */
    updates: () => done,
    async rest(): Promise<void> {
      clearInterval(timer);
      await Promise.all(going);
    },
    async stop(): Promise<void> {
      clearInterval(timer);
      await Promise.allSettled(going);
      for (const each of people) each.socket.terminate();
      await router.kill('SIGTERM');
    },
  };
}
