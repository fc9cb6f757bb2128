import { expect, test } from 'vitest';
import type { ConversationView } from '#shared/contract/views.ts';
import { silence } from './idle.ts';

const MINUTE = 60_000;
const view = (conversation: object, handoff: object = {}, right = 'owner') =>
  ({
    right,
    conversation: {
      channel: 'chat',
      customerPresent: true,
      previewRole: 'HUMAN_AGENT',
      lastAt: 0,
      ...conversation,
    },
    handoff: { state: 'active', ...handoff },
  }) as unknown as ConversationView;

test('a customer is silent when it is their turn and nothing came for five minutes', () => {
  expect(silence(view({}), 12 * MINUTE)).toBe(12 * MINUTE);
  expect(silence(view({}), 4 * MINUTE)).toBeNull();
  for (const other of [
    view({ previewRole: 'END_USER' }),
    view({ channel: 'email' }),
    view({ customerPresent: false }),
    view({}, { hold: { since: 0 } }),
    view({}, { state: 'wrapping' }),
    view({}, {}, 'kept'),
  ])
    expect(silence(other, 12 * MINUTE)).toBeNull();
});
