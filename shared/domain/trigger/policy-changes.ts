// Owns what differs between two contents of a policy, figure by figure.
// Refuses: judging what it does (backtest.ts).
import type { Policy } from './policy.ts';

export interface PolicyDifference {
  /** e.g. `emotion.signals.frustration`. */
  readonly path: string;
  /** Left out where it was not there, or is not there any more. */
  readonly from?: string | number | boolean | null;
  readonly to?: string | number | boolean | null;
}

type Leaf = string | number | boolean | null;

function* leavesOf(value: unknown, path: string): Generator<readonly [string, Leaf]> {
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value))
      yield* leavesOf(inner, path === '' ? name : `${path}.${name}`);
  else if (value !== undefined) yield [path, value as Leaf];
}

/** By path, in the order of their names. The revision is not part of the content. */
export function policyDifferences(from: Policy, to: Policy): PolicyDifference[] {
  const before = new Map(leavesOf(from, ''));
  const after = new Map(leavesOf(to, ''));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => path !== 'revision' && before.get(path) !== after.get(path))
    .sort()
    .map((path) => {
      const [old, fresh] = [before.get(path), after.get(path)];
      return {
        path,
        ...(old === undefined ? {} : { from: old }),
        ...(fresh === undefined ? {} : { to: fresh }),
      };
    });
}
