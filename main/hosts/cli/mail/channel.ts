// Owns the channel between a mailbox and the bot edge: what comes in is told to the router before it is written down as read, what
// a person writes goes out before it is written down as sent. A crash in between does it again, under the same ids.
// Refuses: writing anything by itself. No message of a machine is answered, so that nothing can loop (RFC 3834).
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { originalId } from '#sdk/adapters/bridge.ts';
import { createBridge } from '#sdk/adapters/index.ts';
import { BatonError, type BotEvent, type Client, fileCursor, type HandoffStatus } from '#sdk/index.ts';
import type { MailConfig } from '#shared/schema/config.ts';
import { followInbox, type Received } from './inbox.ts';
import { type Journal, openJournal } from './journal.ts';
import {
  conversationOf,
  fromMessage,
  letterOf,
  openOf,
  type Thread,
  threadIdOf,
  threadWith,
} from './mapping.ts';
import { type Message, readMessage } from './mime.ts';
import { createOutbox, type Enclosure, LetterRefusedError } from './outbox.ts';

export interface ChannelParts {
  readonly client: Client;
  readonly config: MailConfig;
  readonly organisation: string;
  readonly passwords: { readonly imap: string; readonly smtp: string };
  /** Holds the journal. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Ms between two looks at the mailbox and two tries. */
  readonly pollMs: number;
  /** The mailbox is open: what comes from now on is dealt with. */
  readonly opened: () => void;
  readonly log: (words: string) => void;
}

/** Nobody was asked because of the hour or the crowd: later somebody may be. */
const isLater = ({ status, reason }: HandoffStatus): boolean =>
  status === 'failed' && (reason === 'closed' || reason === 'nobody_staffed' || reason === 'full');

export async function serveMail(parts: ChannelParts): Promise<void> {
  const { client, config, organisation, passwords, folder, pollMs, opened, log } = parts;
  const failed = new AbortController();
  const signal = AbortSignal.any([parts.signal, failed.signal]);
  const journal = openJournal(join(folder, 'mail.jsonl'), Date.now);
  const bridge = createBridge(client);
  const outbox = createOutbox(config.smtp, passwords.smtp);

  async function tell(message: Message): Promise<void> {
    const id = conversationFor(message, journal);
    const thread = threadWith(message, journal.thread(id));
    // Before a person can answer it: their answer needs it.
    journal.keep(id, message.id, thread);
    const standing = await bridge.perform(fromMessage(message, id, thread)).catch((error: unknown) => {
      // What the router makes of a file must not keep the words from being told.
      if (!(error instanceof BatonError) || !isRefused(error) || !error.where.endsWith('/files')) throw error;
      log(`files of ${message.id} are refused: ${error.message}`);
      return bridge.perform(fromMessage(message, id, thread, 'the router takes no more'));
    });
    if (standing !== undefined) journal.asked(id, !isLater(standing));
  }

  /** One that is not delivered shows to the person as a customer who is not there. */
  async function bounced({ about }: Message): Promise<void> {
    const conversation = about.map(conversationOf).find((each) => each !== undefined);
    if (conversation !== undefined) await gone(conversation);
  }
  async function gone(conversation: string): Promise<void> {
    await client
      .conversation(conversation)
      .report('customer.left')
      .catch((error: unknown) => {
        if (!isRefused(error)) throw error;
      });
  }

  async function deal({ validity, uid, raw, at }: Received): Promise<boolean> {
    const message = await readMessage(raw, at);
    if ('fault' in message) {
      log(`message ${uid} stays as it is: ${message.fault}`);
      journal.read(validity, uid);
      return false;
    }
    const { id, from, automatic } = message;
    const isOwn = from.address.toLowerCase() === config.address.toLowerCase();
    if (journal.knows(id) || isOwn) log(`message ${uid} is ${isOwn ? 'our own' : 'known'}`);
    else if (automatic === 'auto') log(`message ${uid} was written by a machine`);
    else if (automatic === 'bounce') await bounced(message);
    else {
      try {
        // When it came, not when its sender says it was written.
        await tell({ ...message, at });
      } catch (error) {
        if (!isRefused(error)) throw error;
        log(`message ${uid} is refused: ${(error as Error).message}`);
        journal.read(validity, uid, id);
        return false;
      }
    }
    journal.read(validity, uid, id);
    return true;
  }

  async function deliver(event: BotEvent): Promise<void> {
    const isOurs = event.conversation.startsWith('em-');
    if (event.type !== 'human.turn' || !isOurs || journal.isSent(event.id)) return;
    const thread = journal.thread(originalId(event.conversation));
    if (thread === undefined) {
      log(`${event.id} is not sent: nothing is known of ${event.conversation}`);
      return gone(event.conversation);
    }
    const enclosed: Enclosure[] = [];
    for (const { id } of event.data.attachments ?? []) {
      const { name, type, bytes } = await client.file(id);
      enclosed.push({ filename: name, contentType: type, content: Buffer.from(bytes) });
    }
    try {
      await outbox.send(letterOf(event, thread, { address: config.address, organisation }), enclosed);
    } catch (error) {
      if (!(error instanceof LetterRefusedError)) throw error;
      log(`${event.id} is refused: ${error.message}`);
      await gone(event.conversation);
    }
    journal.sent(event.id);
  }

  async function followOutgoing(): Promise<void> {
    while (!signal.aborted)
      await deliverAll().catch((error: unknown) => {
        if (!(error instanceof BatonError) || error.code !== 'events_lost') throw error;
        log(`this was away for too long: ${error.message}`);
      });
  }
  async function deliverAll(): Promise<void> {
    const events = await client.events({ cursor: fileCursor(join(folder, 'events')), signal });
    for await (const event of events)
      for (let done = false; !done && !signal.aborted; )
        try {
          await deliver(event);
          done = true;
        } catch (error) {
          log(`${event.id} is tried again in ${pollMs} ms: ${(error as Error).message}`);
          await wait(pollMs, undefined, { signal }).catch(() => undefined);
        }
  }

  async function askAgain(): Promise<void> {
    while (!signal.aborted) {
      await wait(pollMs, undefined, { signal }).catch(() => undefined);
      if (journal.waiting().length === 0 || !(await isSomebodyThere())) continue;
      for (const id of journal.waiting()) {
        const thread = journal.thread(id);
        if (thread === undefined || signal.aborted) continue;
        await again(id, thread).catch((error: Error) =>
          log(`${id} is asked for again later: ${error.message}`),
        );
      }
    }
  }
  /** Each handoff that fails is noted in its conversation: none is begun that must. */
  async function isSomebodyThere(): Promise<boolean> {
    const standing = await client.availability({ channel: 'email' }).catch(() => undefined);
    return standing?.open === true && standing.staffed > 0;
  }
  async function again(id: string, { customer }: Thread): Promise<void> {
    const standing = await bridge.perform({
      open: openOf(id, customer),
      calls: [{ call: 'transfer', body: { reason: 'Written by e-mail.' } }],
      rest: {},
    });
    if (standing !== undefined && !isLater(standing)) journal.asked(id, true);
  }

  try {
    const { imap: password } = passwords;
    const inbox = { config: config.imap, password, journal, signal, pollMs, opened, deal, log };
    const ways = [followInbox(inbox), followOutgoing(), askAgain()];
    for (const way of ways) way.catch(() => failed.abort());
    // One that fails ends the others, which are awaited before the journal is closed.
    await Promise.allSettled(ways);
    await Promise.all(ways);
  } finally {
    outbox.close();
    journal.close();
  }
}

/** The router says no, and will say so again. */
const isRefused = (error: unknown): boolean =>
  error instanceof BatonError &&
  ['invalid_input', 'not_found', 'too_large', 'conversation_closed'].includes(error.code);

/** By a message of the thread that is known, by one of ours, or by the first of the thread. */
function conversationFor(message: Message, journal: Journal): string {
  const ours = message.references.map(conversationOf).find((each) => each !== undefined);
  return (
    journal.conversationOf(message.references.toReversed()) ??
    (ours === undefined ? undefined : originalId(ours)) ??
    threadIdOf(message)
  );
}
