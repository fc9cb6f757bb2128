// Owns asking the router for a file, one part after the other.

import type { ClientFrame, FrameOf } from '#shared/protocol/frames.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { notFound } from '../refusals.ts';
import { createAnswers } from './answers.ts';

type Asked = Extract<ClientFrame, { op: 'get' }>;

/** More parts than any file has: a router that goes on for ever is not followed. */
const MOST_PARTS = LIMITS.fileBytes / LIMITS.filePart;

export function createDownloads(isLive: () => boolean, send: (frame: Asked) => boolean) {
  const { ask, take, lost } = createAnswers<FrameOf<'file'>>(isLive);
  return {
    async file(conversation: string, file: string): Promise<{ name: string; type: string; bytes: Buffer }> {
      const parts: Buffer[] = [];
      for (;;) {
        const part = parts.length;
        const answer = await ask((ref) => send({ op: 'get', ref, conversation, file, part }));
        const { name, type, data, parts: all = 0 } = answer;
        if (data === undefined || name === undefined || type === undefined || all > MOST_PARTS)
          throw notFound();
        parts.push(Buffer.from(data, 'base64'));
        if (parts.length >= all) return { name, type, bytes: Buffer.concat(parts) };
      }
    },
    take,
    lost,
  };
}

export type Downloads = ReturnType<typeof createDownloads>;
