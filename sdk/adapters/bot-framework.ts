// Owns Bot Framework's side: activities to calls of the edge and back, and a middleware that hands over on
// `handoff.initiate`, keeps the bot silent while a person speaks, and tells `handoff.status`.
// Refuses its library: what is used of a turn's context is written down here, so any version fits.
import type { Client } from '../client.ts';
import type { BotEvent, EdgeTurn, HandoffStatus } from '../edge.ts';
import { BatonError } from '../error.ts';
import { createBridge, type Mapped, originalId } from './bridge.ts';
import { type Fields, foreignId, isFields, keep, textOf, without } from './foreign.ts';

interface Account {
  readonly id?: string;
  readonly name?: string;
}

interface Attachment {
  readonly name?: string;
  readonly contentType?: string;
  readonly contentUrl?: string;
  readonly content?: unknown;
}

/** https://github.com/microsoft/botframework-sdk, specs/botframework-activity: as much as is read here. */
export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly replyToId?: string;
  readonly name?: string;
  readonly text?: string;
  readonly value?: unknown;
  readonly locale?: string;
  readonly timestamp?: Date | string;
  readonly channelId?: string;
  readonly serviceUrl?: string;
  readonly from?: Account;
  readonly recipient?: Account;
  readonly conversation?: Account;
  readonly channelData?: unknown;
  readonly attachments?: readonly Attachment[];
}

/** Read here, or about how an activity is carried and shown and not about the customer. */
const READ = [
  'type id name text value locale timestamp channelId serviceUrl from recipient conversation attachments relatesTo',
  'replyToId callerId localTimestamp localTimezone rawTimestamp rawLocalTimestamp inputHint textFormat',
  'attachmentLayout deliveryMode',
].flatMap((names) => names.split(' '));

const conversationOf = ({ channelId = '', conversation }: Activity): string =>
  foreignId('bf', `${channelId}_${conversation?.id ?? ''}`);

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const languageOf = ({ locale = '' }: Activity) => (LANGUAGE.test(locale) ? locale : undefined);

function wordsOf({ text = '', attachments = [] }: Activity): string {
  const files = attachments.map(({ name, contentType, contentUrl, content }) =>
    ['[attachment:', name, contentType, contentUrl ?? (content && JSON.stringify(content)), ']']
      .filter((part) => part !== undefined)
      .join(' '),
  );
  return [text, ...files]
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, 100_000);
}

function timeOf({ timestamp }: Activity): number | undefined {
  const at = timestamp === undefined ? Number.NaN : new Date(timestamp).getTime();
  return Number.isNaN(at) ? undefined : at;
}

/**
 * The bot's words have no id before they are sent, so theirs is of what they answer and say: the same in a transcript.
 * `n`: its number, where there is nothing else.
 */
function turnOf(activity: Activity, role: EdgeTurn['role'], n = 0): EdgeTurn {
  const { id, replyToId } = activity;
  const text = wordsOf(activity);
  const spoken = role === 'AUTOMATED_AGENT' && replyToId !== undefined ? `${replyToId}_${text}` : id;
  return { id: foreignId('a', spoken ?? `${role}_${n}_${text}`), role, text, at: timeOf(activity) };
}

function mapped(activity: Activity, customer: Account | undefined, calls: Mapped['calls']): Mapped {
  return {
    open: {
      id: conversationOf(activity),
      customer: {
        id: foreignId('bf', `${activity.channelId ?? ''}_${customer?.id ?? ''}`),
        verified: false,
        name: textOf(customer?.name)?.slice(0, 200) ?? 'Customer',
        language: languageOf(activity),
      },
    },
    calls,
    rest: without({ ...activity }, ...READ),
  };
}

/** What the customer sent. */
export function fromCustomer(activity: Activity): Mapped {
  const { type, from } = activity;
  if (type === 'message' && wordsOf(activity) !== '')
    return mapped(activity, from, [{ call: 'turn', body: turnOf(activity, 'END_USER') }]);
  if (type === 'typing')
    return mapped(activity, from, [{ call: 'report', body: { type: 'customer.typing' } }]);
  if (type === 'endOfConversation')
    return mapped(activity, from, [{ call: 'close', reason: 'ended by the channel' }]);
  return mapped(activity, from, []);
}

/** What the bot sent, `handoff.initiate` among it; never what came from the router itself. */
export function fromBot(activity: Activity): Mapped {
  const { type, name, recipient, channelData } = activity;
  if (type === 'event' && name === 'handoff.initiate') return initiate(activity);
  if (isFields(channelData) && 'baton' in channelData)
    return { ...mapped(activity, recipient, []), rest: {} };
  if (type !== 'message' || wordsOf(activity) === '') return mapped(activity, recipient, []);
  return mapped(activity, recipient, [{ call: 'turn', body: turnOf(activity, 'AUTOMATED_AGENT') }]);
}

function initiate(activity: Activity): Mapped {
  const { value, attachments = [], from, recipient } = activity;
  const given: Fields = isFields(value) ? value : { value };
  const { reason, queue } = given;
  const isTranscript = ({ name }: Attachment) => name === 'Transcript';
  const transcript = attachments.filter(isTranscript).flatMap(({ content }) => {
    const activities = isFields(content) ? content.activities : undefined;
    return Array.isArray(activities) ? (activities as Activity[]) : [];
  });
  const spoken = transcript.filter((each) => each.type === 'message' && wordsOf(each) !== '');
  // The customer is who the bot's own words went to; an event that is made by the library says it in `from`.
  const customer = recipient?.id === undefined ? from : recipient;
  const said = spoken.map((each, n) =>
    turnOf(each, each.from?.id === customer?.id ? 'END_USER' : 'AUTOMATED_AGENT', n),
  );
  const kept = {
    ...without(given, 'reason', 'queue'),
    attachments: attachments.filter((each) => !isTranscript(each)),
  };
  const body = {
    reason: textOf(reason) ?? textOf(value),
    queue: textOf(queue),
    language: languageOf(activity),
    transcript: said.slice(-2_000),
    context: keep({}, typeof value === 'string' ? without(kept, 'value') : kept),
  };
  return mapped(activity, customer, [{ call: 'transfer', body }]);
}

/** Bot Framework has three words for what becomes of a handoff. */
const STATES: Partial<Record<HandoffStatus['status'], 'accepted' | 'failed' | 'completed'>> = {
  accepted: 'accepted',
  failed: 'failed',
  canceled: 'failed',
  completed: 'completed',
  returned: 'completed',
};

/** What to send to the customer's channel, the whole event with it; nothing for what the channel has no word for. */
export function toActivities(event: BotEvent): Activity[] {
  const channelData = { baton: event };
  if (event.type === 'human.turn') return [{ type: 'message', text: wordsFor(event.data), channelData }];
  const status =
    event.type === 'handoff.status'
      ? event.data
      : event.type === 'handoff.returned'
        ? event.data.handoff
        : undefined;
  const state = status && STATES[status.status];
  if (status === undefined || state === undefined) return [];
  const message = status.reason ?? (status.status === state ? undefined : status.status);
  return [{ type: 'event', name: 'handoff.status', value: { state, message }, channelData }];
}

function wordsFor({ text, attachments = [] }: Extract<BotEvent, { type: 'human.turn' }>['data']): string {
  return [text, ...attachments.map(({ name }) => `[file: ${name}]`)].join('\n');
}

type Reference = Readonly<Record<'channelId' | 'serviceUrl' | 'user' | 'bot' | 'conversation', unknown>>;

/** As much of the library's own as is used; it fits every version. */
interface TurnContext {
  readonly activity: Activity;
  onSendActivities(
    handler: (context: unknown, activities: object[], next: () => Promise<unknown>) => Promise<never[]>,
  ): unknown;
}

interface Options {
  readonly client: Client;
  /** Sends to the customer, as `adapter.continueConversationAsync(appId, reference, …sendActivities(activities))`. */
  readonly send: (reference: Reference, activities: Activity[]) => Promise<unknown>;
  /** Told what could not be said to the router; left out = thrown into the bot's turn. A transfer that fails is always thrown. */
  readonly onError?: (error: unknown) => void;
  /** Where conversations are remembered; left out = in this process. */
  readonly references?: Pick<Map<string, Reference>, 'get' | 'set'>;
}

/** `adapter.use(handoff)`, and `handoff.deliver(event)` for each event of the client. */
export function createBotFrameworkHandoff({ client, send, onError, references = new Map() }: Options) {
  const bridge = createBridge(client);

  /** The handoff that stands then. A router that is away does not take the bot away, where `onError` is given. */
  async function tell(mapped: Mapped): Promise<HandoffStatus | undefined> {
    try {
      return await bridge.perform(mapped);
    } catch (error) {
      const asked = mapped.calls.some(({ call }) => call === 'transfer');
      if (onError === undefined || asked || isOwned(error)) throw error;
      onError(error);
      return undefined;
    }
  }

  return {
    async onTurn(context: TurnContext, next: () => Promise<void>): Promise<void> {
      const { activity } = context;
      const { channelId, serviceUrl, from: user, recipient: bot, conversation } = activity;
      references.set(conversationOf(activity), { channelId, serviceUrl, user, bot, conversation });
      const standing = await tell(fromCustomer(activity));
      context.onSendActivities(async (_context, sent, pass) => {
        const activities = sent as Activity[];
        try {
          for (const each of activities)
            await tell(fromBot({ ...each, recipient: user, channelId, conversation } as Activity));
        } catch (error) {
          // A person took over between the customer's words and the bot's: theirs count.
          if (isOwned(error)) return [];
          throw error;
        }
        // The channel has no use for the bot's own request.
        const shown = activities.filter(({ name }) => name !== 'handoff.initiate');
        activities.splice(0, activities.length, ...shown);
        // What the library answers itself goes back to it as it is.
        return shown.length === 0 ? [] : ((await pass()) as never[]);
      });
      if (standing?.status !== 'accepted') await next();
    },
    /** Sends what the event says to the customer. False when the conversation is not known here. */
    async deliver(event: BotEvent): Promise<boolean> {
      const reference = references.get(originalId(event.conversation));
      if (reference === undefined) return false;
      const activities = toActivities(event);
      if (activities.length > 0) await send(reference, activities);
      return true;
    },
  };
}

const isOwned = (error: unknown) => error instanceof BatonError && error.code === 'handoff_active';
