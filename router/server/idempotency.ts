// Owns idempotency keys of bots: a request under a key has one effect, also while the first is still under way.
import type { Reply } from '../desk/port.ts';
import { DedupeMismatchError, type Engine } from '../engine/port.ts';
import type { Dedupe } from './clerk.port.ts';

/** Runs `first` unless the key is known. @throws DedupeMismatchError when it was used for another request. */
export function createIdempotency(engine: Pick<Engine, 'recall'>) {
  const underWay = new Map<string, { readonly hash: string; readonly reply: Promise<Reply> }>();

  async function recallOr({ key, hash }: Dedupe, first: () => Promise<Reply>): Promise<Reply> {
    const known = await engine.recall(key);
    if (known === null) return first();
    if (known.hash !== hash) throw new DedupeMismatchError(key);
    return JSON.parse(known.result) as Reply;
  }

  return async function once(dedupe: Dedupe, first: () => Promise<Reply>): Promise<Reply> {
    const { key, hash } = dedupe;
    const same = underWay.get(key);
    if (same !== undefined) {
      if (same.hash !== hash) throw new DedupeMismatchError(key);
      return same.reply;
    }
    const reply = recallOr(dedupe, first).finally(() => underWay.delete(key));
    underWay.set(key, { hash, reply });
    return reply;
  };
}
