// Owns: what is asked ahead of an opening, when, and what comes of it.
import { expect, test } from 'vitest';
import type { ConversationView } from '#shared/contract/views.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import type { Api } from '../api/client.ts';
import { createAhead } from './ahead.ts';
import { createPageStore } from './page.ts';

const entry = { seq: 7, type: 'turn' } as unknown as Entry;
const view = (id: string, lastAt = 1, right = 'owner') =>
  ({ id, right, conversation: { lastAt } }) as unknown as ConversationView;
const now = (...views: ConversationView[]) => new Map(views.map((one) => [one.id, one]));

function stage(
  answer: (conversation: string) => Promise<{ entries: Entry[] }> = async () => ({ entries: [entry] }),
) {
  const store = createPageStore();
  const asked: string[] = [];
  const call = (name: string, { conversation }: { conversation: string }) => {
    asked.push(`${name} ${conversation}`);
    return answer(conversation);
  };
  const lookAhead = createAhead({ call } as unknown as Api, store);
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { store, asked, lookAhead, settled };
}

test('the words of one’s own are asked for once, and again after the next turn; nobody else’s are', async () => {
  const { store, asked, lookAhead, settled } = stage();
  lookAhead(now(view('mine'), view('theirs', 1, 'lead'), view('past', 1, 'kept')));
  lookAhead(now(view('mine')));
  await settled();
  expect(asked).toEqual(['conversation.peek mine']);
  expect(store.getState().remembered).toEqual({
    mine: { right: 'owner', lines: [{ key: 'mine/7', entry, out: false }] },
  });
  lookAhead(now(view('mine', 2)));
  expect(asked).toEqual(['conversation.peek mine', 'conversation.peek mine']);
});

test('what is open is not asked for: its turns come by themselves', () => {
  const { store, asked, lookAhead } = stage();
  store.setState({ opened: { mine: { state: 'ready' } } });
  lookAhead(now(view('mine')));
  lookAhead(now(view('mine', 2)));
  store.setState({ opened: {} });
  lookAhead(now(view('mine', 2)));
  expect(asked).toEqual([]);
});

test('an answer for a conversation that went away meanwhile is not remembered', async () => {
  const { store, lookAhead, settled } = stage();
  lookAhead(now(view('mine')));
  lookAhead(now());
  await settled();
  expect(store.getState().remembered).toEqual({});
});

test('a refusal is not asked over and over', async () => {
  const { store, asked, lookAhead, settled } = stage(() => Promise.reject(new Error('locked')));
  lookAhead(now(view('mine')));
  await settled();
  lookAhead(now(view('mine')));
  expect([asked.length, store.getState().remembered]).toEqual([1, {}]);
});
