// Owns the office the fuzz suite breaks into: the system tests' one, with a second queue and somebody who works in it
// alone, a second bot, a third queue that no word names, and a real router over a watched engine.
// Refuses: sequences (frames.ts, requests.ts).
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMemoryEngine } from '#router/engine/memory.ts';
import { startServer } from '#router/server/server.ts';
import { batonConfig } from '#shared/schema/config.ts';
import { ConsoleClient } from '../hosts/console-client.ts';
import { openOffice } from '../system/office.ts';
import { FuzzConsole } from './console.ts';
import { createAgent } from './requests.ts';
import type { Tally } from './tally.ts';
import { createWitness, markersIn, SECRET, saidIn } from './witness.ts';
import { createWords } from './words.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const DAY_SECONDS = 86_400;

/** Takes the deliveries of the bot `ava`. */
async function openReceiver(look: (body: string) => void) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      look(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
}

export async function openFuzzOffice(folder: string, tally: Tally) {
  const received: string[] = [];
  const receiver = await openReceiver((body) => received.push(body));
  const base = openOffice(folder, {
    webhook: receiver.url,
    // Time does nothing here: what changes was changed by somebody.
    offerSeconds: 3_600,
    graceSeconds: DAY_SECONDS,
    maxWaiting: 30,
  });
  const secrets = { zoe: randomBytes(12).toString('hex'), rui: randomBytes(12).toString('hex') };
  const boKey = randomBytes(12).toString('hex');
  const [care] = base.config.queues;
  const [ana] = base.config.people;
  if (care === undefined || ana === undefined) throw new Error('the office is empty');
  const alone = (id: 'zoe' | 'rui', queue: string) => ({
    ...ana,
    ...{ id, name: `${id} Kok`, roles: ['agent'], queues: [queue], tokenHashes: [hash(secrets[id])] },
  });
  const config = batonConfig.parse({
    ...base.config,
    people: [...base.config.people, alone('zoe', 'desk'), alone('rui', 'end')],
    queues: [care, { ...care, id: 'desk', name: 'Desk', keepDays: 0 }, { ...care, id: 'end', name: 'End' }],
    bots: [
      ...base.config.bots,
      // Another policy: the one for support judges for care alone, which Marta leads.
      { id: 'bo', name: 'Bo', queue: 'desk', policy: 'sales', keyHashes: [hash(boKey)] },
    ],
  });
  const wrong = (what: string): void => tally.fail(what);
  const witness = createWitness(createMemoryEngine({ now: Date.now }), config, wrong);
  const complain = (detail: object, message: string): void =>
    tally.fail(
      `logged: ${message} ${JSON.stringify(detail)} ${(detail as { err?: Error }).err?.stack ?? ''}`,
    );
  const server = await startServer({
    ...{ config, engine: witness.engine, holder: 'fuzz', leaseMs: 600_000, drainMs: 50 },
    log: { info: () => undefined, warn: complain, error: complain },
    timing: { heartbeatMs: 60_000, authMs: 60_000, closeMs: 500, countsMs: 200 },
  });
  const agent = createAgent();
  const words = createWords(witness, config);
  const people = config.people.filter(({ id }) => id !== 'rui');
  const tokenOf = (person: string): string =>
    person === 'zoe' || person === 'rui' ? secrets[person] : base.token(person);
  const keyOf = (bot: string): string => (bot === 'bo' ? boKey : base.botKey);
  const consoles: FuzzConsole[] = [];

  async function ask(bot: string, path: string, body: object): Promise<unknown> {
    const response = await fetch(`${server.http}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keyOf(bot)}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async function handoff(bot: string, id: string, queue: string): Promise<void> {
    await ask(bot, 'conversations', { id, customer: { id: 'c', verified: true, name: 'Ilse' } });
    await ask(bot, `conversations/${id}/turns`, { id: '1', role: 'END_USER', text: `${saidIn(id)}hello` });
    await ask(bot, `conversations/${id}/handoff`, { queue });
  }

  /** Consoles that stay, each with an offer: there is something to see and to change. */
  for (const { id, queues } of people) {
    const console = new FuzzConsole(server.url, { witness, person: { id, queues }, wrong, acks: true });
    consoles.push(console);
    await console.open();
    const device = `stays-${id}`;
    console.send(JSON.stringify({ op: 'auth', v: 1, token: tokenOf(id), device, n_next: 1, cursors: {} }));
    await console.answer(({ op }) => op === 'ready');
    console.send(
      JSON.stringify({ op: 'do', n: 1, id: 'start', k: 'presence.set', d: { status: 'available' } }),
    );
    await console.answer(({ op }) => op === 'done');
  }
  // The bot without a webhook asks: no delivery is under way when strangers come.
  for (const queue of ['care', 'care', 'care', 'desk', 'desk'])
    await handoff('bo', words.newConversation('bo'), queue);
  await Promise.all(consoles.map((console) => console.answer(({ op }) => op === 'offer')));

  return {
    ...{ witness, agent, people, tokenOf, keyOf, bots: ['ava', 'bo'] },
    parts: { url: server.url, http: server.http, words, witness, tally },
    /** A well-behaved console after all that: takes work, answers, gives it back. */
    async oneWholeHandoff(): Promise<void> {
      const health = await fetch(`${server.http}/healthz`);
      if (health.status !== 200) wrong(`health: ${health.status}`);
      const rui = await ConsoleClient.open({ url: server.url, token: secrets.rui });
      await rui.do('presence.set', { status: 'available' });
      const id = words.newConversation('ava');
      await handoff('ava', id, 'end');
      const { offer } = await rui.frame('offer');
      const taken = await rui.do('offer.accept', { offer: offer.id }, { base: offer.fence });
      const { handoff: work, fence } = taken.r as { handoff: string; fence: number };
      const at = { base: fence };
      const said = await rui.do('turn.send', { conversation: id, id: 'h1', text: 'Hello Ilse' }, at);
      const outcome = { disposition: 'solved', tags: [], summary: 'done', toBot: true };
      const ended = await rui.do('handoff.complete', { handoff: work, outcome }, at);
      for (const { ok, err } of [taken, said, ended])
        if (!ok) wrong(`the last handoff: ${JSON.stringify(err)}`);
      await rui.close();
    },
    async close(): Promise<void> {
      for (const console of consoles) {
        if (console.closed !== null) wrong(`a console that stays was closed: ${console.closed}`);
        console.socket.terminate();
      }
      agent.destroy();
      await server.stop();
      await witness.engine.close();
      receiver.close();
      for (const body of received) {
        if (SECRET.test(body)) wrong(`a note or a draft reached the webhook: ${body}`);
        for (const id of markersIn(body))
          if (witness.botOf(id) !== 'ava') wrong(`words of ${id} reached ava's webhook: ${body}`);
      }
    },
  };
}
