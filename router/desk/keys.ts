// Owns the names of everything the desk stores. An id holds no slash, so no key can reach into another's place.
// Refuses: what is stored there (stored.ts).

export const OPEN = 'open/conversation/';
export const PEOPLE = 'person/';
export const KEPT = 'kept/';
export const QUEUES = 'queue/';
export const TALLIES = 'tally/';
export const WAITS = 'wait/';
export const DISPLAYS = 'display/';
export const POLICIES = 'policy/';
export const BLOCKED = 'blocked/';
export const MENTIONS = 'mention/';
export const RECORDED = 'recorded/';
const MATCHES = 'match/';
/** The last moment that dates can name, ms since 1970. */
const LAST_TIME = 8_640_000_000_000_000;
export const SERVED = 'served/';

/** Head of a conversation that is not over. */
export const openKey = (conversation: string) => `${OPEN}${conversation}`;
/** Head of a closed conversation. */
export const doneKey = (conversation: string) => `done/conversation/${conversation}`;
/** Of which conversation a key holds the head, which is stored with every change; null for any other key. */
export const conversationOf = (key: string): string | null =>
  /^(?:open|done)\/conversation\/(.+)$/.exec(key)?.[1] ?? null;
/** All entries of a conversation, in order. */
export const entriesOf = (conversation: string) => `entry/${conversation}/`;
export const entryKey = (conversation: string, seq: number) =>
  `${entriesOf(conversation)}${String(seq).padStart(8, '0')}`;
/** A file that went with a reply, by the id everybody knows it by: `<conversation>.f<n>`. */
export const fileKey = (id: string) => `file/${id}`;
export const filePartKey = (conversation: string, number: number, part: number) =>
  `filepart/${conversation}/${number}/${String(part).padStart(4, '0')}`;
/** Conversation and number of a file. Null when it is no id of a file. */
export function fileOf(id: string): { readonly conversation: string; readonly number: number } | null {
  const found = /^(.+)\.f([1-9]\d{0,4})$/.exec(id);
  return found === null ? null : { conversation: found[1] ?? '', number: Number(found[2]) };
}
export const personKey = (person: string) => `${PEOPLE}${person}`;
/** What was learned of a queue: how long its handoffs take. */
export const queueKey = (queue: string) => `${QUEUES}${queue}`;
/** What was counted of a queue: its day and its last hour. */
export const tallyKey = (queue: string) => `${TALLIES}${queue}`;
/** How long waits of a queue took that began in alike places. */
export const waitKey = (queue: string, cell: string) => `${WAITS}${queue}/${cell}`;
export const displayKey = (display: string) => `${DISPLAYS}${display}`;
/** What was published of a trigger policy. */
export const policyKey = (policy: string) => `${POLICIES}${policy}`;
/** A customer of a bot who gets no person any more. */
export const blockedKey = (bot: string, customer: string) => `${BLOCKED}${bot}/${customer}`;
/** Who had a customer of a bot last. */
export const servedKey = (bot: string, customer: string) => `${SERVED}${bot}/${customer}`;
/** Why an offer went to whom it went. */
export const matchKey = (offer: string) => `${MATCHES}${offer}`;
/** The same for all offers of a handoff. */
export const matchesOf = (handoff: string) => `${MATCHES}${handoff}.`;
/** The record of a queue: conversations that are over, the newest first. */
export const recordsOf = (queue: string) => `${RECORDED}${queue}/`;
/** `at`: when it was recorded, ms since 1970; later times make smaller keys. */
export const recordKey = (queue: string, at: number, conversation: string) =>
  `${recordsOf(queue)}${String(LAST_TIME - at).padStart(16, '0')}/${conversation}`;
/** After this key come those of the record of a queue that were recorded before `at`. */
export const recordedBefore = (queue: string, at: number) => `${recordKey(queue, at, '')}\u{7f}`;
/** Where and when it was recorded, of a key of the record. */
export function recordOf(key: string): { readonly queue: string; readonly at: number; readonly id: string } {
  const [queue = '', mark = '', id = ''] = key.slice(RECORDED.length).split('/');
  return { queue, at: LAST_TIME - Number(mark), id };
}
/** Conversations of a verified customer of a bot that are over, the latest first. */
export const pastOf = (bot: string, customer: string) => `past/${bot}/${customer}/`;
/** `at`: when it was opened, ms since 1970. */
export const pastKey = (bot: string, customer: string, at: number, conversation: string) =>
  `${pastOf(bot, customer)}${String(LAST_TIME - at).padStart(16, '0')}/${conversation}`;
/** What is stored of a conversation besides its head: how keys begin, how they go on, and how many may go at once. */
export const leftBy = (conversation: string) =>
  [
    { prefix: entriesOf(conversation), rest: /^\d+$/, most: 256 },
    { prefix: `filepart/${conversation}/`, rest: /^\d+\/\d+$/, most: 4 },
    { prefix: fileKey(`${conversation}.f`), rest: /^\d+$/, most: 256 },
    { prefix: matchKey(`${conversation}.`), rest: /^\d+\.\d+$/, most: 256 },
  ] as const;
/** The notes that named a person last. */
export const mentionsKey = (person: string) => `${MENTIONS}${person}`;
/** Conversations a person keeps for a while after having handled them. */
export const keptBy = (person: string) => `${KEPT}${person}/`;
export const keptKey = (person: string, conversation: string) => `${keptBy(person)}${conversation}`;

/**
 * What a numbered id belongs to: a handoff `<conversation>.<k>` to its conversation, an offer `<handoff>.<fence>` to its
 * handoff. Null when the id is not numbered.
 */
export function parentOf(id: string): string | null {
  const dot = id.lastIndexOf('.');
  return dot > 0 && /^[1-9]\d*$/.test(id.slice(dot + 1)) ? id.slice(0, dot) : null;
}
