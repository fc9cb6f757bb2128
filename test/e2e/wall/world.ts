// Owns the figures of the wall's pictures: the floor of the target pictures, and a floor of any size.
import { alertsOf } from '#shared/domain/wall/judge.ts';
import { BARS, type WallBoard, type WallPeople, type WallQueue } from '#shared/protocol/wall.ts';

const MINUTE = 60_000;

interface Wish {
  readonly name: string;
  readonly share: number;
  readonly seconds: number;
  readonly waiting?: number;
  readonly longest?: number;
  readonly breaches?: number;
  readonly recent: readonly [number, number];
  /** Minutes for which the level is below the goal. */
  readonly below?: number;
  readonly today: readonly [number, number];
  readonly expected?: number;
  readonly bars: readonly (readonly [number, number])[];
}

const people: WallPeople = {
  available: 2,
  atLimit: 3,
  away: 1,
  break: 1,
  offline: 0,
  load: 21,
  capacity: 30,
};

const idOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');

export function queueOf(wish: Wish, now: number): WallQueue {
  const { name, share, seconds, waiting = 0, longest, breaches = 0, recent, below, today, expected } = wish;
  return {
    id: idOf(name),
    name,
    goal: { seconds, share },
    waiting,
    ...(longest === undefined ? {} : { longestSince: now - longest * 1_000 }),
    breaches,
    ...(breaches === 0 || longest === undefined ? {} : { breachSince: now - (longest - seconds) * 1_000 }),
    withPeople: 9,
    people,
    free: 9,
    open: true,
    ...(expected === undefined ? {} : { expectedWait: expected }),
    recent: {
      within: recent[0],
      of: recent[1],
      ...(below === undefined ? {} : { belowSince: now - below * MINUTE }),
    },
    today: {
      since: now - 14 * 60 * MINUTE,
      within: today[0],
      of: today[1],
      entered: today[1] + 4,
      abandoned: Math.round(today[1] / 30),
      offers: today[1] + 30,
      missed: Math.round(today[1] / 100),
    },
    bars: Array.from({ length: BARS }, (_, place) => [...(wish.bars[place] ?? [0, 0])] as [number, number]),
  };
}

const rising = (from: number, to: number, handoffs: number) =>
  Array.from({ length: BARS }, (_, place): [number, number] => {
    const all = Math.round(from + ((to - from) * place) / (BARS - 1) + ((place * 7) % 3));
    return [all, Math.round(all * (handoffs + (place * 0.3) / BARS))];
  });

const FLOOR: readonly Wish[] = [
  {
    ...{ name: 'Airline disruption', share: 0.8, seconds: 20, waiting: 14, longest: 161, breaches: 4 },
    ...{ recent: [11, 26], below: 14, today: [413, 689], expected: 110, bars: rising(10, 28, 0.25) },
  },
  {
    ...{ name: 'Telecom retention', share: 0.8, seconds: 30, waiting: 6, longest: 27 },
    ...{ recent: [17, 24], below: 6, today: [225, 288], expected: 35, bars: rising(9, 14, 0.35) },
  },
  {
    ...{ name: 'SaaS billing', share: 0.85, seconds: 45, waiting: 3, longest: 18 },
    ...{ recent: [12, 13], today: [181, 199], expected: 12, bars: rising(6, 8, 0.1) },
  },
  {
    ...{ name: 'Telecom faults', share: 0.8, seconds: 60, waiting: 2, longest: 44 },
    ...{ recent: [15, 17], today: [241, 280], expected: 20, bars: rising(11, 8, 0.15) },
  },
  {
    ...{ name: 'Airline refunds', share: 0.75, seconds: 120, waiting: 9, longest: 72 },
    ...{ recent: [21, 25], today: [320, 385], expected: 55, bars: rising(7, 12, 0.3) },
  },
  {
    ...{ name: 'SaaS onboarding', share: 0.7, seconds: 180 },
    ...{ recent: [4, 4], today: [37, 38], bars: rising(0, 2, 0.5) },
  },
];

export function boardOf(queues: readonly WallQueue[], now: number, title = 'Service floor'): WallBoard {
  return {
    at: now,
    title,
    queues: [...queues],
    missing: [],
    people: { available: 9, atLimit: 14, away: 3, break: 4, offline: 1, load: 78, capacity: 105 },
    alerts: alertsOf(queues, now),
  };
}

/** The six queues of the target picture. */
export const floor = (now: number): WallBoard =>
  boardOf(
    FLOOR.map((wish) => queueOf(wish, now)),
    now,
  );

const times = ([within, of]: readonly [number, number], by: number) => [within * by, of * by] as const;

/** A floor of any size, from the same figures; those that come again are of busy queues, with counts as long as any. */
export const floorOf = (count: number, now: number): WallBoard =>
  boardOf(
    Array.from({ length: count }, (_, place) => {
      const wish = FLOOR[(place * 5 + (place >= FLOOR.length ? 1 : 0)) % FLOOR.length] ?? FLOOR[0];
      if (wish === undefined) throw new Error('there is no floor');
      if (place < FLOOR.length) return queueOf(wish, now);
      const name = `${wish.name} ${Math.floor(place / FLOOR.length) + 1}`;
      return queueOf({ ...wish, name, recent: times(wish.recent, 30), today: times(wish.today, 10) }, now);
    }),
    now,
    count <= 4 ? 'Airline floor' : 'Service floor',
  );
