// Owns what this window knows of its what-if: what it is run on, the form, and the last run. Pure; its verbs are in what-if.ts.
import type { WhatIfSource } from '#shared/contract/what-if.ts';
import {
  MOST_LANGUAGES,
  type WhatIfBasis,
  type WhatIfPlan,
  type WhatIfResult,
} from '#shared/schema/what-if.ts';

/** What was asked for, and what came of it. `value` stays while it is asked anew. */
export interface Answered<T> {
  readonly state: 'none' | 'running' | 'done' | 'failed';
  readonly value: T | null;
  readonly error: unknown;
}

export interface WhatIfForm {
  readonly source: WhatIfSource;
  /** Of the files it is run on. */
  readonly names: readonly string[];
  readonly basis: Answered<WhatIfBasis>;
  readonly plan: WhatIfPlan;
  readonly run: Answered<{ readonly plan: WhatIfPlan; readonly result: WhatIfResult }> & {
    /** Of the one under way. */
    readonly id: string | null;
  };
}

const NOT_ASKED = { state: 'none', value: null, error: null } as const;

/** One more person through the morning: a question to begin with. */
export const NEW_PLAN: WhatIfPlan = {
  policy: 'matching-fair',
  counted: {},
  change: {
    ...{ people: 1, group: null, languages: [], from: 9, to: 11 },
    ...{ arrivals: 1, policy: 'matching-fair' },
  },
  seeds: 20,
};

export const NEW_WHAT_IF: WhatIfForm = {
  source: { kind: 'recorded' },
  names: [],
  basis: NOT_ASKED,
  plan: NEW_PLAN,
  run: { ...NOT_ASKED, id: null },
};

/** Of something else nothing was run. */
export const withoutRun = (form: WhatIfForm): WhatIfForm => ({ ...form, run: NEW_WHAT_IF.run });

/** What the plan names that the basis has not is let go. Somebody new speaks all there is, until it is said. */
export function fitted(plan: WhatIfPlan, { groups, languages }: WhatIfBasis): WhatIfPlan {
  const { counted, change } = plan;
  const spoken = change.languages.filter((each) => languages.includes(each));
  return {
    ...plan,
    counted: {
      ...(counted.group !== undefined && groups.includes(counted.group) ? { group: counted.group } : {}),
      ...(counted.language !== undefined && languages.includes(counted.language)
        ? { language: counted.language }
        : {}),
    },
    change: {
      ...change,
      group: change.group !== null && groups.includes(change.group) ? change.group : null,
      languages: spoken.length > 0 ? spoken : languages.slice(0, MOST_LANGUAGES),
    },
  };
}

/** It asks for something else than things as they are. */
export const changesAnything = ({ policy, change }: WhatIfPlan): boolean =>
  change.people > 0 || change.arrivals !== 1 || change.policy !== policy;
