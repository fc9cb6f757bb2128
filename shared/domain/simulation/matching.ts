// Owns matching as a policy of the simulator: all that waits and all who are free, at once, by the same matcher that the
// router uses.
import { pairs } from '../matching/joint.ts';
import type { FreePerson, Mode, WaitingHandoff } from '../matching/port.ts';
import type { Floor, Policy, WaitingCall, Worker } from './run.ts';

const QUEUE = 'all';

export function workOf(floor: Floor, { call, passedBy }: WaitingCall, mode: Mode): WaitingHandoff {
  const { workers, scenario } = floor;
  const { value } = scenario.tiers[call.tier];
  const { target } = call;
  return {
    ...{ handoff: String(call.index), queue: QUEUE, mode, weight: 1, value, target, pauses: {} },
    queuedAt: call.at,
    dueAt: call.at + target,
    skills: { [call.skill]: 1 },
    language: call.language,
    last: workers[floor.lastOf(call)]?.id,
    passedBy: passedBy.map((index) => workers[index]?.id ?? ''),
  };
}

const shareOf = ({ busy, present }: Worker): number => busy / (present === 0 ? 1 : present);

const matching = (mode: Mode) => (): Policy => (floor) => {
  const { workers, free, waiting, now } = floor;
  const team = workers.filter(({ atWork }) => atWork);
  const mean = team.reduce((sum, worker) => sum + shareOf(worker), 0) / team.length;
  const people = free.map(
    (worker): FreePerson => ({
      ...{ person: worker.id, name: worker.id, queues: [QUEUE], skills: worker.skills },
      languages: worker.languages,
      room: worker.capacity - worker.load,
      load: worker.load,
      idleSince: worker.idleSince,
      busyness: mean === 0 ? 1 : shareOf(worker) / mean,
    }),
  );
  const works = waiting.map((item) => workOf(floor, item, mode));
  const itemOf = new Map(works.map((work, at) => [work, waiting[at] as WaitingCall]));
  const workerOf = new Map(people.map((person, at) => [person, free[at] as Worker]));
  return pairs(works, people, now).map(
    ([work, person]) => [itemOf.get(work) as WaitingCall, workerOf.get(person) as Worker] as const,
  );
};

export const MATCHING = {
  'matching-fair': matching('fair'),
  'matching-fit': matching('fit'),
} as const satisfies Record<string, () => Policy>;
