// Owns what a what-if run is asked and what it answers: a change of staff, arrivals or routing beside things as they were. Times
// of day are hours of the lead's own clock, waits seconds, shares 0 to 1. Refuses: running it (domain/simulation/what-if.ts).
import { z } from 'zod';
import { POLICY_NAMES } from '../domain/simulation/policy-names.ts';
import { count, time } from './primitives.ts';

/** Where less is known, nothing is run: chance would speak. */
export const WHAT_IF_NEEDS = { handoffs: 100, days: 3 } as const;
/** An hour with fewer handoffs than this says little. */
export const FEW_HANDOFFS = 30;

/** That somebody new can speak. */
export const MOST_LANGUAGES = 100;

const policy = z.enum(POLICY_NAMES);
/** A queue's id, or a skill as a trace names it. */
const group = z.string().min(1).max(64);
const language = z.string().min(1).max(35);

export const whatIfPlan = z.object({
  /** As things are: what the change is held against. */
  policy,
  /** Who is counted; all where nothing is named. */
  counted: z.object({ group: group.optional(), language: language.optional() }),
  change: z
    .object({
      /** So many more at work every day from `from` to `to`, for one group or all, who speak these. */
      people: z.int().min(0).max(50),
      group: group.nullable(),
      languages: z.array(language).max(MOST_LANGUAGES),
      from: z.int().min(0).max(23),
      to: z.int().min(1).max(24),
      /** Factor on the arrivals. */
      arrivals: z.number().min(0.1).max(3),
      policy,
    })
    .refine(({ from, to }) => from < to, { path: ['to'], error: 'it ends before it begins' }),
  /** Runs, each with luck of its own. */
  seeds: z.int().min(2).max(100),
});

const interval = z.object({ mean: z.number(), low: z.number().nullable(), high: z.number().nullable() });
/** Means over the runs with 95 % intervals; the difference is taken run by run. */
const compared = z.object({ base: interval, whatIf: interval, difference: interval });

const measures = z.object({
  /** Mean of a run. */
  handoffs: z.number(),
  /** 95th percentile of those answered; null where a run answered nobody. */
  wait: compared.nullable(),
  inTarget: compared,
  left: compared,
  /** How many wait at once, on average. */
  waiting: compared,
});

export const whatIfBasis = z.object({
  handoffs: count,
  days: count,
  people: count,
  /** Of the first and last; null where there is none. */
  from: time.nullable(),
  to: time.nullable(),
  groups: z.array(z.string()),
  languages: z.array(z.string()),
  /** Share of handoffs of which the language is known; null where a scenario draws it. */
  spoken: z.number().nullable(),
  /** Median seconds with a person; null where nobody was answered. */
  handling: z.number().nullable(),
});

export const whatIfResult = z.object({
  seeds: count,
  days: count,
  /** From the call to the result. */
  tookMs: z.number(),
  /** As it really was, where the base plays that again. */
  recorded: z.object({ wait: z.number(), inTarget: z.number(), left: z.number() }).nullable(),
  all: measures,
  /** Share of their room that people had in use. */
  load: compared,
  /** Of the changed hours alone, and of the others; null where all hours are changed. */
  within: measures.nullable(),
  rest: measures.nullable(),
  /** Hours in which somebody came. */
  hours: z.array(measures.extend({ hour: z.int().min(0).max(23) })),
});

export type WhatIfPlan = z.infer<typeof whatIfPlan>;
export type WhatIfBasis = z.infer<typeof whatIfBasis>;
export type WhatIfResult = z.infer<typeof whatIfResult>;
export type WhatIfMeasures = z.infer<typeof measures>;
export type Compared = z.infer<typeof compared>;
