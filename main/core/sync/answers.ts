// Owns questions to the router that one frame answers, told apart by a number. Without a link, or when it goes in between,
// nothing waits.
import { CallError } from '#shared/contract/errors.ts';

const offline = (): CallError => new CallError({ code: 'offline', message: 'error.offline' });

export function createAnswers<T extends { readonly ref: number }>(isLive: () => boolean) {
  const waiting = new Map<number, PromiseWithResolvers<T>>();
  let next = 1;
  return {
    /** @throws CallError offline */
    ask(send: (ref: number) => void): Promise<T> {
      if (!isLive()) return Promise.reject(offline());
      const ref = next++;
      const answer = Promise.withResolvers<T>();
      waiting.set(ref, answer);
      send(ref);
      return answer.promise;
    },
    take(frame: T): void {
      waiting.get(frame.ref)?.resolve(frame);
      waiting.delete(frame.ref);
    },
    lost(): void {
      for (const { reject } of waiting.values()) reject(offline());
      waiting.clear();
    },
  };
}
