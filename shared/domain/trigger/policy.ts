// Owns a trigger policy: what account, signals and time must come to before a person takes over. Versioned JSON, the same
// file in router, preview and command line. Refuses: reading signals (signals.ts) and judging turns (combine.ts).
import { z } from 'zod';
import { type Fault, faultOf } from '../../schema/expected.ts';
import { type Category, category, label, unit } from '../../schema/primitives.ts';

export const CATEGORIES: readonly Category[] = category.options;

const signalWeights = (...signals: [string, ...string[]]) =>
  z
    .strictObject(Object.fromEntries(signals.map((signal) => [signal, unit.optional()])))
    .meta({ description: 'How far each signal alone can raise the category, 0 to 1.' });

/** A category fires by itself at `threshold`; null = only together with others. */
const threshold = unit.nullable();

export const policySchema = z
  .strictObject({
    $schema: z.string().max(1_000).optional(),
    format: z.literal('baton.policy'),
    version: z.literal(2),
    id: z
      .string()
      .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a policy id is 1-40 of a-z 0-9 - and begins with a letter'),
    name: label,
    note: z.string().max(1_000).optional(),
    /** Grows with each change. */
    revision: z.int().min(1),
    /** Below it a signal is silent, above 1 - floor it counts in full; in between it rises evenly, .5 giving .5. */
    floor: z.number().min(0).max(0.45),
    /** What is left of a category's score from one customer turn to the next. */
    decay: unit,
    /** How far below the threshold the score must fall before the trigger lets go. */
    release: z.number().min(0).max(0.5),
    value: z.strictObject({
      weight: unit,
      threshold,
      tiers: z.strictObject({ free: unit, standard: unit, premium: unit, enterprise: unit }),
      /** Value over twelve months at which it counts in full. */
      fullValue: z.number().positive(),
      worth: unit,
      openDeals: unit,
      /** Days before the renewal within which it counts. */
      renewalDays: z.int().min(0).max(3_650),
      renewal: unit,
      /** Sessions in thirty days at which activity counts in full. */
      fullSessions: z.int().min(1).max(10_000),
      activity: unit,
    }),
    complexity: z.strictObject({
      weight: unit,
      threshold,
      signals: signalWeights('complexity', 'botFailure', 'repetition', 'problem'),
    }),
    emotion: z.strictObject({
      weight: unit,
      threshold,
      signals: signalWeights('frustration', 'outburst', 'rising', 'churnRisk', 'legalRisk', 'cancellation'),
    }),
    timing: z.strictObject({
      weight: unit,
      threshold,
      signals: signalWeights(
        'humanRequest',
        'botHandover',
        'urgency',
        'buyingIntent',
        'competitor',
        'interest',
      ),
    }),
    combined: z.strictObject({ threshold: z.number().gt(0).max(1) }),
    guards: z.strictObject({
      /** The customer thanks or says that it is solved: nothing but a request for a person fires. */
      solved: z.boolean(),
      /** The customer said that they want no person. */
      refusal: z.boolean(),
    }),
  })
  .meta({ title: 'Baton trigger policy' });

export type Policy = z.infer<typeof policySchema>;

/** As JSON Schema, for editors and for review in git. */
export const policyJsonSchema = (): unknown => z.toJSONSchema(policySchema);

export interface PolicyFault extends Fault {
  /** In English, for files and logs. */
  readonly reason: string;
}

/** Version 1 had no guard of its own for a refusal and one for thanks at the top. */
function migrated(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('version' in given) || given.version !== 1)
    return given;
  const { guardThanks, ...rest } = given as Record<string, unknown>;
  return { ...rest, version: 2, guards: { solved: guardThanks !== false, refusal: true } };
}

/** Reads a policy of this or an earlier version; every fault names its path and reason. */
export function readPolicy(
  given: unknown,
): { readonly policy: Policy } | { readonly faults: readonly PolicyFault[] } {
  const result = policySchema.safeParse(migrated(given));
  if (result.success) return { policy: result.data };
  return {
    faults: result.error.issues.map((issue) => ({ ...faultOf(issue), reason: issue.message })),
  };
}

/** The first fault in one line, and how many more there are. */
export function faultLine(faults: readonly PolicyFault[]): string {
  const [fault] = faults;
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return `${fault === undefined || fault.path === '' ? 'the policy' : fault.path}: ${fault?.reason ?? 'not valid'}${more}`;
}
