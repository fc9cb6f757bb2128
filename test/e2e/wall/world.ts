// Owns the figures of the wall's pictures: the floor of the target pictures, and a floor of any size.
import { alertsOf } from '#shared/domain/wall/judge.ts';
import { BARS, type WallBoard, type WallPeople, type WallQueue } from '#shared/protocol/wall.ts';

const MINUTE = 60_000;

interface Wish {
  readonly name: string;
  readonly share: number;
  readonly seconds: number;
  readonly waiting?: number | undefined;
  readonly longest?: number | undefined;
  readonly breaches?: number | undefined;
  readonly recent: readonly [number, number];
  /** Minutes for which the level is below the goal. */
  readonly below?: number;
  readonly today: readonly [number, number];
  readonly expected?: number | undefined;
  readonly bars: readonly (readonly [number, number])[];
  /** Available, at limit, away, break, offline; then their load and capacity. */
  readonly people: readonly [number, number, number, number, number, number, number];
}

const idOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');

function peopleOf([available, atLimit, away, rest, offline, load, capacity]: Wish['people']): WallPeople {
  return { available, atLimit, away, break: rest, offline, load, capacity };
}

function queueOf(wish: Wish, now: number): WallQueue {
  const { name, share, seconds, waiting = 0, longest, breaches = 0, recent, below, today, expected } = wish;
  const people = peopleOf(wish.people);
  return {
    id: idOf(name),
    name,
    goal: { seconds, share },
    waiting,
    ...(longest === undefined ? {} : { longestSince: now - longest * 1_000 }),
    breaches,
    ...(breaches === 0 || longest === undefined ? {} : { breachSince: now - (longest - seconds) * 1_000 }),
    // Nobody of this world works for two queues.
    withPeople: people.load,
    people,
    free: Math.min(people.available, people.capacity - people.load),
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
      entered: today[1],
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
    people: [0, 4, 1, 1, 1, 20, 21],
  },
  {
    ...{ name: 'Telecom retention', share: 0.8, seconds: 30, waiting: 6, longest: 27 },
    ...{ recent: [17, 24], below: 6, today: [225, 288], expected: 35, bars: rising(9, 14, 0.35) },
    people: [1, 3, 0, 1, 0, 13, 18],
  },
  {
    ...{ name: 'SaaS billing', share: 0.85, seconds: 45, waiting: 3, longest: 18 },
    ...{ recent: [12, 13], today: [181, 199], expected: 12, bars: rising(6, 8, 0.1) },
    people: [2, 2, 0, 1, 0, 12, 17],
  },
  {
    ...{ name: 'Telecom faults', share: 0.8, seconds: 60, waiting: 2, longest: 44 },
    ...{ recent: [15, 17], today: [241, 280], expected: 20, bars: rising(11, 8, 0.15) },
    people: [2, 2, 1, 0, 0, 12, 17],
  },
  {
    ...{ name: 'Airline refunds', share: 0.75, seconds: 120, waiting: 9, longest: 72 },
    ...{ recent: [21, 25], today: [320, 385], expected: 55, bars: rising(7, 12, 0.3) },
    people: [0, 3, 1, 1, 0, 17, 18],
  },
  {
    ...{ name: 'SaaS onboarding', share: 0.7, seconds: 180 },
    ...{ recent: [4, 4], today: [37, 38], bars: rising(0, 2, 0.5) },
    people: [4, 0, 0, 0, 0, 10, 14],
  },
];

/** The same airline's other queues, for walls of few. */
const AIRLINE: readonly Wish[] = [
  {
    ...{ name: 'Airline check-in', share: 0.8, seconds: 60, waiting: 2, longest: 44 },
    ...{ recent: [15, 17], today: [241, 280], expected: 20, bars: rising(11, 8, 0.15) },
    people: [2, 2, 1, 0, 0, 12, 17],
  },
  {
    ...{ name: 'Airline baggage', share: 0.7, seconds: 180, recent: [4, 4], today: [37, 38] },
    ...{ bars: rising(0, 2, 0.5), people: [4, 0, 0, 0, 0, 10, 14] },
  },
];

const COUNTED = ['available', 'atLimit', 'away', 'break', 'offline', 'load', 'capacity'] as const;

export function boardOf(queues: readonly WallQueue[], now: number, title = 'Service floor'): WallBoard {
  const people = peopleOf([0, 0, 0, 0, 0, 0, 0]);
  for (const queue of queues) for (const field of COUNTED) people[field] += queue.people[field];
  return { at: now, title, queues: [...queues], missing: [], people, alerts: alertsOf(queues, now) };
}

/** The six queues of the target picture. */
export const floor = (now: number): WallBoard =>
  boardOf(
    FLOOR.map((wish) => queueOf(wish, now)),
    now,
  );

function wishOf(name: string): Wish {
  const wish = [...FLOOR, ...AIRLINE].find((each) => each.name === name);
  if (wish === undefined) throw new Error(`there is no queue ${name}`);
  return wish;
}

const FEW = ['Airline disruption', 'Airline check-in', 'Airline refunds', 'Airline baggage'];
const MANY = [
  'Airline disruption',
  'SaaS onboarding',
  'Airline refunds',
  'Telecom faults',
  'SaaS billing',
  'Telecom retention',
];
/** Other trades have the same queues at a quieter hour: who waits, and how long, is a share of it. */
const TRADES = [
  { Airline: 'Airline', Telecom: 'Telecom', SaaS: 'SaaS', waits: 1 },
  { Airline: 'Rail', Telecom: 'Energy', SaaS: 'Cloud', waits: 0.75 },
  { Airline: 'Ferry', Telecom: 'Mobile', SaaS: 'Card', waits: 0.5 },
  { Airline: 'Coach', Telecom: 'Cable', SaaS: 'Loan', waits: 0.25 },
] as const;

const part = (value: number | undefined, by: number): number | undefined =>
  value === undefined ? undefined : Math.round(value * by);

/** The queue at this place of a floor of many. */
function manyAt(place: number): Wish {
  const wish = wishOf(MANY[place % MANY.length] ?? '');
  const trade = TRADES[Math.floor(place / MANY.length)];
  if (trade === undefined) throw new Error('there are 24 queues');
  const { waits } = trade;
  return {
    ...wish,
    name: wish.name.replace(
      /^(Airline|Telecom|SaaS)/,
      (_, first: 'Airline' | 'Telecom' | 'SaaS') => trade[first],
    ),
    waiting: part(wish.waiting, waits),
    longest: part(wish.longest, waits),
    breaches: part(wish.breaches, waits),
    expected: part(wish.expected, waits),
  };
}

/** A floor of one to 24 queues. */
export const floorOf = (count: number, now: number): WallBoard =>
  count <= FEW.length
    ? boardOf(
        FEW.slice(0, count).map((name) => queueOf(wishOf(name), now)),
        now,
        'Airline floor',
      )
    : boardOf(
        Array.from({ length: count }, (_, place) => queueOf(manyAt(place), now)),
        now,
      );

const times = ([within, of]: readonly [number, number], by: number) => [within * by, of * by] as const;

/** The same floor with names and counts as long as any. */
export const busyFloorOf = (count: number, now: number): WallBoard =>
  boardOf(
    Array.from({ length: count }, (_, place) => {
      const wish = manyAt(place);
      const { name, recent, today } = wish;
      return queueOf({ ...wish, name: `${name} 2`, recent: times(recent, 30), today: times(today, 10) }, now);
    }),
    now,
  );
