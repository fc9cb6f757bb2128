// Owns the shape in which calls, answers and events travel, the same over IPC and WebSocket.
import { z } from 'zod';
import { callError } from './errors.ts';

export const ENVELOPE_VERSION = 1;

const v = z.literal(ENVELOPE_VERSION);
const callId = z.int().min(1);

export const callEnvelope = z.object({
  v,
  id: callId,
  kind: z.literal('call'),
  name: z.string().max(64),
  body: z.unknown(),
});
/** 0 = an answer to something whose id could not be read. */
const answerId = z.int().min(0);
export const answerEnvelope = z.discriminatedUnion('kind', [
  z.object({ v, id: answerId, kind: z.literal('ok'), name: z.string().max(64), body: z.unknown() }),
  z.object({ v, id: answerId, kind: z.literal('err'), name: z.string().max(64), body: callError }),
  z.object({ v, kind: z.literal('event'), name: z.string().max(64), body: z.unknown() }),
]);

export type CallEnvelope = z.infer<typeof callEnvelope>;
export type AnswerEnvelope = z.infer<typeof answerEnvelope>;
