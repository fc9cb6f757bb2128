// Owns one question of a console's: a page of what was recorded of a queue.
import type { FrameOf } from '#shared/protocol/frames.ts';
import type { ConsoleClient } from './console-client.ts';

let asked = 0;

export async function recordedPage(
  client: ConsoleClient,
  more: { since?: string; after?: string; queue?: string } = {},
): Promise<FrameOf<'recorded'>> {
  asked += 1;
  const ref = asked;
  client.send({ op: 'recorded', ref, queue: 'care', ...more });
  return client.frame('recorded', (frame) => frame.ref === ref);
}
