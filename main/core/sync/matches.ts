// Owns asking the router why the offers of a handoff went to whom they went; it tells leads.
import type { ClientFrame, FrameOf } from '#shared/protocol/frames.ts';
import type { MatchExplanation } from '#shared/schema/match.ts';
import { createAnswers } from './answers.ts';

export function createMatches(
  isLive: () => boolean,
  send: (frame: Extract<ClientFrame, { op: 'explain' }>) => boolean,
) {
  const { ask, take, lost } = createAnswers<FrameOf<'matches'>>(isLive);
  return {
    /** The latest last. @throws CallError offline */
    async of(handoff: string): Promise<MatchExplanation[]> {
      return (await ask((ref) => send({ op: 'explain', ref, handoff }))).list;
    },
    take,
    lost,
  };
}

export type Matches = ReturnType<typeof createMatches>;
