// Owns what an e-mail says and to which thread it belongs (RFC 5322), and which ones nobody wrote (RFC 3834). Pure. Refuses:
// MIME, which a library reads first. What is the writer's own is told by the trigger engine's own-words.ts.
import { ownRanges } from '../../trigger/own-words.ts';
import { type Fault, roleOf, type Speakers, type Story, type StoryTurn, storyOf } from './story.ts';

export interface Address {
  readonly name: string;
  readonly address: string;
}

/** A message as it is read from MIME. */
export interface Mail {
  /** Message-ID, with its brackets. */
  readonly id: string;
  /** Message-IDs of those it answers, the first of the thread first: References and In-Reply-To. */
  readonly references: readonly string[];
  /** Ms since 1970. */
  readonly at: number;
  readonly from: Address;
  readonly subject: string;
  readonly automatic: Automatic | undefined;
  /** Plain text, as it came. */
  readonly text: string;
}

/** `auto`: a machine answered or told by itself; `bounce`: a mail could not be delivered. */
export type Automatic = 'auto' | 'bounce';

/** Headers by their name in small letters. */
export type Headers = ReadonlyMap<string, string>;

/**
 * Whether nobody wrote it, by RFC 3834 (Auto-Submitted), RFC 6522 (reports), the empty return path of RFC 5321, and Precedence and
 * X-Autoreply, which old systems send. What comes over a list is somebody's: many a support address is one.
 */
export function automaticOf(headers: Headers, from: string): Automatic | undefined {
  const of = (name: string): string => (headers.get(name) ?? '').trim().toLowerCase();
  const isReport = of('content-type').startsWith('multipart/report');
  if (isReport && /report-type="?delivery-status/u.test(of('content-type'))) return 'bounce';
  if (/^(?:mailer-daemon|postmaster)@/iu.test(from)) return 'bounce';
  if (isReport || of('return-path') === '<>') return 'auto';
  const submitted = of('auto-submitted').split(/[;\s(]/u)[0] ?? '';
  if (submitted !== '' && submitted !== 'no') return 'auto';
  if (
    /^(?:auto_reply|junk)$/u.test(of('precedence')) ||
    of('x-autoreply') !== '' ||
    of('x-autorespond') !== ''
  )
    return 'auto';
  return undefined;
}

/** From here on a line was broken by its width, not by its writer. */
const WIDTH = 65;

/** Paragraphs in one line each: mail programs break lines, and a sentence would end there. */
function unwrapped(text: string): string {
  const lines = text.split('\n');
  const kept: string[] = [];
  lines.forEach((line, n) => {
    const before = lines[n - 1];
    const [word = ''] = line.split(' ');
    const isBroken =
      before !== undefined &&
      before.trim() !== '' &&
      /^[\p{L}\p{N}("'“$€£#+]/u.test(line) &&
      before.length + 1 + word.length > WIDTH;
    if (isBroken) kept.push(`${kept.pop() ?? ''} ${line}`);
    else kept.push(line);
  });
  return kept.join('\n');
}

/** Without quotes and signature, in paragraphs; the whole of it where nothing of it is the writer's own. */
export function ownWordsOf(text: string): string {
  const plain = text.replaceAll(/\r\n?/gu, '\n').replaceAll(/[ \t\u00a0]+$/gmu, '');
  const own = ownRanges(plain)
    .map(({ start, end }) => plain.slice(start, end))
    .join('\n');
  return unwrapped(own.trim() === '' ? plain : own)
    .replaceAll(/\n{3,}/gu, '\n\n')
    .trim();
}

/** The first message of its thread, as far as it says. */
export const rootOf = ({ id, references }: Pick<Mail, 'id' | 'references'>): string => references[0] ?? id;

/**
 * A thread as one conversation, oldest first. Who wrote the oldest is the customer, what was sent by itself the bot's, everyone
 * else a person's; names and addresses that are given go first. A customer's absence note is no turn.
 */
export function readThread(mails: readonly Mail[], speakers: Speakers): Story | Fault {
  const once = [...new Map(mails.map((mail) => [mail.id, mail])).values()].sort((a, b) => a.at - b.at);
  const [first] = once;
  if (first === undefined) return { fault: 'there is no message' };
  const ids = new Set(once.map(({ id }) => id));
  const root = rootOf(first);
  const apart = once.find(
    (mail) => mail !== first && rootOf(mail) !== root && !mail.references.some((id) => ids.has(id)),
  );
  if (apart !== undefined) return { fault: `${apart.id} ("${apart.subject}") is of another thread` };
  const customer = first.from.address.toLowerCase();
  const turns = once.flatMap(({ from, automatic, text, at }): StoryTurn[] => {
    const known =
      roleOf(from.address, speakers) ?? (from.name === '' ? undefined : roleOf(from.name, speakers));
    const isCustomer =
      known === 'END_USER' || (known === undefined && from.address.toLowerCase() === customer);
    if (automatic === 'bounce' || (automatic !== undefined && isCustomer)) return [];
    const role =
      known ?? (isCustomer ? 'END_USER' : automatic === undefined ? 'HUMAN_AGENT' : 'AUTOMATED_AGENT');
    return [{ role, name: from.name === '' ? from.address : from.name, text: ownWordsOf(text), at }];
  });
  return storyOf('email', turns);
}
