// Owns one recorded conversation turn by turn under two policies: what each says of every turn, the words that count, and the
// smallest changes with which the draft would decide otherwise, with what each costs over the whole history.
import type { CaseResult } from '#shared/contract/triggers.ts';
import { judgeTurn, NOTHING_YET, type TurnVerdict } from '#shared/domain/trigger/combine.ts';
import { judgeNext, SILENCE } from '#shared/domain/trigger/conversation.ts';
import { changed, changesWith, type PolicyChange } from '#shared/domain/trigger/counterfactual.ts';
import { asksAt, createFiring, flatten } from '#shared/domain/trigger/firing.ts';
import type { Scorer, TurnSignals } from '#shared/domain/trigger/signals.ts';
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

/** Null when `isOver` says so before the end. */
export function openCase(
  scorer: Scorer,
  history: History,
  { head, turns: said }: RecordedCase,
  { live, draft, bots }: Trial,
  isOver: () => boolean,
): CaseResult | null {
  const { name, id, organisation, channel, account, standing, needed, label } = head;
  const heard: TurnSignals[] = [];
  const fires: { live: number | null; draft: number | null } = { live: null, draft: null };
  let state = SILENCE;
  let liveState = NOTHING_YET;
  const turns: CaseResult['turns'] = [];
  for (const [at, turn] of said.entries()) {
    if (isOver()) return null;
    const index = at + 1;
    const { judged, state: next } = judgeNext(scorer, draft, standing, state, turn);
    const { verdict: before, state: liveNext } = judgeTurn(live, standing, liveState, judged.signals);
    state = next;
    liveState = liveNext;
    heard.push(judged.signals);
    if (before.fired) fires.live ??= index;
    if (judged.verdict.fired) fires.draft ??= index;
    const fresh = judged.quotes.filter((quote) => quote.turn === index);
    const evidence = evidenceOf(fresh, [...judged.verdict.contributions, ...before.contributions]);
    turns.push({
      index,
      role: turn.role,
      ...(turn.speaker === undefined ? {} : { speaker: turn.speaker }),
      text: turn.text,
      ...(turn.at === undefined ? {} : { at: turn.at }),
      signals: Object.fromEntries(Object.entries(judged.signals.signals).filter(([, score]) => score > 0)),
      live: verdictOf(before),
      draft: verdictOf(judged.verdict),
      quotes: evidence.flatMap(({ start, end, signal, category }) =>
        signal === undefined || category === undefined ? [] : [{ start, end, signal, category }],
      ),
    });
  }

  const flat = flatten(heard);
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
    ...{ needed, label, turns, fires, smallest },
    asked: asksAt(flat),
  };
}
