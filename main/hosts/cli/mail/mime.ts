// Owns reading a message of RFC 5322 from its bytes, through postal-mime; HTML alone becomes text, with its quotes marked.
// Refuses: what the message says and whether anybody wrote it (shared/domain/context/channels/mail.ts).
import { createHash } from 'node:crypto';
import { convert } from 'html-to-text';
import PostalMime, { type Email } from 'postal-mime';
import { type Address, automaticOf, type Mail } from '#shared/domain/context/channels/mail.ts';
import type { Fault } from '#shared/domain/context/channels/story.ts';

export interface MailFile {
  /** As the sender named it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Message extends Mail {
  /** Where an answer goes. */
  readonly replyTo: Address;
  readonly files: readonly MailFile[];
  /** Message-IDs that a report speaks of, and those it answers. */
  readonly about: readonly string[];
}

const IDS = /<[^<>\s]{1,900}>/gu;
const idsIn = (text: string | undefined): string[] => text?.match(IDS) ?? [];

/** Headers end at an empty line, and each is a name with a colon or goes on with white space (RFC 5322, 2.2). */
export function headFault(raw: Uint8Array): string | undefined {
  const lines = Buffer.from(raw).toString('latin1').split(/\r?\n/);
  const end = lines.indexOf('');
  const bad = lines
    .slice(0, end < 0 ? lines.length : end)
    .findIndex((line, at) => !(/^[!-9;-~]+[ \t]*:/.test(line) || (at > 0 && /^[ \t]/.test(line))));
  return bad < 0 ? undefined : `line ${bad + 1}: this is no header of an e-mail`;
}

function textOf({ text, html }: Email): string {
  if (text !== undefined && text.trim() !== '') return text;
  return convert(html ?? '', {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
    ],
  });
}

function filesOf({ attachments }: Email): MailFile[] {
  return attachments
    .filter(({ disposition }) => disposition !== 'inline')
    .map(({ filename, content }) => ({
      name: filename ?? 'file',
      bytes: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    }));
}

/** `received`: ms since 1970, for a message that says no time. */
export async function readMessage(raw: Uint8Array, received?: number): Promise<Message | Fault> {
  let email: Email;
  try {
    email = await new PostalMime({ maxNestingDepth: 50, forceRfc822Attachments: true }).parse(raw);
  } catch (error) {
    return { fault: `it cannot be read: ${(error as Error).message}` };
  }
  const { from, subject = '', messageId, references, inReplyTo, date, replyTo } = email;
  if (from?.address === undefined || !from.address.includes('@')) return { fault: 'it has no sender (From)' };
  const said = Date.parse(date ?? '');
  const at = Number.isNaN(said) ? received : said;
  if (at === undefined) return { fault: 'it has no date (Date)' };
  const headers = new Map(email.headers.toReversed().map(({ key, value }) => [key, value]));
  const answered = [...new Set([...idsIn(references), ...idsIn(inReplyTo)])];
  const reported = email.attachments
    .filter(({ mimeType }) => /^(?:message|text)\/rfc822/.test(mimeType))
    .flatMap(({ content }) => idsIn(Buffer.from(content as ArrayBuffer).toString('latin1')));
  const [answer] = (replyTo ?? []).filter(({ address }) => address !== undefined);
  return {
    id: idsIn(messageId)[0] ?? `<${createHash('sha256').update(raw).digest('hex')}@unnamed.invalid>`,
    references: answered,
    at,
    from: { name: from.name, address: from.address },
    replyTo: { name: answer?.name ?? from.name, address: answer?.address ?? from.address },
    subject,
    automatic: automaticOf(headers, from.address),
    text: textOf(email),
    files: filesOf(email),
    about: [...answered, ...reported],
  };
}
