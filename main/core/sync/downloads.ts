// Owns asking the router for a file, one part after the other. Without a link, or when it goes in between, nothing waits.
import { CallError } from '#shared/contract/errors.ts';
import type { ClientFrame, FrameOf } from '#shared/protocol/frames.ts';
import { LIMITS } from '#shared/schema/primitives.ts';

type Asked = Extract<ClientFrame, { op: 'get' }>;

/** More parts than any file has: a router that goes on for ever is not followed. */
const MOST_PARTS = LIMITS.fileBytes / LIMITS.filePart;

export function createDownloads(isLive: () => boolean, send: (frame: Asked) => boolean) {
  const waiting = new Map<number, PromiseWithResolvers<FrameOf<'file'>>>();
  let next = 1;

  function ask(conversation: string, file: string, part: number): Promise<FrameOf<'file'>> {
    if (!isLive()) return Promise.reject(new CallError({ code: 'offline', message: 'error.offline' }));
    const ref = next++;
    const answer = Promise.withResolvers<FrameOf<'file'>>();
    waiting.set(ref, answer);
    send({ op: 'get', ref, conversation, file, part });
    return answer.promise;
  }

  return {
    async file(conversation: string, file: string): Promise<{ name: string; type: string; bytes: Buffer }> {
      const parts: Buffer[] = [];
      for (;;) {
        const { name, type, data, parts: all = 0 } = await ask(conversation, file, parts.length);
        if (data === undefined || name === undefined || type === undefined || all > MOST_PARTS)
          throw new CallError({ code: 'not_found', message: 'error.not_found' });
        parts.push(Buffer.from(data, 'base64'));
        if (parts.length >= all) return { name, type, bytes: Buffer.concat(parts) };
      }
    },
    take(frame: FrameOf<'file'>): void {
      waiting.get(frame.ref)?.resolve(frame);
      waiting.delete(frame.ref);
    },
    lost(): void {
      for (const { reject } of waiting.values())
        reject(new CallError({ code: 'offline', message: 'error.offline' }));
      waiting.clear();
    },
  };
}

export type Downloads = ReturnType<typeof createDownloads>;
