// Owns the interface every matcher fills: given what waits and who is free, say who gets what and why.
// Times are milliseconds since 1970 in the router; a simulation may count in any unit, as long as it is one.

/** `fair` keeps loads about as even as the longest-idle rule does; `fit` looks at the customer alone. */
export type Mode = 'fair' | 'fit';

export interface WaitingHandoff {
  readonly handoff: string;
  readonly queue: string;
  readonly queuedAt: number;
  readonly dueAt: number;
  /** How long an answer may take in its queue; above 0. */
  readonly target: number;
  readonly mode: Mode;
  /** Capacity units one conversation of its channel takes. */
  readonly weight: number;
  readonly skills: Readonly<Record<string, number>>;
  readonly language: string | undefined;
  /** What the customer is worth beside others, above 0 and at most 3; 1 = usual. */
  readonly value: number;
  /** Who served this customer last, or looks after them. */
  readonly last: string | undefined;
  /** People who declined or missed it: last, not never. */
  readonly passedBy: readonly string[];
  /** Until when people are not asked for it at all. */
  readonly pauses: Readonly<Record<string, number>>;
}

export interface FreePerson {
  readonly person: string;
  readonly name: string;
  readonly queues: readonly string[];
  readonly skills: Readonly<Record<string, number>>;
  readonly languages: readonly string[];
  /** Units still free, at least 1. */
  readonly room: number;
  /** Units taken. */
  readonly load: number;
  /** When they last took or ended work, or became available: taking work counts, so that one person is not buried. */
  readonly idleSince: number;
  /** Share of their time at work that conversations took, over the mean of the team; 1 = as busy as the others. */
  readonly busyness: number;
}

export interface Assignment {
  readonly handoff: string;
  readonly person: string;
}

export interface Matched {
  readonly given: readonly Assignment[];
  /** Handoffs that were not looked at, because it would take too long at once: they are to be asked about again. */
  readonly left: readonly string[];
}

/**
 * Pure and deterministic, whatever the order of what it is given. Gives each person at most one handoff, and never
 * beyond `room`, outside `queues`, below a minimum skill, without the language or within a pause. What is neither given nor
 * left has nobody. Asked about what it left, it leaves less.
 */
export type Matcher = (
  waiting: readonly WaitingHandoff[],
  people: readonly FreePerson[],
  now: number,
) => Matched;
