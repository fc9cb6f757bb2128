// Owns the bench of following conversations: what twice the turns cost the router's engine, entry by entry as they come and in
// one go after a restart, and how long a changed policy takes over 10,000 conversations. For the first two the control is
// half the turns: near 2 is linear.
import { backtest, type Recorded } from '#shared/domain/trigger/backtest.ts';
import { NOTHING_HEARD } from '#shared/domain/trigger/features.ts';
import type { Heard } from '#shared/domain/trigger/port.ts';
import { createScorer, type HeardTurn } from '#shared/domain/trigger/signals.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import { readPolicies, readScenarios, supportTrigger } from '../triggers/fixtures.ts';
import { compare, type Figure, print } from './measure.ts';

const ROUNDS = 5;
const TURNS = 4_000;
const CONVERSATIONS = 10_000;
const ROLES = { customer: 'END_USER', bot: 'AUTOMATED_AGENT', agent: 'HUMAN_AGENT' } as const;

/** Milliseconds of the processor, so that a busy machine does not count against one core's work. */
function spent(work: () => void): number {
  const from = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
}

function entriesOf(count: number): Entry[] {
  const said = readScenarios().flatMap(({ turns }) => turns.filter(({ role }) => role !== 'agent'));
  return Array.from({ length: count }, (_, seq): Entry => {
    const { role, text } = said[seq % said.length] ?? { role: 'customer', text: '' };
    const author = { name: role };
    return { type: 'turn', seq, at: seq, id: `t${seq}`, index: seq + 1, role: ROLES[role], author, text };
  });
}

const subject = { policy: supportTrigger.policyOf('bot'), account: { tier: 'premium' as const } };

function asTheyCome(entries: readonly Entry[]): void {
  const sofar: Entry[] = [];
  let heard: Heard | null = null;
  for (const entry of entries) {
    sofar.push(entry);
    heard = supportTrigger.hear(heard, sofar, subject);
  }
}

function history(): Recorded[] {
  const scorer = createScorer();
  const scenarios = readScenarios().map(({ turns }) => {
    let memory = NOTHING_HEARD;
    return turns.map(({ role, text, confidence }) => {
      const turn: HeardTurn = { role: ROLES[role], text, confidence };
      const heard = scorer.hear(turn, memory);
      memory = heard.memory;
      return { ...heard.turn, reasons: [] };
    });
  });
  return Array.from({ length: CONVERSATIONS }, (_, at) => ({
    id: `c${at}`,
    standing: { tier: 'standard' },
    turns: scenarios[at % scenarios.length] ?? [],
    times: [],
    queue: 'care',
    needed: at % 3 === 0,
  }));
}

export async function* run(): AsyncIterable<Figure> {
  const whole = entriesOf(TURNS);
  const half = whole.slice(0, TURNS / 2);
  yield await compare({
    name: `${TURNS} turns of one conversation as they come, beside half of them`,
    unit: 'ms',
    rounds: ROUNDS,
    subject: () => spent(() => asTheyCome(whole)),
    control: () => spent(() => asTheyCome(half)),
  });
  yield await compare({
    name: `${TURNS} turns of one conversation heard again after a restart, beside half of them`,
    unit: 'ms',
    rounds: ROUNDS,
    subject: () => spent(() => supportTrigger.hear(null, whole, subject)),
    control: () => spent(() => supportTrigger.hear(null, half, subject)),
  });
  const { support, sales } = readPolicies();
  if (support === undefined || sales === undefined) throw new Error('a shipped policy is missing');
  const recorded = history();
  yield await compare({
    name: `two policies over ${CONVERSATIONS} conversations whose signals are known`,
    unit: 'ms',
    rounds: ROUNDS,
    subject: () =>
      spent(() => {
        const test = backtest(sales, support);
        for (const each of recorded) test.add(each);
        test.summary(false);
      }),
  });
}

if (import.meta.main) await print(run());
