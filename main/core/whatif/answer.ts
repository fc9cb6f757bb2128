// Owns answering one question about a what-if. Pure. Refuses: threads (worker.ts) and the simulation itself (shared/domain).
import { type Basis, recordedBasis, tracedBasis } from '#shared/domain/simulation/basis.ts';
import { parseScenario, ScenarioError } from '#shared/domain/simulation/scenario.ts';
import { parseTrace, TraceError } from '#shared/domain/simulation/trace.ts';
import { describe, unknownIn, whatIf } from '#shared/domain/simulation/what-if.ts';
import { WHAT_IF_NEEDS } from '#shared/schema/what-if.ts';
import type { Asked, Told } from './port.ts';

function basisOf(on: Asked['on']): Basis {
  if (on.kind === 'recorded') return recordedBasis(on.handoffs, on.people);
  const scenario = parseScenario(on.scenario);
  return tracedBasis(parseTrace(on.trace), scenario);
}

const refused = (file: string, reason: string) =>
  ({ kind: 'refused', detail: `${file}: ${reason}` }) as const;

/** `told` hears how many runs are over. */
export function answer({ on, plan }: Asked, told: (done: number) => void): Exclude<Told, { kind: 'done' }> {
  let basis: Basis;
  try {
    basis = basisOf(on);
  } catch (error) {
    if (error instanceof ScenarioError) return refused('scenario', error.message);
    if (error instanceof TraceError) return refused('trace', error.message);
    throw error;
  }
  const described = describe(basis);
  if (plan === null) return { kind: 'found', found: { basis: described, result: null } };
  const unknown = unknownIn(basis, plan);
  if (unknown !== null) return { kind: 'refused', detail: unknown };
  const { handoffs, days } = WHAT_IF_NEEDS;
  if (on.kind === 'recorded' && (described.handoffs < handoffs || described.days < days))
    return { kind: 'tooLittle' };
  return { kind: 'found', found: { basis: described, result: whatIf(basis, plan, told) } };
}
