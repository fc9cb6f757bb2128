// Owns the bench of trying a draft: from the call to its result over 10,000 conversations in the console's own thread. The
// control is the bare sums of both policies over the same signals, in this thread and without counting.
import type { Trial } from '#core/preview/port.ts';
import { createPreview } from '#core/preview/preview.ts';
import { startReader } from '#core/preview/reader.ts';
import { TIMES } from '#core/times.ts';
import { changed } from '#shared/domain/trigger/counterfactual.ts';
import { createFiring, type FlatTurns, flatten } from '#shared/domain/trigger/firing.ts';
import { signalsOf } from '#shared/domain/trigger/recorded-line.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import type { RecordedRow } from '#store/port.ts';
import { readPolicies, readScenarios } from '../triggers/fixtures.ts';
import { compare, type Figure, print } from './measure.ts';

const ROUNDS = 7;
const CONVERSATIONS = 10_000;
const CALLS = 40;
const PAGE = 500;
const HOUR_MS = 3_600_000;
const FROM = Date.UTC(2026, 9, 1);
const ROLES = { customer: 'END_USER', bot: 'AUTOMATED_AGENT', agent: 'HUMAN_AGENT' } as const;

interface Kept {
  readonly row: RecordedRow;
  readonly turns: FlatTurns;
}

/** Two authored conversations one after the other make one of it. */
function history(): Kept[] {
  const scorer = createScorer();
  const scenarios = readScenarios();
  const said = scenarios.map(({ turns }, at) =>
    [...turns, ...(scenarios[(at * 7 + 1) % scenarios.length]?.turns ?? [])]
      .filter(({ role }) => role !== 'agent')
      .map(({ role, text, confidence }) => ({ role: ROLES[role], text, confidence })),
  );
  const read = said.map((turns) => flatten(signalsOf(scorer, turns)));
  return Array.from({ length: CONVERSATIONS }, (_, at): Kept => {
    const turns = read[at % read.length] ?? new Int32Array();
    const count = said[at % said.length]?.length ?? 0;
    const from = FROM + at * (HOUR_MS / 12);
    return {
      turns,
      row: {
        number: at + 1,
        key: `k${at}`,
        isFile: false,
        signals: new Uint8Array(turns.buffer.slice(0)),
        head: {
          ...{
            id: `k${at}`,
            name: 'Ilse Verhoeven',
            about: 'Rebooking',
            queue: `queue-${at % 4}`,
            bot: 'ava',
          },
          account: undefined,
          standing: { tier: 'premium', value: 12_000 },
          ...{ tookOver: at % 2 === 0, needed: at % 3 === 0 ? null : at % 3 === 1, label: null },
          handedOver: false,
          times: Array.from({ length: count }, (__, turn) => from + turn * 30_000),
        },
      },
    };
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}

async function opened(all: readonly Kept[]) {
  let isRead: () => void = () => undefined;
  const whole = new Promise<void>((resolve) => {
    isRead = resolve;
  });
  const none = async () => undefined;
  const preview = createPreview({
    store: {
      async recorded(after) {
        const rows = all.slice(after, after + PAGE).map(({ row }) => row);
        const more = after + PAGE < all.length;
        return { generation: 'one', gone: [], rows, more, total: all.length, files: 0 };
      },
      recordedCase: async () => null,
      ...{ keepSignals: none, stageFile: none, finishFile: none, abandonFile: none, forgetFiles: none },
    },
    state: {
      put(_, __, row) {
        if ('read' in row && row.read === all.length) isRead();
      },
      remove: () => undefined,
    },
    clock: { now: Date.now, after: () => () => undefined },
    ids: { next: () => 'one', random: () => 0 },
    log: { info: none, warn: none, error: none },
    ...{ times: TIMES, isAllowed: () => true, nameOfQueue: (id) => id, startReader },
  });
  await preview.renew();
  await whole;
  return preview;
}

export async function* run(): AsyncIterable<Figure> {
  const { support } = readPolicies();
  if (support === undefined) throw new Error('there is no support policy');
  const all = history();
  const turns = all.reduce((sum, { row }) => sum + row.head.times.length, 0);
  const preview = await opened(all);
  const trials = Array.from(
    { length: CALLS },
    (_, at): Trial => ({
      live: support,
      draft: changed(support, 'combined.threshold', (at + 10) / 100),
      bots: ['ava'],
    }),
  );
  yield await compare({
    name: `a draft over ${CONVERSATIONS} conversations (${turns} turns), from call to result, p95`,
    unit: 'ms',
    rounds: ROUNDS,
    subject: async () => {
      const took: number[] = [];
      for (const trial of trials) {
        const from = performance.now();
        await preview.backtest('page', trial);
        took.push(performance.now() - from);
      }
      return percentile(took, 0.95);
    },
    control: () => {
      const took = trials.map(({ live, draft }) => {
        const from = performance.now();
        for (const firing of [createFiring(live), createFiring(draft)])
          for (const { row, turns: flat } of all) firing(row.head.standing, flat);
        return performance.now() - from;
      });
      return percentile(took, 0.95);
    },
  });
  await preview.stop();
}

if (import.meta.main) await print(run());
