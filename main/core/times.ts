// Owns the waiting times of the console core in one place, so that tests can set them short.

export interface Times {
  /** From opening a socket to `ready`. */
  readonly connectMs: number;
  /** Back-off: full jitter over base * 2^attempt, at most cap. */
  readonly backoffBaseMs: number;
  readonly backoffCapMs: number;
  /** A connection that lived this long was a good one: the next back-off starts small. */
  readonly steadyMs: number;
  /** Without a connection for this long the link is called offline. */
  readonly offlineAfterMs: number;
  /** Most one push of diffs waits for more. */
  readonly frameMs: number;
  /** As `frameMs`, for changes of what others do: rows of the queue, counts, presence of colleagues. */
  readonly calmMs: number;
  /** Most an acknowledgement waits for more. */
  readonly ackMs: number;
  /** From a change of a draft to its synchronisation; the product promises 2 s. */
  readonly draftMs: number;
  /** An answer to an offer is given up on (not withdrawn) after this. */
  readonly answerMs: number;
  /** An offer that ended stays readable for this long. */
  readonly endedOfferMs: number;
  /** Offers not repeated within this time after `ready` are gone. */
  readonly repeatOfferMs: number;
  /** A customer's typing shows for this long after the last sign of it. */
  readonly typingMs: number;
  /** Pause before something the router or the disk could not do is tried again. */
  readonly againMs: number;
  /** What was said last has this long to go out when the console is closed. */
  readonly closeMs: number;
  /** Between two looks at what the router has recorded since, for leads. */
  readonly recordMs: number;
  /** Time without router contact after which the cached copy locks. */
  readonly leaseMs: number;
}

export const TIMES: Times = {
  connectMs: 10_000,
  backoffBaseMs: 250,
  backoffCapMs: 10_000,
  steadyMs: 5_000,
  offlineAfterMs: 10_000,
  frameMs: 16,
  calmMs: 200,
  ackMs: 50,
  draftMs: 1_000,
  answerMs: 10_000,
  endedOfferMs: 8_000,
  repeatOfferMs: 1_000,
  typingMs: 6_000,
  againMs: 1_000,
  closeMs: 1_000,
  recordMs: 60_000,
  leaseMs: 72 * 3_600_000,
};
