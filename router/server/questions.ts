// Owns the questions of a console that one frame answers from what is stored: parts of files, why an offer went to whom, what
// was recorded, what is said to a bot. Nothing is remembered of them. Refuses: who may know, which is each answer's own.
import type { ClientFrame, ServerFrame } from '#shared/protocol/frames.ts';
import type { PersonConfig } from '#shared/schema/config.ts';
import { explanationsFor } from './explanations.ts';
import type { GatewayParts } from './parts.ts';

export type Question = Extract<ClientFrame, { op: 'get' | 'explain' | 'recorded' | 'listen' }>;

/** `isThere`: whether anybody still waits when it is this question's turn. */
export async function answerTo(
  { engine, files, records }: Pick<GatewayParts, 'engine' | 'files' | 'records'>,
  person: PersonConfig,
  question: Question,
  isThere: () => boolean,
): Promise<ServerFrame> {
  const { ref } = question;
  switch (question.op) {
    case 'get': {
      const { conversation, file, part } = question;
      return { op: 'file', ref, ...(await files.part(person.id, conversation, file, part)) };
    }
    case 'explain':
      return { op: 'matches', ref, list: await explanationsFor(engine, person, question.handoff) };
    case 'recorded':
      return { op: 'recorded', ref, ...(await records.page(person, question, isThere)) };
    case 'listen':
      return { op: 'words', ref, ...(await records.words(person, question.conversation)) };
  }
}
