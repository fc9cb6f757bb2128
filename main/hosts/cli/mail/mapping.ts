// Owns what a message is to the bot edge, and what a person's words are as a message. Pure: no server is spoken to.
// Source: RFC 5322, 3.6.4 (Message-ID, In-Reply-To, References).
import type { Mapped } from '#sdk/adapters/bridge.ts';
import { foreignId } from '#sdk/adapters/foreign.ts';
import type { BotEvent, FileToSend } from '#sdk/index.ts';
import { type Address, ownWordsOf, rootOf } from '#shared/domain/context/channels/mail.ts';
import { cleanName, kindOf } from '#shared/domain/files/kinds.ts';
import { isSeen, oneLine } from '#shared/lib/one-line.ts';
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
/** Files that are named in a turn because they are not taken. */
const NAMED = 20;
/** RFC 5322 sets no bound; mail programs keep about as many. */
const REFERENCES = 20;

/** The conversation that a message of ours belongs to, with its number: its Message-ID says it. */
export const conversationOf = (messageId: string): string | undefined => OURS.exec(messageId)?.[1];

/** As the bridge knows it, without the number. */
export const threadIdOf = (message: Pick<Message, 'id' | 'references'>): string =>
  foreignId('em', rootOf(message));

const isSame = (a: Address, b: Address): boolean => a.address.toLowerCase() === b.address.toLowerCase();
const nameOf = ({ name, address }: Address): string => {
  const line = oneLine(name);
  return (isSeen(line) ? line : address).slice(0, LIMITS.label);
};

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

interface Files {
  /** What goes with the turn, in order. */
  readonly taken: readonly (FileToSend & { readonly id: string })[];
  /** What does not, each with the reason. */
  readonly lines: readonly string[];
}

function whyNot(type: string | null, size: number, before: number): string | null {
  if (size === 0) return 'it is empty';
  if (type === null) return 'of a kind that is not taken';
  if (size > LIMITS.fileBytes) return `over ${LIMITS.fileBytes} bytes`;
  return before < LIMITS.attachments ? null : `more than ${LIMITS.attachments}`;
}

/** A file is what its bytes say. What may not be sent, is too large or one too many stays in the mailbox, and is named. */
function filesOf({ id, files }: Message, refused: string | undefined): Files {
  const taken: (FileToSend & { readonly id: string })[] = [];
  const lines: string[] = [];
  for (const { name, bytes } of files) {
    const type = kindOf(bytes, name);
    const clean = cleanName(name, type ?? '');
    const why = refused ?? whyNot(type, bytes.length, taken.length);
    if (type !== null && why === null)
      taken.push({ id: `${foreignId('m', id)}.f${taken.length + 1}`, name: clean, type, bytes });
    else lines.push(`[not taken, ${why}: ${clean}, ${bytes.length} bytes]`);
  }
  const more = lines.length - NAMED;
  return { taken, lines: more > 0 ? [...lines.slice(0, NAMED), `[and ${more} files more]`] : lines };
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

/** One message of a customer: their files, their words, and a person is asked for. `refused`: why no file is taken. */
export function fromMessage(message: Message, id: string, { customer }: Thread, refused?: string): Mapped {
  const { taken, lines } = filesOf(message, refused);
  const words = ownWordsOf(message.text);
  const from = isSame(message.from, customer)
    ? []
    : [`From ${nameOf(message.from)} <${message.from.address}>:`];
  const text = [...from, words, ...lines].filter((line) => line !== '').join('\n');
  return {
    open: openOf(id, customer),
    calls: [
      ...taken.map((body) => ({ call: 'file', body }) as const),
      {
        call: 'turn',
        body: {
          id: foreignId('m', message.id),
          role: 'END_USER',
          text: (text === '' ? '(an e-mail without words)' : text).slice(0, LIMITS.turnText),
          at: message.at,
          ...(taken.length === 0 ? {} : { attachments: taken.map((file) => file.id) }),
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
