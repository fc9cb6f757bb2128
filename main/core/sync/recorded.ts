// Owns asking the router for what bots of the queues this person leads were told: recorded conversations, the newest first,
// page by page; and what is said in one that goes on.
// Refuses: keeping and judging them (preview/).
import type { ClientFrame, FrameOf } from '#shared/protocol/frames.ts';
import type { RecordedConversation, RecordedTurn } from '#shared/schema/recorded.ts';
import { createAnswers } from './answers.ts';

export interface RecordedPage {
  /** One that was there before came anew because what people made of it changed. */
  readonly list: readonly RecordedConversation[];
  /** The `since` of the next time, once every page of this time is kept; null where nothing is recorded. */
  readonly newest: string | null;
  /** What was recorded before is not kept any more, ms since 1970 by the router's clock; null where it does not say. */
  readonly floor: number | null;
}

export function createRecorded(
  isLive: () => boolean,
  send: (frame: Extract<ClientFrame, { op: 'recorded' | 'listen' }>) => boolean,
) {
  const pages = createAnswers<FrameOf<'recorded'>>(isLive);
  const words = createAnswers<FrameOf<'words'>>(isLive);
  return {
    /**
     * What was recorded of a queue since `since` (null: all of it), until whoever reads has enough. The router gives
     * nothing to whom it is not.
     * @throws CallError offline, also between two pages; what came before holds.
     */
    async *of(queue: string, since: string | null): AsyncGenerator<RecordedPage> {
      let newest: string | null = null;
      let after: string | undefined;
      do {
        const from = after === undefined ? {} : { after };
        const until = since === null ? {} : { since };
        const page = await pages.ask((ref) => send({ op: 'recorded', ref, queue, ...until, ...from }));
        newest ??= page.newest ?? null;
        after = page.next;
        yield { list: page.list, newest, floor: page.floor ?? null };
      } while (after !== undefined);
    },
    /** Null where it is not theirs to read, or its bot does not have it. @throws CallError offline */
    async words(conversation: string): Promise<readonly RecordedTurn[] | null> {
      return (await words.ask((ref) => send({ op: 'listen', ref, conversation }))).turns ?? null;
    },
    take: pages.take,
    takeWords: words.take,
    lost(): void {
      pages.lost();
      words.lost();
    },
  };
}

export type Recorded = ReturnType<typeof createRecorded>;
