// Owns how busy people were: the share of their time at work that conversations took, beside the mean of all who are at
// work now. Refuses: what that is worth (shared/domain/matching/costs.ts).
import type { Person } from './state.ts';
import type { Worked } from './stored.ts';

/** Once somebody has this many ms at work, both sums are halved: what is longer ago counts less. */
const LOOK_BACK = 28_800_000;
/** Ms of the team's mean that everybody starts with: the first minutes of a shift say little. */
const PRIOR = 600_000;

/** A mean share below this counts as this: on a quiet day one conversation more is not twice as busy. */
const QUIET = 0.05;

const BEGUN: Worked = { at: 0, load: null, present: 0, busy: 0 };

/** Units taken of them, or null while they are not at work. A break is not; what they still have is. */
function loadNow({ load, stored: { connected, status } }: Person): number | null {
  return load > 0 || (connected && status === 'available') ? load : null;
}

function until(now: number, worked: Worked): Worked {
  if (worked.load === null) return { ...worked, at: now };
  const passed = Math.max(0, now - worked.at);
  const present = worked.present + passed;
  const busy = worked.busy + passed * worked.load;
  if (present <= LOOK_BACK) return { ...worked, at: now, present, busy };
  return { ...worked, at: now, present: Math.round(present / 2), busy: Math.round(busy / 2) };
}

/** To be called whenever what they have or whether they are at work may have changed. */
export function noteWork(person: Person, now: number): void {
  const load = loadNow(person);
  const { worked = BEGUN } = person.stored;
  if (worked.load === load) return;
  person.stored = { ...person.stored, worked: { ...until(now, worked), load } };
}

interface Time {
  readonly present: number;
  /** Of their capacity. */
  readonly busy: number;
}

function timeOf({ stored, config }: Person, now: number): Time {
  const { present, busy } = until(now, stored.worked ?? BEGUN);
  return { present, busy: busy / config.capacity };
}

/** Each as busy as the mean = 1. */
export function busynessAmong(people: Iterable<Person>, now: number): (person: Person) => number {
  let sum = 0;
  let count = 0;
  for (const person of people) {
    if (loadNow(person) === null) continue;
    const { present, busy } = timeOf(person, now);
    count += 1;
    if (present > 0) sum += busy / present;
  }
  const mean = count === 0 ? 0 : sum / count;
  return (person) => {
    const { present, busy } = timeOf(person, now);
    const share = (busy + PRIOR * mean) / (present + PRIOR);
    return 1 + (share - mean) / Math.max(mean, QUIET);
  };
}
