// Owns what travels between the core and the thread of a what-if. Refuses: how either side does its part.
import type { WhatIfSource } from '#shared/contract/what-if.ts';
import type { KnownPerson } from '#shared/domain/simulation/basis.ts';
import type { RecordedHandoff } from '#shared/schema/recorded.ts';
import type { WhatIfBasis, WhatIfPlan, WhatIfResult } from '#shared/schema/what-if.ts';

/** `queuedAt` by the clock of this device's day. */
export interface Recorded {
  readonly kind: 'recorded';
  readonly handoffs: readonly RecordedHandoff[];
  readonly people: readonly KnownPerson[];
}

export interface Asked {
  readonly on: Recorded | Extract<WhatIfSource, { kind: 'files' }>;
  /** Null asks what there is. */
  readonly plan: WhatIfPlan | null;
}

export type Found = { readonly basis: WhatIfBasis; readonly result: Omit<WhatIfResult, 'tookMs'> | null };

export type Told =
  /** So many runs are over. */
  | { readonly kind: 'done'; readonly done: number }
  | { readonly kind: 'found'; readonly found: Found }
  /** What was asked cannot be: its place and the reason. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'tooLittle' };
