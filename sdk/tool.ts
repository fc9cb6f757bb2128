// Owns the tool that lets a language model hand over: its definition for any tool-calling API, and from a model's
// arguments to `handoff.initiate`. Refuses to guess: arguments that do not fit are answered with what to mend.
import type { InitiateHandoff } from './edge.ts';
import { BatonError } from './error.ts';
import { misfit, type ObjectSchema } from './json-schema.ts';

const line = { type: 'string', minLength: 1, maxLength: 1_000 } as const;

const parameters = {
  type: 'object',
  properties: {
    reason: {
      ...line,
      description: 'Why a person is needed, in one sentence, for the person who will take over.',
    },
    intent: {
      type: 'string',
      minLength: 1,
      maxLength: 200,
      description: 'What the customer wants, in a few words.',
    },
    summary: {
      type: 'string',
      maxLength: 5_000,
      description: 'What happened so far, in one short paragraph. Only what was said.',
    },
    facts: {
      type: 'array',
      maxItems: 50,
      description: 'What the customer already gave, so that nobody asks again: order numbers, dates, names.',
      items: {
        type: 'object',
        properties: { label: { type: 'string', minLength: 1, maxLength: 200 }, value: line },
        required: ['label', 'value'],
        additionalProperties: false,
      },
    },
    tried: {
      type: 'array',
      maxItems: 20,
      description: 'What you tried, and whether it worked.',
      items: {
        type: 'object',
        properties: { text: line, worked: { type: 'boolean' } },
        required: ['text', 'worked'],
        additionalProperties: false,
      },
    },
    open: { type: 'array', maxItems: 20, items: line, description: 'Questions that are still open.' },
    language: {
      type: 'string',
      minLength: 2,
      maxLength: 35,
      description: 'BCP 47 tag of the language the customer speaks, as en or pt-BR.',
    },
    queue: { type: 'string', minLength: 1, maxLength: 64, description: 'Only when you were told queue ids.' },
  },
  required: ['reason'],
  additionalProperties: false,
} as const satisfies ObjectSchema;

/** `parameters` is JSON Schema: what some APIs call `parameters`, others `input_schema` or `inputSchema`. */
export const transferToHuman = {
  name: 'transfer_to_human',
  description:
    'Hands the conversation over to a person. Use it when the customer asks for one, when you cannot help, or when a mistake would cost the customer something. Afterwards be silent until the handoff ends.',
  parameters,
} as const;

/** @throws BatonError `invalid_input` that names the argument: give its message back to the model. */
export function readTransfer(given: unknown): InitiateHandoff {
  const wrong = misfit(parameters, given);
  if (wrong !== undefined)
    throw new BatonError('invalid_input', wrong, {
      where: transferToHuman.name,
      path: /^\$\S*/.exec(wrong)?.[0],
    });
  const { reason, queue, language, summary, ...context } = given as Transfer;
  return { reason, queue, language, context: { ...context, situation: summary } };
}

interface Transfer extends Pick<InitiateHandoff, 'queue' | 'language'> {
  readonly reason: string;
  readonly summary?: string;
  readonly intent?: string;
  readonly facts?: { label: string; value: string }[];
  readonly tried?: { text: string; worked: boolean }[];
  readonly open?: string[];
}
