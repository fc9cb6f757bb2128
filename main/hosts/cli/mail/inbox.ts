// Owns the mailbox: every message that is new, one after the other, each once in the order of its UID, over breaks of the line
// and changes of UIDVALIDITY (RFC 9051, 2.3.1.1). Refuses: what a message says.
import { setTimeout as wait } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import type { MailConfig } from '#shared/schema/config.ts';
import type { Journal } from './journal.ts';

export interface Received {
  readonly validity: string;
  readonly uid: number;
  readonly raw: Uint8Array;
  /** Ms since 1970, by the server's clock. */
  readonly at: number;
}

export interface InboxParts {
  readonly config: MailConfig['imap'];
  readonly password: string;
  readonly journal: Journal;
  readonly signal: AbortSignal;
  /** Ms between two looks at a mailbox that tells nothing by itself, and after a break. */
  readonly pollMs: number;
  readonly opened: () => void;
  /** True: dealt with, which is shown to whoever looks into the mailbox. It rejects when it is to be tried again. */
  readonly deal: (message: Received) => Promise<boolean>;
  readonly log: (words: string) => void;
}

/** Ms that the clocks of server and channel may be apart. */
const CLOCKS = 300_000;
/** Bytes of one message that are read; the rest of a longer one stays in the mailbox. */
const LARGEST = 33_554_432;

export async function followInbox(parts: InboxParts): Promise<void> {
  const { signal, pollMs, log } = parts;
  while (!signal.aborted) {
    await followOnce(parts).catch((error: Error) => {
      if (!signal.aborted) log(`the mailbox is read again in ${pollMs} ms: ${error.message}`);
    });
    await wait(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Until the line breaks. */
async function followOnce({
  config,
  password,
  journal,
  signal,
  pollMs,
  opened,
  deal,
}: InboxParts): Promise<void> {
  const { host, port, security, user, mailbox } = config;
  const client = new ImapFlow({
    ...{ host, port: port ?? (security === 'tls' ? 993 : 143), secure: security === 'tls' },
    doSTARTTLS: security === 'starttls',
    auth: { user, pass: password },
    logger: false,
  });
  const broken = new Promise<never>((_, reject) => {
    client.on('error', reject);
    client.on('close', () => reject(new Error('the line was closed')));
  });
  broken.catch(() => undefined);
  const end = (): void => client.close();
  signal.addEventListener('abort', end);
  try {
    await Promise.race([client.connect(), broken]);
    const box = await client.mailboxOpen(mailbox);
    const validity = String(box.uidValidity);
    if (!journal.isNumbered(validity)) journal.numbered(validity, box.uidNext - 1);
    opened();
    let wake: () => void = () => undefined;
    client.on('exists', () => wake());
    while (!signal.aborted) {
      const came = new Promise<void>((resolve) => {
        wake = resolve;
      });
      for (const uid of await newIn(client, journal.last(validity) + 1)) {
        const found = await client.fetchOne(
          String(uid),
          { source: { maxLength: LARGEST }, internalDate: true },
          { uid: true },
        );
        // Taken away since by somebody else.
        if (found === false || found.source === undefined) continue;
        const at = new Date(found.internalDate ?? Number.NaN).getTime();
        // Its number is new, the message is not: it came before this was there to read it.
        if (journal.isRenumbered(validity, uid) && at < journal.begun - CLOCKS) journal.read(validity, uid);
        else if (await deal({ validity, uid, raw: found.source, at: Number.isNaN(at) ? Date.now() : at }))
          await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
      }
      await Promise.race([came, broken, wait(pollMs, undefined, { signal })]);
    }
  } finally {
    signal.removeEventListener('abort', end);
    client.close();
  }
}

/** In their order. `from:*` names the last message even where it is older. */
async function newIn(client: ImapFlow, from: number): Promise<number[]> {
  const uids = await client.search({ uid: `${from}:*` }, { uid: true });
  return (uids || []).filter((uid) => uid >= from).sort((a, b) => a - b);
}
