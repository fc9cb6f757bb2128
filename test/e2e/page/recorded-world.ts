// Owns the history of the Trigger Studio's tests: authored scenarios and recorded bot conversations, and a scripted core whose
// every answer about them is computed by the domain from their words. Refuses: anything invented about what a policy does.
import { readFileSync } from 'node:fs';
import {
  type BacktestResult,
  CASE_TURNS,
  type CaseResult,
  type ChangedConversation,
} from '#shared/contract/triggers.ts';
import { backtest, type Outcome, type Recorded, shareOf } from '#shared/domain/trigger/backtest.ts';
import { judgeTurn, NOTHING_YET } from '#shared/domain/trigger/combine.ts';
import { changed, changesFor, firesAt, type PolicyChange } from '#shared/domain/trigger/counterfactual.ts';
import { NOTHING_HEARD } from '#shared/domain/trigger/features.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { createScorer, type HeardTurn, type TurnSignals } from '#shared/domain/trigger/signals.ts';
import { standingAt } from '#shared/domain/trigger/standing.ts';
import type { Account } from '#shared/schema/account.ts';
import type { HandoffLabel } from '#shared/schema/handoff.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import { readPolicies, readScenarios } from '../../triggers/fixtures.ts';
import { Refused, type ScriptedCore } from './core.ts';
import { MINUTE, me } from './world.ts';

const DAY = 24 * 60 * MINUTE;
const DAYS = 21;
const NAMES = [
  ...['Lotte Hendriks', 'Karel Dvořák', 'Fatima El Idrissi', 'Owen Pritchard', 'Lucía Ferrer', 'Sunil Bhatt'],
  ...['Nora Aasen', 'Pieter Claes', 'Ines Moreau', 'Hamid Rezaei', 'Greta Lund', 'Tom Whelan', 'Maja Ilić'],
  ...['Abigail Mensah', 'Jonas Lindqvist', 'Adaeze Nwosu', 'Petra Novák', 'Ray Castellanos', 'Mei-Ling Zhou'],
];
const QUEUES = [
  ['care', 'Airline disruption'],
  ['retention', 'Telecom retention'],
  ['billing', 'SaaS billing'],
] as const;

interface Source {
  readonly turns: readonly HeardTurn[];
  readonly signals: readonly TurnSignals[];
  readonly account: Account | undefined;
  readonly intent: string | undefined;
  readonly needed: boolean | null;
  readonly label: HandoffLabel | null;
}

const scorer = createScorer();
function hear(turns: readonly HeardTurn[]): TurnSignals[] {
  let memory = NOTHING_HEARD;
  return turns.map((turn) => {
    const heard = scorer.hear(turn, memory);
    memory = heard.memory;
    return heard.turn;
  });
}

interface Demo {
  readonly conversations: readonly {
    readonly account: Account;
    readonly context: { readonly intent: string };
    readonly turns: readonly HeardTurn[];
  }[];
}
const ROLES = { customer: 'END_USER', bot: 'AUTOMATED_AGENT', agent: 'HUMAN_AGENT' } as const;

function readSources(): readonly Source[] {
  const demo = JSON.parse(
    readFileSync(new URL('../../../resources/demo/airline.json', import.meta.url), 'utf8'),
  ) as Demo;
  const recorded = demo.conversations.map(({ account, context, turns }): Source => {
    const own = turns.slice(0, turns.findIndex(({ role }) => role === 'HUMAN_AGENT') >>> 0);
    return { turns: own, signals: hear(own), account, intent: context.intent, needed: true, label: 'right' };
  });
  const authored = readScenarios().map(({ turns, account, expect }): Source => {
    const heard = turns.map(
      ({ role, text }): HeardTurn => ({ role: ROLES[role as keyof typeof ROLES] ?? role, text }),
    );
    const needed = expect.fires !== null;
    return { ...{ turns: heard, signals: hear(heard) }, account, intent: undefined, needed, label: null };
  });
  return [...recorded, ...authored];
}

interface Held {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly source: Source;
  readonly recorded: Recorded;
  readonly at: number;
}

const short = (text: string): string => text.split(/\s+/).slice(0, 5).join(' ');

/** `count` of them over three weeks: the sources again and again, at other times, in other queues. */
function holdHistory(sources: readonly Source[], count: number, now: number): readonly Held[] {
  return Array.from({ length: count }, (_, n) => {
    const source = sources[n % sources.length];
    if (source === undefined) throw new Error('there are no sources');
    const at = Math.floor(now - ((n * 7_919) % (DAYS * 24 * 60)) * MINUTE - DAY);
    const [queue] = QUEUES[n % 7 < 4 ? 0 : n % 7 < 6 ? 1 : 2] ?? QUEUES[0];
    const name = NAMES[n % NAMES.length] ?? '';
    const key = `r-${n}`;
    return {
      ...{ key, name, source, at },
      about: source.intent ?? short(source.turns[0]?.text ?? ''),
      recorded: {
        ...{ id: key, queue, needed: source.needed, turns: source.signals },
        standing: standingAt(source.account, at),
        times: source.turns.map((_turn, index) => at + index * MINUTE),
      },
    };
  });
}

const KIND = { newly: 'newly', 'no longer': 'noLonger', earlier: 'earlier', later: 'later' } as const;
const asksAt = (signals: readonly TurnSignals[]): number | null => {
  const at = signals.findIndex((turn) => turn.role === 'END_USER' && turn.signals.humanRequest >= ONE / 2);
  return at < 0 ? null : at + 1;
};

/** Fired no later than a person was asked for, or came. */
function inTime(history: readonly Held[], fires: ReadonlyMap<string, number | null>) {
  const fired = history.flatMap(({ key, source }) => {
    const at = fires.get(key) ?? null;
    return source.needed === true && at !== null ? [{ at, source }] : [];
  });
  const good = fired.filter(({ at, source }) => at <= (asksAt(source.signals) ?? source.turns.length));
  return shareOf(good.length, fired.length);
}

function loadOf(history: readonly Held[], fires: ReadonlyMap<string, number | null>, before: typeof fires) {
  return QUEUES.flatMap(([queue, name]): BacktestResult['load'] => {
    const hours = Array.from({ length: 24 }, () => ({ live: 0, draft: 0 }));
    for (const { key, recorded } of history) {
      if (recorded.queue !== queue) continue;
      for (const [which, map] of [
        ['draft', fires],
        ['live', before],
      ] as const) {
        const turn = map.get(key) ?? null;
        const hour = turn === null ? undefined : hours[new Date(recorded.times[turn - 1] ?? 0).getUTCHours()];
        if (hour !== undefined) hour[which] += 1;
      }
    }
    const busiest = hours.reduce(
      (best, each, hour) => (each.draft > (hours[best]?.draft ?? 0) ? hour : best),
      0,
    );
    const { live = 0, draft = 0 } = hours[busiest] ?? {};
    return live + draft === 0 ? [] : [{ queue, name, hour: busiest, live: live / DAYS, draft: draft / DAYS }];
  });
}

function backtestOf(history: readonly Held[], live: Policy, draft: Policy): BacktestResult {
  const began = performance.now();
  const test = backtest(draft, live);
  const fires = new Map<string, number | null>();
  const before = new Map<string, number | null>();
  const changes: ChangedConversation[] = [];
  let earlier = 0;
  for (const { key, name, about, source, recorded } of history) {
    const one = test.add(recorded);
    fires.set(key, one.fires);
    before.set(key, one.before);
    if (one.kind === 'same') continue;
    if (one.kind === 'earlier') earlier += (one.before ?? 0) - (one.fires ?? 0);
    changes.push({
      ...{ conversation: key, name, about, kind: KIND[one.kind], before: one.before, fires: one.fires },
      ...{ label: source.label, needed: source.needed },
    });
  }
  const summary = test.summary(false);
  const counts = summary.changes ?? { newly: 0, noLonger: 0, earlier: 0, later: 0, same: 0 };
  const size = ({ before: was, fires: is }: ChangedConversation): number =>
    was === null || is === null ? 100 : Math.abs(was - is);
  const outcome = ({ fired, precision, recall, meanTurn }: Outcome): BacktestResult['live'] => ({
    ...{ fired, precision, recall, meanTurn },
  });
  return {
    conversations: history.length,
    live: outcome(summary.against ?? summary.policy),
    draft: outcome(summary.policy),
    changes: counts,
    earlierBy: counts.earlier === 0 ? null : earlier / counts.earlier,
    inTime: { live: inTime(history, before), draft: inTime(history, fires) },
    load: loadOf(history, fires, before),
    changed: changes.sort((a, b) => size(b) - size(a)).slice(0, 500),
    changedTotal: changes.length,
    tookMs: performance.now() - began,
  };
}

function judgedBy(policy: Policy, { standing, turns }: Recorded) {
  let state = NOTHING_YET;
  return turns.map((turn) => {
    const next = judgeTurn(policy, standing, state, turn);
    state = next.state;
    return { ...next.verdict, contributions: [...next.verdict.contributions] };
  });
}

function quotesOf({ reasons, signals }: TurnSignals, draft: Policy): CaseResult['turns'][number]['quotes'] {
  const categories = (['complexity', 'emotion', 'timing'] as const).flatMap((category) =>
    Object.keys(draft[category].signals).map((signal) => [signal, category] as const),
  );
  return reasons.flatMap(({ signal, weight, span }) => {
    const category = categories.find(([name]) => name === signal)?.[1];
    return span === null || weight <= 0 || category === undefined || signals[signal] < ONE / 3
      ? []
      : [{ ...span, signal, category }];
  });
}

/** The turn at which it comes nearest to firing. */
const nearest = (judged: readonly { readonly score: number }[]): number =>
  1 + judged.reduce((best, { score }, at) => (score > (judged[best]?.score ?? 0) ? at : best), 0);

/** The same said again and again, up to `total` turns, and told in part as the core tells it. */
function lengthened(found: CaseResult, total: number, around = found.shows): CaseResult {
  if (total <= found.total) return found;
  const from = Math.max(0, Math.min(around - 1 - CASE_TURNS / 2, total - CASE_TURNS));
  const turns = Array.from({ length: CASE_TURNS }, (_, at) => found.turns[(from + at) % found.total] ?? []);
  return { ...found, total, turns: turns.flat().map((turn, at) => ({ ...turn, index: from + at + 1 })) };
}

function caseOf(history: readonly Held[], held: Held, live: Policy, draft: Policy): CaseResult {
  const { source, recorded, name, at } = held;
  const fires = {
    live: firesAt(live, recorded.standing, recorded.turns),
    draft: firesAt(draft, recorded.standing, recorded.turns),
  };
  const [lives, drafts] = [judgedBy(live, recorded), judgedBy(draft, recorded)];
  const handoffs = (policy: Policy) =>
    history.reduce(
      (count, { recorded: { standing, turns } }) => count + Number(firesAt(policy, standing, turns) !== null),
      0,
    );
  const now = handoffs(draft);
  const costed = (change: PolicyChange | undefined): CaseResult['smallest'] => {
    if (change === undefined) return [];
    const { path, from, to, firesAt: turn } = change;
    const policy = changed(draft, path, to);
    const test = backtest(policy, null);
    for (const each of history) test.add(each.recorded);
    return [
      { turn, path, from, to, adds: handoffs(policy) - now, precision: test.summary(false).policy.precision },
    ];
  };
  const by = fires.draft === null ? recorded.turns.length : fires.draft - 1;
  const sooner = by < 1 ? undefined : changesFor(draft, recorded.standing, recorded.turns, by)[0];
  const never =
    fires.draft === null ? undefined : changesFor(draft, recorded.standing, recorded.turns, null)[0];
  return {
    ...{ name, channel: 'chat', at, needed: source.needed, label: source.label, fires },
    ...(source.account === undefined ? {} : { account: source.account }),
    organisation: 'Meridian Air',
    ...{ total: source.turns.length, shows: fires.draft ?? fires.live ?? nearest(drafts) },
    asked: asksAt(source.signals),
    turns: source.turns.flatMap(({ role, text }, index) => {
      const [before, judged, heard] = [lives[index], drafts[index], source.signals[index]];
      if (before === undefined || judged === undefined || heard === undefined) return [];
      const signals = Object.fromEntries(Object.entries(heard.signals).filter(([, value]) => value > 0));
      return [
        {
          ...{ index: index + 1, role, text, signals, live: before, draft: judged },
          ...(role === 'AUTOMATED_AGENT' ? { speaker: 'Ava' } : {}),
          at: at + index * MINUTE,
          quotes: quotesOf(heard, draft),
        },
      ];
    }),
    smallest: [...costed(sooner), ...costed(never)],
  };
}

export const LIVE_REVISION = 14;

export function policyRow(now: number, change: Partial<LivePolicy> = {}): LivePolicy {
  const { support } = readPolicies();
  if (support === undefined) throw new Error('there is no support policy');
  const by = { id: 'jakub', name: 'Jakub Marek' };
  return {
    id: 'support',
    policy: { ...support, revision: LIVE_REVISION },
    bots: [{ id: 'ava', name: 'Ava' }],
    queues: QUEUES.map(([id, name]) => ({ id, name })),
    ...{ at: now - 3 * DAY, by, undoable: true, mayPublish: true },
    past: [
      {
        ...{ revision: 14, at: now - 3 * DAY, by, note: 'Retention asked for fewer early handoffs.' },
        changes: [
          { path: 'combined.threshold', from: 0.4, to: support.combined.threshold },
          { path: 'emotion.threshold', from: 0.6, to: support.emotion.threshold },
          { path: 'emotion.weight', from: 0.31, to: support.emotion.weight },
        ],
      },
      { revision: 13, at: now - 9 * DAY, by, undoes: 12 },
      {
        ...{ revision: 12, at: now - 10 * DAY, by: { id: 'marta', name: 'Marta Rocha' } },
        changes: [{ path: 'decay', from: 0.55, to: 0.7 }],
        more: 3,
      },
    ],
    ...change,
  };
}

export interface Lab {
  readonly live: Policy;
  /** What is kept on the device. */
  kept(): { readonly draft: Policy | null; readonly base: Policy | null };
  /** From now on what is asked of a conversation is answered when `until` is over. */
  slow(until: Promise<void>): void;
  /** From now on every case goes on and on, up to so many turns. */
  lengthen(total: number): void;
}

/** Where nobody said whether a person was needed. */
const unjudged = (source: Source): Source => ({ ...source, needed: null, label: null });

/** A lead with `count` recorded conversations, every one read; `judged` by people or not. */
export function fillHistory(core: ScriptedCore, count: number, judged = true): Lab {
  const now = Date.now();
  const history = holdHistory(judged ? readSources() : readSources().map(unjudged), count, now);
  const row = policyRow(now);
  let kept: { draft: Policy | null; base: Policy | null } = { draft: null, base: null };
  const liveOf = (): Policy => core.row('policies', 'support')?.policy ?? row.policy;
  core.put('me', 'marta', { ...me(now), roles: ['agent', 'lead'] });
  core.put('policies', row.id, row);
  const times = history.map(({ at }) => at);
  core.put('preview', 'preview', {
    ...{ conversations: count, read: count, imported: 0 },
    ...(count === 0
      ? {}
      : { from: times.reduce((a, b) => Math.min(a, b)), to: times.reduce((a, b) => Math.max(a, b)) }),
  });
  core.on('triggers.draft', () => kept);
  core.on('triggers.keep', ({ draft, base }) => {
    kept = draft === null ? { draft: null, base: null } : { draft, base };
    return {};
  });
  core.on('triggers.backtest', ({ draft }) => backtestOf(history, liveOf(), draft));
  let over = Promise.resolve();
  let total = 0;
  core.on('triggers.case', async ({ conversation, draft, around }) => {
    await over;
    const held = history.find(({ key }) => key === conversation);
    if (held === undefined) throw new Refused({ code: 'not_found', message: 'error.not_found' });
    return lengthened(caseOf(history, held, liveOf(), draft), total, around);
  });
  return {
    live: row.policy,
    kept: () => kept,
    slow: (until) => {
      over = until;
    },
    lengthen: (to) => {
      total = to;
    },
  };
}
