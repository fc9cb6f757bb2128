// Owns what a message is to the bot edge, and what a person's words are as a message. Pure: no server is spoken to.
// Source: RFC 5322, 3.6.4 (Message-ID, In-Reply-To, References).
import type { Mapped } from '#sdk/adapters/bridge.ts';
import { foreignId } from '#sdk/adapters/foreign.ts';
import type { BotEvent } from '#sdk/index.ts';
import { type Address, ownWordsOf, rootOf } from '#shared/domain/context/channels/mail.ts';
import { cleanName, kindOf } from '#shared/domain/files/kinds.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Message } from './mime.ts';

/** What an answer needs of the conversation it belongs to. */
export interface Thread {
  /** Whose conversation it is: who wrote first. */
  readonly customer: Address;
  readonly to: Address;
  readonly subject: string;
  /** Message-IDs, the first of the thread first; the last is the one that is answered. */
  readonly references: readonly string[];
}

export interface Letter {
  readonly messageId: string;
  readonly from: Address;
  readonly to: Address;
  readonly subject: string;
  readonly inReplyTo: string;
  readonly references: readonly string[];
  readonly text: string;
}

const OURS = /^<(em-[0-9a-f]{32}(?:\.\d{1,3})?)\.e\d+@/;
/** Attachments that are named in a turn. */
const NAMED = 20;
/** RFC 5322 sets no bound; mail programs keep about as many. */
const REFERENCES = 20;

/** The conversation that a message of ours belongs to, with its number: its Message-ID says it. */
export const conversationOf = (messageId: string): string | undefined => OURS.exec(messageId)?.[1];

/** As the bridge knows it, without the number. */
export const threadIdOf = (message: Pick<Message, 'id' | 'references'>): string =>
  foreignId('em', rootOf(message));

const isSame = (a: Address, b: Address): boolean => a.address.toLowerCase() === b.address.toLowerCase();
const nameOf = ({ name, address }: Address): string => (name === '' ? address : name).slice(0, LIMITS.label);

export const threadWith = (message: Message, before: Thread | undefined): Thread => {
  const all = [...new Set([...(before?.references ?? message.references), message.id])];
  return {
    customer: before?.customer ?? message.from,
    // A colleague in copy does not turn the answer away from the customer.
    to: before === undefined || isSame(before.customer, message.from) ? message.replyTo : before.to,
    subject: before?.subject ?? message.subject,
    references: all.length <= REFERENCES ? all : [...all.slice(0, 1), ...all.slice(1 - REFERENCES)],
  };
};

function attachmentLines({ files }: Message): string[] {
  const lines = files.slice(0, NAMED).map(({ name, bytes }) => {
    const type = kindOf(bytes, name);
    return `[attachment: ${cleanName(name, type ?? '')} ${type ?? 'of a kind that is not known'}, ${bytes.length} bytes]`;
  });
  return files.length > NAMED ? [...lines, `[and ${files.length - NAMED} attachments more]`] : lines;
}

export const openOf = (id: string, customer: Address): Mapped['open'] => ({
  id,
  channel: 'email',
  customer: {
    id: foreignId('em', customer.address.toLowerCase()),
    // Anybody can write any sender.
    verified: false,
    name: nameOf(customer),
  },
});

/** One message of a customer: their words, and a person is asked for. */
export function fromMessage(message: Message, id: string, { customer }: Thread): Mapped {
  const words = ownWordsOf(message.text);
  const from = isSame(message.from, customer)
    ? []
    : [`From ${nameOf(message.from)} <${message.from.address}>:`];
  const text = [...from, words, ...attachmentLines(message)].filter((line) => line !== '').join('\n');
  return {
    open: openOf(id, customer),
    calls: [
      {
        call: 'turn',
        body: {
          id: foreignId('m', message.id),
          role: 'END_USER',
          text: (text === '' ? '(an e-mail without words)' : text).slice(0, LIMITS.turnText),
          at: message.at,
        },
      },
      { call: 'transfer', body: { reason: 'Written by e-mail.' } },
    ],
    rest: { subject: message.subject, address: customer.address },
  };
}

/** What the customer is sent. */
export function letterOf(
  event: Extract<BotEvent, { type: 'human.turn' }>,
  { to, subject, references }: Thread,
  { address, organisation }: { readonly address: string; readonly organisation: string },
): Letter {
  return {
    // The same event is the same message, however often it is sent: receivers tell it by that.
    messageId: `<${event.id}@${address.slice(address.lastIndexOf('@') + 1)}>`,
    from: { name: `${event.data.agent.name}, ${organisation}`, address },
    to,
    subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
    inReplyTo: references.at(-1) ?? '',
    references,
    text: event.data.text,
  };
}
