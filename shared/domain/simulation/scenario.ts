// Owns the scenario of a simulation: everything that a trace of calls does not say, fixed beforehand, so that nobody
// chooses the field on which they win. Unknown fields are ignored; words that only explain are not read.
import { z } from 'zod';

const share = z.number().min(0).max(1);
const WEEK = 604_800;
/** Bounds are far beyond any floor: within them every run comes to its end. */
const seconds = z.number().min(0).max(WEEK);
const some = z.number().positive().max(WEEK);
const factor = z.number().positive().max(100);
const byProficiency = <T extends z.ZodType>(each: T) =>
  z.object({ '1': each, '2': each, '3': each, '4': each, '5': each });
/** Where nobody accepts anything, a call goes round for ever. */
const MOST_PASSED = 0.95;
const room = z.int().min(1).max(1_000);
const tier = z.object({
  priorityIn: z.array(z.int()),
  value: z.number().min(0).max(1e6),
  slaSeconds: some,
});

export const scenario = z.object({
  name: z.string(),
  version: z.literal(1),
  people: z
    .array(
      z.object({
        id: z.string().min(1),
        skills: z.record(z.string(), z.int().min(1).max(5)),
        languages: z.array(z.string()).min(1),
        /** Left out = as `capacityPerPerson`. */
        capacity: room.optional(),
      }),
    )
    .min(1)
    .max(10_000)
    .superRefine((people, context) => {
      const ids = people.map(({ id }) => id);
      const twice = ids.findIndex((id, at) => ids.indexOf(id) < at);
      if (twice !== -1)
        context.addIssue({ code: 'custom', path: [twice, 'id'], message: `"${ids[twice]}" is there twice` });
    }),
  capacityPerPerson: room,
  /** People wanted at each hour of the day, before `--staff`. */
  headcountByHour: z.array(z.number().min(0).max(10_000)).length(24),
  serviceSeconds: z.object({
    cap: some,
    factorByProficiency: byProficiency(factor),
    factorWhenSamePersonAsLastTime: factor,
  }),
  /** How much longer a conversation takes for each other one its person has. */
  concurrencySlowdownPerExtraConversation: z.number().min(0).max(10),
  language: z.object({
    draw: z.record(z.string(), share).superRefine((draw, context) => {
      const sum = Object.values(draw).reduce((all, each) => all + each, 0);
      if (sum < 1 - 1e-6 || sum > 1 + 1e-6)
        context.addIssue({ code: 'custom', message: `the shares come to ${sum}, not to 1` });
    }),
  }),
  tiers: z.object({ regular: tier, vip: tier }),
  outcomeValue: z.object({
    quality: byProficiency(z.number().min(0).max(100)),
    continuityBonus: z.number().min(0).max(100),
  }),
  offers: z
    .object({ decline: share, timeout: share, timeoutSeconds: seconds, acceptSeconds: seconds })
    .refine(({ decline, timeout }) => decline + timeout <= MOST_PASSED, {
      message: `decline and timeout come to more than ${MOST_PASSED} together`,
    }),
  stress: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('flash'),
        fromHour: z.int().min(0).max(23),
        minutes: z.number().positive().max(1_440),
        times: z.int().min(1).max(100),
        everyNthDay: z.int().min(1).max(3_653),
      }),
      z.object({
        kind: z.literal('leave'),
        fromHour: z.int().min(0).max(23),
        people: z.int().min(0).max(10_000),
        everyNthDay: z.int().min(1).max(3_653),
      }),
    ]),
  ),
});

export type Scenario = z.infer<typeof scenario>;
export type TierName = keyof Scenario['tiers'];

export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
}

/** @throws ScenarioError with the place and the reason */
export function parseScenario(text: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ScenarioError(`not JSON: ${(error as Error).message.replace(/\s+/g, ' ')}`);
  }
  const parsed = scenario.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new ScenarioError(`${issue?.path.join('.') || 'scenario'}: ${issue?.message ?? 'is not valid'}`);
}
