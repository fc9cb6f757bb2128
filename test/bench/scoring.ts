// Owns the bench of scoring: messages a second with all signals, the slowest turn in a hundred, and what hostile input costs
// that is doubled three times. Its control is the input once: near 8 is linear. One doubling alone says more of the caches.
import { judgeConversation } from '#shared/domain/trigger/conversation.ts';
import { NOTHING_HEARD } from '#shared/domain/trigger/features.ts';
import { createScorer, type HeardTurn } from '#shared/domain/trigger/signals.ts';
import { HOSTILE, readPolicies, readScenarios } from '../triggers/fixtures.ts';
import { compare, type Figure, print } from './measure.ts';

const ROUNDS = 5;
const DOUBLINGS = 3;
const ROLES = { customer: 'END_USER', bot: 'AUTOMATED_AGENT', agent: 'HUMAN_AGENT' } as const;

/** Milliseconds of the processor, so that a busy machine does not count against one core's work. */
const spent = (work: () => void): number => {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
};

const elapsed = (work: () => void): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};

export async function* run(): AsyncIterable<Figure> {
  const scorer = createScorer();
  const { support } = readPolicies();
  if (support === undefined) throw new Error('there is no support policy');
  const conversations = readScenarios().map(({ turns }) =>
    turns.map(({ role, text, confidence }): HeardTurn => ({ role: ROLES[role], text, confidence })),
  );
  const turns = conversations.reduce((sum, each) => sum + each.length, 0);
  const times = 40;
  yield await compare({
    name: 'score whole conversations: turns, all signals, categories and decision',
    unit: '1/s of one core',
    rounds: ROUNDS,
    subject: () => {
      const ms = spent(() => {
        for (let time = 0; time < times; time += 1)
          for (const conversation of conversations)
            judgeConversation(scorer, support, undefined, conversation);
      });
      return (1_000 * turns * times) / ms;
    },
  });
  const messages = conversations.flat().filter(({ role }) => role === 'END_USER');
  yield await compare({
    name: 'score single messages, all signals',
    unit: '1/s of one core',
    rounds: ROUNDS,
    subject: () => {
      const ms = spent(() => {
        for (let time = 0; time < times; time += 1)
          for (const message of messages) scorer.hear(message, NOTHING_HEARD);
      });
      return (1_000 * messages.length * times) / ms;
    },
  });
  yield await compare({
    name: 'a turn, p99',
    unit: 'ms',
    rounds: ROUNDS,
    subject: () => {
      const all: number[] = [];
      for (let time = 0; time < times; time += 1)
        for (const message of messages) all.push(elapsed(() => scorer.hear(message, NOTHING_HEARD)));
      all.sort((a, b) => a - b);
      return all[Math.floor(all.length * 0.99)] ?? Number.NaN;
    },
  });
  for (const { conversationId, turns: hostile } of HOSTILE) {
    const [longest = ''] = hostile.map(({ text }) => text).sort((a, b) => b.length - a.length);
    if (longest.length < 10_000) continue;
    const hear = (text: string) => {
      const costs = Array.from({ length: 5 }, () =>
        spent(() => scorer.hear({ role: 'END_USER', text }, NOTHING_HEARD)),
      );
      return Math.min(...costs);
    };
    yield await compare({
      name: `${conversationId}: doubled ${DOUBLINGS} times`,
      unit: 'ms',
      rounds: ROUNDS,
      subject: () => hear(longest.repeat(2 ** DOUBLINGS)),
      control: () => hear(longest),
    });
  }
}

if (import.meta.main) await print(run());
