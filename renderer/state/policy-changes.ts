// Owns how two policies differ, figure by figure, and how a draft moves onto a live policy that changed under it. Pure.
// Refuses: whether a policy is valid (shared/domain/trigger/policy.ts).
import { changed, type Figure } from '#shared/domain/trigger/counterfactual.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';

export interface Change {
  /** e.g. `emotion.signals.frustration`. */
  readonly path: string;
  readonly from: Figure;
  readonly to: Figure;
}

/** Counts with every publication, or names the file's schema: neither is anybody's change. */
const NO_FIGURE: ReadonlySet<string> = new Set(['revision', '$schema']);

function figuresOf(value: object, before = ''): [string, Figure][] {
  return Object.entries(value).flatMap(([key, part]: [string, unknown]): [string, Figure][] => {
    const path = before === '' ? key : `${before}.${key}`;
    if (NO_FIGURE.has(path)) return [];
    return typeof part === 'object' && part !== null ? figuresOf(part, path) : [[path, part as Figure]];
  });
}

/** The figure at a path; undefined where there is none. */
export const figureAt = (policy: Policy, path: string): Figure =>
  path
    .split('.')
    .reduce<unknown>(
      (part, key) =>
        typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined,
      policy,
    ) as Figure;

/** Every figure that differs, in the order of the policy. */
export function changesOf(from: Policy, to: Policy): readonly Change[] {
  const before = new Map(figuresOf(from));
  const after = new Map(figuresOf(to));
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const change = { path, from: before.get(path), to: after.get(path) };
    return change.from === change.to ? [] : [change];
  });
}

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
