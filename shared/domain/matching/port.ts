// Owns the interface every matcher fills: given what waits and who is free, say who gets what and why.

export interface WaitingHandoff {
  readonly handoff: string;
  readonly queue: string;
  readonly queuedAt: number;
  readonly dueAt: number;
  /** Capacity units one conversation of its channel takes. */
  readonly weight: number;
  readonly skills: Readonly<Record<string, number>>;
  readonly language: string | undefined;
  /** People who declined or missed it: last, not never. */
  readonly passedBy: readonly string[];
}

export interface FreePerson {
  readonly person: string;
  readonly name: string;
  readonly queues: readonly string[];
  readonly skills: Readonly<Record<string, number>>;
  readonly languages: readonly string[];
  /** Units still free, at least 1. */
  readonly room: number;
  readonly load: number;
  /** When they last took or ended work, or became available: taking work counts, so that one person is not buried. */
  readonly idleSince: number;
}

export interface Assignment {
  readonly handoff: string;
  readonly person: string;
  /** One line for the person who is offered it. */
  readonly why: string;
}

/** Pure and deterministic. Never assigns beyond `room`, outside `queues`, below a minimum skill or without the language. */
export type Matcher = (
  waiting: readonly WaitingHandoff[],
  people: readonly FreePerson[],
  now: number,
) => Assignment[];
