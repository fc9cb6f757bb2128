// Owns why a handoff went to one person: everybody compared by the same figures that decided, who could not and why, and
// the smallest single change with which somebody else would have had it. Refuses: deciding (joint.ts).
import { max, min, round } from '../../lib/math.ts';
import type { Candidate, Counterfactual, Excluded, Exclusion, MatchExplanation } from '../../schema/match.ts';
import { burden, fitness, proficiencyOf, urgency, worthOf } from './costs.ts';
import { lacking, mayTake, understands } from './eligible.ts';
import type { FreePerson, WaitingHandoff } from './port.ts';

/** Somebody of the queue; `away` says why they took no offers at all. */
export interface Standing {
  readonly person: FreePerson;
  readonly away: Extract<Exclusion, 'offline' | 'away' | 'break' | 'leaving' | 'asked'> | null;
}

const MOST_CANDIDATES = 20;
const MOST_EXCLUDED = 40;
/** Candidates and excluded people for whom a change is looked for, each. */
const MOST_CHANGED = 40;

const rounded = (value: number): number => round(value * 1_000) / 1_000;

function exclusionOf(
  work: WaitingHandoff,
  { person, away }: Standing,
  now: number,
): Omit<Excluded, 'person' | 'name'> | null {
  if (away === 'offline') return { why: away };
  const skill = lacking(person, work);
  if (skill !== undefined)
    return { why: 'skill', skill, needs: work.skills[skill] ?? 0, has: person.skills[skill] ?? 0 };
  if (!understands(person, work)) return { why: 'language' };
  if (away !== null) return { why: away };
  if (person.room < work.weight) return { why: 'full' };
  return mayTake(person, work, now) ? null : { why: 'paused' };
}

interface Variant {
  readonly person: FreePerson;
  /** How far it is from what was: grades, units, or one for any other change. */
  readonly steps: number;
  readonly change: Counterfactual['change'];
}

/** Each single change that could have made them the better choice. */
function* variants(
  work: WaitingHandoff,
  { person, away }: Standing,
  given: string | undefined,
): Generator<Variant> {
  if (given !== undefined) {
    yield { person, steps: 1, change: { kind: 'needed', handoff: given } };
    return;
  }
  if (away !== null) {
    yield { person, steps: 1, change: { kind: away === 'asked' ? 'unasked' : 'there' } };
    return;
  }
  if (work.passedBy.includes(person.person)) yield { person, steps: 1, change: { kind: 'passed' } };
  for (let less = 1; less <= person.load; less += 1)
    yield {
      person: { ...person, load: person.load - less, room: person.room + less },
      steps: less,
      change: { kind: 'load', less },
    };
  for (const skill of Object.keys(work.skills)) {
    const has = person.skills[skill] ?? 0;
    for (let to = max(has + 1, work.skills[skill] ?? 0); to <= 5; to += 1)
      yield {
        person: { ...person, skills: { ...person.skills, [skill]: to } },
        steps: to - has,
        change: { kind: 'skill', skill, to },
      };
  }
  const { language } = work;
  if (language !== undefined && !understands(person, work))
    yield {
      person: { ...person, languages: [...person.languages, language] },
      steps: 2,
      change: { kind: 'language', language },
    };
}

interface Choice {
  readonly work: WaitingHandoff;
  readonly chosen: FreePerson;
  /** The people of the queue, the chosen one among them. */
  readonly people: readonly Standing[];
  /** What else was given at the same moment: handoff by person. */
  readonly given: ReadonlyMap<string, string>;
  /** What it cost to be busy (`loadPrice` of all that was decided together). */
  readonly price: number;
  readonly now: number;
}

function nearest(
  { work, chosen, given, price, now }: Choice,
  others: readonly Standing[],
): Counterfactual | undefined {
  const urgent = urgency(work, now);
  const freshOnly = !work.passedBy.includes(chosen.person);
  const limit = worthOf(work, chosen, urgent, price);
  let best: (Variant & { readonly worth: number; readonly name: string }) | undefined;
  for (const standing of others) {
    const { name, person: id } = standing.person;
    for (const variant of variants(work, standing, given.get(id))) {
      if (best !== undefined && variant.steps > best.steps) continue;
      if (freshOnly && work.passedBy.includes(id) && variant.change.kind !== 'passed') continue;
      if (!mayTake(variant.person, work, now)) continue;
      const worth = worthOf(work, variant.person, urgent, price);
      if (worth <= limit) continue;
      if (best === undefined || variant.steps < best.steps || worth > best.worth)
        best = { ...variant, worth, name };
    }
  }
  return best && { person: best.person.person, name: best.name, change: best.change };
}

/** Pure. `people` holds everybody of the queue who is compared. */
export function explain(choice: Choice): Omit<MatchExplanation, 'offer'> {
  const { work, chosen, people, given, price, now } = choice;
  const urgent = urgency(work, now);
  const able: { readonly standing: Standing; readonly worth: number }[] = [];
  const out: { readonly standing: Standing; readonly why: Omit<Excluded, 'person' | 'name'> }[] = [];
  const excludedBy: Partial<Record<Exclusion, number>> = {};
  for (const standing of people) {
    const why = exclusionOf(work, standing, now);
    if (why === null) able.push({ standing, worth: worthOf(work, standing.person, urgent, price) });
    else {
      out.push({ standing, why });
      excludedBy[why.why] = (excludedBy[why.why] ?? 0) + 1;
    }
  }
  const isChosen = ({ person }: Standing): boolean => person.person === chosen.person;
  able.sort(
    (a, b) =>
      Number(isChosen(b.standing)) - Number(isChosen(a.standing)) ||
      b.worth - a.worth ||
      (a.standing.person.person < b.standing.person.person ? -1 : 1),
  );
  const others = [
    ...able.slice(1, MOST_CHANGED + 1).map(({ standing }) => standing),
    ...out.slice(0, MOST_CHANGED).map(({ standing }) => standing),
  ];
  const next = nearest(choice, others);
  const candidates = able.slice(0, MOST_CANDIDATES).map(({ standing: { person }, worth }): Candidate => {
    const other = isChosen({ person, away: null }) ? undefined : given.get(person.person);
    return {
      ...{
        person: person.person,
        name: person.name,
        worth: rounded(worth),
        fit: rounded(fitness(work, person)),
      },
      ...{ proficiency: proficiencyOf(work, person), load: person.load, busyness: rounded(person.busyness) },
      burden: rounded(burden(work, person, price)),
      knows: work.last === person.person,
      passed: work.passedBy.includes(person.person),
      ...(other === undefined ? {} : { given: other }),
    };
  });
  return {
    ...{
      handoff: work.handoff,
      queue: work.queue,
      person: chosen.person,
      at: now,
      mode: work.mode,
      urgency: rounded(urgent),
    },
    ...{ of: able.length, knows: work.last === chosen.person, candidates, excludedBy },
    excluded: out
      .slice(0, min(out.length, MOST_EXCLUDED))
      .map(({ standing: { person }, why }) => ({ person: person.person, name: person.name, ...why })),
    ...(next === undefined ? {} : { next }),
    asked: {
      skills: Object.fromEntries(
        Object.keys(work.skills).map((skill) => [skill, chosen.skills[skill] ?? 0] as const),
      ),
      ...(work.language === undefined ? {} : { language: work.language }),
    },
  };
}
