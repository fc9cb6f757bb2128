// Owns one recorded conversation turn by turn under two policies: what each says of every turn, the words that count, and the
// smallest changes with which the draft would decide otherwise, with what each costs over the whole history.
import { CASE_TURNS, type CaseResult } from '#shared/contract/triggers.ts';
import { judgeTurn, NOTHING_YET, type TurnVerdict } from '#shared/domain/trigger/combine.ts';
import { type JudgedTurn, judgeNext, SILENCE } from '#shared/domain/trigger/conversation.ts';
import { changed, changesWith, type PolicyChange } from '#shared/domain/trigger/counterfactual.ts';
import { asksAt, createFiring, flatten } from '#shared/domain/trigger/firing.ts';
import type { SaidTurn } from '#shared/domain/trigger/recorded-line.ts';
import type { Scorer } from '#shared/domain/trigger/signals.ts';
import { evidenceOf } from '#shared/domain/trigger/watch.ts';
import type { RecordedCase } from '#store/port.ts';
import type { History } from './history.ts';
import type { Trial } from './port.ts';

/** Changes that are offered for each turn they would lead to. */
const MOST_CHANGES = 2;

const verdictOf = (verdict: TurnVerdict): CaseResult['turns'][number]['live'] => ({
  ...verdict,
  contributions: [...verdict.contributions],
});

const sizeOf = ({ from, to }: PolicyChange): number => Math.abs(to - from);

interface Judged {
  readonly said: SaidTurn;
  readonly index: number;
  readonly draft: JudgedTurn;
  readonly live: TurnVerdict;
}

function told({ said, index, draft, live }: Judged): CaseResult['turns'][number] {
  const fresh = draft.quotes.filter(({ turn }) => turn === index);
  const evidence = evidenceOf(fresh, [...draft.verdict.contributions, ...live.contributions]);
  return {
    index,
    role: said.role,
    ...(said.speaker === undefined ? {} : { speaker: said.speaker }),
    text: said.text,
    ...(said.at === undefined ? {} : { at: said.at }),
    signals: Object.fromEntries(Object.entries(draft.signals.signals).filter(([, score]) => score > 0)),
    live: verdictOf(live),
    draft: verdictOf(draft.verdict),
    quotes: evidence.flatMap(({ start, end, signal, category }) =>
      signal === undefined || category === undefined ? [] : [{ start, end, signal, category }],
    ),
  };
}

/** As many as may be told, with the turn `around` in their middle where there are as many on both sides. */
function partAround(judged: readonly Judged[], around: number): readonly Judged[] {
  const from = Math.max(0, Math.min(around - 1 - CASE_TURNS / 2, judged.length - CASE_TURNS));
  return judged.slice(from, from + CASE_TURNS);
}

const nearest = (judged: readonly Judged[]): number =>
  judged.reduce<Judged | undefined>(
    (best, each) => (best === undefined || each.draft.verdict.score > best.draft.verdict.score ? each : best),
    undefined,
  )?.index ?? 1;

/** Null when `isOver` says so before the end. */
export function openCase(
  scorer: Scorer,
  history: History,
  { head, turns: said }: RecordedCase,
  { live, draft, bots }: Trial,
  isOver: () => boolean,
  around?: number,
): CaseResult | null {
  const { name, id, organisation, channel, account, standing, needed, label } = head;
  let state = SILENCE;
  let liveState = NOTHING_YET;
  const judged: Judged[] = [];
  for (const [at, turn] of said.entries()) {
    if (isOver()) return null;
    const next = judgeNext(scorer, draft, standing, state, turn);
    const before = judgeTurn(live, standing, liveState, next.judged.signals);
    state = next.state;
    liveState = before.state;
    judged.push({ said: turn, index: at + 1, draft: next.judged, live: before.verdict });
  }
  const fires = {
    live: judged.find((each) => each.live.fired)?.index ?? null,
    draft: judged.find((each) => each.draft.verdict.fired)?.index ?? null,
  };
  const shows = fires.draft ?? fires.live ?? nearest(judged);

  const flat = flatten(judged.map((each) => each.draft.signals));
  const wanted = fires.draft === null ? [said.length] : fires.draft === 1 ? [null] : [fires.draft - 1, null];
  const changes = wanted.flatMap((by) =>
    changesWith(draft, (policy) => createFiring(policy)(standing, flat), by).slice(0, MOST_CHANGES),
  );
  const now = history.fired(draft, bots, isOver);
  const smallest: CaseResult['smallest'] = [];
  for (const { path, from, to, firesAt } of changes.sort((a, b) => sizeOf(a) - sizeOf(b))) {
    const then = history.fired(changed(draft, path, to), bots, isOver);
    if (now === null || then === null) return null;
    smallest.push({
      ...{ turn: firesAt, path, from, to },
      adds: then.fired - now.fired,
      precision: then.precision,
    });
  }
  const [first] = head.times;
  return {
    name: name ?? id,
    ...(organisation === undefined ? {} : { organisation }),
    ...(channel === undefined ? {} : { channel }),
    ...(first === undefined || first === null ? {} : { at: first }),
    ...(account === undefined ? {} : { account }),
    ...{ needed, label, fires, smallest, shows },
    total: judged.length,
    turns: partAround(judged, around ?? shows).map(told),
    asked: asksAt(flat),
  };
}
