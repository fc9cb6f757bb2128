// Owns what the foot of the wall says needs somebody: a line for each kind of trouble, which names every queue that has it.
// Refuses: judging (shared/domain/wall), and how a line looks.
import type { WallAlert, WallBoard } from '#shared/protocol/wall.ts';
import { duration, timeOfDay, timeWithSeconds } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { type Shown, STALE_MS } from './parts.tsx';

/** How far back a level below its goal is known, ms. */
const KNOWN_MS = 3_600_000;

export type LineKind =
  | 'late'
  | 'nobody'
  | 'noData'
  | 'wasLate'
  | 'wasNobody'
  | 'wasBelow'
  | 'below'
  | 'closing';
export interface Line {
  readonly kind: LineKind;
  readonly text: string;
}
type Alert<Kind extends WallAlert['kind']> = Extract<WallAlert, { kind: Kind }>;

/** One alert a queue, its worst; that it closes is another matter. */
function worst(alerts: readonly WallAlert[]): WallAlert[] {
  const named = new Set<string>();
  return alerts.filter(({ kind, queue }) => {
    if (kind === 'closing') return true;
    const first = !named.has(queue);
    named.add(queue);
    return first;
  });
}

/** What one has is said in full, what many have as a list; of none there is no line. */
function line<T>(
  kind: LineKind,
  all: readonly T[],
  one: (only: T) => string,
  many: (values: { readonly count: number; readonly names: string }) => string,
  item: (each: T) => string,
): Line[] {
  const [first] = all;
  if (first === undefined) return [];
  const count = all.length;
  const text = count === 1 ? one(first) : many({ count, names: all.map(item).join(', ') });
  return [{ kind, text }];
}

const longestOf = ({ since, seconds }: Alert<'over_target'>, now: number): string =>
  duration(now - since + seconds * 1_000);

const minutesOf = ({ since }: Alert<'below_goal'>, now: number): string =>
  t('age.minutes', { count: Math.max(1, Math.floor(Math.min(now - since, KNOWN_MS) / 60_000)) });

const named = (name: string, figure: string): string => t('wall.named', { name, figure });

function noData(stale: readonly Shown[]): Line[] {
  const name = ({ id, queue }: Shown): string => queue?.name ?? id;
  const seen = ({ at }: Shown): string => (at === null ? '' : timeWithSeconds(at));
  return line(
    'noData',
    stale,
    (only) =>
      only.at === null
        ? t('wall.neverSeen', { name: name(only) })
        : t('wall.stale', { name: name(only), time: seen(only) }),
    (values) => t('wall.stales', values),
    (each) => (each.at === null ? name(each) : named(name(each), seen(each))),
  );
}

const was = <T>(
  kind: 'wasLate' | 'wasNobody' | 'wasBelow',
  all: readonly T[],
  item: (each: T) => string,
): Line[] =>
  all.length === 0 ? [] : [{ kind, text: t(`wall.${kind}`, { names: all.map(item).join(', ') }) }];

/** Worst first. While nothing is known, what was alarming is said as what it was. */
export function linesOf(board: WallBoard, shown: readonly Shown[], now: number): Line[] {
  const alerts = worst(board.alerts);
  const of = <Kind extends WallAlert['kind']>(kind: Kind): Alert<Kind>[] =>
    alerts.filter((alert): alert is Alert<Kind> => alert.kind === kind);
  const nameOf = ({ name }: WallAlert): string => name;
  const late = of('over_target');
  const nobody = of('nobody');
  const below = of('below_goal');
  // Of these the worse is said in another line: what is left is more, not all.
  const more = board.alerts.some((alert) => alert.kind === 'below_goal' && !alerts.includes(alert));
  if (now - board.at >= STALE_MS) {
    const all: Line = { kind: 'noData', text: t('wall.staleAll', { time: timeWithSeconds(board.at) }) };
    return [
      ...(shown.length === 1 ? noData(shown) : [all]),
      ...was('wasLate', late, (each) => named(each.name, longestOf(each, board.at))),
      ...was('wasNobody', nobody, nameOf),
      ...was('wasBelow', below, (each) => named(each.name, minutesOf(each, board.at))),
    ];
  }
  return [
    ...line(
      'late',
      late,
      (only) =>
        t('wall.overTarget', {
          ...{ name: only.name, count: only.count },
          ...{ time: duration(only.seconds * 1_000), longest: longestOf(only, now) },
        }),
      (values) => t('wall.overTargets', values),
      (each) => named(each.name, longestOf(each, now)),
    ),
    ...line(
      'nobody',
      nobody,
      ({ name }) => t('wall.nobody', { name }),
      (values) => t('wall.nobodies', values),
      nameOf,
    ),
    ...noData(shown.filter(({ stale }) => stale)),
    ...line(
      'below',
      below,
      (only) => t('wall.belowGoal', { name: only.name, time: minutesOf(only, now) }),
      (values) => t(more ? 'wall.moreBelowGoal' : 'wall.belowGoals', values),
      (each) => named(each.name, minutesOf(each, now)),
    ),
    ...line(
      'closing',
      of('closing'),
      ({ name, at }) => t('wall.closing', { name, time: timeOfDay(at) }),
      (values) => t('wall.closings', values),
      ({ name, at }) => named(name, timeOfDay(at)),
    ),
  ];
}

/** Rows there is room for: as many as there can be kinds at once. */
export const ROWS = 5;
/** What a row holds at least, in characters. */
const ROW = 50;

/** How many rows each line may take: one each, and what is left to the first that needs more. */
export function rowsOf(lines: readonly Line[]): number[] {
  let left = ROWS - lines.length;
  return lines.map(({ text }) => {
    const more = Math.max(0, Math.min(left, Math.ceil(text.length / ROW) - 1));
    left -= more;
    return 1 + more;
  });
}
