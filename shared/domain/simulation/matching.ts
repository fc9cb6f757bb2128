// Owns matching as a policy of the simulator: all that waits and all who are free, at once, by the same costs and solver
// that the router uses.
import { assign } from '../matching/assignment.ts';
import { costsOf, type Demand, MODES, type Supply, type Weights } from '../matching/costs.ts';
import type { Floor, Policy, WaitingCall, Worker } from './run.ts';

function demandOf(floor: Floor, { call, passedBy }: WaitingCall): Demand {
  const { workers, scenario, now } = floor;
  const tier = scenario.tiers[call.tier];
  return {
    skills: { [call.skill]: 1 },
    language: call.language,
    value: tier.value,
    waited: now - call.at,
    target: tier.slaSeconds,
    last: workers[floor.lastOf(call)]?.id,
    passedBy: passedBy.map((index) => workers[index]?.id ?? ''),
  };
}

const shareOf = ({ busy, present }: Worker): number => busy / (present === 0 ? 1 : present);

const matching = (weights: Weights) => (): Policy => (floor) => {
  const team = floor.workers.filter(({ atWork }) => atWork);
  const mean = team.reduce((sum, worker) => sum + shareOf(worker), 0) / team.length;
  const people = floor.free.map(
    (worker): Supply => ({
      person: worker.id,
      skills: worker.skills,
      languages: worker.languages,
      busyness: mean === 0 ? 1 : shareOf(worker) / mean,
    }),
  );
  const demands = floor.waiting.map((item) => demandOf(floor, item));
  const { columnOf } = assign(demands.length, costsOf(demands, people, weights));
  const pairs: [WaitingCall, Worker][] = [];
  floor.waiting.forEach((item, row) => {
    const worker = floor.free[columnOf[row] ?? -1];
    if (worker !== undefined) pairs.push([item, worker]);
  });
  return pairs;
};

export const MATCHING = {
  'matching-fair': matching(MODES.fair),
  'matching-fit': matching(MODES.fit),
} as const satisfies Record<string, () => Policy>;
