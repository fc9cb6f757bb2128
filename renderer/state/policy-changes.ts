// Owns how a draft differs from a policy, and how it moves onto a live policy that changed under it. Pure.
// Refuses: whether a policy is valid (shared/domain/trigger/policy.ts).
import { changed, type Figure } from '#shared/domain/trigger/counterfactual.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { type PolicyDifference, policyDifferences } from '#shared/domain/trigger/policy-changes.ts';

export type Change = PolicyDifference;

/** The figure at a path; undefined where there is none. */
export const figureAt = (policy: Policy, path: string): Figure =>
  path
    .split('.')
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined,
      policy,
    ) as Figure;

/** Every figure that differs. Which schema a file names is nobody's change. */
export const changesOf = (from: Policy, to: Policy): readonly Change[] =>
  policyDifferences(from, to).filter(({ path }) => path !== '$schema');

/** Paths that both the draft and somebody else changed, each to something else. */
export function clashesOf(base: Policy, draft: Policy, live: Policy): readonly string[] {
  const theirs = new Map(changesOf(base, live).map(({ path, to }) => [path, to]));
  return changesOf(base, draft).flatMap(({ path, to }) =>
    theirs.has(path) && theirs.get(path) !== to ? [path] : [],
  );
}

/** The changes the draft made to `base`, made to `live`: what else changed there stays; of a clash the draft's stands. */
export const rebased = (base: Policy, draft: Policy, live: Policy): Policy =>
  changesOf(base, draft).reduce((policy, { path, to }) => changed(policy, path, to), live);
