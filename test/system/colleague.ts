// Owns the person in a bot's test: signed in at a real router's console socket, takes what is offered, speaks, ends.
import { randomUUID } from 'node:crypto';
import { ConsoleClient } from '../hosts/console-client.ts';
import type { Office } from './office.ts';
import type { StartedRouter } from './processes.ts';

/** Ana Reis, available. */
export async function ana(router: Pick<StartedRouter, 'ws'>, office: Office) {
  const client = await ConsoleClient.open({ url: router.ws, token: office.token('ana') });
  await client.do('presence.set', { status: 'available' });

  async function done(result: ReturnType<ConsoleClient['do']>): Promise<void> {
    const { ok, err } = await result;
    if (!ok) throw new Error(`${err?.code}: ${err?.msg}`);
  }

  return {
    /** Takes the first handoff of the conversation that is offered, past or future. */
    async accept(conversation: string) {
      const { offer, ctx } = await client.frame('offer', ({ offer }) => offer.conversation === conversation);
      await done(client.do('offer.accept', { offer: offer.id }, { base: offer.fence }));
      const { data } = await client.event('p:ana', 'handoff.changed', ({ data }) => {
        const { id, state } = data.handoff as { id: string; state: string };
        return id === offer.handoff && state !== 'offered';
      });
      const { fence } = data.handoff as { fence: number };
      const handoff = offer.handoff;
      return {
        /** What came with the offer. */
        offered: ctx,
        say: (text: string) =>
          done(client.do('turn.send', { conversation, id: randomUUID(), text }, { base: fence })),
        /** The same with a small file. */
        async sayWith(
          text: string,
          file: { readonly name: string; readonly type: string; readonly content: string },
        ) {
          const { name, type, content } = file;
          const [part, bytes] = [{ conversation, file: randomUUID(), part: 0 }, Buffer.from(content)];
          const whole = { ...part, name, type, size: bytes.length, data: bytes.toString('base64') };
          await done(client.do('file.put', whole, { base: fence }));
          const words = { conversation, id: randomUUID(), text, attachments: [part.file] };
          await done(client.do('turn.send', words, { base: fence }));
        },
        /** Resolves when the customer's words are on her screen. */
        reads: (text: string) =>
          client.until(({ events }) =>
            events.some(({ data }) => (data.entry as { text?: string } | undefined)?.text === text),
          ),
        /** Resolves when this is noted in the conversation. */
        marked: (kind: string) =>
          client.until(({ events }) =>
            events.some(({ data }) => {
              const entry = data.entry as { type?: string; kind?: string } | undefined;
              return data.conversation === conversation && entry?.type === 'mark' && entry.kind === kind;
            }),
          ),
        complete: (toBot = false) =>
          done(
            client.do(
              'handoff.complete',
              { handoff, outcome: { disposition: 'solved', tags: [], summary: 'Done', toBot } },
              { base: fence },
            ),
          ),
      };
    },
    close: () => client.close(),
  };
}
