// Owns the tools an agent gets over MCP: their definitions, and what each asks of the router through the bot's client.
// Refuses the protocol (server.ts) and to remember: where the agent stands in the events, it is told and says itself.
import { randomUUID } from 'node:crypto';
import {
  BatonError,
  type Client,
  type EdgeTurn,
  type HandoffStatus,
  readTransfer,
  transferToHuman,
} from '#sdk/index.ts';
import { misfit, type ObjectSchema } from '#sdk/json-schema.ts';

const id = { type: 'string', minLength: 1, maxLength: 40 } as const;
const name = { type: 'string', minLength: 1, maxLength: 200 } as const;
const words = { type: 'string', minLength: 1, maxLength: 100_000 } as const;
const speaker = { type: 'string', enum: ['customer', 'bot'] } as const;
const conversation = { ...id, description: 'As transfer_to_human answered it.' } as const;

/** A longer poll could outlast the time-out of a request, which clients set to a minute. */
const MOST_WAIT = 45;

export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  /** Arguments fit `inputSchema`. @throws BatonError */
  readonly run: (client: Client, given: unknown, signal: AbortSignal) => Promise<object>;
}

const isoTime = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

/** A handoff as a model reads it: times as ISO 8601. */
const readable = ({ opensAt, ...handoff }: HandoffStatus) => ({ ...handoff, opensAt: isoTime(opensAt) });

const roleOf = (who: string): EdgeTurn['role'] => (who === 'customer' ? 'END_USER' : 'AUTOMATED_AGENT');

const availability: Tool = {
  name: 'availability',
  description:
    'Whether people are there to take over, and how long it takes: ask before you promise a person. expectedWait is in seconds, and four in five waits are within waitRange; without them it is not known.',
  inputSchema: {
    type: 'object',
    properties: {
      queue: { ...name, maxLength: 64, description: 'Only when you were told queue ids.' },
      channel: { type: 'string', enum: ['chat', 'email', 'voice', 'video'] },
    },
    additionalProperties: false,
  },
  async run(client, given, signal) {
    const { opensAt, ...answer } = await client.availability(given as Parameters<Client['availability']>[0], {
      signal,
    });
    return { ...answer, opensAt: isoTime(opensAt) };
  },
};

interface Transferring {
  readonly conversation?: string;
  readonly customer?: { id: string; name: string; verified?: boolean };
  readonly transcript?: readonly { role: string; text: string }[];
}

const transfer: Tool = {
  name: transferToHuman.name,
  description: `${transferToHuman.description} Answers the conversation's id and \`next\`: give both to status, and go on asking it until the handoff has ended.`,
  inputSchema: {
    ...transferToHuman.parameters,
    properties: {
      ...transferToHuman.parameters.properties,
      conversation: {
        ...id,
        description: 'Your own id for the conversation, or one you were answered before.',
      },
      customer: {
        type: 'object',
        properties: { id: { ...name, maxLength: 64 }, name, verified: { type: 'boolean' } },
        required: ['id', 'name'],
        additionalProperties: false,
        description: 'Who the customer is; verified only when they proved it.',
      },
      transcript: {
        type: 'array',
        maxItems: 2_000,
        description: 'Everything that was said, from the first word.',
        items: {
          type: 'object',
          properties: { role: speaker, text: words },
          required: ['role', 'text'],
          additionalProperties: false,
        },
      },
    },
  },
  async run(client, given, signal) {
    const { conversation: own, customer, transcript = [], ...rest } = given as Transferring;
    const body = readTransfer(rest);
    const { head: next } = await client.page({ limit: 1 }, { signal });
    const chat = await client.open(
      { id: own ?? `mcp-${randomUUID()}`, customer: { verified: false, ...(customer ?? nobody()) } },
      { signal },
    );
    // Numbered, so that a transcript that is sent again with more in it adds just that.
    const turns = transcript.map(({ role, text }, n) => ({ id: `said-${n + 1}`, role: roleOf(role), text }));
    const handoff = await chat.transfer({ ...body, transcript: turns }, { signal });
    return { ...readable(handoff), next };
  },
};

const nobody = () => ({ id: `mcp-${randomUUID()}`, name: 'Customer' });

const status: Tool = {
  name: 'status',
  description:
    'How the handoff stands, and what the person wrote for the customer since `after`: show it to the customer as it is. Ends are completed (the person closed the conversation), returned (you go on), failed (nobody comes; say why) and canceled.',
  inputSchema: {
    type: 'object',
    properties: {
      conversation,
      after: {
        type: 'integer',
        minimum: 0,
        maximum: Number.MAX_SAFE_INTEGER,
        description: 'The `next` of the last answer; what came before it counts as shown.',
      },
      wait: {
        type: 'integer',
        minimum: 0,
        maximum: MOST_WAIT,
        description: 'Seconds to wait for something new.',
      },
    },
    required: ['conversation', 'after'],
    additionalProperties: false,
  },
  async run(client, given, signal) {
    const {
      conversation: own,
      after,
      wait = 0,
    } = given as { conversation: string; after: number; wait?: number };
    const { messages, next } = await news(client, { own, after, wait, signal });
    const { state, handoff } = await client.conversation(own).state({ signal });
    return {
      ...{ conversation: own, state, messages, next },
      ...(handoff === undefined ? {} : { handoff: readable(handoff) }),
    };
  },
};

interface Since {
  readonly own: string;
  readonly after: number;
  readonly wait: number;
  readonly signal: AbortSignal;
}

/** What was written in one conversation, waiting while there is only news of others, until the time is over. */
async function news(client: Client, { own, after, wait, signal }: Since) {
  const until = Date.now() + wait * 1_000;
  const messages: { from: string; text: string; at: string | undefined; files?: string[] }[] = [];
  for (let next = after; ; ) {
    const left = Math.max(0, Math.ceil((until - Date.now()) / 1_000));
    const page = await client.page(
      { after: next, wait: messages.length > 0 ? 0 : left, limit: 500 },
      { signal },
    );
    const here = page.events.filter((event) => event.conversation === own);
    for (const { type, data, at } of here) {
      if (type !== 'human.turn') continue;
      const files = data.attachments?.map((file) => file.name);
      const more = files === undefined ? {} : { files };
      messages.push({ from: data.agent.name, text: data.text, at: isoTime(at), ...more });
    }
    next = page.next;
    const caughtUp = next >= page.head;
    if (caughtUp && (here.length > 0 || messages.length > 0 || Date.now() >= until))
      return { messages, next };
  }
}

const addTurn: Tool = {
  name: 'add_turn',
  description:
    'Adds what was said: while a person has the conversation, everything the customer says must be added, or the person never reads it. What you say yourself is refused then: be silent. An answer with `handoff` says that a person has it or is being asked.',
  inputSchema: {
    type: 'object',
    properties: { conversation, role: speaker, text: words },
    required: ['conversation', 'role', 'text'],
    additionalProperties: false,
  },
  async run(client, given, signal) {
    const { conversation: own, role, text } = given as { conversation: string; role: string; text: string };
    const said = { id: randomUUID(), role: roleOf(role), text };
    const { turn, handoff } = await client.conversation(own).turn(said, { signal });
    return { turn, ...(handoff === undefined ? {} : { handoff: readable(handoff) }) };
  },
};

export const tools: readonly Tool[] = [availability, transfer, status, addTurn];

/** @throws BatonError `invalid_input` that names the argument, or what the router said. */
export function call(tool: Tool, client: Client, given: unknown, signal: AbortSignal): Promise<object> {
  const wrong = misfit(tool.inputSchema, given);
  if (wrong !== undefined) throw new BatonError('invalid_input', wrong, { where: tool.name });
  return tool.run(client, given, signal);
}
